"""What tiles can show of the states: in which class each is, and what its record says of it.

Classes say whom a state belongs to or what it has told, never how much: tiles rank nobody. What a
partner reaches and how fresh records are is the board's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.base.dates import add_months
from kg.base.i18n import Message, msg, nmsg
from kg.brief.reach_tiles import OTHERS, reach_tiles, short_name
from kg.browse.declared_list import Wanted, listed
from kg.browse.state_memberships import FULL, STANDINGS, memberships_in
from kg.graph.actors import declared_by, declarers, family, real, states, territories
from kg.graph.actors import members as full_members
from kg.graph.naming import in_message
from kg.graph.openness import last_confirmed
from kg.graph.undated import rests_on
from kg.graph.view import Edge, View
from kg.model.relations import DECLARED
from viz.pictures.full_names import named_fully
from viz.pictures.picture_form import PictureAsk

_NOTHING: Final = msg("nothing on record: unknown is not no")
MONTHS: Final = 12
"""What was confirmed within so many months is fresh."""


@dataclass(frozen=True, slots=True)
class ShownTiles:
    """Classes of states: ``of`` from the number of a state to its class, ``said`` to its records.

    ``examples`` are records that are made up: told apart, and on no tile.
    """

    title: Message
    sentence: Message
    classes: Sequence[Message | str]
    of: Mapping[int, int]
    others: Message
    said: Mapping[int, Sequence[int]] = field(default_factory=dict)
    examples: Sequence[int] = ()
    edges: Sequence[Edge] = ()
    notes: Sequence[str] = ()


def members(ask: PictureAsk) -> ShownTiles:
    """Return how the states stand to a body."""
    body = ask.view.index(ask.asked.ids[0])
    held = memberships_in(ask.view, [body])
    order = [name for name in STANDINGS if any(one.standing == name for one in held)]
    full = sum(one.standing == FULL for one in held)
    edges = [one.edge for one in held]
    name = named_fully(ask.view, body, ask.lang)
    return ShownTiles(
        msg("Members: {name}", name=name),
        nmsg("{count} of the {total} states is a full member.",
             "{count} of the {total} states are full members.",
             full, total=len(states(ask.view))),
        [STANDINGS[name] for name in order],
        {one.state: order.index(one.standing) for one in held},
        _NOTHING,
        edges=edges,
        notes=rests_on(ask.view, edges, ask.lang)["notes"],
    )  # fmt: skip


def offers(ask: PictureAsk) -> ShownTiles:
    """Return who offers something in a sector."""
    name, found = in_message(ask.view, ask.view.index(ask.asked.ids[0])), _declared(ask, "Offer")
    sentence = nmsg(
        "{count} of the {total} states has an open offer in this sector.",
        "{count} of the {total} states have open offers in this sector.",
        len(found.by_state), total=len(states(ask.view)),
    )  # fmt: skip
    title = msg("Who offers cooperation: {name}", name=name)
    return found.shown(title, sentence, msg("open offers"))


def needs(ask: PictureAsk) -> ShownTiles:
    """Return who has stated a need in a sector."""
    name, found = in_message(ask.view, ask.view.index(ask.asked.ids[0])), _declared(ask, "Demand")
    sentence = nmsg(
        "{count} of the {total} states has an open demand in this sector.",
        "{count} of the {total} states have open demands in this sector.",
        len(found.by_state), total=len(states(ask.view)),
    )  # fmt: skip
    title = msg("Who has stated needs: {name}", name=name)
    return found.shown(title, sentence, msg("open demands"))


@dataclass(frozen=True, slots=True)
class _Declared:
    """What is open of a type in a sector: by the state that declares it; examples apart."""

    by_state: Mapping[int, Sequence[int]]
    examples: Sequence[int]

    def shown(self, title: Message, sentence: Message, class_: Message) -> ShownTiles:
        """Return it as tiles of one class."""
        of = dict.fromkeys(self.by_state, 0)
        return ShownTiles(title, sentence, [class_], of, _NOTHING, self.by_state, self.examples)


def _declared(ask: PictureAsk, type_: str) -> _Declared:
    view = ask.view
    wanted = Wanted(type_, {"sector": view.id(view.index(ask.asked.ids[0]))})
    found = listed(view, ask.inquiry.records, wanted, ask.lang, "title").nodes
    own = real(view, found)
    by_state: dict[int, list[int]] = {}
    for node in found:
        for state in _states_of(view, node) if node in own else ():
            by_state.setdefault(state, []).append(node)
    return _Declared(by_state, [node for node in found if node not in own])


def _states_of(view: View, node: int) -> set[int]:
    known = {*states(view)}
    return {state for actor in declarers(view, node) for state in territories(view, actor)} & known


def contributed(ask: PictureAsk) -> ShownTiles:
    """Return who has told something: offers, demands, practices, or that a record is right."""
    view = ask.view
    told = {state: _told(view, state) for state in states(view)}
    of = {state: _KINDS.index(_kind(kinds)) for state, kinds in told.items() if kinds}
    sentence = nmsg(
        "{count} of the {total} states has shared an offer, a need, a good practice or a "
        "confirmation.",
        "{count} of the {total} states have shared an offer, a need, a good practice or a "
        "confirmation.",
        len(of), total=len(told),
    )  # fmt: skip
    classes = [
        msg("offers and needs"), msg("offers"), msg("needs"),
        msg("good practices or confirmations"),
    ]  # fmt: skip
    title = msg("Who has contributed")
    return ShownTiles(title, sentence, classes, of, msg("nothing on record yet"))


_KINDS: Final = ("both", "Offer", "Demand", "else")
_CONFIRMED: Final = "confirmed"


def _kind(told: set[str]) -> str:
    if {"Offer", "Demand"} <= told:
        return "both"
    return next((kind for kind in ("Offer", "Demand") if kind in told), "else")


def _told(view: View, state: int) -> set[str]:
    own = family(view, state)
    told = {type_ for type_ in DECLARED if declared_by(view, own, type_)}
    confirms = view.adjacency(("CONFIRMS",), "out")
    said = (node for actor in own for node in confirms.of(actor).tolist())
    return told | ({_CONFIRMED} if real(view, said) else set())


def coverage(ask: PictureAsk) -> ShownTiles:
    """Return whom partners reach: by one of them alone, by several, by none.

    Of those who are asked about: the full members of the body ``within`` where there is one.

    Raises:
        ForbiddenError: the reader is not the board.
    """
    view = ask.view
    found = reach_tiles(view, ask.asked.ids, ask.lang)
    of, outside = {view.index(id_): at for id_, at in found.of}, _outside(ask)
    apart = (msg("not counted: no full member of {name}", name=in_message(view, body))
             for body in outside[:1])  # fmt: skip
    classes: list[Message | str] = [*found.classes, *apart]
    of |= dict.fromkeys(outside[1:], len(found.classes))
    names = [short_name(view, id_, ask.lang) for id_ in ask.asked.ids]
    sentence = nmsg(
        "{count} of {total} states is reached by {names}.",
        "{count} of {total} states are reached by {names}.",
        sum(at < len(found.classes) for at in of.values()),
        total=len(states(view)) - len(outside[1:]), names=names,
    )  # fmt: skip
    edges = [one.edge for one in memberships_in(view, map(view.index, ask.asked.ids))]
    return ShownTiles(msg("Whom these partners reach"), sentence, classes, of, OTHERS, edges=edges)


def _outside(ask: PictureAsk) -> list[int]:
    """Return the body among whose members is counted, then the states that are none; or nothing."""
    within = dict(ask.asked.choice).get("within")
    if not within:
        return []
    body = ask.view.index(within)
    return [body, *sorted({*states(ask.view)} - full_members(ask.view, body))]


def freshness(ask: PictureAsk) -> ShownTiles:
    """Return when what states declare was last confirmed: stays with the board (decision 0045).

    Raises:
        ForbiddenError: the reader is not the board.
    """
    view = ask.view
    view.require_board()
    since = add_months(view.as_of, -MONTHS).isoformat()
    of = {state: at for state in states(view) if (at := _age(view, state, since)) is not None}
    sentence = nmsg(
        "{count} of the {total} states has confirmed something within a year.",
        "{count} of the {total} states have confirmed something within a year.",
        sum(at == 0 for at in of.values()), total=len(states(view)),
    )  # fmt: skip
    classes = [
        msg("confirmed within a year"), msg("confirmed longer ago"),
        msg("declared, never confirmed"),
    ]  # fmt: skip
    title = msg("How fresh the records of states are")
    return ShownTiles(title, sentence, classes, of, msg("nothing declared"))


def _age(view: View, state: int, since: str) -> int | None:
    own = family(view, state)
    nodes = [node for type_ in DECLARED for node in declared_by(view, own, type_)]
    if not nodes:
        return None
    last = max((day for node in nodes if (day := last_confirmed(view, node))), default=None)
    return 2 if last is None else int(last < since)


SHOWN: Final[Mapping[str, Callable[[PictureAsk], ShownTiles]]] = {
    "contributed": contributed,
    "members": members,
    "offers": offers,
    "needs": needs,
    "coverage": coverage,
    "freshness": freshness,
}
"""What tiles show, by the word for it (``of``)."""
MADE_OF: Final[Mapping[str, Sequence[str]]] = {
    "members": ("Organisation", "Unit", "Programme"),
    "offers": ("Sector",),
    "needs": ("Sector",),
    "coverage": ("Organisation", "Unit", "Programme"),
}
"""Of which records each is made; the others of none."""


def of_records(ids: Iterable[str]) -> str:
    """Return what is shown of records where nobody says: members of a body, offers in a sector."""
    types = {id_.partition("/")[0] for id_ in ids}
    if not types:
        return "contributed"
    return "offers" if types == {"sector"} else "members"
