"""The measures that criteria may use: what is counted, in which unit, and what to ask if unknown.

A measure gives None where nothing is on record: unknown is not no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from kg.base.i18n import Message, msg, nmsg
from kg.graph.actors import (
    TERRITORIES,
    activities_of,
    confirmed,
    declared_by,
    family,
    members,
    real,
)
from kg.graph.memo import kept
from kg.graph.presence import is_present
from kg.graph.taxonomy import broader, fields, narrower, sectors_covered, sectors_of
from kg.graph.view import View
from kg.partners.guideline.guideline import Criterion
from kg.partners.partner_facts import Context, Facts

HUNDRED: Final = 100
DEMANDS: Final = "demands_covered"
"""The measure that needs demands of states before it says anything of a partner."""


class Asked(NamedTuple):
    """One question to the knowledge: a partner, under a criterion, in a context."""

    context: Context
    node: int
    facts: Facts
    criterion: Criterion


class Measure(NamedTuple):
    """A measure: its name for readers, its unit, the question where it is unknown, its value.

    ``answer`` is the command that answers the question, with what has to be filled in as “…”.
    """

    label: Message
    unit: Message
    question: Message
    value: Callable[[Asked], float | None]
    answer: str

    def unit_of(self, value: float | None) -> Message:
        """Return the unit as it is said of a value: one state, two states."""
        if self.unit.plural is None or value is None or value != int(value):
            return self.unit
        return replace(self.unit, count=int(value))


_SEVERAL: Final = 2
"""A unit without a value is that of several."""


def _states(asked: Asked) -> float | None:
    all_ = members(asked.context.view, asked.node)
    return len(all_ & asked.context.members) if all_ else None


def _states_beyond(asked: Asked) -> float | None:
    own = members(asked.context.view, asked.node)
    open_ = members_beyond(asked.context, asked.criterion, asked.node)
    return len(own & open_) if own else None


def members_of_all_kinds(view: View, node: int) -> list[int]:
    """Return the states and countries that are full members of a body on the date."""
    into = set(view.adjacency(("MEMBER_OF",), "in").of(node).tolist())
    return [one for one in real(view, into) if view.is_a(one, *TERRITORIES)]


def _members_shared(asked: Asked) -> float | None:
    all_ = members_of_all_kinds(asked.context.view, asked.node)
    return percent(len(asked.context.members.intersection(all_)), len(all_))


def _demands(asked: Asked) -> float | None:
    demands, view = asked.context.demands, asked.context.view
    own = family(view, asked.node)
    stated = {sector for part in real(view, own) for sector in sectors_of(view, part)}
    if not stated and not declared_by(view, own, "Offer") and not activities_of(view, own):
        return None
    within = narrower(view, stated)
    works = {d for d in demands.all if not within.isdisjoint(fields(view, sectors_of(view, d)))}
    return percent(len(demands.reach(asked.node) | works), len(demands.all))


def _fit(asked: Asked) -> float | None:
    view = asked.context.view
    wanted = favoured(view)
    own = _fields(view, asked.node)
    return percent(len(wanted & own), len(wanted)) if own else None


def _prior(asked: Asked) -> float | None:
    view = asked.context.view
    shared = activities_of(view, family(view, asked.node)) & asked.context.activities
    return len(shared.union(asked.facts.agreements)) or None


def _instruments(asked: Asked) -> float | None:
    view = asked.context.view
    return len(instruments(view, asked.node)) if _programmes(view, asked.node) else None


def _link(asked: Asked) -> float | None:
    return {"in_force": 1, "unconfirmed": 1, "ended": 0, "unknown": None}[asked.facts.link]


def percent(part: int, whole: int) -> float | None:
    """Return a part in per cent of a whole, None of nothing."""
    return HUNDRED * part / whole if whole else None


def instruments(view: View, node: int) -> list[int]:
    """Return the programmes and funds that a body runs and that are there on the date."""
    return [one for one in _programmes(view, node) if is_present(view, one)]


def _programmes(view: View, node: int) -> list[int]:
    return [one for one in family(view, node) if view.is_a(one, "Programme")]


def members_beyond(context: Context, criterion: Criterion, node: int) -> frozenset[int]:
    """Return the states of the body that none of the other bodies named in a criterion reaches."""
    view = context.view
    others = (view.index(id_) for id_ in criterion.beyond)
    return context.members - frozenset().union(*(members(view, n) for n in others if n != node))


def favoured(view: View) -> frozenset[int]:
    """Return the sectors and goals that priorities favour, as far as that is confirmed."""
    # Asked for each partner, and the same for all.
    return kept(view, "favoured", lambda: frozenset(_all_favoured(view)))


def _all_favoured(view: View) -> Iterator[int]:
    for priority in confirmed(view, view.of_type("Priority").tolist()):
        for edge in view.edges(priority, only="FAVOURS"):
            if not view.edge_to_confirm(edge):
                yield edge.end


def _fields(view: View, node: int) -> set[int]:
    """Return sectors, goals and modalities, with those above, of what a partner is and does."""
    own = family(view, node)
    things = real(view, {*own, *activities_of(view, own), *declared_by(view, own, "Offer")})
    ways = view.adjacency(("TOWARDS", "BY_MODALITY"), "out")
    others = {concept for thing in things for concept in ways.of(thing).tolist()}
    return sectors_covered(view, things) | broader(view, others)


_MEMBER: Final = "membership member=… organisation={partner} status=member"
MEASURES: Final[Mapping[str, Measure]] = {
    "states_reached": Measure(
        msg("Member states reached"),
        nmsg("state", "states", _SEVERAL),
        msg("Which member states does {partner} work with?"),
        _states,
        _MEMBER,
    ),
    "states_beyond": Measure(
        msg("Member states that no other partner named in the guideline reaches"),
        nmsg("state", "states", _SEVERAL),
        msg("Which member states would {partner} add to those reached already?"),
        _states_beyond,
        _MEMBER,
    ),
    "members_shared": Measure(
        msg("Share of its members that are member states"),
        msg("%"),
        msg("Who are the members of {partner}?"),
        _members_shared,
        _MEMBER,
    ),
    DEMANDS: Measure(
        msg("Declared demands it could help to meet"),
        msg("%"),
        msg("Which of the demands that states declare could {partner} help to meet?"),
        _demands,
        "offer actor={partner} title=… sector=…",
    ),
    "thematic_fit": Measure(
        msg("Sectors, goals and modalities favoured by the priorities in which it works"),
        msg("%"),
        msg("In which sectors and towards which goals does {partner} work?"),
        _fit,
        "{partner} sector=…",
    ),
    "prior_cooperation": Measure(
        msg("Agreements and activities shared so far"),
        msg("on record"),
        msg("What have {body} and {partner} done together so far?"),
        _prior,
        'activity title=… implementer="{body}; {partner}" starts=…',
    ),
    "instruments": Measure(
        msg("Programmes and funds it runs"),
        nmsg("programme", "programmes", _SEVERAL),
        msg("Which programmes or funds of {partner} could support cooperation?"),
        _instruments,
        "programme name=… run_by={partner}",
    ),
    "official_link": Measure(
        msg("Official link on record"),
        msg("of 1 (0: ended)"),
        msg("Is there an official link between {body} and {partner}?"),
        _link,
        'agreement title=… parties="{body}; {partner}" signed=… status=in_force',
    ),
}
"""All measures, by the name that a guideline uses."""
