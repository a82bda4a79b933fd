"""A test report as plain text of pages: wrapped hard, underlined headings, columns by spaces."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tests.long_reports.long_pieces import LongReport, Piece, Table
from tests.long_reports.long_words import WORDS

WIDTH = 78
_LINES = 52
"""Lines of a page between its head and its foot."""
_RULES = {1: "=", 2: "-", 3: "~"}


def as_text(report: LongReport) -> bytes:
    """Return the report as the bytes of a text in UTF-8, its pages apart by form feeds."""
    pages, page = [], list[str]()
    for block in _blocks(report):
        for part in _parts(block):
            if page and len(page) + len(part) + 1 > _LINES:
                pages.append(page)
                page = []
            page += [*part, ""]
    pages.append(page)
    word = WORDS[report.lang].page
    written = (
        "\n".join([report.head.center(WIDTH).rstrip(), "", *page, word.format(n=number)])
        for number, page in enumerate(pages, 1)
    )
    return "\n\f".join(written).encode()


def _parts(block: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(block), _LINES - 2):
        yield block[start : start + _LINES - 2]


def _blocks(report: LongReport) -> Iterator[list[str]]:
    yield [report.symbol]
    yield from ([line, "=" * len(line)] for line in [report.title])
    notes = 0
    for piece in report.pieces:
        notes += bool(piece.note)
        yield from _piece(piece, notes)


def _piece(piece: Piece, number: int) -> Iterator[list[str]]:
    if piece.table is not None:
        yield [piece.table.caption]
        yield list(_lines(piece.table))
    elif piece.kind == "heading":
        yield [piece.text, _RULES[piece.level] * len(piece.text)]
    elif piece.kind == "item":
        yield _wrapped(f"- {piece.text}", "  ")
    elif piece.note:
        yield _wrapped(f"{piece.text} [{number}]")
        yield _wrapped(f"[{number}] {piece.note}", "    ")
    else:
        yield _wrapped(piece.text)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _lines(table: Table) -> Iterator[str]:
    rows = [table.columns, *(row.cells for row in table.rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
    for number, row in enumerate(rows):
        yield "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)
