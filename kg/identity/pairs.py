"""All pairs of bodies that may be one, judged, the surest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from kg.identity.blocking import candidate_pairs
from kg.identity.bodies import Body
from kg.identity.evidence import Verdict, judge


class Judged(NamedTuple):
    """Two bodies, by their places, and what follows for them."""

    one: int
    other: int
    verdict: Verdict


def judged_pairs(bodies: Sequence[Body], new: Set[int] | None = None) -> list[Judged]:
    """Return the pairs of bodies that are the same, or about which to ask, the surest first.

    With ``new`` (places among the bodies) only pairs with one of these.
    """
    found = list(_judged(bodies, new))
    found.sort(key=lambda each: (-each.verdict.score, each.one, each.other))
    return found


def _judged(bodies: Sequence[Body], new: Set[int] | None) -> Iterator[Judged]:
    uses = acronym_uses(bodies)
    for one, other in candidate_pairs(bodies, new):
        verdict = judge(bodies[one], bodies[other], uses)
        if verdict.outcome != "different":
            yield Judged(one, other, verdict)


def acronym_uses(bodies: Sequence[Body]) -> Mapping[str, int]:
    """Return how many different names each acronym stands beside."""
    beside: dict[str, set[int]] = {}
    for body in bodies:
        meant = hash(max((name.words for name in body.names), key=len, default=frozenset()))
        for short in body.acronyms:
            beside.setdefault(short, set()).add(meant)
    return {short: len(names) for short, names in beside.items()}
