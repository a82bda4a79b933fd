"""All pairs of bodies that may be one, judged, the surest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from kg.identity.blocking import candidate_pairs
from kg.identity.bodies import Body
from kg.identity.judging import Uses, Verdict, judge


class Judged(NamedTuple):
    """Two bodies, by their places, and what follows for them."""

    one: int
    other: int
    verdict: Verdict


def judged_pairs(bodies: Sequence[Body], new: AbstractSet[int] | None = None) -> list[Judged]:
    """Return the pairs of bodies that are the same, or about which to ask, the surest first.

    With ``new`` (places among the bodies) only pairs with one of these.
    """
    found = list(_judged(bodies, new))
    found.sort(key=lambda each: (-each.verdict.score, each.one, each.other))
    return found


def _judged(bodies: Sequence[Body], new: AbstractSet[int] | None) -> Iterator[Judged]:
    uses = acronym_uses(bodies)
    for one, other in candidate_pairs(bodies, new):
        verdict = judge(bodies[one], bodies[other], uses)
        if verdict.outcome != "different":
            yield Judged(one, other, verdict)


def acronym_uses(bodies: Sequence[Body]) -> Uses:
    """Return how many different names each acronym stands beside, or is made of the initials of."""
    stated: dict[str, set[int]] = {}
    made: dict[str, set[int]] = {}
    for body in bodies:
        meant = hash(max((name.words for name in body.names), key=len, default=frozenset()))
        for short in body.acronyms:
            stated.setdefault(short, set()).add(meant)
        for name in body.names:
            if not name.is_bare:
                made.setdefault(name.initials, set()).add(hash(name.words))
    return Uses(_counts(stated), _counts(made))


def _counts(names: Mapping[str, set[int]]) -> Mapping[str, int]:
    return {short: len(meant) for short, meant in names.items()}
