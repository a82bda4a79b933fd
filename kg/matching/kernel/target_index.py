"""The targets of a lens by what a question asks of them, kept with the view: for one question.

Each target has a place: places are ordered by the class of the leading path, so that targets that
get as much from it stand side by side. Every path and every condition about sets groups the targets
by their class; periods order them by day. What a question wants of each is then a few classes, or
all days up to one, and a set of targets comes together from lists of places (``target_bits``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.graph.memo import Recent, kept
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int32, Int64
from kg.matching.kernel.conditions import (
    Check,
    Mask,
    PeriodCheck,
    SetCheck,
    ValidCheck,
    required,
)
from kg.matching.kernel.fits import Line, Named
from kg.matching.kernel.halfwalk import vectors_of
from kg.matching.lens.lens import PathLens

Words = NDArray[np.uint64]
WIDE: Final = 32
"""A class with more than one in so many targets is kept as bits too; days as bits so many times."""


class Groups(NamedTuple):
    """Targets by class: those of class c are ``places[ptr[c]:ptr[c + 1]]``.

    A wide class has its bits in row ``wide[c]`` of ``bits``; others -1. ``of[p]`` is the class of
    place p; None where a target may be in several, or in none.
    """

    ptr: Int64
    places: Int32
    wide: Int32
    bits: Words
    of: Int32 | None


class Days(NamedTuple):
    """Targets by day: those of ``days[i]``, ascending, are at ``places[i]``.

    Row k of ``marks`` has the bits of the first k times ``step``.
    """

    days: Int32
    places: Int32
    step: int
    marks: Words


class Periods(NamedTuple):
    """Targets by both ends of their period, and the bits of those whose own is long enough."""

    reach: Days
    end: Days
    lasting: Words


Step = Groups | Periods | Words | None
"""What a condition asks of targets; None where it asks for the scores of a path."""


class Spoken(NamedTuple):
    """Targets by the sectors that their words name: those of ``sectors[c]`` are group c."""

    sectors: Int32
    groups: Groups


class TargetIndex(NamedTuple):
    """All targets of a lens.

    ``rows[p]`` is the target row at place p, ``classes[p]`` its class on each path. ``paths`` and
    ``steps`` are in the order of the lens's paths and conditions; ``sector`` and ``words`` say what
    fits. ``lead`` is the path by which places are ordered. ``lately`` holds sets of targets that
    were asked for, by the identity of the groups that they come from and by the classes wanted.
    """

    rows: Int32
    classes: Int32
    lead: int
    paths: list[Groups]
    steps: list[Step]
    sector: Groups | None
    words: Spoken | None
    lately: dict[int, Recent[Words]]


def target_index(
    view: View, lens: PathLens, found: Sequence[Check], drawn: Line | None
) -> TargetIndex:
    """Return the targets of a lens that starts at the query; kept with the view.

    ``found`` and ``drawn`` are its conditions and its line, for any query. Weights and shares are
    no part of it: a lens that weighs the same paths otherwise is asked from the same.

    Raises:
        HalfWalkOverflowError: a target has more walks than can be counted.
    """
    lead = _lead(lens)
    paths = tuple((path.pattern.right, path.specific) for path in lens.paths)
    rules = tuple((rule.name, rule.months) for rule in required(lens))
    key = ("target index", paths, lens.end.labels, rules, lens.fits, lead)
    return kept(view, key, lambda: _index(view, lens, found, drawn))


def words_for(places: int) -> int:
    """Return how many words hold a bit for each place."""
    return (places + 63) // 64


def bits_of(mask: Mask) -> Words:
    """Return a mask as bits."""
    found = np.zeros(words_for(len(mask)) * 8, np.uint8)
    packed = np.packbits(mask, bitorder="little")
    found[: len(packed)] = packed
    return found.view("<u8").astype(np.uint64)


def mask_of(bits: Words, places: int) -> Mask:
    """Return bits as a mask."""
    return np.unpackbits(bits.astype("<u8").view(np.uint8), count=places, bitorder="little").astype(
        np.bool_
    )


def _lead(lens: PathLens) -> int:
    """Return the path that has to give something, else the one that weighs most."""
    names = [path.name for path in lens.paths]
    floors = [rule.path for rule in lens.require if rule.name == "at_least"]
    if floors:
        return names.index(floors[0])
    return max(range(len(names)), key=lambda place: lens.paths[place].weight)


def _index(view: View, lens: PathLens, found: Sequence[Check], drawn: Line | None) -> TargetIndex:
    lead, ends = _lead(lens), lens.end.labels
    vectors = [
        vectors_of(view, path.pattern.right, ends, specific=path.specific) for path in lens.paths
    ]
    rows = np.argsort(vectors[lead].of, kind="stable").astype(np.int32)
    line = drawn or Line(None, None)
    return TargetIndex(
        rows,
        np.ascontiguousarray(np.column_stack([each.of[rows] for each in vectors])),
        lead,
        [_groups(each.of[rows], each.classes) for each in vectors],
        [_step(check, rows) for check in found],
        None if line.by_sector is None else _set_groups(line.by_sector, rows),
        None if line.named is None else _spoken(line.named[1], rows),
        {},
    )


def _step(check: Check, rows: Int32) -> Step:
    if isinstance(check, SetCheck):
        return _set_groups(check, rows)
    if isinstance(check, PeriodCheck):
        reach, end = check.target_reach[rows], check.target_end[rows]
        return Periods(_days(reach), _days(end), bits_of(reach <= end))
    return bits_of(check.valid[rows]) if isinstance(check, ValidCheck) else None


def _set_groups(check: SetCheck, rows: Int32) -> Groups:
    return _groups(check.target[rows], check.allowed.shape[1])


def _groups(of: Int32, classes: int) -> Groups:
    """Return places by the class of each."""
    places = np.argsort(of, kind="stable").astype(np.int32)
    return _listed(np.bincount(of, minlength=classes), places, len(of), of)


def _spoken(named: Named, rows: Int32) -> Spoken:
    place_of = np.empty(len(rows), np.int32)
    place_of[rows] = np.arange(len(rows), dtype=np.int32)
    place = np.repeat(place_of, np.diff(named.ptr))
    sectors, number = np.unique(named.sectors, return_inverse=True)
    order = np.argsort(number, kind="stable")
    # A place is in as many groups as its words name sectors.
    sizes = np.bincount(number, minlength=len(sectors))
    return Spoken(sectors, _listed(sizes, place[order], len(rows), None))


def _listed(sizes: Int64, places: Int32, size: int, of: Int32 | None) -> Groups:
    ptr = np.append(0, np.cumsum(sizes)).astype(np.int64)
    wide = np.flatnonzero(sizes * WIDE > size)
    number = np.full(len(sizes), -1, np.int32)
    number[wide] = np.arange(len(wide))
    bits = np.zeros((len(wide), words_for(size)), np.uint64)
    for row, one in enumerate(wide.tolist()):
        bits[row] = _bits_at(places[ptr[one] : ptr[one + 1]], size)
    return Groups(ptr, places, number, bits, of)


def _bits_at(places: Int32, size: int) -> Words:
    mask = np.zeros(size, np.bool_)
    mask[places] = True
    return bits_of(mask)


def _days(days: Int32) -> Days:
    places = np.argsort(days, kind="stable").astype(np.int32)
    step = max(1, -(-len(days) // WIDE))
    marks = [_bits_at(places[:first], len(days)) for first in range(0, len(days) + 1, step)]
    return Days(days[places], places, step, np.array(marks, np.uint64))
