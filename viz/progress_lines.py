"""Counts over time as lines against an aim: told apart by dashes and marks too, never by colour.

Narrow enough for a telephone, readable without style sheet or script, as ``viz.svg``; a table
beside it says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kg.base.reader_manner import labelled, series
from viz.count_picture import WIDTH, picture, words
from viz.elements import tag
from viz.style import QUIET

_TOP: Final = 24
_HIGH: Final = 150
_ROW: Final = 20
_LEFT: Final = 28
_LINES: Final = (
    ("#0072b2", None),
    ("#b57a00", "6 3"),
    ("#009e73", "2 3"),
)
"""Colour (Okabe and Ito, 2008) and dashes of each line."""
_MARK: Final = 3.5


class Course(NamedTuple):
    """A count over time with what it is called, and its last value as readers write it."""

    label: str
    counts: tuple[int, ...]
    shown: str


class Aim(NamedTuple):
    """What all lines are to reach, and what it is called."""

    label: str
    value: int


class Days(NamedTuple):
    """The first and the last day, as readers of the language write them."""

    first: str
    last: str


def progress_lines(title: str, courses: Sequence[Course], aim: Aim, days: Days, lang: str) -> str:
    """Return lines over time as one ``<svg>``, from nothing up to the aim; at most three."""
    height = _TOP + _HIGH + _ROW * (len(courses) + 2)
    told = [labelled(one.label, one.shown, lang) for one in courses]
    said = series([*told, aim.label], lang)
    parts = [*_frame(aim, days)]
    for place, one in enumerate(courses):
        parts += _line(place, one, max(aim.value, 1))
    return picture("cg-progress", title, said, parts, height, lang)


def _frame(aim: Aim, days: Days) -> Iterator[str]:
    floor = _TOP + _HIGH
    yield words(_LEFT, _TOP - 8, aim.label)
    yield _axis(f"M{_LEFT} {_TOP}h{WIDTH - _LEFT}", "1.5 3")
    yield _axis(f"M{_LEFT} {floor}h{WIDTH - _LEFT}")
    yield words(0, floor + 4, "0")
    yield words(_LEFT, floor + _ROW, days.first)
    yield words(WIDTH, floor + _ROW, days.last, "end")


def _line(place: int, course: Course, aim: int) -> Iterator[str]:
    colour, dashes = _LINES[place % len(_LINES)]
    points = list(_points(course.counts, aim))
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    drawn: dict[str, str | int | float | None] = {
        "class": f"cg-line-{place + 1}", "stroke": colour, "stroke-width": 2, "fill": "none",
        "stroke-dasharray": dashes,
    }  # fmt: skip
    yield tag("path", {"d": path, **drawn})
    yield _mark(place, *points[-1], colour)
    y = _TOP + _HIGH + _ROW * (place + 2)
    yield tag("path", {"d": f"M0 {y - 4}h{_LEFT - 6}", **drawn})
    yield _mark(place, (_LEFT - 6) / 2, y - 4, colour)
    yield words(_LEFT, y, course.label)
    yield words(WIDTH, y, course.shown, "end")


def _points(counts: Sequence[int], aim: int) -> Iterator[tuple[float, float]]:
    room = (WIDTH - _LEFT - 6) / max(len(counts) - 1, 1)
    for number, count in enumerate(counts):
        yield round(_LEFT + number * room, 1), round(_TOP + _HIGH * (1 - count / aim), 1)


def _mark(place: int, x: float, y: float, colour: str) -> str:
    """A dot, a square, a diamond: one shape for each line."""
    kind = {"class": f"cg-mark-{place + 1}", "fill": colour}
    m = _MARK
    if place == 0:
        return tag("circle", {"cx": x, "cy": y, "r": m, **kind})
    if place == 1:
        return tag("path", {"d": f"M{x - m} {y - m}h{2 * m}v{2 * m}h-{2 * m}z", **kind})
    return tag("path", {"d": f"M{x} {y - m}l{m} {m}l-{m} {m}l-{m} -{m}z", **kind})


def _axis(path: str, dashes: str | None = None) -> str:
    return tag("path", {"class": "cg-axis", "d": path, "stroke": QUIET, "stroke-dasharray": dashes})
