"""Where a pilot begins: the states of its bodies, what joins these, and which state is in which."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.i18n import Message, msg
from kg.base.text import fold
from kg.brief.drawings import StateTiles
from kg.brief.paper import (
    Block,
    Column,
    Figure,
    Paragraph,
    Picture,
    Points,
    Sentence,
    Table,
    Tile,
    Tiles,
)
from kg.brief.pilot_facts import Facts
from kg.graph.actors import members, states
from kg.model.documents import Bridges

_STANDINGS: dict[str, Message] = {
    "in_force": msg("in force"),
    "unknown": msg("not known whether it still holds"),
    "lapsed": msg("over"),
    "not_yet": msg("not binding yet"),
}


def baseline(known: Facts) -> tuple[Block, ...]:
    """Return key figures, the map of the states, agreements, routes and what is not on record."""
    found = known.bridges
    if found is None:
        return (_alone(known),)
    return (
        Tiles(tuple(_tiles(known, found))),
        _map(known),
        _agreements(known, found),
        *_routes(known, found),
        *_unknown(known, found),
    )


def reached(known: Facts, without: str | None = None) -> Figure:
    """Return how many states the partners reach together, or without one of them."""
    ids = [id_ for id_ in known.partners if id_ != without]
    found = known.coverage(without)
    count = found.total - len(found.unreached) if found else 0
    at = f"$.steps[?@.id=='{ids[-1]}'].reached" if ids else ""
    return known.of_coverage(ids, count, msg("states"), at)


def in_force(known: Facts, found: Bridges) -> Figure:
    """Return how many agreements between the bodies are in force."""
    count = sum(one.standing == "in_force" for one in found.shared.agreements)
    at = "$.shared.agreements[?@.standing=='in_force']"
    return known.of_bridges(count, msg("agreements"), at)


def by_state(known: Facts) -> tuple[Block, ...]:
    """Return which of the bodies each state of the hemisphere is a full member of."""
    tell, view = known.telling, known.view
    bodies = [view.index(id_) for id_ in known.partners]
    yes = tell.words(msg("member"))
    rows = [
        (tell.name(state), *(Sentence(yes if state in members(view, b) else "–") for b in bodies))
        for state in sorted(states(view), key=lambda one: fold(tell.label(one)))
    ]
    columns = (Column(tell.words(msg("State"))), *(Column(tell.label(b)) for b in bodies))
    caption = tell.words(msg("Full members on the date of this plan"))
    return (Table(caption, columns, tuple(rows)),)


def _alone(known: Facts) -> Paragraph:
    said = msg("Two bodies are needed for a baseline; the record of this measure names fewer.")
    return Paragraph((known.telling.says(said),))


def _tiles(known: Facts, found: Bridges) -> Iterator[Tile]:
    tell = known.telling
    yield tell.tile(msg("states that the partners reach together"), reached(known))
    figure = known.of_bridges(len(found.shared.states), msg("states"), "$.shared.states[?@.id]")
    yield tell.tile(msg("states that two of the bodies share, or all"), figure)
    yield tell.tile(msg("agreements in force between them"), in_force(known, found))
    figure = known.of_bridges(len(found.shared.sectors), msg("sectors"), "$.shared.sectors[?@.id]")
    yield tell.tile(msg("sectors in which two of them work"), figure)
    figure = known.of_bridges(len(found.practices), msg("good practices"), "$.practices[?@.id]")
    yield tell.tile(msg("good practices that could be taken over"), figure)


def _map(known: Facts) -> Picture:
    tell, view = known.telling, known.view
    reach = {id_: members(view, view.index(id_)) for id_ in known.partners}
    groups: dict[tuple[str, ...], list[str]] = {}
    for state in states(view):
        by = tuple(id_ for id_ in known.partners if state in reach[id_])
        groups.setdefault(by, []).append(view.id(state))
    order = sorted(groups, key=lambda by: (-len(by), by))
    names = [_group(known, by) for by in order]
    classes = tuple((id_, at) for at, by in enumerate(order) for id_ in groups[by])
    labels = tuple((view.id(one), tell.label(one)) for one in states(view))
    said = [
        msg("{group}: {count}", group=name, count=len(groups[by]))
        for name, by in zip(names, order, strict=True)
    ]
    return Picture(
        StateTiles(tuple(names), tuple(sorted(classes)), labels),
        tell.words(msg("The states of the hemisphere, by the bodies that reach them")),
        " · ".join(one.text(tell.lang) for one in said),
        (reached(known),),
    )


def _group(known: Facts, by: tuple[str, ...]) -> str:
    if not by:
        return known.telling.words(msg("none of them"))
    return known.telling.words(msg("{names}", names=[known.name(id_) for id_ in by]))


def _agreements(known: Facts, found: Bridges) -> Block:
    tell = known.telling
    if not found.shared.agreements:
        said = msg("No agreement between the bodies of the pilot is on record.")
        return Paragraph((tell.says(said, in_force(known, found)),))
    rows = tuple(
        (
            Sentence(one.label, (), one.id),
            Sentence(", ".join(known.name(id_) for id_ in one.between)),
            Sentence(tell.day(one.signed)),
            Sentence(tell.words(_STANDINGS[one.standing])),
        )
        for one in found.shared.agreements
    )
    columns = tuple(
        Column(tell.words(text))
        for text in (msg("Agreement"), msg("Between"), msg("Signed"), msg("How it stands"))
    )
    return Table(tell.words(msg("Agreements between the bodies of the pilot")), columns, rows)


def _routes(known: Facts, found: Bridges) -> Iterator[Block]:
    best = [one for one in found.routes if one.rank == 1]
    if best:
        yield Paragraph((known.telling.says(msg("The best route between each two of them:")),))
        yield Points(tuple(Sentence(one.sentence) for one in best))
    for one in found.shortens_most[:1]:
        figure = known.of_bridges(one.saved, msg("pairs"), "")
        yield Paragraph((Sentence(one.sentence, (figure,)),))


def _unknown(known: Facts, found: Bridges) -> Iterator[Block]:
    if found.unknown:
        yield Paragraph((known.telling.says(msg("What is not on record:")),))
        yield Points(tuple(Sentence(text) for text in found.unknown))
