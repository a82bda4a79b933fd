"""What a picture of supply and demand shows: two counts of each sector, and its practices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viz.pictures.picture import Cell


@dataclass(frozen=True, slots=True)
class SideRow:
    """A sector with what is on its left and right, and how many practices."""

    name: Cell
    left: int
    right: int
    practices: int = 0


@dataclass(frozen=True, slots=True)
class SectorSides:
    """The body of the picture: what each side is called, what practices are; rows in one order."""

    left: str
    right: str
    practices: str
    rows: tuple[SideRow, ...]
