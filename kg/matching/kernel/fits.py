"""Whether two are about the same subject, or share the broad field alone: what comes first.

Sectors say so by sets, as conditions do; words by the terms that titles and summaries name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from kg.graph.memo import kept, recent
from kg.graph.named_sectors import named
from kg.graph.probe import Query
from kg.graph.taxonomy import sectors_of, subject_of
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int32, Int64
from kg.matching.kernel.condition_keys import memoized
from kg.matching.kernel.conditions import Mask, SetCheck, Sets, interned, sharing
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.lens.lens import Fits, Lens

SECTOR: Final = "sector"
WORDS: Final = "words"


class Named(NamedTuple):
    """The sectors that the words of n rows name: ``sectors[ptr[r]:ptr[r + 1]]``, ascending."""

    ptr: Int64
    sectors: Int32

    @classmethod
    def none(cls, rows: int) -> Named:
        """Return that so many rows name nothing."""
        return cls(np.zeros(rows + 1, np.int64), np.zeros(0, np.int32))

    @classmethod
    def told(cls, rows: Iterable[frozenset[int]]) -> Named:
        """Return what rows name."""
        groups = [sorted(row) for row in rows]
        ptr = np.cumsum([0, *(len(group) for group in groups)]).astype(np.int64)
        return cls(ptr, np.array([one for group in groups for one in group], np.int32))

    def of(self, row: int) -> Int32:
        """Return what one row names."""
        return self.sectors[self.ptr[row] : self.ptr[row + 1]]

    def holding(self, some: Int32) -> Mask:
        """Say which rows name one of these."""
        ends = np.concatenate([[0], np.cumsum(np.isin(self.sectors, some))])
        found: Mask = ends[self.ptr[1:]] > ends[self.ptr[:-1]]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The line of one query, or of all: which targets are about the same subject."""

    by_sector: SetCheck | None
    named: tuple[Named, Named] | None

    def fitting(self, row: int, targets: Int64) -> Mask:
        """Say which target rows fit a query row."""
        found = np.zeros(len(targets), np.bool_)
        if self.by_sector is not None:
            found |= self.by_sector.keeps(row, targets, {})
        if self.named is not None:
            mine, theirs = self.named
            found |= theirs.holding(mine.of(row))[targets]
        return found


def line(view: View, lens: Lens, query: Query | None) -> Line | None:
    """Return the line of a lens, None where it draws none; rows are those of ``checks``."""
    if lens.fits is None:
        return None
    by = lens.fits.by
    return Line(
        _by_sector(view, lens, lens.fits, query) if SECTOR in by else None,
        _by_words(view, lens, lens.fits, query) if WORDS in by else None,
    )


def tied(view: View, lens: Lens, queries: Sequence[int]) -> dict[str, list[str]]:
    """Return by the id of each query the ids of the targets whose words name the same sector.

    Empty where the lens does not ask words.
    """
    if lens.fits is None or WORDS not in lens.fits.by:
        return {}
    fits, targets = lens.fits, nodes_of(view, lens.end.labels)
    theirs, found = all_named(view, lens.end.labels, fits), {}
    for query in queries:
        mine = Named.told([named(view, query, fits.collections)]).of(0)
        rows = np.flatnonzero(theirs.holding(mine))
        found[view.id(query)] = [view.id(node) for node in targets[rows].tolist()]
    return found


def _by_words(view: View, lens: Lens, fits: Fits, query: Query | None) -> tuple[Named, Named]:
    theirs = all_named(view, lens.end.labels, fits)
    if query is None:
        return all_named(view, lens.start.labels, fits), theirs
    return Named.told([named(view, query, fits.collections)]), theirs


def all_named(view: View, types: tuple[str, ...], fits: Fits) -> Named:
    """Return the sectors that the words of all visible nodes of ``types`` name, a row each."""
    key = ("named", types, fits.collections)
    return kept(view, key, lambda: Named.told(_rows_named(view, types, fits)))


def _rows_named(view: View, types: tuple[str, ...], fits: Fits) -> Iterable[frozenset[int]]:
    return (named(view, node, fits.collections) for node in nodes_of(view, types).tolist())


def _by_sector(view: View, lens: Lens, fits: Fits, query: Query | None) -> SetCheck:
    ends = lens.end.labels
    if query is None:
        return _told_apart(subjects_of_all(view, lens.start.labels, fits), view, ends, fits)
    # Many queries are about the same.
    own = subject_of(view, sectors_of(view, query), fits.collections)
    kind = "line by sector", ends, fits.collections
    return recent(view, kind, own, lambda: _told_apart(interned([own]), view, ends, fits))


def _told_apart(mine: Sets, view: View, ends: tuple[str, ...], fits: Fits) -> SetCheck:
    theirs = subjects_of_all(view, ends, fits)
    return SetCheck(SECTOR, mine.of, theirs.of, sharing(mine, theirs))


def subjects_of_all(view: View, types: tuple[str, ...], fits: Fits) -> Sets:
    """Return the sectors that are the subject of all visible nodes of ``types``, a row each."""
    key = ("subjects", types, fits.collections)
    return kept(view, key, lambda: interned(_all_subjects(view, types, fits)))


def _all_subjects(view: View, types: tuple[str, ...], fits: Fits) -> Iterable[frozenset[int]]:
    groups = (sectors_of(view, node) for node in nodes_of(view, types).tolist())
    return memoized(groups, lambda sectors: subject_of(view, sectors, fits.collections))
