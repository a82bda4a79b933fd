"""What lasts or is due, in papers: bars below an axis of years, a mark for a single day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.base.dates import parse_day
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

_LABELS: Final = 190.0
_BAR: Final = 8.0
_GAP: Final = 6.0
_AIR: Final = 6.0
_TICK: Final = 30.0
"""Points between two years that are named, at least."""
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days from ``first`` to ``last`` (ordinals) on the room beside the labels."""

    first: int
    last: int

    def x(self, day: int) -> float:
        """Return where a day stands; days beyond the axis stand at its ends."""
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return _LABELS + _AIR + share * (WIDTH - _LABELS - 2 * _AIR)


def timeline(page: Page, drawing: Timeline) -> str:
    """Return spans below an axis; one without a first or a last day has an open end."""
    shown, rest = drawing.spans[:MOST], len(drawing.spans[MOST:])
    axis = _axis(shown, drawing.today)
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


def _axis(spans: Sequence[Span], today: str) -> _Axis:
    days = [_ordinal(d) for s in spans for d in (s.since, s.until) if d] + [_ordinal(today)]
    first = date(date.fromordinal(min(days)).year, 1, 1)
    last = date(min(date.fromordinal(max(days)).year + 1, date.max.year), 1, 1)
    return _Axis(first.toordinal(), last.toordinal())


def _span(page: Page, axis: _Axis, span: Span, middle: float, today: str) -> Iterator[str]:
    if span.since and span.since == span.until:
        x = round(axis.x(_ordinal(span.since)), 1)
        path = f"M{x} {middle:.1f}{outline('diamond', 4)}"
        yield tag("path", {"d": path, "fill": FULL, "stroke": INK, "stroke-width": 0.5})
        return
    first = axis.x(_ordinal(span.since)) if span.since else axis.x(axis.first)
    last = axis.x(_ordinal(span.until)) if span.until else axis.x(axis.last)
    # What is over is hatched: in grey print too it is told from what runs.
    over = span.until is not None and _ordinal(span.until) <= _ordinal(today)
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


def _ticks(axis: _Axis, bottom: float) -> Iterator[str]:
    first, last = (date.fromordinal(day).year for day in (axis.first, axis.last))
    room = (WIDTH - _LABELS - 2 * _AIR) / max(last - first, 1)
    step = next((s for s in _STEPS if s * room >= _TICK), _STEPS[-1])
    top = 2 * LEADING
    for year in range(first - first % -step, last + 1, step):
        x = round(axis.x(date(year, 1, 1).toordinal()), 1)
        path = f"M{x} {top - 2:.1f}V{bottom:.1f}"
        yield tag("path", {"d": path, "stroke": "#c8c8c8", "stroke-width": 0.5})
        anchor = "end" if x > WIDTH - _TICK / 2 else "middle"
        yield text(x, top - 4, str(year), anchor, quiet=True)


def _today(page: Page, axis: _Axis, today: str, bottom: float) -> Iterator[str]:
    x = round(axis.x(_ordinal(today)), 1)
    path = f"M{x} {LEADING:.1f}V{bottom:.1f}"
    yield tag("path", {"d": path, "stroke": INK, "stroke-width": 0.9, "stroke-dasharray": "3 2"})
    said = msg("on {day}", day=day_said(today, page.lang)).text(page.lang)
    anchor = "end" if x > (WIDTH + _LABELS) / 2 else "start"
    yield text(x, SIZE, said, anchor)


def _ordinal(iso: str) -> int:
    return parse_day(iso[:10]).toordinal()
