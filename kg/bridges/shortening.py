"""The one relation that does not exist yet and would bring most pairs of actors closer.

Actors are the wholes through which the bodies asked about act, and the states that are full members
of these on the date: an organ binds itself through its whole, never beside it. A pair is closer
where its shortest way of institutional steps (``kg.bridges.institutional_distances``) is shorter
with the relation than without it. It is a figure of arithmetic: nothing is proposed to anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations
from typing import Final, NamedTuple

from kg.base.i18n import Message, msg, nmsg
from kg.bridges.bridge_houses import House
from kg.bridges.institutional_distances import HALF, STEP, Distances, Shorter, distances
from kg.graph.actors import members
from kg.graph.agreements import as_party, bond
from kg.graph.naming import in_message
from kg.graph.view import View
from kg.model.documents import NewRelation, RelationKind, Shortening
from kg.paths.network import open_nodes

_TYPES: Final[dict[RelationKind, str]] = {
    "agreement": "PARTY_TO",
    "membership": "MEMBER_OF",
    "programme": "RUNS",
}
_LENGTHS: Final[dict[RelationKind, int]] = {
    "agreement": STEP,
    "membership": STEP,
    "programme": HALF,
}
"""Through a new agreement it is half a step to it and half a step on."""
_WITH: Final[dict[RelationKind, Message]] = {
    "agreement": msg("An agreement between {start} and {end}"),
    "membership": msg("A membership of {start} in {end}"),
    "programme": msg("{start} running “{end}” too"),
}


class Candidate(NamedTuple):
    """A relation that is not on record: its kind and its two ends."""

    kind: RelationKind
    start: int
    end: int


class Weighed(NamedTuple):
    """A candidate and what it would change."""

    candidate: Candidate
    shorter: Shorter


def actors(houses: Sequence[House]) -> list[int]:
    """Return the wholes through which the bodies act, and their states, by number."""
    return sorted({house.whole for house in houses}.union(*(house.states for house in houses)))


def candidates(houses: Sequence[House]) -> list[Candidate]:
    """Return the relations that could be: agreements, memberships, programmes, each once.

    An agreement between two wholes that are not both bound by one, in force or not known to have
    ended; a membership of one of the states in a whole that has states as full members, where the
    two have no membership on record of whatever status and date; a programme of one house that
    another whole neither runs nor ran.
    """
    view = houses[0].view
    open_ = open_nodes(view)
    found = [*_agreements(houses), *_memberships(houses), *_programmes(houses)]
    return [one for one in dict.fromkeys(found) if open_[one.start] and open_[one.end]]


def weighed(houses: Sequence[House]) -> list[Weighed]:
    """Return the candidates that bring any pair closer: most pairs first, ties by ids."""
    view = houses[0].view
    known = distances(view, actors(houses))
    found = [Weighed(one, _shorter(known, one)) for one in candidates(houses)]
    return sorted((one for one in found if one.shorter.pairs), key=lambda one: _order(view, one))


def shortens_most(houses: Sequence[House], lang: str) -> list[Shortening]:
    """Return the best of each kind, the one that brings most pairs closer first."""
    view, found = houses[0].view, weighed(houses)
    pairs = len(actors(houses)) * (len(actors(houses)) - 1) // 2
    best: dict[RelationKind, list[Weighed]] = {}
    for one in found:
        best.setdefault(one.candidate.kind, []).append(one)
    return [_shortening(view, of_kind, pairs, lang) for of_kind in best.values()]


def _shorter(known: Distances, one: Candidate) -> Shorter:
    return known.with_new(one.start, one.end, _LENGTHS[one.kind])


def _order(view: View, one: Weighed) -> tuple[tuple[int, ...], str, str, str]:
    kind, start, end = one.candidate
    return tuple(-n for n in one.shorter), _TYPES[kind], view.id(start), view.id(end)


def _agreements(houses: Sequence[House]) -> Iterator[Candidate]:
    view = houses[0].view
    wholes = sorted({house.whole for house in houses}, key=view.id)
    for start, end in combinations(wholes, 2):
        if not _bound(view, start) & _bound(view, end):
            yield Candidate("agreement", start, end)


def _memberships(houses: Sequence[House]) -> Iterator[Candidate]:
    view = houses[0].view
    states = {state for house in houses for state in house.states}
    for body in {house.whole for house in houses}:
        if members(view, body):
            known = {edge.start for edge in view.edges(body, all_dates=True, only="MEMBER_OF")}
            yield from (Candidate("membership", state, body) for state in states - known)


def _programmes(houses: Sequence[House]) -> Iterator[Candidate]:
    view = houses[0].view
    for house, other in permutations(houses, 2):
        if house.whole != other.whole:
            theirs = other.programmes - _tied(view, house.whole)
            yield from (Candidate("programme", house.whole, programme) for programme in theirs)


def _bound(view: View, actor: int) -> set[int]:
    edges = as_party(view, [actor])
    return {edge.end for edge in edges if bond(view, edge) in {"in_force", "unconfirmed"}}


def _tied(view: View, body: int) -> set[int]:
    """Return the programmes that a body runs or ran, or that are or were part of it."""
    types = ("RUNS", "PART_OF")
    near = (edge for edge in view.edges(body, all_dates=True) if edge.type in types)
    return {node for edge in near for node in (edge.start, edge.end)}


def _shortening(view: View, of_kind: Sequence[Weighed], pairs: int, lang: str) -> Shortening:
    first = of_kind[0]
    alike = sum(one.shorter == first.shorter for one in of_kind) - 1
    kind, start, end = first.candidate
    said = [_sentence(view, first, pairs), *([_beside(alike)] if alike else [])]
    return Shortening(
        relation=NewRelation(kind=kind, type=_TYPES[kind], from_=view.id(start), to=view.id(end)),
        saved=first.shorter.pairs,
        joined=first.shorter.joined,
        pairs=pairs,
        alike=alike,
        sentence=" ".join(part.text(lang) for part in said),
    )


def _sentence(view: View, one: Weighed, pairs: int) -> Message:
    kind, start, end = one.candidate
    ends = {"start": in_message(view, start), "end": in_message(view, end)}
    return nmsg(
        "{relation}: {count} of {pairs} pairs of bodies and states would be fewer steps apart.",
        "{relation}: {count} of {pairs} pairs of bodies and states would be fewer steps apart.",
        one.shorter.pairs,
        relation=msg(_WITH[kind].template, **ends),
        pairs=pairs,
    )


def _beside(alike: int) -> Message:
    return nmsg(
        "{count} other of its kind would do as much.",
        "{count} others of its kind would do as much.",
        alike,
    )
