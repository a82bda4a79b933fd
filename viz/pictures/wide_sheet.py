"""The sheet of pictures that are wide: letters that can be read from 600 px on, links, dark look.

Its units are such that a letter of ``SIZE`` is nine pixels high at the least where a picture is
drawn at all; what is narrower shows the twin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from viz.elements import Attributes, element_name, tag, tag_raw
from viz.label_text import clean
from viz.pictures.picture import Cell, Picture
from viz.pictures.sheet_alone import SheetAlone
from viz.style import INK, PAPER, QUIET

WIDTH: Final = 800
SIZE: Final = 13
LEADING: Final = 17
EDGE: Final = 8
FULL: Final = "#0072b2"
HATCH: Final = "#b57a00"
_FIELD: Final = 6


SHEET: Final = SheetAlone("cg-svg cg-wide", WIDTH, SIZE, WIDTH)


def name_of(picture: Picture) -> str:
    """Return what begins the ids of the elements of a picture."""
    return element_name(picture.place, "sheet")


def text(x: float, y: float, said: str, anchor: str | None = None, *, quiet: bool = False) -> str:
    """Return a text on its base line, in full."""
    return tag(
        "text",
        {
            "class": "cg-quiet" if quiet else "cg-ink",
            "x": _at(x),
            "y": _at(y),
            "text-anchor": anchor,
            "fill": QUIET if quiet else INK,
        },
        clean(said),
    )


def bold(x: float, y: float, said: str, anchor: str | None = None) -> str:
    """Return a heading within a picture."""
    place: Attributes = {"class": "cg-ink", "x": _at(x), "y": _at(y), "text-anchor": anchor}
    return tag("text", {**place, "font-weight": "bold", "fill": INK}, clean(said))


def linked(cell: Cell, parts: Sequence[str], said: str = "") -> str:
    """Return what is drawn of a thing as a link to its page, called by its whole name."""
    title = tag("title", {}, clean(said or cell.text))
    inside = title + "".join(parts)
    if cell.href is None:
        return tag_raw("g", {"lang": cell.lang}, inside)
    return tag_raw("a", {"href": cell.href, "lang": cell.lang}, inside)


def hatch(name: str) -> str:
    """Return the definition of the fill that is told from a full one without its colour."""
    field: Attributes = {
        "id": f"{name}h", "width": _FIELD, "height": _FIELD, "patternUnits": "userSpaceOnUse",
    }  # fmt: skip
    ground = tag("rect", {"class": "cg-paper", "width": _FIELD, "height": _FIELD, "fill": PAPER})
    strokes = tag("path", {"d": "M-1 1 1-1M0 6 6 0M5 7 7 5", "stroke": HATCH, "stroke-width": 1.8})
    return tag_raw("defs", {}, tag_raw("pattern", field, ground + strokes))


def bar(x: float, y: float, size: tuple[float, float], fill: str) -> str:
    """Return a bar with an outline that keeps it visible without its colour."""
    place: Attributes = {"x": _at(x), "y": _at(y), "width": _at(size[0]), "height": _at(size[1])}
    return tag("rect", {"class": "cg-full", **place, "fill": fill, "stroke": INK,
                        "stroke-width": 0.6})  # fmt: skip


def _at(value: float) -> float:
    return round(value, 1)
