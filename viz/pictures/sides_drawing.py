"""Supply against demand as SVG: bars to both sides of the names of sectors, stars for practices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.base.reader_manner import labelled, number
from viz.elements import tag
from viz.pictures.picture import Picture
from viz.pictures.sector_sides import SectorSides, SideRow
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
from viz.style import INK, LOOKS
from viz.text_lines import fitted_lines
from viz.text_width import width_of

_MIDDLE: Final = 230.0
_MARKS: Final = 120.0
_BAR: Final = 16.0
_GAP: Final = 10.0
_AIR: Final = 8.0
_NONE: Final = 1.0
"""How wide a bar of nothing is: a stroke, so that the row is seen to be there."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """Where the two sides begin, how long one of a count is, the name of the hatched fill."""

    left: float
    right: float
    scale: float
    hatched: str
    lang: str


def sides_drawing(picture: Picture, *, heading: bool) -> str:
    """Return for each sector two bars to one scale, full to the left and hatched to the right."""
    body = picture.body
    assert isinstance(body, SectorSides)
    with_marks = any(row.practices for row in body.rows)
    room = WIDTH - 2 * EDGE - (_MARKS if with_marks else 0)
    middle = EDGE + room / 2
    name = name_of(picture)
    most = max((max(row.left, row.right) for row in body.rows), default=0)
    side = (room - _MIDDLE) / 2 - width_of(number(most, picture.lang), SIZE) * 1.3 - _AIR
    sides = _Sides(
        middle - _MIDDLE / 2, middle + _MIDDLE / 2, side / most if most else 0,
        f"url(#{name}h)", picture.lang,
    )  # fmt: skip
    parts = [hatch(name), *_heads(sides, body, with_marks=with_marks)]
    y = LEADING + _GAP
    for row in body.rows:
        lines = fitted_lines(row.name.text, (_MIDDLE - 2 * _AIR) / 1.15, SIZE)
        high = max(len(lines) * LEADING, _BAR)
        parts.append(
            linked(row.name, [*_row(sides, row, lines, y, high)], _said(body, row, picture.lang))
        )
        y += high + _GAP
    return SHEET.svg(picture, parts, y, heading=heading)


def _said(body: SectorSides, row: SideRow, lang: str) -> str:
    counts = [(body.left, row.left), (body.right, row.right)]
    if row.practices:
        counts.append((body.practices, row.practices))
    said = ", ".join(labelled(label, str(count), lang) for label, count in counts)
    return f"{row.name.text} · {said}"


def _heads(sides: _Sides, body: SectorSides, *, with_marks: bool) -> Iterator[str]:
    yield bold(sides.left, LEADING - 4, body.left, "end")
    yield bold(sides.right, LEADING - 4, body.right)
    if with_marks:
        yield bold(WIDTH - EDGE, LEADING - 4, body.practices, "end")


def _row(sides: _Sides, row: SideRow, lines: list[str], y: float, high: float) -> Iterator[str]:
    middle = (sides.left + sides.right) / 2
    first = y + (high - len(lines) * LEADING) / 2 + LEADING - 4
    base, top = y + high / 2 + SIZE / 2 - 2, y + (high - _BAR) / 2
    for at, line in enumerate(lines):
        yield text(middle, first + at * LEADING, line, "middle")
    long = max(row.left * sides.scale, _NONE)
    yield bar(sides.left - long, top, (long, _BAR), FULL)
    yield text(sides.left - long - _AIR, base, number(row.left, sides.lang), "end")
    long = max(row.right * sides.scale, _NONE)
    yield bar(sides.right, top, (long, _BAR), sides.hatched)
    yield text(sides.right + long + _AIR, base, number(row.right, sides.lang))
    if row.practices:
        yield _star(WIDTH - EDGE - 44, y + high / 2)
        yield text(WIDTH - EDGE, base, number(row.practices, sides.lang), "end")


def _star(x: float, y: float) -> str:
    look = LOOKS["Practice"]
    return tag("path", {"class": "cg-full", "d": f"M{x:.1f} {y:.1f}{outline(look.shape, 7)}",
                        "fill": look.colour, "stroke": INK})  # fmt: skip
