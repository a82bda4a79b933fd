"""A long test report as a value: its pieces in order, and what is known to stand in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "table"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written, what it counts, whether the summary leads with it."""

    number: str
    unit: str
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: the ids of the states that it names, its figures, whether it is a decision."""

    text: str
    states: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    is_decision: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: all its cells, those that are merged with the one above as well."""

    key: str
    cells: tuple[str, ...]
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """``merged`` is the column whose equal neighbours are one cell; None: there is none."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    merged: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (of ``level`` 1 to 3), a paragraph, an item, or a table; ``note`` is a footnote."""

    key: str
    kind: Kind
    said: tuple[Said, ...] = ()
    level: int = 0
    note: str = ""
    table: Table | None = None

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.said)


@dataclass(frozen=True, slots=True)
class LongReport:
    """``head`` runs over each page; ``pages`` is about how many there are."""

    lang: str
    year: int
    title: str
    symbol: str
    head: str
    pieces: tuple[Piece, ...]
    pages: int

    def rows(self) -> Iterator[Row]:
        for piece in self.pieces:
            if piece.table is not None:
                yield from piece.table.rows

    def sentences(self) -> Iterator[Said]:
        for piece in self.pieces:
            if piece.kind in ("paragraph", "item"):
                yield from piece.said


@dataclass(frozen=True, slots=True)
class Edits:
    """What a report says that the one before it does not, exactly.

    ``changed`` pairs a sentence with its former self; ``changed_rows`` the same for rows, by key.
    """

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    new_rows: tuple[str, ...] = ()
    changed_rows: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
