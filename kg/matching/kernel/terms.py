"""Lenses of terms: what each term gives, its sum, the best first, for one query and all pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Final, NamedTuple

import numpy as np

from kg.base.millionths import MILLION
from kg.graph.memo import kept
from kg.graph.probe import Query
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int64, best
from kg.matching.kernel.conditions import Check, Mask, checks
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.scoring import Ranked, Row, passing, turned_for
from kg.matching.kernel.term_measures import MEASURES, Need, need_of, who
from kg.matching.kernel.track_record import TrackRecord, track_record
from kg.matching.lens.lens import AdditiveLens, Term

BLOCK: Final = 512
"""Queries worked through between two reports of progress."""


class TermValues(NamedTuple):
    """What terms count of n targets: their nodes, ascending, and a column for each term.

    ``x`` is what is counted (thousandths for ``fading_sectors``), ``logarithms`` the T[x] in
    millionths, without weight and sign; ``found`` says where x is not the file's number.
    """

    nodes: Int64
    x: Int64
    logarithms: Int64
    found: Mask


def term_values(view: View, lens: AdditiveLens, query: Query) -> TermValues:
    """Return what terms count of all targets that are listed for a query, before their weights.

    Raises:
        NotOfLensError: the lens relates other types.
    """
    turned = turned_for(view, lens, query)
    values = _values(view, turned, query)
    rows = np.searchsorted(nodes_of(view, turned.end.labels), values.nodes)
    stays = np.isin(rows, passing(checks(view, turned, query), 0, rows, {})[0])
    nodes, x, logarithms, found = values
    return TermValues(nodes[stays], x[stays], logarithms[stays], found[stays])


def ranked_by_terms(view: View, lens: AdditiveLens, query: Query) -> Ranked:
    """Return all targets that are listed and pass the conditions, the best first, ties by id.

    ``lens`` starts at the query.
    """
    values = _values(view, lens, query)
    nodes, total = values.nodes, totals(lens, values)
    rows = np.searchsorted(nodes_of(view, lens.end.labels), nodes)
    stays, excluded = passing(checks(view, lens, query), 0, rows, {})
    at = np.searchsorted(rows, stays)
    at = at[best(total[at], nodes[at], None)]
    return Ranked(rows[at], nodes[at], total[at], excluded)


def totals(lens: AdditiveLens, values: TermValues) -> Int64:
    """Return the score of each target: the sum of its terms."""
    total = np.zeros(len(values.nodes), np.int64)
    for place, term in enumerate(lens.terms):
        total += points(term, values.logarithms[:, place])
    return total


def points(term: Term, logarithms: Int64) -> Int64:
    """Return ±((w · T[x]) div 10⁶): the sign comes last, so that nothing negative is divided.

    >>> points(Term("t", "new_links", -800_000, 0), np.array([693_147])).tolist()
    [-554517]
    """
    # At most 10⁸ · 10⁸: far below 2⁶³.
    size = abs(term.weight) * logarithms // MILLION
    return -size if term.weight < 0 else size


def all_pairs_by_terms(
    view: View,
    lens: AdditiveLens,
    top: int,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Row]:
    """Yield each query node with its best targets, in id order."""
    if top <= 0:
        return
    queries, targets = nodes_of(view, lens.start.labels), nodes_of(view, lens.end.labels)
    lists = _Lists(view, lens, targets)
    for row, query in enumerate(queries.tolist()):
        found, scores = lists.top(row, query, top)
        yield Row(query, targets[found].tolist(), scores.tolist(), [None] * len(found))
        done = row + 1
        if progress is not None and (done % BLOCK == 0 or done == len(queries)):
            progress(done, len(queries))


class _Lists:
    """The targets of queries, the best first: once for all needs that ask for the same."""

    def __init__(self, view: View, lens: AdditiveLens, targets: Int64) -> None:
        self._view = view
        self._lens = lens
        self._targets = targets
        self._checks: list[Check] = checks(view, lens, None)
        self._known: dict[Need | int, tuple[Int64, Int64]] = {}

    def top(self, row: int, query: int, top: int) -> tuple[Int64, Int64]:
        """Return target rows and scores of the best of a query."""
        rows, scores = self._ordered(query)
        stays = self._first(row, rows, top)
        return rows[stays], scores[stays]

    def _ordered(self, query: int) -> tuple[Int64, Int64]:
        key = query if self._lens.turned else need_of_node(self._view, query)
        if key not in self._known:
            values = _values(self._view, self._lens, query)
            total = totals(self._lens, values)
            order = best(total, values.nodes, None)
            rows = np.searchsorted(self._targets, values.nodes[order])
            self._known[key] = rows, total[order]
        return self._known[key]

    def _first(self, row: int, rows: Int64, top: int) -> Int64:
        """Return the first places of ``rows`` that pass all conditions; a few are looked at."""
        found: list[Int64] = [rows[:0]]
        size = 2 * top
        for low in range(0, len(rows), size):
            part = rows[low : low + size]
            passes = np.ones(len(part), np.bool_)
            for check in self._checks:
                passes &= check.keeps(row, part, {})
            found.append(low + np.flatnonzero(passes))
            if sum(map(len, found)) >= top:
                break
        return np.concatenate(found)[:top]


def need_of_node(view: View, node: int) -> Need:
    """Return what a node that somebody declared asks for; kept with the view."""
    return kept(view, ("need", node), lambda: need_of(view, node))


def record_of(view: View, lens: AdditiveLens) -> TrackRecord:
    """Return what the actors of a lens have done."""
    return track_record(view, lens.roles, lens.actors.labels)


def _values(view: View, lens: AdditiveLens, query: Query) -> TermValues:
    record = record_of(view, lens)
    if not lens.turned:
        need = need_of(view, query)
        actors = who(record, need)
        return values_of(lens, record, need, actors)
    assert isinstance(query, int)
    return _of_needs(view, lens, record.of(query), np.array([query], np.int64))


def _of_needs(view: View, lens: AdditiveLens, record: TrackRecord, actor: Int64) -> TermValues:
    """Return what terms count of one actor for each need that it is listed for."""
    nodes = nodes_of(view, lens.needs.labels)
    needs, place = kept(view, ("needs", lens.needs.labels), lambda: _needs(view, nodes))
    worked = set(record.worked.subject.tolist())
    listed = [n for n, need in enumerate(needs) if not worked.isdisjoint(need.subjects)]
    stays = np.isin(place, listed)
    row = np.searchsorted(listed, place[stays])
    # Many needs ask for the same recipients, or the same sectors: each is counted once.
    count = cache(partial(_counted, record, actor))
    counted = [
        [count(term, MEASURES[term.measure].reads(needs[n])) for term in lens.terms] for n in listed
    ]
    values = np.array(counted, np.int64).reshape(len(listed), len(lens.terms), 3)[row]
    return TermValues(nodes[stays], values[..., 0], values[..., 1], values[..., 2] > 0)


def _counted(record: TrackRecord, actor: Int64, term: Term, need: Need) -> list[int]:
    """Return what a term counts of one actor: x, T[x], and whether it found anything."""
    return [int(column[0]) for column in _column(term, record, need, actor)]


def _needs(view: View, nodes: Int64) -> tuple[list[Need], Int64]:
    """Return the different needs of nodes, and which of them each has."""
    number: dict[Need, int] = {}
    place = [number.setdefault(need_of_node(view, node), len(number)) for node in nodes.tolist()]
    return list(number), np.array(place, np.int64)


def values_of(lens: AdditiveLens, record: TrackRecord, need: Need, actors: Int64) -> TermValues:
    """Return what terms count of ``actors`` for one need."""
    columns = [_column(term, record, need, actors) for term in lens.terms]
    x, logarithms, found = (np.column_stack(column) for column in zip(*columns, strict=True))
    return TermValues(actors, x, logarithms, found)


def _column(
    term: Term, record: TrackRecord, need: Need, actors: Int64
) -> tuple[Int64, Int64, Mask]:
    kind = MEASURES[term.measure]
    counted = kind.counts(record, need, actors)
    x = np.where(counted.found, counted.x, term.nothing * kind.unit)
    return x, kind.logarithm(x), counted.found
