"""The hard conditions: filters, never weights; what is not known passes.

Each condition compares a row of the query side with rows of the target side. Conditions about sets
(actors, languages, who may take part) number the distinct sets, of which there are few, and
tabulate which of them go together: the same table serves one query and all pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kg.base.dates import ALWAYS, EPOCH, FOREVER, add_months, day_number
from kg.base.millionths import MILLION
from kg.graph.memo import kept, recent
from kg.graph.probe import Probe, Query
from kg.graph.view import View
from kg.matching.kernel.arithmetic import (
    Int32,
    Int64,
)
from kg.matching.kernel.condition_keys import (
    APART,
    KEYS,
    SIDES,
    STRICT,
)
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.lens.lens import Lens, PathLens, Requirement
from kg.model.relations import DECLARED

Mask = NDArray[np.bool_]
Parts = Mapping[str, Int64]
"""Scores of single paths, one per target row: those that a condition asks about."""


class Check(Protocol):
    """One condition, ready to be asked."""

    @property
    def name(self) -> str:
        """The condition's name in the lens file."""

    def keeps(self, row: int, targets: Int64, parts: Parts) -> Mask:
        """Say which target rows pass for a query row."""


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """A set of keys for each row: row r has ``sets[of[r]]``; an empty set is ``unknown``.

    ``holders`` says, per key, which sets hold it.
    """

    of: Int32
    sets: tuple[frozenset[int], ...]
    holders: Mapping[int, Int64]
    unknown: Mask


@dataclass(frozen=True, slots=True, eq=False)
class SetCheck:
    """Which sets go together: ``allowed[query.of[row], target.of[target]]``."""

    name: str
    query: Int32
    target: Int32
    allowed: Mask

    def keeps(self, row: int, targets: Int64, _parts: Parts) -> Mask:
        """Say which target rows have a set that goes with the query's."""
        kept_: Mask = self.allowed[self.query[row]][self.target[targets]]
        return kept_


@dataclass(frozen=True, slots=True, eq=False)
class PeriodCheck:
    """Both periods share at least some months.

    ``reach`` is the start plus those months: max and plus commute, so the overlap is long enough
    where the later ``reach`` is not after the earlier ``end`` (the first day after a period).
    """

    name: str
    query_reach: Int32
    query_end: Int32
    target_reach: Int32
    target_end: Int32

    def keeps(self, row: int, targets: Int64, _parts: Parts) -> Mask:
        """Say which target rows have a long enough period in common with the query."""
        reach = np.maximum(self.query_reach[row], self.target_reach[targets])
        found: Mask = reach <= np.minimum(self.query_end[row], self.target_end[targets])
        return found


@dataclass(frozen=True, slots=True, eq=False)
class ValidCheck:
    """The target's last day is not before the date of the view."""

    name: str
    valid: Mask

    def keeps(self, _row: int, targets: Int64, _parts: Parts) -> Mask:
        """Say which target rows are valid."""
        found: Mask = self.valid[targets]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class FloorCheck:
    """One path gives at least ``least`` (millionths of millionths: share × weight)."""

    name: str
    path: str
    least: int

    def keeps(self, _row: int, targets: Int64, parts: Parts) -> Mask:
        """Say for which target rows the path gives enough."""
        found: Mask = parts[self.path][targets] * MILLION >= self.least
        return found


def checks(view: View, lens: Lens, query: Query | None, target: int | None = None) -> list[Check]:
    """Return the conditions of a lens (``required``), ready to be asked.

    Query rows are all nodes of the lens's start types, or the one ``query``; target rows those of
    its end types (``halfwalk.nodes_of``), or the one ``target``.
    """
    return [_check(view, lens, rule, query, target) for rule in required(lens)]


def required(lens: Lens) -> list[Requirement]:
    """Return the conditions of a lens in file order, ``same_nature`` first where it applies."""
    asked = list(lens.require)
    both = {*lens.start.labels, *lens.end.labels} <= set(DECLARED)
    if both and "same_nature" not in {rule.name for rule in asked}:
        # First, so that no other condition is blamed for an example that met a declared one; the
        # Cypher counts by the same list.
        asked.insert(0, Requirement("same_nature"))
    return asked


def _check(
    view: View, lens: Lens, rule: Requirement, query: Query | None, target: int | None
) -> Check:
    if rule.name == "period_overlap":
        own = _periods(view, lens.start.labels, query, rule.months)
        return PeriodCheck(rule.name, *own, *_periods(view, lens.end.labels, target, rule.months))
    if rule.name == "valid_on_date":
        # The first day after the period, hence >; in Neo4j ``ends`` is the last day, hence >=
        # there.
        ends = lens.end.labels
        if target is None:
            return ValidCheck(rule.name, kept(view, ("valid", ends), lambda: _valid(view, ends)))
        return ValidCheck(rule.name, _valid(view, ends, target))
    if rule.name == "at_least" and isinstance(lens, PathLens):
        return FloorCheck(rule.name, rule.path, rule.share * lens.weight(rule.path))
    return _set_check(view, lens, rule.name, query, target)


def _valid(view: View, types: tuple[str, ...], one: int | None = None) -> Mask:
    found: Mask = _periods(view, types, one, 0)[1] > view.day
    return found


def _set_check(
    view: View, lens: Lens, name: str, query: Query | None, target: int | None
) -> SetCheck:
    if query is None or target is not None:
        mine = _sets(view, lens.start.labels, name, query)
        return _held_against(name, mine, _sets(view, lens.end.labels, name, target))
    # Many queries have the same keys: those that one state declares, for one.
    own, ends = KEYS[name](view, query), lens.end.labels
    kind = "set check", ends, name
    return recent(
        view, kind, own, lambda: _held_against(name, interned([own]), sets_of(view, ends, name))
    )


def _held_against(name: str, mine: Sets, theirs: Sets) -> SetCheck:
    if name in STRICT:
        return SetCheck(name, mine.of, theirs.of, sharing(mine, theirs))
    return SetCheck(name, mine.of, theirs.of, _table(mine, theirs, apart=name in APART))


def _sets(view: View, types: tuple[str, ...], name: str, one: Query | None) -> Sets:
    """Return the sets of all nodes of ``types``, or of one."""
    return sets_of(view, types, name) if one is None else interned([KEYS[name](view, one)])


def sets_of(view: View, types: tuple[str, ...], name: str) -> Sets:
    """Return the sets of all visible nodes of ``types`` for a condition, a row each."""
    sides = SIDES[name]
    return kept(view, ("sets", types, name), lambda: interned(sides(view, nodes_of(view, types))))


def interned(rows: Iterable[frozenset[int]]) -> Sets:
    """Return the sets of rows, each kept once."""
    groups: dict[frozenset[int], int] = {}
    of = [groups.setdefault(keys, len(groups)) for keys in rows]
    unknown = np.array([not keys for keys in groups], np.bool_)
    return Sets(np.array(of, np.int32), tuple(groups), _holders(list(groups)), unknown)


def sharing(query: Sets, target: Sets) -> Mask:
    """Say which sets share a key."""
    share = np.zeros((len(query.sets), len(target.sets)), np.bool_)
    for key, rows in query.holders.items():
        if key in target.holders:
            share[np.ix_(rows, target.holders[key])] = True
    return share


def _table(query: Sets, target: Sets, *, apart: bool) -> Mask:
    """Say which sets go together: they share a key or one is unknown; ``apart``: share none."""
    share = sharing(query, target)
    if apart:
        # An empty set shares no key: here too, what is unknown passes.
        return ~share
    return share | query.unknown[:, None] | target.unknown[None, :]


def _holders(sets: Sequence[frozenset[int]]) -> dict[int, Int64]:
    found: dict[int, list[int]] = {}
    for index, keys in enumerate(sets):
        for key in keys:
            found.setdefault(key, []).append(index)
    # As arrays: one query after the other picks by them, and a list would be copied each time.
    return {key: np.array(rows, np.int64) for key, rows in found.items()}


def periods_of(view: View, types: tuple[str, ...], months: int) -> tuple[Int32, Int32]:
    """Return reach and end (``PeriodCheck``) of all visible nodes of ``types``; kept with the view.

    With no months to be shared the reach is the start.
    """
    key = ("periods", types, months)
    return kept(view, key, lambda: _periods_of(view, nodes_of(view, types), months))


def _periods(
    view: View, types: tuple[str, ...], query: Query | None, months: int
) -> tuple[Int32, Int32]:
    if isinstance(query, Probe):
        return np.array([ALWAYS], np.int32), np.array([FOREVER], np.int32)
    if query is None:
        return periods_of(view, types, months)
    return _periods_of(view, np.array([query], np.int64), months)


def _periods_of(view: View, nodes: Int64, months: int) -> tuple[Int32, Int32]:
    # Months are added by the calendar, one at a time: once for each start that occurs.
    starts, place = np.unique(view.snapshot.starts[nodes], return_inverse=True)
    reach = np.array([reach_of(int(start), months) for start in starts], np.int32)
    return reach[place], view.snapshot.ends[nodes]


def reach_of(day: int, months: int) -> int:
    """Return the day number so many months after one, for ever where there is no such date."""
    if day == ALWAYS:
        return ALWAYS
    start = date.fromordinal(day + EPOCH)
    # Beyond the year 9999 there is no date: only what never ends reaches so far.
    too_late = start.year * 12 + start.month - 1 + months >= (MAXYEAR + 1) * 12
    return FOREVER if too_late else day_number(add_months(start, months))
