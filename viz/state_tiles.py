"""The states of the hemisphere as tiles, each where it roughly lies: who is in which class.

A class has a colour and a pattern, so that nobody has to tell colours apart; the code of a state
stands on paper, so that no pattern makes it hard to read. The picture says of no state how good it
is: classes are whom it belongs to, not how much. Readable without style sheet or script, as
``viz.svg``; the names stand in a table beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from kg.base.i18n import msg
from kg.base.reader_manner import labelled, series
from kg.brief.drawings import StateTiles
from viz.count_picture import SIZE, WIDTH, picture
from viz.elements import Attributes, element_name, group, tag, tag_raw
from viz.label_text import clean
from viz.style import INK, PAPER, QUIET
from viz.text_width import wrapped
from viz.tile_looks import TileLook, pattern, tile_look

ROWS: Final = (
    ".   CAN .   .   .   .   .   .",
    ".   USA .   BHS .   .   .   .",
    "MEX .   CUB HTI DOM KNA ATG .",
    "GTM BLZ JAM .   .   .   DMA LCA",
    "SLV HND .   .   .   .   VCT BRB",
    ".   NIC .   .   .   TTO GRD .",
    ".   CRI PAN COL VEN GUY SUR .",
    ".   .   ECU PER BRA .   .   .",
    ".   .   .   BOL PRY .   .   .",
    ".   .   CHL ARG URY .   .   .",
)
"""Where each state lies, from north to south and from west to east, by its ISO code."""
PLACES: Final[Mapping[str, tuple[int, int]]] = {
    f"state/{code.lower()}": (column, row)
    for row, line in enumerate(ROWS)
    for column, code in enumerate(line.split())
    if code != "."
}
"""The column and the row of each state by its id."""

_ROOM: Final = WIDTH // len(ROWS[0].split())
_TILE: Final = _ROOM - 3
_HIGH: Final = 34
"""A row with its gap: lower than wide, so that a page of paper holds more beside it."""
_PLATE: Final = (31, 17)
_LINE: Final = 18
_ENTRY: Final = 8
_MARK: Final = 22
_LEGEND: Final = 290
"""How wide lines of the legend are; letters of another machine may be a sixth wider."""


class _Class(NamedTuple):
    """A class as the legend calls it; those of no class have no look."""

    label: str
    look: TileLook | None


def state_tiles(
    title: str, shown: StateTiles, names: Mapping[str, str], lang: str, others: str
) -> str:
    """Return the tiles with their legend as one ``<svg>``.

    ``names`` are the states' by id; ``others`` is how the legend calls those of no class. States
    without a tile (``PLACES``) are not drawn.
    """
    prefix = element_name(lang, title, *shown.classes, *(f"{id_}{at}" for id_, at in shown.of))
    named = [_Class(clean(name), tile_look(prefix, at)) for at, name in enumerate(shown.classes)]
    rest = _Class(clean(others), None)
    class_of = dict.fromkeys(PLACES, rest) | {id_: named[at] for id_, at in shown.of}
    counts = Counter(class_of[id_] for id_ in PLACES)
    entries = [(one, _entry(one, counts[one], lang)) for one in (*named, rest) if counts[one]]
    tiles = [_tile(id_, names.get(id_, ""), class_of[id_], lang) for id_ in PLACES]
    legend, height = _legend(entries, _HIGH * len(ROWS) + _ENTRY)
    patterns = group({}, [pattern(one.look) for one in named if one.look], "defs")
    said = series((text for _, text in entries), lang)
    return picture("cg-tiles", title, said, [patterns, *tiles, *legend], height, lang)


def _entry(class_: _Class, count: int, lang: str) -> str:
    return msg("{group}: {count}", group=class_.label, count=count).text(lang)


def _tile(id_: str, name: str, class_: _Class, lang: str) -> str:
    column, row = PLACES[id_]
    code = id_.rpartition("/")[2].upper()
    x, y = column * _ROOM + 1, row * _HIGH + 1
    middle: Attributes = {"x": x + _TILE / 2, "y": y + (_HIGH - 3) / 2 + SIZE / 2 - 2}
    inside = [
        tag("title", {}, labelled(clean(name) or code, class_.label, lang)),
        _field(x, y, (_TILE, _HIGH - 3), class_.look),
        _plate(x, y) if class_.look else "",
        tag("text", {"class": "cg-text", **middle, "text-anchor": "middle"}, code),
    ]
    return tag_raw("g", {}, "".join(inside))


def _field(x: int, y: int, size: tuple[int, int], look: TileLook | None) -> str:
    """Return the ground of a tile; of no class, it is an empty one with a broken outline."""
    place: Attributes = {"x": x, "y": y, "width": size[0], "height": size[1], "rx": 4}
    if look is None:
        return tag("rect", {**place, "fill": PAPER, "stroke": QUIET, "stroke-dasharray": "3 2"})
    return tag("rect", {**place, "fill": f"url(#{look.name})", "stroke": INK})


def _plate(x: int, y: int) -> str:
    width, height = _PLATE
    place: Attributes = {"x": x + (_TILE - width) / 2, "y": y + (_HIGH - 3 - height) / 2}
    return tag("rect", {**place, "width": width, "height": height, "rx": 3, "fill": PAPER})


def _legend(entries: Sequence[tuple[_Class, str]], top: int) -> tuple[list[str], int]:
    """Return the legend below the tiles, one entry a line or more, and where the picture ends."""
    parts = []
    for class_, text in entries:
        parts.append(_field(1, top + 1, (_MARK - 6, _MARK - 6), class_.look))
        for line in wrapped(text, SIZE, _LEGEND):
            parts.append(tag("text", {"class": "cg-text", "x": _MARK, "y": top + SIZE}, line))
            top += _LINE
        top += _ENTRY // 2
    return parts, top
