"""Decisions on identity: which records count as one by them, and by whose id; nothing is stored."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from kg.model.changes import Change, Parting, Redirect

Ruling = Literal["same", "different"]
By = Literal["person", "rule"]

_REFERENCE: Final = re.compile(r"org/(?:[A-Za-z]{2}-[A-Z0-9_]+-|\d)")
_BY_NAME: Final = "org/name/"
_NOWHERE: Final = "org/name/xx/"


class Decision(NamedTuple):
    """What was decided about two records, the lower id first."""

    one: str
    other: str
    verdict: Ruling
    by: By
    score: int = 0

    @property
    def id(self) -> str:
        """The id of the record that keeps it."""
        return decision_id(self.one, self.other)


def decision_id(one: str, other: str) -> str:
    """Return the id under which a decision about two records is kept, whichever comes first.

    >>> decision_id("org/a", "org/b") == decision_id("org/b", "org/a")
    True
    """
    text = " ".join(sorted((one, other)))
    return f"decision/{hashlib.sha256(text.encode()).hexdigest()[:24]}"


def survivor(ids: Iterable[str]) -> str:
    """Return the id by which records that count as one go.

    A curated one before one made of an identifier, that before one made of a name with its country,
    that before one without; then the shortest, then the first.

    >>> survivor(["org/name/xx/undp", "org/XM-DAC-41114", "org/undp"])
    'org/undp'
    """
    return min(ids, key=lambda id_: (_rank(id_), len(id_), id_))


def _rank(id_: str) -> int:
    if id_.startswith(_NOWHERE):
        return 3
    if id_.startswith(_BY_NAME):
        return 2
    return 1 if _REFERENCE.match(id_) else 0


class Groups:
    """Records that count as one, put together one decision after the other."""

    def __init__(self) -> None:
        self._of: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = {}

    def part(self, one: str, other: str) -> None:
        """Let two records never be in one group."""
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)

    def members(self, id_: str) -> list[str]:
        """Return all that count as one with a record, itself among them."""
        return self._of.get(id_, [id_])

    def may_join(self, one: str, other: str) -> bool:
        """Say whether no two records of two groups are to stay apart."""
        first, second = self.members(one), self.members(other)
        return not any(self._apart.get(each, _NONE) & set(second) for each in first)

    def join(self, one: str, other: str) -> bool:
        """Make one group of two, where nothing keeps them apart; say whether they are one now."""
        first, second = self.members(one), self.members(other)
        if first is second:
            return True
        if not self.may_join(one, other):
            return False
        united = sorted({*first, *second})
        self._of.update(dict.fromkeys(united, united))
        return True

    def ends(self) -> dict[str, str]:
        """Return the id by which each record goes that goes by another one's."""
        found: dict[str, str] = {}
        for id_, members in self._of.items():
            end = survivor(members)
            if end != id_:
                found[id_] = end
        return found


_NONE: Final[frozenset[str]] = frozenset()


def grouped(decisions: Iterable[Decision]) -> Groups:
    """Return the groups that decisions make, whatever the order in which they are given.

    What persons decided comes first, and by it what is to stay apart; then rules, the surest first.
    """
    groups = Groups()
    kept = sorted(decisions, key=lambda each: (each.by != "person", -each.score, each.id))
    for each in kept:
        if each.verdict == "different":
            groups.part(each.one, each.other)
    for each in kept:
        if each.verdict == "same":
            groups.join(each.one, each.other)
    return groups


def contradicted(decisions: Iterable[Decision], new: Decision) -> list[Decision]:
    """Return the decisions of persons that a new one cannot stand beside; none where it can.

    They are what leads from one of its records to the other: a chain of "same" that ends in a
    "different".
    """
    theirs = [each for each in decisions if each.by == "person" and each.id != new.id]
    all_ = [*theirs, new]
    parted = {frozenset((d.one, d.other)): d for d in all_ if d.verdict == "different"}
    groups = grouped(d for d in all_ if d.verdict == "same")
    for pair, apart in sorted(parted.items(), key=lambda item: item[1].id):
        one, other = sorted(pair)
        members = groups.members(one)
        if other in members:
            inside = {*members}
            chain = [d for d in all_ if d.verdict == "same" and d.one in inside]
            return [d for d in (*chain, apart) if d.id != new.id]
    return []


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Return what makes records go by other ids: from those they went by to those they are to."""
    moved = [id_ for id_ in sorted({*before, *after}) if before.get(id_) != after.get(id_)]
    partings: list[Change] = [Parting(id_) for id_ in moved if id_ in before]
    # All are apart before some are put together again: else one could lead back to itself.
    return partings + [Redirect(id_, after[id_]) for id_ in moved if id_ in after]
