"""Counts in papers: bars to one scale, two sides of each row, stages that grow narrower."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.base.reader_manner import number
from kg.brief.drawings import BarRow, BarRows, Stages, TwoSides
from viz.elements import tag
from viz.paper_sheet import (
    FULL,
    LEADING,
    MOST,
    SIZE,
    WIDTH,
    Page,
    box,
    folded,
    lines_of,
    text,
    texts,
    wide,
)
from viz.style import QUIET

_LABELS: Final = 170.0
_MIDDLE: Final = 150.0
_BAR: Final = 11.0
_GAP: Final = 6.0
_AIR: Final = 5.0
_NONE: Final = 0.6
"""How wide a bar of nothing is: a stroke, so that the row is seen to be there."""


def bar_rows(page: Page, drawing: BarRows) -> str:
    """Return bars one below the other, to one scale from nothing."""
    shown, rest = _kept(drawing.rows)
    scale = _scale(shown, WIDTH - _LABELS - _widest(shown) - 2 * _AIR)
    parts: list[str] = []
    y = 0.0
    for row in shown:
        lines = lines_of(row.label, _LABELS - _AIR)
        high = _high(len(lines))
        parts += texts(0, _first(y, high, len(lines)), lines)
        long = max(row.value * scale, _NONE)
        parts.append(box(_LABELS, y + (high - _BAR) / 2, long, _BAR, FULL))
        parts.append(text(_LABELS + long + _AIR, _first(y, high, 1), row.shown))
        y += high + _GAP
    return page.around([*parts, *_more(page, rest, y)], _end(y, rest))


def two_sides(page: Page, drawing: TwoSides) -> str:
    """Return for each row two counts, to the left and to the right of its name."""
    shown, rest = drawing.rows[:MOST], len(drawing.rows[MOST:])
    most = max((max(left, right) for _, left, right in shown), default=0)
    values = max((wide(number(v, page.lang)) for _, *both in shown for v in both), default=0)
    room = (WIDTH - _MIDDLE) / 2 - values - 2 * _AIR
    scale = room / most if most else 0
    left_end, right_end = (WIDTH - _MIDDLE) / 2, (WIDTH + _MIDDLE) / 2
    parts = [page.hatch(), *_heads(drawing, left_end, right_end)]
    y = LEADING + _GAP
    for label, left, right in shown:
        lines = lines_of(label, _MIDDLE - 2 * _AIR)
        high = _high(len(lines))
        base, top = _first(y, high, 1), y + (high - _BAR) / 2
        parts += texts(WIDTH / 2, _first(y, high, len(lines)), lines, "middle")
        long = max(left * scale, _NONE)
        parts.append(box(left_end - long, top, long, _BAR, FULL))
        parts.append(text(left_end - long - _AIR, base, number(left, page.lang), "end"))
        long = max(right * scale, _NONE)
        parts.append(box(right_end, top, long, _BAR, page.hatched))
        parts.append(text(right_end + long + _AIR, base, number(right, page.lang)))
        y += high + _GAP
    return page.around([*parts, *_more(page, rest, y)], _end(y, rest))


def stages(page: Page, drawing: Stages) -> str:
    """Return how many came how far: bars about one middle, each joined to the next."""
    shown, rest = _kept(drawing.rows)
    room = WIDTH - _LABELS - _widest(shown) - 2 * _AIR
    middle, scale = _LABELS + room / 2, _scale(shown, room)
    parts: list[str] = []
    before: tuple[float, float] | None = None
    y = 0.0
    for row in shown:
        lines = lines_of(row.label, _LABELS - _AIR)
        high = _high(len(lines))
        top, half = y + (high - _BAR) / 2, max(row.value * scale, _NONE) / 2
        if before is not None:
            parts.append(_join(middle, before, (top, half)))
        parts += texts(0, _first(y, high, len(lines)), lines)
        parts.append(box(middle - half, top, 2 * half, _BAR, FULL))
        parts.append(text(WIDTH, _first(y, high, 1), row.shown, "end"))
        before = top + _BAR, half
        y += high + _GAP
    return page.around([*parts, *_more(page, rest, y)], _end(y, rest))


def _heads(drawing: TwoSides, left_end: float, right_end: float) -> Iterator[str]:
    room = left_end - 2 * _AIR
    left, right = (lines_of(name, room, 1)[0] for name in (drawing.left, drawing.right))
    yield text(left_end, SIZE, left, "end")
    yield text(right_end, SIZE, right)


def _join(middle: float, upper: tuple[float, float], lower: tuple[float, float]) -> str:
    (top, wide_), (end, narrow) = upper, lower
    left, right = round(middle - wide_, 1), round(middle + wide_, 1)
    to, back = round(middle + narrow, 1), round(middle - narrow, 1)
    path = f"M{left} {top:.1f}H{right}L{to} {end:.1f}H{back}z"
    return tag("path", {"d": path, "fill": "#e6e6e6", "stroke": QUIET, "stroke-width": 0.4})


def _kept(rows: Sequence[BarRow]) -> tuple[Sequence[BarRow], int]:
    return rows[:MOST], len(rows[MOST:])


def _scale(rows: Sequence[BarRow], room: float) -> float:
    most = max((row.value for row in rows), default=0)
    return room / most if most else 0


def _widest(rows: Sequence[BarRow]) -> float:
    return max((wide(row.shown) for row in rows), default=0)


def _high(lines: int) -> float:
    return max(_BAR, lines * LEADING)


def _first(y: float, high: float, lines: int) -> float:
    """Return the base line of the first of some lines that stand in the middle of a row."""
    return y + (high - lines * LEADING) / 2 + SIZE - 0.5


def _more(page: Page, rest: int, y: float) -> list[str]:
    return [text(0, y + SIZE, folded(rest, page.lang), quiet=True)] if rest else []


def _end(y: float, rest: int) -> float:
    return max(y + (LEADING if rest else -_GAP), LEADING)
