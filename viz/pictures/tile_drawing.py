"""Tiles of states as SVG: legible on a telephone as they are, with names where there is room.

Where it stands on a page its legend is beside it in words (``tile_legend``), and the style sheet
shows names in the tiles from 600 pixels on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from kg.base.i18n import msg
from viz.elements import Attributes, element_name, group, tag, tag_raw
from viz.label_text import clean
from viz.pictures.picture import Picture
from viz.pictures.sheet_alone import SheetAlone
from viz.pictures.tile_map import MappedTile, TileMap
from viz.state_tiles import PLACES, ROWS
from viz.style import INK, PAPER, QUIET
from viz.text_width import width_of, wrapped
from viz.tile_looks import TileLook, pattern, tile_look

WIDTH: Final = 300
"""Units: in 288 pixels, what a telephone of 320 leaves, the codes are 14 pixels high."""
CODE: Final = 14.6
SHEET: Final = SheetAlone("cg-tilemap", WIDTH, 10, 600)
ALONE: Final = SheetAlone("cg-tilemap", WIDTH, 7, 600)
"""As a file, whose letters are those of names in the tiles and not of a telephone."""
_ROOM: Final = WIDTH / len(ROWS[0].split())
_TILE: Final = _ROOM - 1.5
_HIGH: Final = 40.0
_STEP: Final = _HIGH + 1.5
_PLATE: Final = 18.0
"""The upper part of a tile, on which its code stands."""
_NAMED, _NAME = 9.0, 5.0
"""Letters of codes beside names, and of names."""
_LINE: Final = 5.6
_MOST_LINES: Final = 3
_OTHER_LETTERS: Final = 1.1
_SWATCH, _ENTRY = 10, 13


def tile_map_svg(picture: Picture, *, heading: bool) -> str:
    """Return the tiles as one ``<svg>``; its legend is in it where it stands alone."""
    assert isinstance(picture.body, TileMap)
    body, looks = picture.body, _looks(picture)
    top = _STEP * len(ROWS)
    parts = [
        group({}, [pattern(look) for look in looks], "defs"),
        *(_tile(tile, looks, named=heading) for tile in body.tiles if tile.id in PLACES),
    ]
    if heading:
        for at, (look, text) in enumerate(_entries(picture, looks)):
            y = top + ALONE.size + at * _ENTRY
            parts += [_swatch(look, 1, y), _word(text, y)]
        top += _ENTRY * (len(looks) + 1) + ALONE.size
    return (ALONE if heading else SHEET).svg(picture, parts, top, heading=heading)


def tile_legend(picture: Picture) -> list[tuple[str, str]]:
    """Return the entries of the legend: a swatch as ``<svg>``, and its words."""
    size: Attributes = {"width": 20, "height": 20, "viewBox": "0 0 20 20", "aria-hidden": "true"}
    return [
        (tag_raw("svg", size, tag_raw("g", {"transform": "scale(1.6)"}, _swatch(look, 1, 1))), text)
        for look, text in _entries(picture, _looks(picture))
    ]


def _looks(picture: Picture) -> list[TileLook]:
    assert isinstance(picture.body, TileMap)
    prefix = element_name(picture.place)
    return [tile_look(prefix, at) for at in range(len(picture.body.classes))]


def _entries(picture: Picture, looks: list[TileLook]) -> Iterator[tuple[TileLook | None, str]]:
    """Yield the look of each class that somebody is of, and its words with their number."""
    assert isinstance(picture.body, TileMap)
    body = picture.body
    counts = Counter(tile.of for tile in body.tiles)
    for at, name in enumerate(body.classes):
        if counts[at]:
            yield looks[at], _counted(name, counts[at], picture.lang)
    if counts[None]:
        yield None, _counted(body.others, counts[None], picture.lang)


def _counted(name: str, count: int, lang: str) -> str:
    return msg("{group}: {count}", group=clean(name), count=count).text(lang)


def _tile(tile: MappedTile, looks: list[TileLook], *, named: bool) -> str:
    """Return a tile; ``named`` from the beginning, or as soon as a style sheet says so."""
    column, row = PLACES[tile.id]
    look = None if tile.of is None else looks[tile.of]
    place: Attributes = {
        "transform": f"translate({column * _ROOM + 0.75:g} {row * _STEP + 0.75:g})"
    }
    code = tag("text", {"class": "cg-code cg-ink", "x": round(_TILE / 2, 1), "y": 14.4,
                        "font-size": _NAMED if named else CODE, "text-anchor": "middle"},
               _code(tile))  # fmt: skip
    inside = [
        tag("title", {}, clean(tile.name) or _code(tile)),
        _field(look, 0, 0, (_TILE, _HIGH)),
        _plate(0.5, _PLATE) if look else "",
        code,
        *_name(tile, plain=look is None, named=named),
    ]
    return tag_raw("a" if tile.href else "g", {"href": tile.href, **place}, "".join(inside))


def _code(tile: MappedTile) -> str:
    return tile.id.rpartition("/")[2].upper()


def _name(tile: MappedTile, *, plain: bool, named: bool) -> Iterator[str]:
    """Yield the name in the lower part, shown by the style sheet where there is room for it."""
    hidden: Attributes = {"display": None if named else "none"}
    lines = wrapped(clean(tile.name), _NAME * _OTHER_LETTERS, _TILE - 1)
    if len(lines) > _MOST_LINES or any(width_of(line, _NAME) > _TILE for line in lines):
        return
    high = _LINE * len(lines) + 1
    top = _HIGH - 0.5 - high
    if not plain:
        yield tag("rect", {"class": "cg-fine cg-paper", **hidden, "x": 0.5,
                           "y": round(top, 1), "width": _TILE - 1, "height": round(high, 1),
                           "fill": PAPER})  # fmt: skip
    for at, line in enumerate(lines):
        yield tag("text", {"class": "cg-fine cg-ink", **hidden, "x": round(_TILE / 2, 1),
                           "y": round(top + _LINE * (at + 0.85), 1), "text-anchor": "middle",
                           "font-size": _NAME if named else None}, line)  # fmt: skip


def _field(look: TileLook | None, x: float, y: float, size: tuple[float, float]) -> str:
    """Return the ground of a tile; of no class, it is an empty one with a broken outline."""
    place: Attributes = {
        "class": "cg-edge cg-hollow" if look is None else "cg-edge cg-full", "x": x, "y": y,
        "width": size[0], "height": size[1], "rx": 2,
    }  # fmt: skip
    if look is None:
        return tag("rect", {**place, "fill": PAPER, "stroke": QUIET, "stroke-dasharray": "2 1.5"})
    return tag("rect", {**place, "fill": f"url(#{look.name})", "stroke": INK, "stroke-width": 0.7})


def _plate(top: float, high: float) -> str:
    return tag("rect", {"class": "cg-paper", "x": 0.5, "y": top, "width": _TILE - 1,
                        "height": high, "rx": 1.5, "fill": PAPER})  # fmt: skip


def _swatch(look: TileLook | None, x: float, y: float) -> str:
    return _field(look, x, y, (_SWATCH, _SWATCH))


def _word(text: str, y: float) -> str:
    at: Attributes = {"class": "cg-ink", "x": _SWATCH + 6, "y": round(y + _SWATCH - 1.5, 1)}
    return tag("text", at, text)
