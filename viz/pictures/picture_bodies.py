"""What pictures are made of: one kind of body for each way of drawing."""

from __future__ import annotations

from typing import TypeAlias

from viz.pictures.sector_sides import SectorSides
from viz.pictures.state_matrix import StateMatrix
from viz.pictures.tile_map import TileMap
from viz.pictures.time_rows import TimeRows
from viz.scene import Scene

Body: TypeAlias = Scene | StateMatrix | TileMap | TimeRows | SectorSides
"""What a picture draws: here each new kind of body is named."""
