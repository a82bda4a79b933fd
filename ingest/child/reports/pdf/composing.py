"""Pieces of a document into the blocks that are told: levels of headings, tables over pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.child.reports.pdf.page_parts import Grid
from ingest.child.reports.pdf.paragraphs import Piece
from ingest.child.reports.pdf.table_rows import NUMBER

MOST_LEVELS: Final = 6
_MOST_HEADS: Final = 4
"""Rows of the head of a table."""
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
    levels = _levels(pieces)
    captions = _captions(pieces)
    last: Table | None = None
    number = 0
    used = {id(piece) for _, parts in captions.values() for piece in parts}
    for at, piece in enumerate(pieces):
        if piece.kind == "table":
            assert piece.grid is not None
            caption = captions[at][0] if at in captions else ""
            if last is not None and _is_same(last, piece, caption):
                last.grid, last.page = piece.grid, piece.page
                rows = _without_head(piece.grid.rows, last.head)
            else:
                number += 1
                last, rows = _begun(number, piece, caption)
            yield from _rows(last, rows, piece.page)
        elif id(piece) in used:
            continue
        elif piece.kind in ("heading", "lead"):
            last = None if piece.kind == "heading" else last
            yield "heading", piece.text, piece.page, {"level": _level(piece, levels)}
        else:
            if piece.kind in ("paragraph", "item"):
                last = None
            yield _told_kind(piece.kind), piece.text, piece.page, {}


def _told_kind(kind: str) -> str:
    return "note" if kind == "caption" else kind


def _levels(pieces: Sequence[Piece]) -> dict[tuple[float, bool], int]:
    """Return which look of a heading is of which level: bigger is higher, then bold."""
    looks = Counter(piece.style for piece in pieces if piece.kind == "heading")
    # What stands on a cover is no level of the chapters.
    ordered = sorted((look for look, times in looks.items() if times > 1), reverse=True)
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
                if parts[0].kind == "caption" and not taken & {id(one) for one in parts}:
                    taken.update(id(one) for one in parts)
                    found[at] = " ".join(one.text for one in parts), parts
                    break
    return found


def _near(pieces: Sequence[Piece], at: int) -> Iterator[tuple[Piece, ...]]:
    """Yield what may be the caption of a table, the likeliest first."""
    here = [one for one in pieces[max(0, at - 2) : at] if one.page == pieces[at].page]
    if here:
        yield (here[-1],)
    if len(here) > 1 and len(here[0].text) < _LABEL and len(here[1].text) < _LONG_CAPTION:
        yield (here[0], here[1])
    if at + 1 < len(pieces) and pieces[at + 1].page == pieces[at].page:
        yield (pieces[at + 1],)


def _is_same(last: Table, piece: Piece, caption: str) -> bool:
    """Say whether a table goes on with the last one, over a page or under a heading in it."""
    grid = piece.grid
    assert grid is not None
    return (
        not caption
        and piece.page - last.page <= 1
        and len(grid.edges) == len(last.grid.edges)
        and all(abs(a - b) <= _SAME_EDGE for a, b in zip(grid.edges, last.grid.edges, strict=True))
    )


def _without_head(rows: list[list[str]], head: list[list[str]]) -> list[list[str]]:
    return rows[len(head) :] if head and rows[: len(head)] == head else rows


def _begun(number: int, piece: Piece, caption: str) -> tuple[Table, list[list[str]]]:
    assert piece.grid is not None
    rows = piece.grid.rows
    heads = _heads(piece.grid)
    table = Table(number, piece.grid, piece.page, rows[:heads], caption=caption)
    table.columns = _columns(piece.grid.spread[:heads])
    return table, rows[heads:]


def _heads(grid: Grid) -> int:
    """Return how many rows are the head of a table.

    Those in bold before others; else those without figures before rows with some; else the first
    of a ruled table. Where nothing sets one apart, all rows are told without names of columns.
    """
    rows, bold = grid.rows, grid.bold
    first = [cell for cell in rows[0] if cell]
    if len(rows) < 2 or len(first) < 2:  # noqa: PLR2004 (a head and a row, of two columns)
        return 0
    if bold[0] and not all(bold):
        return min(bold.index(False), _MOST_HEADS)
    if any(map(_is_figure, first)):
        return 0
    figures = [at for at, row in enumerate(rows[: _MOST_HEADS + 1]) if any(map(_is_figure, row))]
    if figures:
        return figures[0]
    return 1 if grid.is_ruled else 0


def _is_figure(cell: str) -> bool:
    """Say whether a cell holds a figure; a year may head a column."""
    is_year = cell.isdigit() and 1900 <= int(cell) <= 2100  # noqa: PLR2004
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
