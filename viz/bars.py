"""Counts as pictures: bars one below the other, and columns over weeks; a table says the same.

Narrow enough for a telephone, readable without style sheet or script, as ``viz.svg``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kg.base.reader_manner import labelled, series
from viz.count_picture import SIZE, WIDTH, picture, words
from viz.elements import tag
from viz.style import QUIET

BLUE: Final = "#2f7d9e"
_ROW: Final = 40
_BAR: Final = 14
_STRIP: Final = 58
_HIGH: Final = 30
_GAP: Final = 0.2
"""Of the room of a column, what stays empty."""


class Bar(NamedTuple):
    """A count with what it is called, and as readers of the language write it."""

    label: str
    value: int
    shown: str


class Strip(NamedTuple):
    """Counts one after the other in time, what they are called, and the most of them as written."""

    label: str
    counts: tuple[int, ...]
    most: str


def bars(title: str, rows: Sequence[Bar], lang: str) -> str:
    """Return bars one below the other as one ``<svg>``, all to one scale from nothing."""
    most = max((row.value for row in rows), default=0)
    parts = [part for place, row in enumerate(rows) for part in _bar(place, row, most)]
    said = series((labelled(row.label, row.shown, lang) for row in rows), lang)
    return picture("cg-bars", title, said, parts, _ROW * len(rows), lang)


def strips(title: str, rows: Sequence[Strip], lang: str) -> str:
    """Return columns over time, one strip below the other, all to one scale from nothing."""
    most = max((count for row in rows for count in row.counts), default=0)
    parts = [part for place, row in enumerate(rows) for part in _strip(place, row, most)]
    said = series((labelled(row.label, row.most, lang) for row in rows), lang)
    return picture("cg-bars", title, said, parts, _STRIP * len(rows), lang)


def _bar(place: int, row: Bar, most: int) -> Iterator[str]:
    top = place * _ROW
    yield words(0, top + SIZE, row.label)
    yield words(WIDTH, top + SIZE, row.shown, "end")
    long = WIDTH * row.value / most if most else 0
    yield _box(0, top + SIZE + 6, round(long, 1), _BAR)


def _strip(place: int, row: Strip, most: int) -> Iterator[str]:
    top, room = place * _STRIP, WIDTH / max(len(row.counts), 1)
    yield words(0, top + SIZE, row.label)
    yield words(WIDTH, top + SIZE, row.most, "end")
    floor = top + SIZE + 6 + _HIGH
    for number, count in enumerate(row.counts):
        high = round(_HIGH * count / most, 1) if most else 0
        left, wide = round(number * room, 1), round(room * (1 - _GAP), 1)
        if high:
            yield _box(left, floor - high, wide, high)
    yield tag("path", {"class": "cg-axis", "d": f"M0 {floor}h{WIDTH}", "stroke": QUIET})


def _box(x: float, y: float, width: float, height: float) -> str:
    place: dict[str, str | int | float | None] = {"x": x, "y": y, "width": width, "height": height}
    return tag("rect", {"class": "cg-bar", **place, "fill": BLUE})
