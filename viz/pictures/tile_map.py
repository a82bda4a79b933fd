"""The states as tiles as a value: which class each is of, and what the classes are called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MappedTile:
    """A state: its class by its place among the classes, None for none; its page."""

    id: str
    name: str
    of: int | None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class TileMap:
    """Tiles in the order of their ids; a class says whom a state belongs to, never how much.

    ``others``: how those of no class are called.
    """

    classes: tuple[str, ...]
    tiles: tuple[MappedTile, ...]
    others: str
