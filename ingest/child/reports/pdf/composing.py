"""Pieces of a document into the blocks that are told: levels of headings, tables over pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.child.reports.pdf.page_parts import Grid
from ingest.child.reports.pdf.paragraphs import Piece
from ingest.child.reports.pdf.table_cells import NUMBER
from ingest.child.reports.pdf.wording import CONTINUED
from ingest.child.reports.unit_lines import says_unit

MOST_LEVELS: Final = 6
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}|2100")
_MOST_HEADS: Final = 4
"""Rows of the head of a table."""
_ABOVE: Final = 4
"""Pieces above a table among which its caption is."""
_LABEL: Final = 20
_LONG_CAPTION: Final = 200
_SAME_EDGE: Final = 8.0
"""Points by which the columns of one table differ from page to page."""


@dataclass(slots=True)
class Table:
    """A table through all its pages."""

    number: int
    grid: Grid
    page: int
    head: list[list[str]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    caption: str = ""


Block = tuple[str, str, int, dict[str, Any]]
"""Kind, text, page, and what else is told of a block."""


def blocks_of(pieces: Sequence[Piece]) -> Iterator[Block]:
    """Yield the blocks of a document in reading order."""
    composer = _Composer(pieces)
    for at, piece in enumerate(pieces):
        yield from composer.of(at, piece)


class _Composer:
    """Goes through the pieces of a document once; knows which table was the last."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._levels = _levels(pieces)
        self._captions = _captions(pieces)
        self._used = {id(piece) for _, parts in self._captions.values() for piece in parts}
        self._last: Table | None = None
        self._tables = 0

    def of(self, at: int, piece: Piece) -> Iterator[Block]:
        """Yield the blocks of the next piece."""
        if piece.grid is not None:
            yield from self._table(piece, piece.grid, self._captions.get(at, ("", ()))[0])
        elif id(piece) in self._used:
            return
        elif piece.kind in ("heading", "lead"):
            if piece.kind == "heading":
                self._last = None
            yield "heading", piece.text, piece.page, {"level": _level(piece, self._levels)}
        else:
            if piece.kind in ("paragraph", "item"):
                self._last = None
            yield _told_kind(piece.kind), piece.text, piece.page, {}

    def _table(self, piece: Piece, grid: Grid, caption: str) -> Iterator[Block]:
        last = self._last
        if last is not None and _goes_on(last, piece.page, grid, caption):
            last.grid, last.page = grid, piece.page
            yield from _rows(last, _without_head(grid.rows, last.head), piece.page)
        elif len(grid.rows) == 1 and not caption:
            # A line beside which others stand is no table.
            yield "paragraph", " ".join(filter(None, grid.rows[0])), piece.page, {}
        else:
            self._tables += 1
            title = _title(grid)
            first = 1 if title else 0
            heads = first + _heads(grid, first)
            columns = _columns(grid.spread[first:heads])
            head = grid.rows[:heads]
            self._last = Table(self._tables, grid, piece.page, head, columns, caption or title)
            told = grid.rows[:first] if caption else []
            yield from _rows(self._last, [*told, *grid.rows[heads:]], piece.page)


def _told_kind(kind: str) -> str:
    return "note" if kind == "caption" else kind


def _levels(pieces: Sequence[Piece]) -> dict[tuple[float, bool], int]:
    """Return which look of a heading is of which level: bigger is higher, then bold."""
    looks = Counter(piece.style for piece in pieces if piece.kind == "heading")
    # What is larger than all that comes again stands on a cover, and is no level of chapters.
    largest = max(
        (look for look, times in looks.items() if times > 1), default=max(looks, default=None)
    )
    ordered = sorted(
        (look for look in looks if largest is not None and look <= largest), reverse=True
    )
    return {look: min(at, MOST_LEVELS) for at, look in enumerate(ordered, 1)}


def _level(piece: Piece, levels: dict[tuple[float, bool], int]) -> int:
    lowest = max(levels.values(), default=0)
    if piece.kind == "lead":
        return min(MOST_LEVELS, lowest + 1)
    below = [level for look, level in levels.items() if look <= piece.style]
    return min(below, default=max(1, lowest))


def _captions(pieces: Sequence[Piece]) -> dict[int, tuple[str, tuple[Piece, ...]]]:
    """Return the caption of each table, and the pieces that it stands in.

    It is the one before it, else the one behind it; its words may stand under its number.
    """
    found: dict[int, tuple[str, tuple[Piece, ...]]] = {}
    taken = set[int]()
    for at, piece in enumerate(pieces):
        if piece.kind == "table":
            for parts in _near(pieces, at):
                is_caption = parts[0].kind == "caption" or all(says_unit(one.text) for one in parts)
                if is_caption and not taken & {id(one) for one in parts}:
                    taken.update(id(one) for one in parts)
                    found[at] = " ".join(one.text for one in parts), parts
                    break
    return found


def _near(pieces: Sequence[Piece], at: int) -> Iterator[tuple[Piece, ...]]:
    """Yield what may be the caption of a table, the likeliest first."""
    here = [one for one in pieces[max(0, at - _ABOVE) : at] if one.page == pieces[at].page]
    units = list[Piece]()
    while here and here[-1].kind == "paragraph" and says_unit(here[-1].text):
        units.insert(0, here.pop())
    if here:
        yield (here[-1], *units)
    for start in range(len(here) - 2, -1, -1):
        label, *words = here[start:]
        if len(label.text) < _LABEL and sum(len(one.text) for one in words) < _LONG_CAPTION:
            yield (label, *words, *units)
    if units:
        yield tuple(units)
    if at + 1 < len(pieces) and pieces[at + 1].page == pieces[at].page:
        yield (pieces[at + 1],)


def _goes_on(last: Table, page: int, grid: Grid, caption: str) -> bool:
    """Say whether a table goes on with the last one, over a page or under a heading in it.

    Its head stands again, or its columns are at the same places; a caption says so itself.
    """
    if page - last.page > 1 or (caption and not CONTINUED.search(caption)):
        return False
    if last.head and grid.rows[: len(last.head)] == last.head:
        return True
    return len(grid.edges) == len(last.grid.edges) and all(
        abs(a - b) <= _SAME_EDGE for a, b in zip(grid.edges, last.grid.edges, strict=True)
    )


def _without_head(rows: list[list[str]], head: list[list[str]]) -> list[list[str]]:
    return rows[len(head) :] if head and rows[: len(head)] == head else rows


def _title(grid: Grid) -> str:
    """Return what the first row says where it stands in one cell over a head, else nothing."""
    return grid.rows[0][0] if _is_alone(grid.rows[0]) and _heads(grid, 1) else ""


def _is_alone(row: Sequence[str]) -> bool:
    """Say whether a row says something in its first cell only, which may reach over all."""
    return bool(row[0]) and not any(row[1:])


def _heads(grid: Grid, start: int = 0) -> int:
    """Return how many rows from ``start`` are the head of a table.

    Those in bold before others; else those without figures before rows with some; else the first
    of a ruled table. Where nothing sets one apart, all rows are told without names of columns.
    A row of one cell below others is no head: it says of whom the rows below it are.
    """
    rows, bold = grid.rows[start:], grid.bold[start:]
    first = [cell for cell in rows[0] if cell] if rows else []
    if len(rows) < 2 or len(first) < 2:  # noqa: PLR2004 (a head and a row, of two columns)
        return 0
    alone = [at for at, row in enumerate(rows) if _is_alone(row)]
    if alone and alone[0] <= _MOST_HEADS:
        rows, bold = rows[: alone[0] + 1], [*bold[: alone[0]], False]
    if bold[0] and not all(bold):
        return min(bold.index(False), _MOST_HEADS)
    if any(map(_is_figure, first)):
        return 0
    figures = [
        at for at, row in enumerate(rows[: _MOST_HEADS + 1])
        if any(map(_is_figure, row)) or len(row) != len(rows[0])
    ]  # fmt: skip
    if figures:
        return figures[0]
    return 1 if grid.is_ruled else 0


def _is_figure(cell: str) -> bool:
    """Say whether a cell holds a figure; a year may head a column."""
    is_year = _YEAR.fullmatch(cell) is not None
    return bool(NUMBER.fullmatch(cell)) and any(map(str.isdigit, cell)) and not is_year


def _columns(head: Sequence[Sequence[str]]) -> list[str]:
    """Return the names of columns: those above each other together, each once."""
    if not head or len({len(row) for row in head}) > 1:
        return []
    return [" ".join(dict.fromkeys(filter(None, names))) for names in zip(*head, strict=True)]


def _rows(table: Table, rows: Sequence[Sequence[str]], page: int) -> Iterator[Block]:
    for row in rows:
        cells = list(row)
        text = " · ".join(cell for cell in cells if cell)
        if text:
            columns = table.columns if len(cells) == len(table.columns) else []
            more = {
                "cells": cells,
                "columns": columns,
                "table": table.number,
                "caption": table.caption,
            }
            yield "row", text, page, more
