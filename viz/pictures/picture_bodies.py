"""What pictures are made of: one kind of body for each way of drawing."""

from __future__ import annotations

from typing import TypeAlias

from viz.pictures.state_matrix import StateMatrix
from viz.pictures.tile_map import TileMap
from viz.scene import Scene

Body: TypeAlias = Scene | StateMatrix | TileMap
"""What a picture draws: here each new kind of body is named."""
