"""What lasts or is due, in papers: bars below an axis of years, a mark for a single day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.base.i18n import msg
from kg.base.reader_manner import day as day_said
from kg.brief.drawings import Span, Timeline
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
)
from viz.shapes import outline
from viz.style import INK
from viz.time_axis import TimeAxis, axis_around, ordinal

_LABELS: Final = 190.0
_BAR: Final = 8.0
_GAP: Final = 6.0
_AIR: Final = 6.0
_TICK: Final = 30.0
"""Points between two years that are named, at least."""


def timeline(page: Page, drawing: Timeline) -> str:
    """Return spans below an axis; one without a first or a last day has an open end."""
    shown, rest = drawing.spans[:MOST], len(drawing.spans[MOST:])
    days = [day for span in shown for day in (span.since, span.until) if day]
    axis = axis_around((*days, drawing.today), _LABELS + _AIR, WIDTH - _AIR)
    parts = [page.hatch()]
    y = 2 * LEADING + _GAP
    for span in shown:
        label = f"{span.label} · {span.state}" if span.state else span.label
        lines = lines_of(label, _LABELS - _AIR)
        high = max(len(lines) * LEADING, _BAR)
        parts += texts(0, y + (high - len(lines) * LEADING) / 2 + SIZE - 0.5, lines)
        parts += _span(page, axis, span, y + high / 2, drawing.today)
        y += high + _GAP
    ticks = [*_ticks(axis, y), *_today(page, axis, drawing.today, y)]
    more = [text(0, y + SIZE, folded(rest, page.lang), quiet=True)] if rest else []
    return page.around([*ticks, *parts, *more], y + (LEADING if rest else 0))


def _span(page: Page, axis: TimeAxis, span: Span, middle: float, today: str) -> Iterator[str]:
    if span.since and span.since == span.until:
        x = round(axis.x(ordinal(span.since)), 1)
        path = f"M{x} {middle:.1f}{outline('diamond', 4)}"
        yield tag("path", {"d": path, "fill": FULL, "stroke": INK, "stroke-width": 0.5})
        return
    first = axis.x(ordinal(span.since)) if span.since else axis.x(axis.first)
    last = axis.x(ordinal(span.until)) if span.until else axis.x(axis.last)
    # What is over is hatched: in grey print too it is told from what runs.
    over = span.until is not None and ordinal(span.until) <= ordinal(today)
    fill = page.hatched if over else FULL
    yield box(first, middle - _BAR / 2, max(last - first, 1), _BAR, fill)
    if span.since is None:
        yield _arrow(first, middle, -1)
    if span.until is None:
        yield _arrow(last, middle, 1)


def _arrow(x: float, y: float, way: int) -> str:
    tip = round(x + way * 5, 1)
    path = f"M{x:.1f} {y - _BAR / 2:.1f}L{tip} {y:.1f}L{x:.1f} {y + _BAR / 2:.1f}z"
    return tag("path", {"d": path, "fill": INK})


def _ticks(axis: TimeAxis, bottom: float) -> Iterator[str]:
    top = 2 * LEADING
    for year, place in axis.years(_TICK):
        x = round(place, 1)
        path = f"M{x} {top - 2:.1f}V{bottom:.1f}"
        yield tag("path", {"d": path, "stroke": "#c8c8c8", "stroke-width": 0.5})
        anchor = "end" if x > WIDTH - _TICK / 2 else "middle"
        yield text(x, top - 4, str(year), anchor, quiet=True)


def _today(page: Page, axis: TimeAxis, today: str, bottom: float) -> Iterator[str]:
    x = round(axis.x(ordinal(today)), 1)
    path = f"M{x} {LEADING:.1f}V{bottom:.1f}"
    yield tag("path", {"d": path, "stroke": INK, "stroke-width": 0.9, "stroke-dasharray": "3 2"})
    said = msg("on {day}", day=day_said(today, page.lang)).text(page.lang)
    anchor = "end" if x > (WIDTH + _LABELS) / 2 else "start"
    yield text(x, SIZE, said, anchor)
