"""The rows of a query in a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from coopgraph.cli.render.parts import Renderer, footer, nothing, table
from kg.documents import Cypher
from kg.i18n import Message, msg, nmsg

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_UNKNOWN: Final = ""


def cypher(lang: str) -> Renderer[Cypher]:
    """Return the renderer of rows: a table with the columns of the query."""

    def render(console: Console, document: Cypher) -> None:
        if not document.rows:
            nothing(console, msg("The query found nothing."), lang)
        else:
            console.print(_rows(document, lang))
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


def _rows(document: Cypher, lang: str) -> Table:
    numbers = [place for place in range(len(document.columns)) if _is_numeric(document, place)]
    # The reader's own words: in no catalogue.
    headers = [Message("{column}", {"column": column}) for column in document.columns]
    rows = table(headers, lang, numbers=numbers)
    for row in document.rows:
        rows.add_row(*map(_cell, row))
    return rows


def _is_numeric(document: Cypher, place: int) -> bool:
    values = [row[place] for row in document.rows if row[place] is not None]
    return bool(values) and all(type(value) in (int, float) for value in values)


def _cell(value: Any) -> str:
    if value is None:
        return _UNKNOWN
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
