"""The rows of a query in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from coopgraph.row_files import plain_text
from coopgraph.terminal.render.text_parts import Renderer, footer, grid, nothing, table
from kg.base.i18n import Message, msg, nmsg
from kg.model.documents import Cypher

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_UNKNOWN: Final = ""
_BETWEEN: Final = 3
"""Characters between two columns of a table."""
_WIDEST: Final = 60
"""A longer word may be broken: an address, a path of ids."""


def cypher(lang: str) -> Renderer[Cypher]:
    """Return the renderer of rows: a table with the columns of the query."""

    def render(console: Console, document: Cypher) -> None:
        if not document.rows:
            nothing(console, msg("The query found nothing."), lang)
        else:
            _print(console, document, lang)
        for hint in document.hints:
            console.print(hint, style="yellow")
        if document.truncated:
            more = nmsg(
                "Only the first row: there are more (--limit).",
                "Only the first {count} rows: there are more (--limit).",
                len(document.rows),
            )
            console.print(more.text(lang))
        footer(console, document)

    return render


def _print(console: Console, document: Cypher, lang: str) -> None:
    """Print a table where each column has room for its longest word, else record by record."""
    cells = [list(map(_cell, row)) for row in document.rows]
    widths = [
        min(_WIDEST, max(_longest_word(text) for text in (name, *column)))
        for name, *column in zip(document.columns, *cells, strict=True)
    ]
    if sum(widths) + _BETWEEN * len(widths) <= console.width:
        console.print(_table(document, cells, widths, lang))
    else:
        _print_records(console, document.columns, cells)


def _longest_word(text: str) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, text.split()), default=0)


def _table(
    document: Cypher, cells: Sequence[Sequence[str]], widths: Sequence[int], lang: str
) -> Table:
    numbers = [place for place in range(len(document.columns)) if _is_numeric(document, place)]
    # The reader's own words: in no catalogue.
    headers = [Message("{column}", {"column": column}) for column in document.columns]
    rows = table(headers, lang, numbers=numbers)
    for column, width in zip(rows.columns, widths, strict=True):
        column.min_width = width
    for row in cells:
        rows.add_row(*row)
    return rows


def _print_records(
    console: Console, columns: Sequence[str], cells: Sequence[Sequence[str]]
) -> None:
    for number, row in enumerate(cells, 1):
        console.rule(str(number), align="left", style="dim")
        rows = grid()
        for name, text in zip(columns, row, strict=True):
            if text:
                rows.add_row(name, text)
        console.print(rows)


def _is_numeric(document: Cypher, place: int) -> bool:
    values = [row[place] for row in document.rows if row[place] is not None]
    return bool(values) and all(type(value) in (int, float) for value in values)


def _cell(value: Any) -> str:
    return _UNKNOWN if value is None else plain_text(value)
