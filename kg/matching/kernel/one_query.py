"""One query among many targets: as ``scoring.rank``, but only the best are ever ordered.

Targets that pass are counted as bits, and what fits is looked at first by itself: where enough
fits, nothing else has to be scored.
"""

from __future__ import annotations

from typing import Final, NamedTuple

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
    Step,
    TargetIndex,
    Words,
    target_index,
    words_for,
)

FEW: Final = 20_000
"""Up to so many targets numpy scores them all: nothing has to be compiled, and no index made."""
MOST: Final = 256
"""The most that are asked for this way: whoever wants more wants a full ranking."""
SCAN: Final = 1 << 14
"""So many that pass are scored one and all; of more, those first that may give most."""
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
    found = checks(asked.view, asked.lens, asked.query)
    drawn = line(asked.view, asked.lens, asked.query)
    index = target_index(asked.view, asked.lens, found, drawn)
    scores = _class_scores(asked)
    passing = _reached(index, scores)
    excluded = _keep(asked, index, found, scores, passing)
    if drawn is None:
        first = _best(index, scores, passing, top)
        return _ranked(asked, [first], excluded)
    fitting = _fitting(index, drawn)
    near = _best(index, scores, passing & fitting, top)
    far = _best(index, scores, passing & ~fitting, top - len(near.rows))
    fits = np.arange(len(near.rows) + len(far.rows)) < len(near.rows)
    return _ranked(asked, [near, far], excluded)._replace(fits=fits)


class _Best(NamedTuple):
    rows: Int32
    points: Int64


def _ranked(asked: Question, parts: list[_Best], excluded: dict[str, int]) -> Ranked:
    rows = np.concatenate([part.rows for part in parts]).astype(np.int64)
    points = np.concatenate([part.points for part in parts])
    return Ranked(rows, asked.targets()[rows], points, excluded)


def _class_scores(asked: Question) -> list[Int64]:
    """Return what each path gives the query, for each class of target vectors."""
    from kg.matching.kernel.target_bits import spread

    ends, found = asked.lens.end.labels, []
    for path, vector in zip(asked.lens.paths, asked.vectors, strict=True):
        right = path.pattern.right
        lists = postings_of(asked.view, right, ends, specific=path.specific)
        classes = vectors_of(asked.view, right, ends, specific=path.specific).classes
        scores = np.zeros(classes, np.int64)
        spread(path.weight, vector, lists.meets, lists.ptr, lists.owners, lists.values, scores)
        found.append(scores)
    return found


def _reached(index: TargetIndex, scores: list[Int64]) -> Words:
    """Return the targets to which some path gives something."""
    found = np.zeros(words_for(len(index.rows)), np.uint64)
    for groups, part in zip(index.paths, scores, strict=True):
        found |= _those(index, groups, part > 0)
    return _cut(found, len(index.rows))


def _keep(
    asked: Question, index: TargetIndex, found: list[Check], scores: list[Int64], passing: Words
) -> dict[str, int]:
    """Leave in ``passing`` what passes all conditions; return how many each kept out, the first."""
    excluded: dict[str, int] = {}
    before = _count(passing)
    for check, step in zip(found, index.steps, strict=True):
        if isinstance(check, FloorCheck):
            place = [path.name for path in asked.lens.paths].index(check.path)
            wanted = scores[place] * MILLION >= check.least
            passing &= _those(index, index.paths[place], wanted)
        else:
            passing &= _kept_by(index, check, step)
        after = _count(passing)
        excluded[check.name] = excluded.get(check.name, 0) + before - after
        before = after
    return excluded


def _kept_by(index: TargetIndex, check: Check, step: Step) -> Words:
    if isinstance(check, SetCheck) and isinstance(step, Groups):
        return _those(index, step, check.allowed[check.query[0]])
    if isinstance(check, PeriodCheck) and isinstance(step, Periods):
        return _overlapping(check, step)
    assert isinstance(step, np.ndarray)
    return step


def _overlapping(check: PeriodCheck, periods: Periods) -> Words:
    """Return whose period overlaps: max(reach) <= min(end), taken apart into single ends."""
    reach, end = int(check.query_reach[0]), int(check.query_end[0])
    if reach > end:
        return np.zeros_like(periods.lasting)
    early = _first_days(periods.reach, int(periods.reach.days.searchsorted(end, "right")))
    over = _first_days(periods.end, int(periods.end.days.searchsorted(reach, "left")))
    found: Words = periods.lasting & early & ~over
    return found


def _first_days(days: Days, count: int) -> Words:
    from kg.matching.kernel.target_bits import set_bits

    mark = count // days.step
    bits: Words = days.marks[mark].copy()
    set_bits(days.places[mark * days.step : count], bits)
    return bits


def _fitting(index: TargetIndex, drawn: Line) -> Words:
    """Return the targets that fit; as ``Line.fitting``."""
    found = np.zeros(words_for(len(index.rows)), np.uint64)
    if drawn.by_sector is not None and index.sector is not None:
        wanted = drawn.by_sector.allowed[drawn.by_sector.query[0]]
        found |= _those(index, index.sector, wanted)
    if drawn.named is not None and index.words is not None:
        wanted = np.isin(index.words.sectors, drawn.named[0].sectors)
        found |= _those(index, index.words.groups, wanted)
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


def _best(index: TargetIndex, scores: list[Int64], among: Words, top: int) -> _Best:
    """Return the best of some targets, ties by row."""
    from kg.matching.kernel.target_bits import best_of

    points, rows = np.empty(max(top, 0), np.int64), np.empty(max(top, 0), np.int32)
    many = _count(among)
    if not many or not len(points):
        return _Best(rows[:0], points[:0])
    sizes = [len(part) for part in scores]
    base = np.cumsum([0, *sizes[:-1]])
    flat = np.concatenate(scores), base
    ranges = _ranges(index, scores) if many > SCAN else _all(len(index.rows))
    size = best_of(among, ranges, index.classes, flat, index.rows, points, rows)
    return _Best(rows[:size], points[:size])


def _all(places: int) -> tuple[Int64, Int64, Int64]:
    return np.zeros(1, np.int64), np.array([0, places]), np.array([_NO_BOUND])


def _ranges(index: TargetIndex, scores: list[Int64]) -> tuple[Int64, Int64, Int64]:
    """Return the classes of the leading path, those that may give most first."""
    lead = scores[index.lead]
    rest = sum(int(part.max()) for place, part in enumerate(scores) if place != index.lead)
    most = lead + rest
    return np.argsort(-most), index.paths[index.lead].ptr, most
