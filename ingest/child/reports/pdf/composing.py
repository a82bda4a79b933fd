"""Pieces of a document into the blocks that are told: levels of headings, tables over pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.child.reports.pdf.page_parts import Grid
from ingest.child.reports.pdf.paragraphs import Piece
from ingest.child.reports.pdf.table_rows import NUMBER

MOST_LEVELS: Final = 6
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
    used = {id(piece) for piece in captions.values()}
    for at, piece in enumerate(pieces):
        if piece.kind == "table":
            assert piece.grid is not None
            caption = captions[at].text if at in captions else ""
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
    looks = {piece.style for piece in pieces if piece.kind == "heading"}
    ordered = sorted(looks, reverse=True)
    return {look: min(at, MOST_LEVELS) for at, look in enumerate(ordered, 1)}


def _level(piece: Piece, levels: dict[tuple[float, bool], int]) -> int:
    if piece.kind == "lead":
        return min(MOST_LEVELS, max(levels.values(), default=0) + 1)
    return levels[piece.style]


def _captions(pieces: Sequence[Piece]) -> dict[int, Piece]:
    """Return the caption of each table: the one before it, else the one behind it."""
    found: dict[int, Piece] = {}
    for at, piece in enumerate(pieces):
        if piece.kind != "table":
            continue
        before = pieces[at - 1] if at else None
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        for one in (before, after):
            if one is not None and one.kind == "caption" and one.page == piece.page:
                if all(one is not other for other in found.values()):
                    found[at] = one
                    break
    return found


def _is_same(last: Table, piece: Piece, caption: str) -> bool:
    """Say whether a table goes on with the last one, over a page or under a heading in it."""
    grid = piece.grid
    assert grid is not None
    return (
        not caption
        and piece.page - last.page <= 1
        and len(grid.edges) == len(last.grid.edges)
        and all(
            abs(a - b) <= _SAME_EDGE for a, b in zip(grid.edges, last.grid.edges, strict=True)
        )
    )


def _without_head(rows: list[list[str]], head: list[list[str]]) -> list[list[str]]:
    return rows[len(head) :] if head and rows[: len(head)] == head else rows


def _begun(number: int, piece: Piece, caption: str) -> tuple[Table, list[list[str]]]:
    assert piece.grid is not None
    rows = piece.grid.rows
    heads = _heads(rows)
    table = Table(number, piece.grid, piece.page, rows[:heads], caption=caption)
    table.columns = _columns(table.head)
    return table, rows[heads:]


def _heads(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows are the head of a table: those before the first with figures."""
    if len(rows) < 2:  # noqa: PLR2004 (a head and a row)
        return 0
    first = rows[0]
    filled = [cell for cell in first if cell]
    if len(filled) < 2 or any(_is_figure(cell) for cell in filled):  # noqa: PLR2004
        return 0
    spans = any(not cell for cell in first[1:])
    second = rows[1]
    goes_on = spans and len(rows) > 2 and not any(_is_figure(cell) for cell in second if cell)  # noqa: PLR2004
    below = [column for column, cell in enumerate(second) if cell]
    return 2 if goes_on and any(not first[column] for column in below if column < len(first)) else 1


def _is_figure(cell: str) -> bool:
    """Say whether a cell holds a figure; a year may head a column."""
    is_year = cell.isdigit() and 1900 <= int(cell) <= 2100  # noqa: PLR2004
    return bool(NUMBER.fullmatch(cell)) and any(map(str.isdigit, cell)) and not is_year


def _columns(head: Sequence[Sequence[str]]) -> list[str]:
    if not head:
        return []
    if len(head) == 1:
        return list(head[0])
    upper, names = "", list[str]()
    for column, lower in enumerate(head[1]):
        upper = head[0][column] or upper
        names.append(f"{upper} {lower}".strip() if lower else head[0][column])
    return names


def _rows(table: Table, rows: Sequence[Sequence[str]], page: int) -> Iterator[Block]:
    for row in rows:
        cells = list(row)
        text = " · ".join(cell for cell in cells if cell)
        if text:
            columns = table.columns if len(cells) == len(table.columns) else []
            more = {"cells": cells, "columns": columns, "table": table.number, "caption": table.caption}
            yield "row", text, page, more
