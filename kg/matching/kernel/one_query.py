"""One query among many targets: as ``scoring.rank``, but only the best are ever ordered.

Targets that pass are counted as bits, and what fits is looked at first by itself: where enough
fits, nothing else has to be scored.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, Literal, NamedTuple

import numpy as np

from kg.base.millionths import MILLION
from kg.graph.memo import Recent
from kg.matching.kernel.arithmetic import Int32, Int64
from kg.matching.kernel.conditions import Check, FloorCheck, Mask, PeriodCheck, SetCheck, checks
from kg.matching.kernel.fits import Line, line
from kg.matching.kernel.halfwalk import postings_of, vectors_of
from kg.matching.kernel.scoring import Question, Ranked, rank
from kg.matching.kernel.target_index import (
    Days,
    Groups,
    Periods,
    TargetIndex,
    Words,
    mask_of,
    target_index,
    words_for,
)

FEW: Final = 20_000
"""Up to so many targets numpy scores them all: nothing has to be compiled, and no index made."""
FEW_TO_LIST: Final = 256
"""The same where many queries are asked for all that is listed."""
MOST: Final = 256
"""The most that are asked for this way: whoever wants more wants a full ranking."""
SCAN: Final = 1 << 14
"""So many that pass are scored one and all; of more, those first that may get most."""
SPARSE: Final = 8
"""Of one in so many targets each is looked up: to find all of some classes would take longer."""
LATELY: Final = 1 << 6
"""So many sets of targets are held of each path and condition: at a million each has 125 kB."""
_NO_BOUND: Final = np.iinfo(np.int64).max


def top_ranked(asked: Question, top: int) -> Ranked:
    """Return the first ``top`` of ``rank``, with the same counts of what is excluded.

    Raises:
        HalfWalkOverflowError: a target has more walks than can be counted.
    """
    if top > MOST or len(asked.targets()) < FEW:
        ranked = rank(asked)
        fits = None if ranked.fits is None else ranked.fits[:top]
        first = ranked.rows[:top], ranked.nodes[:top], ranked.scores[:top]
        return Ranked(*first, ranked.excluded, fits)
    return top_of_many(asked, top)


def top_of_many(asked: Question, top: int) -> Ranked:
    """Return the same from the index of targets.

    Raises:
        HalfWalkOverflowError: a target has more walks than can be counted.
    """
    index, drawn, scores, passing, excluded = _sifted(asked)
    if drawn is None:
        first = _best(index, scores, passing, top)
        return _ranked(asked, [first], excluded)
    fitting = _fitting(index, drawn, passing)
    near = _best(index, scores, fitting, top)
    far = _best(index, scores, passing & ~fitting, top - len(near.rows))
    fits = np.arange(len(near.rows) + len(far.rows)) < len(near.rows)
    return _ranked(asked, [near, far], excluded)._replace(fits=fits)


def all_listed(asked: Question) -> Int64:
    """Return the nodes of all of ``rank``, in no order.

    Raises:
        HalfWalkOverflowError: a target has more walks than can be counted.
    """
    if len(asked.targets()) < FEW_TO_LIST:
        return rank(asked).nodes
    index, _, _, passing, _ = _sifted(asked)
    nodes: Int64 = asked.targets()[index.rows[mask_of(passing, len(index.rows))]]
    return nodes


class _Best(NamedTuple):
    rows: Int32
    points: Int64


class _Scores(NamedTuple):
    """What each path gives the query by class of target vectors; those of a path from ``base``."""

    flat: Int32
    base: Int64
    paths: list[Int32]


class _Sifted(NamedTuple):
    """What passes all conditions of a question, and what it was sifted by."""

    targets: TargetIndex
    drawn: Line | None
    scores: _Scores
    passing: Words
    excluded: dict[str, int]


def _sifted(asked: Question) -> _Sifted:
    found = checks(asked.view, asked.lens, asked.query)
    drawn = line(asked.view, asked.lens, asked.query)
    index = target_index(asked.view, asked.lens, found, drawn)
    scores = _class_scores(asked)
    reached = _reached(index, scores.paths)
    return _Sifted(index, drawn, scores, *_keep(asked, index, found, scores.paths, reached))


def _ranked(asked: Question, parts: list[_Best], excluded: dict[str, int]) -> Ranked:
    rows = np.concatenate([part.rows for part in parts]).astype(np.int64)
    points = np.concatenate([part.points for part in parts])
    return Ranked(rows, asked.targets()[rows], points, excluded)


def _class_scores(asked: Question) -> _Scores:
    from kg.matching.kernel.target_bits import spread

    ends, paths = asked.lens.end.labels, asked.lens.paths
    rights = [(path.pattern.right, path.specific) for path in paths]
    sizes = [vectors_of(asked.view, each, ends, specific=only).classes for each, only in rights]
    base = np.cumsum([0, *sizes])
    # A path gives a million at the most: half as wide as scores, since there may be many classes.
    flat = np.zeros(int(base[-1]), np.int32)
    found = [flat[low:high] for low, high in pairwise(base.tolist())]
    for (each, only), path, vector, scores in zip(rights, paths, asked.vectors, found, strict=True):
        lists = postings_of(asked.view, each, ends, specific=only)
        spread(path.weight, vector, lists.meets, lists.ptr, lists.owners, lists.values, scores)
    return _Scores(flat, base[:-1], found)


def _reached(index: TargetIndex, scores: list[Int32]) -> Words:
    """Return the targets to which some path gives something."""
    found = np.zeros(words_for(len(index.rows)), np.uint64)
    # Paths of few classes are soon asked, and may reach all by themselves: all in one region, say.
    for place in sorted(range(len(scores)), key=lambda one: len(scores[one])):
        wanted = scores[place] > 0
        if wanted.all():
            return _cut(~np.zeros_like(found), len(index.rows))
        found |= _those(index, index.paths[place], wanted)
    return _cut(found, len(index.rows))


def _keep(
    asked: Question, index: TargetIndex, found: list[Check], scores: list[Int32], passing: Words
) -> tuple[Words, dict[str, int]]:
    """Return what passes all conditions, and how many each kept out, the first."""
    excluded: dict[str, int] = {}
    before = _count(passing)
    for check, step in zip(found, index.steps, strict=True):
        if isinstance(check, FloorCheck):
            place = [path.name for path in asked.lens.paths].index(check.path)
            wanted = scores[place].astype(np.int64) * MILLION >= check.least
            passing = _among(index, passing, before, index.paths[place], wanted)
        elif isinstance(check, SetCheck) and isinstance(step, Groups):
            passing = _among(index, passing, before, step, check.allowed[check.query[0]])
        elif isinstance(check, PeriodCheck) and isinstance(step, Periods):
            passing = passing & _overlapping(check, step)
        else:
            assert isinstance(step, np.ndarray)
            passing = passing & step
        after = _count(passing)
        excluded[check.name] = excluded.get(check.name, 0) + before - after
        before = after
    return passing, excluded


def _overlapping(check: PeriodCheck, periods: Periods) -> Words:
    """Return whose period overlaps: max(reach) <= min(end), taken apart into single ends."""
    reach, end = int(check.query_reach[0]), int(check.query_end[0])
    if reach > end:
        return np.zeros_like(periods.lasting)
    early = _first_days(periods.reach, _place(periods.reach, end, "right"))
    over = _first_days(periods.end, _place(periods.end, reach, "left"))
    found: Words = periods.lasting & early & ~over
    return found


def _place(days: Days, day: int, side: Literal["left", "right"]) -> int:
    # By a number of the same width: for a wider one all days would be copied.
    return int(days.days.searchsorted(np.int32(day), side))


def _first_days(days: Days, count: int) -> Words:
    from kg.matching.kernel.target_bits import set_bits

    mark = count // days.step
    bits: Words = days.marks[mark].copy()
    set_bits(days.places[mark * days.step : count], bits)
    return bits


def _fitting(index: TargetIndex, drawn: Line, passing: Words) -> Words:
    """Return those of some targets that fit; as ``Line.fitting``."""
    found, many = np.zeros_like(passing), _count(passing)
    if drawn.by_sector is not None and index.sector is not None:
        wanted = drawn.by_sector.allowed[drawn.by_sector.query[0]]
        found |= _among(index, passing, many, index.sector, wanted)
    if drawn.named is not None and index.words is not None:
        wanted = np.isin(index.words.sectors, drawn.named[0].sectors)
        found |= _among(index, passing, many, index.words.groups, wanted)
    return found


def _among(index: TargetIndex, some: Words, many: int, groups: Groups, wanted: Mask) -> Words:
    """Return those of some targets, so ``many``, that are of the wanted classes."""
    from kg.matching.kernel.target_bits import sift

    if groups.of is None or many * SPARSE > len(index.rows):
        return some & _those(index, groups, wanted)
    found = some.copy()
    sift(found, groups.of, wanted)
    return found


def _those(index: TargetIndex, groups: Groups, wanted: Mask) -> Words:
    """Return the targets of the wanted classes; bits beyond the last place are not told.

    Not to be written to: many questions want the same, those of one state for one, and share it.
    """
    lately = index.lately.setdefault(id(groups), Recent(LATELY))
    return lately.of(wanted.tobytes(), lambda: _gathered(groups, wanted, len(index.rows)))


def _gathered(groups: Groups, wanted: Mask, places: int) -> Words:
    from kg.matching.kernel.target_bits import gather

    bits = np.zeros(words_for(places), np.uint64)
    return ~bits if gather(groups, wanted, bits) else bits


def _cut(bits: Words, places: int) -> Words:
    """Leave out the bits beyond the last place."""
    if places % 64:
        bits[-1] &= np.uint64((1 << places % 64) - 1)
    return bits


def _count(bits: Words) -> int:
    return int(np.bitwise_count(bits).sum())


def _best(index: TargetIndex, scores: _Scores, among: Words, top: int) -> _Best:
    """Return the best of some targets, ties by row."""
    from kg.matching.kernel.target_bits import best_of

    points, rows = np.empty(max(top, 0), np.int64), np.empty(max(top, 0), np.int32)
    many = _count(among)
    if not many or not len(points):
        return _Best(rows[:0], points[:0])
    ranges = _ranges(index, scores.paths) if many > SCAN else _all(len(index.rows))
    left = np.cumsum([int(part.max()) for part in reversed(scores.paths)])[::-1].copy()
    given = scores.flat, scores.base, left
    size = best_of(among, ranges, index.classes, given, index.rows, points, rows)
    return _Best(rows[:size], points[:size])


def _all(places: int) -> tuple[Int64, Int64, Int64]:
    return np.zeros(1, np.int64), np.array([0, places]), np.array([_NO_BOUND])


def _ranges(index: TargetIndex, scores: list[Int32]) -> tuple[Int64, Int64, Int64]:
    """Return the classes of the leading path, those first that give more than half of the most."""
    lead = scores[index.lead]
    rest = sum(int(part.max()) for place, part in enumerate(scores) if place != index.lead)
    # To put them all in order would take longer than the few that are looked at in vain.
    much = lead > lead.max() // 2
    order = np.concatenate([np.flatnonzero(much), np.flatnonzero(~much)])
    return order, index.paths[index.lead].ptr, lead.astype(np.int64) + rest
