"""The measures that criteria may use: what is counted, in which unit, and what to ask if unknown.

A measure gives None where nothing is on record: unknown is not no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from kg.base.i18n import Message, msg
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


def _states(asked: Asked) -> float | None:
    all_ = members(asked.context.view, asked.node)
    return len(all_ & asked.context.members) if all_ else None


def _states_beyond(asked: Asked) -> float | None:
    view = asked.context.view
    own = members(view, asked.node)
    others = (view.index(id_) for id_ in asked.criterion.beyond)
    taken = frozenset().union(*(members(view, n) for n in others if n != asked.node))
    return len((own & asked.context.members) - taken) if own else None


def _members_shared(asked: Asked) -> float | None:
    view = asked.context.view
    into = set(view.adjacency(("MEMBER_OF",), "in").of(asked.node).tolist())
    all_ = [node for node in real(view, into) if view.is_a(node, *TERRITORIES)]
    return _percent(len(asked.context.members.intersection(all_)), len(all_))


def _demands(asked: Asked) -> float | None:
    demands, view = asked.context.demands, asked.context.view
    own = family(view, asked.node)
    stated = {sector for part in real(view, own) for sector in sectors_of(view, part)}
    if not stated and not declared_by(view, own, "Offer") and not activities_of(view, own):
        return None
    within = narrower(view, stated)
    works = {d for d in demands.all if not within.isdisjoint(fields(view, sectors_of(view, d)))}
    return _percent(len(demands.reach(asked.node) | works), len(demands.all))


def _fit(asked: Asked) -> float | None:
    view = asked.context.view
    favoured = _favoured(view)
    own = _fields(view, asked.node)
    return _percent(len(favoured & own), len(favoured)) if own else None


def _prior(asked: Asked) -> float | None:
    view = asked.context.view
    shared = activities_of(view, family(view, asked.node)) & asked.context.activities
    return len(shared.union(asked.facts.agreements)) or None


def _instruments(asked: Asked) -> float | None:
    view = asked.context.view
    run = [node for node in family(view, asked.node) if view.is_a(node, "Programme")]
    ends = view.snapshot.ends
    return sum(bool(ends[node] > view.day) for node in run) if run else None


def _link(asked: Asked) -> float | None:
    return {"in_force": 1, "unconfirmed": 1, "ended": 0, "unknown": None}[asked.facts.link]


def _percent(part: int, whole: int) -> float | None:
    return HUNDRED * part / whole if whole else None


def _favoured(view: View) -> frozenset[int]:
    """Return the sectors and goals that priorities favour, as far as that is confirmed."""
    # Asked for each partner, and the same for all.
    return kept(view, "favoured", lambda: frozenset(_all_favoured(view)))


def _all_favoured(view: View) -> Iterator[int]:
    for priority in confirmed(view, view.of_type("Priority").tolist()):
        for edge in view.edges(priority):
            if edge.type == "FAVOURS" and not view.edge_to_confirm(edge):
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
        msg("states"),
        msg("Which member states does {partner} work with?"),
        _states,
        _MEMBER,
    ),
    "states_beyond": Measure(
        msg("Member states that no other partner named in the guideline reaches"),
        msg("states"),
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
        msg("programmes"),
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
