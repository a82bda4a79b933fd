"""A picture as SVG: each kind of body has what draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from viz.composition import compose
from viz.pictures.picture import Picture
from viz.pictures.picture_bodies import Body
from viz.pictures.sector_sides import SectorSides
from viz.pictures.sides_drawing import sides_drawing
from viz.pictures.time_drawing import time_drawing
from viz.pictures.time_rows import TimeRows
from viz.scene import Scene
from viz.svg import svg


def _scene(_picture: Picture, body: Scene, *, heading: bool) -> str:
    return svg(compose(body), heading=heading)


_DRAWN: Final[Mapping[type[Body], Callable[..., str]]] = {
    Scene: _scene, TimeRows: time_drawing, SectorSides: sides_drawing,
}  # fmt: skip


def drawn(picture: Picture, *, heading: bool = False) -> str:
    """Return a picture as one ``<svg>``; with its ``heading`` where it stands alone."""
    return _DRAWN[type(picture.body)](picture, picture.body, heading=heading)
