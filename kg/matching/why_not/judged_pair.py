"""One pair judged: what each path gives it, and every condition that keeps it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from kg.graph.changed_view import ChangedView, Edit
from kg.graph.named_sectors import named
from kg.graph.probe import Query
from kg.graph.taxonomy import sectors_of, subject_of
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int32, Int64, contribution
from kg.matching.kernel.conditions import checks, required
from kg.matching.kernel.fits import SECTOR, WORDS
from kg.matching.kernel.halfwalk import vector_of
from kg.matching.kernel.scoring import turned_for
from kg.matching.lens.lens import AdditiveLens, Lens, Path, PathLens, Requirement
from kg.matching.why_not.term_pair import given_by_terms, same_record


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A query and a target, with the lens turned so that it starts at the query.

    ``edits``: what records would say more than they do; ``view`` is what they would then read.
    """

    view: View
    lens: Lens
    query: Query
    target: int
    edits: tuple[Edit, ...] = ()

    def sides(self) -> tuple[Query, Query]:
        """Return the query and the target."""
        return self.query, self.target

    def other(self, node: Query) -> Query:
        """Return the other side of the pair."""
        return self.query if node == self.target else self.target

    def changed(self, edits: Sequence[Edit]) -> Pair:
        """Return the pair as it would be with more edits."""
        if not edits:
            return self
        view = ChangedView(self.view, edits)
        if isinstance(self.lens, AdditiveLens):
            same_record(self.view, view, self.lens)
        return replace(self, view=view, edits=(*self.edits, *edits))


class Share(NamedTuple):
    """What a path gives a pair, and where the half-walk of each side ends, what weighs most first.

    ``reads`` are the relation types that it follows.
    """

    path: Path
    score: int
    mine: tuple[int, ...]
    theirs: tuple[int, ...]
    reads: frozenset[str]


class Judged(NamedTuple):
    """What is known of a pair: whether a path or a term relates it, its score, what it fails.

    ``shares`` are those of the paths, in the order of the lens; ``failing`` all conditions that it
    fails, in the order of the lens; ``fits`` as of ``scoring.Ranked``, for this one.
    """

    related: bool
    score: int
    shares: tuple[Share, ...]
    failing: tuple[Requirement, ...]
    fits: bool | None

    @property
    def listed(self) -> bool:
        """Whether the pair is in the list."""
        return self.related and not self.failing


def pair_of(view: View, lens: Lens, query: Query, target: int) -> Pair:
    """Return a pair ready to be judged.

    Raises:
        NotOfLensError: the lens says nothing about the query.
    """
    # The same twice: a lens of either form is turned into one of its own form.
    if isinstance(lens, AdditiveLens):
        return Pair(view, turned_for(view, lens, query), query, target)
    return Pair(view, turned_for(view, lens, query), query, target)


def judged(pair: Pair, before: Judged | None = None) -> Judged:
    """Return what is known of a pair; ``before``: the same without its last edits.

    The same score and the same conditions as ``scoring.rank`` and ``terms.ranked_by_terms``.

    Raises:
        HalfWalkOverflowError: one of the two has more walks than can be counted.
    """
    if isinstance(pair.lens, AdditiveLens):
        related, score = given_by_terms(pair.view, pair.lens, pair.query, pair.target)
        return Judged(related, score, (), _failing(pair, {}), None)
    shares = _shares(pair, pair.lens, () if before is None else before.shares)
    score = sum(share.score for share in shares)
    parts = {share.path.name: np.array([share.score], np.int64) for share in shares}
    return Judged(score != 0, score, shares, _failing(pair, parts), _fits(pair, pair.lens))


def _shares(pair: Pair, lens: PathLens, before: Sequence[Share]) -> tuple[Share, ...]:
    edited = {edit.field for edit in pair.edits}
    # What follows none of the relations that would be said is as it was.
    known = {share.path: share for share in before if not share.reads & edited}
    return tuple(known.get(path) or _share(pair, path) for path in lens.paths)


def _share(pair: Pair, path: Path) -> Share:
    left, right = path.halves
    meets, x = vector_of(pair.view, left, pair.query, specific=path.specific)
    others, y = vector_of(pair.view, right, pair.target, specific=path.specific)
    _, at, there = np.intersect1d(meets, others, assume_unique=True, return_indices=True)
    given = contribution(path.weight, x[at].astype(np.int64), y[there].astype(np.int64))
    reads = frozenset(type_ for half in path.halves for hop in half for type_ in hop.types)
    return Share(path, int(given.sum()), _heaviest(meets, x), _heaviest(others, y), reads)


def _heaviest(meets: Int32, values: Int32) -> tuple[int, ...]:
    return tuple(meets[np.lexsort((meets, -values))].tolist())


def _failing(pair: Pair, parts: Mapping[str, Int64]) -> tuple[Requirement, ...]:
    row = np.zeros(1, np.int64)
    asked = checks(pair.view, pair.lens, pair.query, pair.target)
    rules = zip(required(pair.lens), asked, strict=True)
    return tuple(rule for rule, check in rules if not check.keeps(0, row, parts)[0])


def _fits(pair: Pair, lens: PathLens) -> bool | None:
    """Say whether the two are about the same subject, as ``fits.line`` does of all."""
    if lens.fits is None:
        return None
    view, broad = pair.view, lens.fits.collections
    found = False
    if SECTOR in lens.fits.by:
        mine, theirs = (subject_of(view, sectors_of(view, one), broad) for one in pair.sides())
        found = bool(mine & theirs)
    if WORDS in lens.fits.by and not found:
        found = bool(named(view, pair.query, broad) & named(view, pair.target, broad))
    return found
