"""A picture of time as SVG: bars and days under an axis of years, what has no day apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import nmsg
from viz.elements import Attributes, tag
from viz.pictures.picture import Picture
from viz.pictures.time_rows import TimeRow, TimeRows
from viz.pictures.wide_sheet import (
    EDGE,
    FULL,
    LEADING,
    SHEET,
    SIZE,
    WIDTH,
    bar,
    bold,
    hatch,
    linked,
    name_of,
    text,
)
from viz.shapes import outline
from viz.style import INK, LOOKS, PAPER, QUIET, Look
from viz.text_lines import fitted_lines
from viz.text_width import width_of
from viz.time_axis import TimeAxis, axis_around, ordinal

_LABELS: Final = 350.0
_INDENT: Final = 16
_MARK: Final = 6
_BAR: Final = 10.0
_GAP: Final = 9.0
_ARROW: Final = 8.0
_TICK: Final = 46.0
_HEAD: Final = 2 * LEADING + 8
_WIDER: Final = 1.15
"""Letters of another machine may be so much wider."""


@dataclass(frozen=True, slots=True)
class _Band:
    """Where rows are drawn: their axis, the place of today, the name of the hatched fill."""

    axis: TimeAxis
    today: float
    hatched: str

    def x(self, day: str) -> float:
        """Return where a day stands."""
        return self.axis.x(ordinal(day))


def time_drawing(picture: Picture, *, heading: bool) -> str:
    """Return rows under an axis; without a last day they have an open end."""
    body = picture.body
    assert isinstance(body, TimeRows)
    days = [d for row in body.rows for one in row.moments() for d in (one.first, one.last)]
    axis = axis_around((*days, body.today), _LABELS + EDGE, WIDTH - 3 * EDGE)
    name = name_of(picture)
    band = _Band(axis, axis.x(ordinal(body.today)), f"url(#{name}h)")
    dated = [row for row in body.rows if row.dated or _has_parts(body, row)]
    parts: list[str] = []
    y = float(_HEAD)
    group = ""
    for row in dated:
        if row.group != group:
            group = row.group
            y += LEADING
            parts.append(bold(EDGE, y - 4, group))
        drawn, y = _row(band, row, y)
        parts.append(drawn)
    frame = [hatch(name), *_years(axis, y), *_today(band, body, y)] if dated else []
    apart, y = _apart(body, [row for row in body.rows if row not in dated], y if dated else 0)
    more, y = _rest(body, picture.lang, y)
    legend, y = _legend(body, band, y)
    return SHEET.svg(picture, [*frame, *parts, *apart, *more, *legend], y, heading=heading)


def _has_parts(body: TimeRows, row: TimeRow) -> bool:
    """Say whether rows that belong to one follow it: then it heads them, dated or not."""
    at = body.rows.index(row)
    after = body.rows[at + 1] if at + 1 < len(body.rows) else None
    return not row.is_part and after is not None and after.is_part and after.dated


def _row(band: _Band, row: TimeRow, y: float) -> tuple[str, float]:
    label, high = _label(row, y)
    middle = y + high / 2
    parts = [*label, *_span(band, row, middle)]
    own = linked(row.name, parts, _whole(row))
    days = (linked(one.name, [*_day(band, one, middle)], _whole(one)) for one in row.parts)
    return own + "".join(days), y + high + _GAP


def _whole(row: TimeRow) -> str:
    """Return what is said of a row where it is pointed at."""
    return " · ".join(part for part in (row.name.text, when(row), row.state) if part)


def when(row: TimeRow) -> str:
    """Return the days of a row in words."""
    first, last = row.since, row.until
    if first and last and first != last:
        return f"{first.said} – {last.said}"
    only = first or last
    return only.said if only else ""


def _label(row: TimeRow, y: float) -> tuple[list[str], float]:
    left = EDGE + (_INDENT if row.is_part else 0) + 3 * _MARK + 3
    room = (_LABELS - left - EDGE) / _WIDER
    lines = fitted_lines(row.name.text, room, SIZE)
    state = fitted_lines(row.state, room, SIZE) if row.state else []
    look = LOOKS[row.type]
    mark = _shape(look, left - 2 * _MARK - 1, y + LEADING / 2, _MARK - 1)
    said = [text(left, y + (at + 1) * LEADING - 4, line) for at, line in enumerate(lines)]
    quiet = [
        text(left, y + (at + 1) * LEADING - 4, line, quiet=True)
        for at, line in enumerate(state, len(lines))
    ]
    return [mark, *said, *quiet], (len(lines) + len(state)) * LEADING


def _span(band: _Band, row: TimeRow, middle: float) -> Iterator[str]:
    if row.lasting == "moment":
        yield from _day(band, row, middle)
        return
    if row.lasting == "unknown":
        if row.since is not None:
            yield _dashes(band.x(row.since.first), band.today, middle)
            yield from _day(band, row, middle)
        return
    if row.since or row.until:
        yield from _bar(band, row, middle)


def _bar(band: _Band, row: TimeRow, middle: float) -> Iterator[str]:
    """Yield a bar over the days that are certain, and the times in which it begins or ends."""
    first = band.x(row.since.last) if row.since else band.axis.left
    last = band.x(row.until.first) if row.until else band.axis.right - _ARROW
    fill = band.hatched if row.lasting == "over" else FULL
    yield bar(first, middle - _BAR / 2, (max(last - first, 2), _BAR), fill)
    for one in (row.since, row.until):
        if one and one.first != one.last:
            yield _range(band.x(one.first), band.x(one.last), middle)
    if row.since is None:
        yield _arrow(first, middle, -1)
    if row.until is None:
        yield _arrow(last, middle, 1)


def _day(band: _Band, row: TimeRow, middle: float) -> Iterator[str]:
    """Yield a day; where it is not known exactly, the time that it lies in."""
    one = row.since or row.until
    if one is None:
        return
    first, last = band.x(one.first), band.x(one.last)
    if one.first != one.last:
        yield _range(first, last, middle)
    yield _shape(LOOKS[row.type], (first + last) / 2, middle, _MARK)


def _range(first: float, last: float, middle: float) -> str:
    path = f"M{first:.1f} {middle - 5:.1f}v10m0-5H{last:.1f}m0-5v10"
    return tag("path", {"class": "cg-full", "d": path, "fill": "none", "stroke": INK})


def _dashes(first: float, last: float, middle: float) -> str:
    return tag("path", {"class": "cg-full", "d": f"M{first:.1f} {middle:.1f}H{last:.1f}",
                        "fill": "none", "stroke": INK, "stroke-width": 1.6,
                        "stroke-dasharray": "2 4"})  # fmt: skip


def _arrow(x: float, y: float, way: int) -> str:
    path = f"M{x:.1f} {y - _BAR / 2 - 2:.1f}L{x + way * _ARROW:.1f} {y:.1f}"
    return tag("path", {"class": "cg-ink", "d": f"{path}L{x:.1f} {y + _BAR / 2 + 2:.1f}z",
                        "fill": INK})  # fmt: skip


def _shape(look: Look, x: float, y: float, r: int) -> str:
    paint: Attributes = {
        "class": "cg-hollow" if look.hollow else "cg-full",
        "fill": PAPER if look.hollow else look.colour,
        "stroke": look.colour if look.hollow else INK,
        "stroke-width": 2 if look.hollow else 1,
    }
    return tag("path", {"d": f"M{x:.1f} {y:.1f}{outline(look.shape, r)}", **paint})


def _years(axis: TimeAxis, bottom: float) -> Iterator[str]:
    for year, x in axis.years(_TICK):
        yield tag("path", {"d": f"M{x:.1f} {_HEAD - 6}V{bottom:.1f}", "stroke": QUIET,
                           "stroke-width": 0.7, "stroke-opacity": 0.4})  # fmt: skip
        yield text(x, _HEAD - 10, str(year), "middle", quiet=True)


def _today(band: _Band, body: TimeRows, bottom: float) -> Iterator[str]:
    x = band.today
    # It leaves out the line of years, so that no year is struck through.
    path = f"M{x:.1f} {LEADING}v5M{x:.1f} {_HEAD - 6}V{bottom:.1f}"
    yield tag("path", {"class": "cg-full", "d": path, "stroke": INK, "stroke-width": 1.2,
                       "stroke-dasharray": "5 3"})  # fmt: skip
    room = width_of(body.now, SIZE) * _WIDER
    if x + room / 2 > WIDTH - EDGE:
        yield text(WIDTH - EDGE, LEADING - 4, body.now, "end")
    else:
        yield text(max(x, room / 2), LEADING - 4, body.now, "middle")


def _apart(body: TimeRows, rows: list[TimeRow], y: float) -> tuple[list[str], float]:
    """Return what no day is known of, in two columns below a heading."""
    if not rows:
        return [], y
    parts = [bold(EDGE, y + LEADING, body.apart)]
    y += 1.5 * LEADING
    for at, row in enumerate(rows):
        left = EDGE + (WIDTH / 2) * (at % 2) + 3 * _MARK + 3
        line = fitted_lines(row.name.text, (WIDTH / 2 - 4 * _MARK - 2 * EDGE) / _WIDER, SIZE, 1)[0]
        base = y + (at // 2 + 1) * LEADING
        mark = _shape(LOOKS[row.type], left - 2 * _MARK - 1, base - 4, _MARK - 1)
        parts.append(linked(row.name, [mark, text(left, base, line)], _whole(row)))
    return parts, y + (len(rows) + 1) // 2 * LEADING + _GAP


def _rest(body: TimeRows, lang: str, y: float) -> tuple[list[str], float]:
    if not body.left_out:
        return [], y
    said = nmsg("and {count} more", "and {count} more", body.left_out).text(lang)
    return [text(EDGE, y + LEADING, said, quiet=True)], y + 1.5 * LEADING


def _legend(body: TimeRows, band: _Band, y: float) -> tuple[list[str], float]:
    """Return what is drawn in words, one line each that is met in the picture."""
    parts: list[str] = []
    for kind, said in body.marks:
        y += LEADING + 2
        middle = y - 4
        parts.append(_sample(kind, band, middle))
        parts.append(text(EDGE + 46, y, said, quiet=True))
    return parts, y + (EDGE if body.marks else 0)


def _sample(kind: str, band: _Band, middle: float) -> str:
    if kind == "range":
        return _range(EDGE, EDGE + 36, middle)
    if kind == "unknown":
        return _dashes(EDGE, EDGE + 36, middle)
    if kind == "over":
        return bar(EDGE, middle - _BAR / 2, (36, _BAR), band.hatched)
    return bar(EDGE, middle - _BAR / 2, (28, _BAR), FULL) + _arrow(EDGE + 28, middle, 1)
