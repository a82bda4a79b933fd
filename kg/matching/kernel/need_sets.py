"""What all nodes of some types ask for: recipients and categories, each different set once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from kg.graph.actors import declarers, territories
from kg.graph.memo import kept
from kg.graph.taxonomy import sectors_of, subjects_asked
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.condition_keys import memoized
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.kernel.term_measures import Need


class NeedSets(NamedTuple):
    """The needs of n rows: row r asks for ``recipients[recipients_of[r]]``, and so on.

    Sets are node numbers, ascending, numbered as they first occur.
    """

    recipients_of: Int64
    subjects_of: Int64
    recipients: list[tuple[int, ...]]
    subjects: list[tuple[int, ...]]

    def need(self, row: int) -> Need:
        """Return what a row asks for."""
        recipients = self.recipients[self.recipients_of[row]]
        return Need(recipients, self.subjects[self.subjects_of[row]])


def need_sets(view: View, types: tuple[str, ...]) -> NeedSets:
    """Return what all nodes of ``types`` ask for, as ``term_measures.need_of``; kept."""
    return kept(view, ("needs", types), lambda: _need_sets(view, nodes_of(view, types).tolist()))


def alike(columns: Sequence[Int64]) -> tuple[Int64, Int64]:
    """Return of different rows the first each, in the order of the columns; and which each is."""
    order = np.lexsort(tuple(reversed(columns)))
    new = np.ones(len(order), np.bool_)
    new[1:] = np.logical_or.reduce([np.diff(column[order]) != 0 for column in columns])
    of = np.empty(len(order), np.int64)
    of[order] = np.cumsum(new) - 1
    return order[new], of


def _need_sets(view: View, nodes: list[int]) -> NeedSets:
    def homes(actors: tuple[int, ...]) -> frozenset[int]:
        return frozenset().union(*(territories(view, actor) for actor in actors))

    def about(sectors: tuple[int, ...]) -> frozenset[int]:
        return subjects_asked(view, sectors)

    recipients_of, recipients = _numbered(memoized((declarers(view, n) for n in nodes), homes))
    subjects_of, subjects = _numbered(memoized((sectors_of(view, n) for n in nodes), about))
    return NeedSets(recipients_of, subjects_of, recipients, subjects)


def _numbered(sets: Iterable[frozenset[int]]) -> tuple[Int64, list[tuple[int, ...]]]:
    number: dict[frozenset[int], int] = {}
    of = [number.setdefault(each, len(number)) for each in sets]
    return np.array(of, np.int64), [tuple(sorted(each)) for each in number]
