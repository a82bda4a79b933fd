"""A picture as SVG: each kind of body has what draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from viz.composition import compose
from viz.pictures.matrix_drawing import matrix_svg
from viz.pictures.picture import Picture
from viz.pictures.picture_bodies import Body
from viz.pictures.sector_sides import SectorSides
from viz.pictures.sides_drawing import sides_drawing
from viz.pictures.state_matrix import StateMatrix
from viz.pictures.tile_drawing import tile_legend, tile_map_svg
from viz.pictures.tile_map import TileMap
from viz.pictures.time_drawing import time_drawing
from viz.pictures.time_rows import TimeRows
from viz.scene import Scene
from viz.svg import svg


def _scene(picture: Picture, *, heading: bool) -> str:
    assert isinstance(picture.body, Scene)
    return svg(compose(picture.body), heading=heading, sentence=picture.sentence)


_DRAWN: Final[Mapping[type[Body], Callable[..., str]]] = {
    Scene: _scene, StateMatrix: matrix_svg, TileMap: tile_map_svg,
    TimeRows: time_drawing, SectorSides: sides_drawing,
}  # fmt: skip
_LEGENDS: Final[Mapping[type[Body], Callable[[Picture], list[tuple[str, str]]]]] = {
    TileMap: tile_legend,
}
"""Legends that stand beside the drawing on a page, so that their letters do not grow with it."""
NARROW: Final[tuple[type[Body], ...]] = (TileMap,)
"""Bodies that are legible on a telephone as they are drawn."""


def drawn(picture: Picture, *, heading: bool = False) -> str:
    """Return a picture as one ``<svg>``; with its ``heading`` where it stands alone."""
    return _DRAWN[type(picture.body)](picture, heading=heading)


def legend(picture: Picture) -> list[tuple[str, str]]:
    """Return what stands as legend beside the drawing: marks as ``<svg>`` with their words."""
    found = _LEGENDS.get(type(picture.body))
    return found(picture) if found else []
