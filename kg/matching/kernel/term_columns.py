"""A lens of terms taken apart by what each term depends on: arrays that a search only adds up.

``years_since`` depends on the last year in the subjects asked about, ``fading_sectors`` on the
recipients alone, ``new_links`` on the actor alone. So each is counted once, by ``term_measures``:
for each year, for each different set of recipients, for each actor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int32, Int64
from kg.matching.kernel.conditions import Mask
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.need_sets import NeedSets, alike, need_sets
from kg.matching.kernel.pair_rules import Rules, rules_of
from kg.matching.kernel.term_measures import MEASURES, Need, links_with
from kg.matching.kernel.terms import points, record_of, totals, values_of
from kg.matching.kernel.track_record import UNKNOWN, TrackRecord
from kg.matching.lens.lens import AdditiveLens

NOBODY: Final = Need((), ())


class Columns(NamedTuple):
    """What all queries and targets are to a search: read by all threads, written by none.

    ``asks[q]`` are two numbers of a query: of its subjects (``subject_ptr``, with a year each, 0
    where it has none of its own), and of what it gives to keys (``more_ptr``). ``unit_ptr`` leads
    from a subject to units with their years, ``group_ptr`` from a unit to groups, ``row_ptr`` from
    a group to target rows. A score is ``by_year`` of the last year, ``fixed`` of the group, what
    the query gives to its ``group_keys``, and ``own`` of the query, which changes no order. Facts
    of targets in ``rules`` are those of groups.
    """

    asks: Int64
    subject_ptr: Int64
    subjects: Int32
    subject_years: Int32
    more_ptr: Int64
    more_keys: Int32
    more_points: Int64
    unit_ptr: Int64
    units: Int32
    unit_years: Int32
    group_ptr: Int64
    group_keys: Int32
    fixed: Int64
    row_ptr: Int64
    rows: Int32
    by_year: Int64
    own: Int64
    keys: int
    rules: Rules


class _Lists(NamedTuple):
    """Lists of numbers below ``size``, each with a value: list i is ``ptr[i]:ptr[i + 1]``."""

    ptr: Int64
    items: Int64
    values: Int64
    size: int

    def turned(self) -> _Lists:
        """Return for each number the lists that it stands in, ascending."""
        order = np.argsort(self.items, kind="stable")
        owners = np.repeat(np.arange(len(self.ptr) - 1), np.diff(self.ptr))
        return _Lists(
            _ptr(self.items, self.size), owners[order], self.values[order], len(self.ptr) - 1
        )


class _Side(NamedTuple):
    """One end of a lens: two numbers of each row, of its subjects and of its recipients.

    ``subjects`` are the lists of the first numbers, with years; ``fixed`` is what a row has alone.
    For actors both numbers are the row.
    """

    of: Int64
    subjects: _Lists
    fixed: Int64


def columns_of(view: View, lens: AdditiveLens) -> Columns:
    """Return a lens and a view as the arrays that ``term_pairs`` searches."""
    record, sets = record_of(view, lens), need_sets(view, lens.needs.labels)
    nodes, subjects = nodes_of(view, lens.actors.labels), np.unique(record.worked.subject)
    needs, actors = _needs(sets, subjects), _actors(lens, record, subjects, nodes)
    given = _given(lens, record, sets, nodes)
    years, ruled = _years(lens, record), rules_of(view, lens)
    if lens.turned:
        return _joined(actors, needs, given.turned(), years, ruled)
    return _joined(needs, actors, given, years, ruled)


def _joined(
    queries: _Side, targets: _Side, given: _Lists, by_year: Int64, ruled: tuple[Rules, Mask]
) -> Columns:
    """Return two sides as one search."""
    rules, stays = ruled
    subjects, units = queries.subjects, targets.subjects.turned()
    rows = np.flatnonzero(stays)
    unit, key = targets.of[rows].T
    first, group = alike([unit, key, *rules.target_facts[rows].T])
    return Columns(
        queries.of,
        subjects.ptr, _short(subjects.items), _short(subjects.values),
        given.ptr, _short(given.items), given.values,
        units.ptr, _short(units.items), _short(units.values),
        _ptr(unit[first], units.size), _short(key[first]),
        targets.fixed[rows[first]],
        # Stable, so that rows ascend within a group.
        _ptr(group, len(first)), _short(rows[np.argsort(group, kind="stable")]),
        by_year, queries.fixed, given.size,
        rules._replace(target_facts=rules.target_facts[rows[first]]),
    )  # fmt: skip


def _needs(sets: NeedSets, subjects: Int64) -> _Side:
    """Return the side of needs; subjects in which nobody has worked lead nowhere."""
    asked = np.array([one for each in sets.subjects for one in each], np.int64)
    owners = np.repeat(np.arange(len(sets.subjects)), [len(each) for each in sets.subjects])
    known = np.isin(asked, subjects)
    items = np.searchsorted(subjects, asked[known])
    ptr = _ptr(owners[known], len(sets.subjects))
    lists = _Lists(ptr, items, np.zeros(len(items), np.int64), len(subjects))
    of = np.column_stack((sets.subjects_of, sets.recipients_of))
    return _Side(of, lists, np.zeros(len(of), np.int64))


def _actors(lens: AdditiveLens, record: TrackRecord, subjects: Int64, nodes: Int64) -> _Side:
    """Return the side of actors, with what they get whoever asks."""
    worked, row = record.worked, np.arange(len(nodes))
    by_subject = _Lists(
        _ptr(np.searchsorted(subjects, worked.subject), len(subjects)),
        np.searchsorted(nodes, worked.actor),
        worked.last,
        len(nodes),
    )
    alone = _totals(lens, record, NOBODY, nodes)
    return _Side(np.column_stack((row, row)), by_subject.turned(), alone)


def _given(lens: AdditiveLens, record: TrackRecord, sets: NeedSets, nodes: Int64) -> _Lists:
    """Return for each set of recipients which actors get more, or less, than by no recipient."""
    actors, more = [], []
    for recipients in sets.recipients:
        need = Need(recipients, ())
        own = np.unique(links_with(record, need).actor)
        actors.append(np.searchsorted(nodes, own))
        more.append(_totals(lens, record, need, own) - _totals(lens, record, NOBODY, own))
    return _Lists(_ends(actors), _all(actors), _all(more), len(nodes))


def _totals(lens: AdditiveLens, record: TrackRecord, need: Need, actors: Int64) -> Int64:
    return totals(lens, values_of(lens, record, need, actors))


def _years(lens: AdditiveLens, record: TrackRecord) -> Int64:
    """Return how much more, or less, each last year gives than a year that is not known."""
    kind = MEASURES["years_since"]
    total = np.zeros(record.year + 1, np.int64)
    ages = record.year - np.arange(len(total))
    for term in (term for term in lens.terms if term.measure == "years_since"):
        x = np.append(ages, term.nothing * kind.unit)
        found = points(term, kind.logarithm(x))
        total += found[:-1] - found[-1]
    total[UNKNOWN] = 0
    return total


def _ptr(owners: Int64, size: int) -> Int64:
    """Return where in a column in their order each of ``size`` owners begins, and the end."""
    return np.append(0, np.cumsum(np.bincount(owners, minlength=size))).astype(np.int64)


def _ends(lists: Sequence[Int64]) -> Int64:
    return np.cumsum([0, *map(len, lists)]).astype(np.int64)


def _all(lists: Sequence[Int64]) -> Int64:
    return np.concatenate([np.zeros(0, np.int64), *lists])


def _short(column: Int64) -> Int32:
    return column.astype(np.int32)
