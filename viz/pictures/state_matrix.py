"""States by bodies as a value: rows by region, columns in an order that judges nobody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A body: how its column is headed, its name, its page, how many are full members of it.

    ``adds`` is what it adds to those before it, for the board alone.
    """

    id: str
    head: str
    name: str
    count: str
    href: str | None = None
    adds: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A state; ``marks`` are places of columns, each with how the state stands to that body.

    ``left_out``: none of the bodies reaches it; said to the board alone.
    """

    id: str
    name: str
    marks: tuple[tuple[int, str], ...]
    href: str | None = None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRegion:
    """The states of a region."""

    title: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class StateMatrix:
    """States by bodies; ``legend`` names the marks that occur, in one order.

    ``counts`` and ``adds`` head the rows of numbers; an empty one is not drawn.
    """

    columns: tuple[MatrixColumn, ...]
    regions: tuple[MatrixRegion, ...]
    legend: tuple[tuple[str, str], ...]
    counts: str
    adds: str = ""
    left_out: str = ""
