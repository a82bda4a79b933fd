"""The sheet of pictures that are wide: letters that can be read from 600 px on, links, dark look.

Its units are such that a letter of ``SIZE`` is nine pixels high at the least where a picture is
drawn at all; what is narrower shows the twin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from viz.elements import Attributes, element_name, group, tag, tag_raw
from viz.label_text import clean
from viz.pictures.picture import Cell, Picture
from viz.style import INK, PAPER, QUIET
from viz.text_width import FONT, wrapped

WIDTH: Final = 800
SIZE: Final = 13
LEADING: Final = 17
EDGE: Final = 8
_TITLE: Final = 18
_TITLE_LEADING: Final = 24
FULL: Final = "#0072b2"
HATCH: Final = "#b57a00"
_FIELD: Final = 6


def name_of(picture: Picture) -> str:
    """Return what begins the ids of the elements of a picture."""
    return element_name(picture.digest, "sheet")


def sheet(
    picture: Picture, parts: Iterable[str], height: float, *, heading: bool, linked: bool
) -> str:
    """Return a picture as one ``<svg>``: what is drawn, below its title where it stands alone."""
    name = name_of(picture)
    above, top = _lines(picture.title, EDGE, bold=True) if heading else ([], 0.0)
    said = " ".join((picture.caption, *picture.notes))
    below, end = _lines(said, top + height, bold=False) if heading else ([], top + height)
    tall = round(end + EDGE)
    inside = [
        tag("title", {"id": f"{name}t"}, clean(picture.title)),
        tag("desc", {"id": f"{name}d"}, clean(f"{picture.sentence} {picture.caption}")),
        tag("rect", {"class": "cg-paper", "width": WIDTH, "height": tall, "fill": PAPER}),
        *above,
        group({"transform": f"translate(0 {round(top)})"}, parts),
        *below,
    ]
    frame: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {WIDTH} {tall}",
        "width": WIDTH,
        "height": tall,
        "class": "cg-svg cg-wide",
        # An img hides its content from assistive technology; links must not be hidden.
        "role": "group" if linked else "img",
        "aria-labelledby": f"{name}t {name}d",
        "lang": picture.lang,
        "font-family": FONT,
        "font-size": SIZE,
    }
    return group(frame, inside, "svg") + "\n"


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


def _lines(said: str, top: float, *, bold: bool) -> tuple[list[str], float]:
    size, leading = (_TITLE, _TITLE_LEADING) if bold else (SIZE, LEADING)
    lines = wrapped(clean(said), size * (1.1 if bold else 1), WIDTH - 2 * EDGE)
    return list(_set(lines, top, leading, bold=bold)), top + len(lines) * leading + EDGE


def _set(lines: Sequence[str], top: float, leading: int, *, bold: bool) -> Iterator[str]:
    for at, line in enumerate(lines, 1):
        place: Attributes = {"x": EDGE, "y": _at(top + at * leading - 4)}
        if bold:
            yield tag("text", {"class": "cg-ink", **place, "font-size": _TITLE,
                               "font-weight": "bold", "fill": INK}, line)  # fmt: skip
        else:
            yield tag("text", {"class": "cg-quiet", **place, "fill": QUIET}, line)


def _at(value: float) -> float:
    return round(value, 1)
