"""States by bodies as SVG: names in full, slanted heads that never touch, a mark in each place."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from viz.elements import escaped, group, tag, tag_raw
from viz.label_text import clean
from viz.pictures.matrix_marks import LEFT_OUT, SIDE, mark_path, marks
from viz.pictures.picture import Picture
from viz.pictures.sheet_alone import SheetAlone
from viz.pictures.state_matrix import MatrixColumn, MatrixRegion, MatrixRow, StateMatrix
from viz.style import INK, QUIET
from viz.text_width import SIZE, cut_to, width_of

WIDTH: Final = 732
"""Units; at 600 pixels, the least at which it is drawn, letters of 11 are 9 pixels high."""
MOST: Final = 36
"""So many columns have room with heads that do not touch."""
MOST_ADDING: Final = 20
"""So many have room for what each adds."""
SHEET: Final = SheetAlone("cg-matrix", WIDTH, SIZE, 960)
_SLANT: Final = 60
_ROW: Final = 17
_REGION: Final = 22
_WIDEST: Final = 40.0
_LONGEST: Final = 120.0
"""A head that is longer is cut; its column leads to the page with the whole name."""
_GAP: Final = 8
_OTHER_LETTERS: Final = 1.16
"""Letters of a machine without our fonts are wider by so much."""
_LEFT_OUT, _COUNT = "left out", "count"
"""Entries of the legend beside those of marks."""
_COSINE: Final = math.cos(math.radians(_SLANT))
_SINE: Final = math.sin(math.radians(_SLANT))


def matrix_svg(picture: Picture, *, heading: bool) -> str:
    """Return a matrix as one ``<svg>``."""
    assert isinstance(picture.body, StateMatrix)
    drawing = _Drawing.of(picture.body)
    parts = [*drawing.heads(), *drawing.numbers(), *drawing.rows(), *drawing.legend()]
    return SHEET.svg(picture, parts, drawing.height, heading=heading)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A matrix with its measures: where columns begin, how far apart, where rows begin."""

    matrix: StateMatrix
    left: float
    pitch: float
    top: float

    @classmethod
    def of(cls, matrix: StateMatrix) -> _Drawing:
        rows = [row for region in matrix.regions for row in region.rows]
        names = [*(row.name for row in rows), matrix.adds]
        left = math.ceil(max(map(_wide, names), default=0)) + (
            2 * SIDE if matrix.left_out else _GAP
        )
        heads = [_wide(f"{_head(column)} {column.count}") for column in matrix.columns] or [0.0]
        # A slanted head reaches to the right of its column, by half its width.
        rooms = ((WIDTH - left - wide * _COSINE) / (at + 0.5) for at, wide in enumerate(heads))
        pitch = min(_WIDEST, (WIDTH - left) / len(heads), *rooms)
        return cls(matrix, left, math.floor(pitch * 4) / 4, max(heads) * _SINE + SIZE)

    @property
    def numbers_high(self) -> int:
        return _ROW if self.matrix.adds else _ROW // 2

    @property
    def rows_high(self) -> int:
        return sum(_REGION + _ROW * len(region.rows) for region in self.matrix.regions)

    @property
    def height(self) -> float:
        *_, last = [0.0, *(y for _, _, y, _ in self._entries())]
        return last + SIZE

    def x(self, place: int) -> float:
        """Return the middle of a column."""
        return round(self.left + self.pitch * (place + 0.5), 2)

    def heads(self) -> Iterator[str]:
        """Yield the heads, each a link to its body."""
        for place, column in enumerate(self.matrix.columns):
            at = f"translate({self.x(place) + SIZE / 3:g} {self.top:.1f})rotate(-{_SLANT})"
            count = tag("tspan", {"class": "cg-quiet", "fill": QUIET}, column.count)
            text = tag_raw("text", {"transform": at}, f"{escaped(_head(column))} {count}")
            yield _link(column.href, tag("title", {}, clean(column.name)) + text)

    def numbers(self) -> Iterator[str]:
        """Yield the row that says what each adds, below the heads."""
        if not self.matrix.adds:
            return
        texts = [tag("text", {"x": self.left - _GAP, "text-anchor": "end"}, self.matrix.adds)]
        texts += [tag("text", {"x": self.x(place)}, column.adds)
                  for place, column in enumerate(self.matrix.columns)]  # fmt: skip
        yield group({"class": "cg-ink", "text-anchor": "middle", "font-weight": "bold",
                     "transform": f"translate(0 {self.top + _ROW - 3:.1f})"}, texts)  # fmt: skip

    def rows(self) -> Iterator[str]:
        """Yield the regions with their rows."""
        y = self.top + self.numbers_high
        for region in self.matrix.regions:
            y += _REGION
            yield self._region(region, y)
            for row in region.rows:
                y += _ROW
                yield self._row(row, y)

    def _region(self, region: MatrixRegion, y: float) -> str:
        right = self.left + self.pitch * len(self.matrix.columns)
        return tag("text", {"class": "cg-ink", "y": f"{y - 4:.1f}", "font-weight": "bold"},
                   clean(region.title)) + tag(
            "path", {"class": "cg-rule", "d": f"M0 {y:.1f}H{right:g}", "stroke": QUIET,
                     "stroke-width": 0.7})  # fmt: skip

    def _row(self, row: MatrixRow, base: float) -> str:
        middle = base - _ROW / 2 + 0.5
        right = self.left + self.pitch * len(self.matrix.columns)
        places = [(self.x(place), 0.0, standing) for place, standing in row.marks]
        before = self.left - _GAP - _wide(row.name) - SIDE
        name = tag("text", {"x": self.left - _GAP, "y": 4, "text-anchor": "end"}, clean(row.name))
        inside = [
            tag("rect", {"class": "cg-band", "y": -_ROW / 2, "width": right, "height": _ROW,
                         "fill": "none"}),
            tag("path", {"class": "cg-rule", "d": f"M0 {_ROW / 2}H{right:g}", "stroke": QUIET,
                         "stroke-width": 0.7, "stroke-opacity": 0.3}),
            mark_path("cg-ink", INK, f"M{before:.1f} 0{LEFT_OUT}") if row.left_out else "",
            _link(row.href, name),
            *marks(places),
        ]  # fmt: skip
        place = {"class": "cg-row", "transform": f"translate(0 {middle:.1f})"}
        return tag_raw("g", {**place}, "".join(inside))

    def legend(self) -> Iterator[str]:
        """Yield the marks that occur, each with its word."""
        for x, standing, y, word in self._entries():
            at = (round(x + SIDE / 2, 1), round(y - SIDE / 2 + 0.5, 1))
            if standing == _LEFT_OUT:
                yield mark_path("cg-ink", INK, f"M{at[0]:g} {at[1]:g}{LEFT_OUT}")
            elif standing == _COUNT:
                yield tag(
                    "text", {"class": "cg-quiet", "fill": QUIET, "x": x, "y": round(y, 1)}, "9"
                )
            else:
                yield from marks([(*at, standing)])
            yield tag(
                "text", {"class": "cg-ink", "x": round(x + SIDE + 5, 1), "y": round(y, 1)}, word
            )

    def _entries(self) -> Iterator[tuple[float, str, float, str]]:
        """Yield left, standing, base line and word of each entry of the legend."""
        x, y = 0.0, self.top + self.numbers_high + self.rows_high + 1.6 * _ROW
        left_out = [(_LEFT_OUT, self.matrix.left_out)] if self.matrix.left_out else []
        for standing, word in (*self.matrix.legend, *left_out, (_COUNT, self.matrix.counts)):
            wide = _wide(word) + 2 * SIDE + _GAP
            if x and x + wide > WIDTH:
                x, y = 0.0, y + _ROW
            yield x, standing, y, word
            x += wide


def _link(href: str | None, content: str) -> str:
    return tag_raw("a" if href else "g", {"href": href, "class": "cg-ink"}, content)


def _wide(text: str) -> float:
    return width_of(clean(text)) * _OTHER_LETTERS


def _head(column: MatrixColumn) -> str:
    return cut_to(clean(column.head), SIZE, _LONGEST / _OTHER_LETTERS)
