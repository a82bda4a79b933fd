"""What rules decide by themselves: bodies that are surely one, and against which nothing speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple

from kg.identity.bodies import Body
from kg.identity.decisions import Decision, Groups, decision_id, survivor
from kg.identity.doubts import against
from kg.identity.evidence import Evidence
from kg.identity.ledger import Ledger
from kg.identity.pairs import Judged

_MOST: Final = 2_000
"""Pairs of members that are looked at before two groups are made one; larger ones wait."""


class Settled(NamedTuple):
    """What rules decide, and what is left for a person: pairs of places among the bodies."""

    same: list[tuple[Decision, tuple[Evidence, ...]]]
    ask: list[Judged]


class Settling:
    """Goes through pairs, the surest first, and keeps groups free of contradictions."""

    def __init__(
        self, bodies: Sequence[Body], ledger: Ledger, redirects: Mapping[str, str]
    ) -> None:
        self._bodies = bodies
        self._ledger = ledger
        self._by_id = {body.id: body for body in bodies}
        self._members = _members(redirects)
        self._groups = Groups()
        self._decided: set[frozenset[str]] = set()
        for decision in ledger.decisions:
            one, other = (redirects.get(id_, id_) for id_ in (decision.one, decision.other))
            if one != other and decision.verdict == "different":
                self._groups.part(one, other)
                self._decided.add(frozenset((one, other)))

    def run(self, pairs: Iterable[Judged]) -> Settled:
        """Return what follows for pairs that are the same, or about which to ask."""
        settled = Settled([], [])
        for each in pairs:
            one, other = self._bodies[each.one].id, self._bodies[each.other].id
            if frozenset((one, other)) in self._decided:
                continue
            if each.verdict.outcome == "same" and self._joins(one, other):
                low, high = sorted((one, other))
                decision = Decision(low, high, "same", "rule", each.verdict.score)
                settled.same.append((decision, each.verdict.evidence))
            elif self._groups.members(one) is not self._groups.members(other):
                settled.ask.append(each)
        return settled

    def _joins(self, one: str, other: str) -> bool:
        first, second = self._groups.members(one), self._groups.members(other)
        if first is second or len(first) * len(second) > _MOST:
            return False
        if any(self._keeps_apart(*pair) for pair in product(first, second)):
            return False
        return self._hides_nothing([*first, *second]) and self._groups.join(one, other)

    def _keeps_apart(self, one: str, other: str) -> bool:
        if against(self._by_id[one], self._by_id[other]):
            return True
        undone = self._ledger.undone
        if not undone:
            return False
        pairs = product(self._members.get(one, [one]), self._members.get(other, [other]))
        return any(decision_id(*pair) in undone for pair in pairs)

    def _hides_nothing(self, ids: Sequence[str]) -> bool:
        """Say whether what is open stays so: who sees nothing of the first sees none of a group."""
        return self._by_id[survivor(ids)].is_open or not any(self._by_id[i].is_open for i in ids)


def _members(redirects: Mapping[str, str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for old, new in redirects.items():
        found.setdefault(new, [new]).append(old)
    return found
