"""Lenses of terms: what each term gives, its sum, the best first, for one query."""

from __future__ import annotations

from functools import cache, partial
from typing import NamedTuple

import numpy as np

from kg.base.millionths import MILLION
from kg.graph.probe import Query
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int64, best
from kg.matching.kernel.conditions import Mask, checks
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.need_sets import alike, need_sets
from kg.matching.kernel.scoring import Ranked, passing, turned_for
from kg.matching.kernel.term_measures import MEASURES, Need, need_of, who
from kg.matching.kernel.track_record import TrackRecord, track_record
from kg.matching.lens.lens import AdditiveLens, Term


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
    nodes, sets = nodes_of(view, lens.needs.labels), need_sets(view, lens.needs.labels)
    first, place = alike([sets.subjects_of, sets.recipients_of])
    needs = [sets.need(row) for row in first.tolist()]
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
