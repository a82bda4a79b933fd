"""A test report as a web page: headings, lists, tables with merged cells, notes at the end."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import takewhile

from tests.long_reports.long_pieces import LongReport, Piece, Table


def as_html(report: LongReport) -> bytes:
    """Return the report as the bytes of a page in UTF-8."""
    return "\n".join(_lines(report)).encode()


def _lines(report: LongReport) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{report.lang}"><head><meta charset="utf-8">'
    yield f"<title>{escape(report.title)}</title><style>body {{ margin: 3em }}</style></head><body>"
    yield f"<header><nav><a href='#a'>{escape(report.head)}</a></nav></header><main>"
    yield f"<p>{escape(report.symbol)}</p><h1>{escape(report.title)}</h1>"
    notes: list[str] = []
    is_in_list = False
    for piece in report.pieces:
        if (piece.kind == "item") != is_in_list:
            yield "</ul>" if is_in_list else "<ul>"
            is_in_list = not is_in_list
        yield from _piece(piece, notes)
    yield '</main><section role="doc-endnotes"><ol>'
    for number, note in enumerate(notes, 1):
        yield f'<li id="fn{number}" role="doc-footnote">{escape(note)}</li>'
    yield f"</ol></section><footer>{escape(report.head)}</footer></body></html>"


def _piece(piece: Piece, notes: list[str]) -> Iterator[str]:
    text = escape(piece.text)
    if piece.table is not None:
        yield from _table(piece.table)
    elif piece.kind == "heading":
        yield f"<h{piece.level + 1}>{text}</h{piece.level + 1}>"
    elif piece.kind == "item":
        yield f"<li>{text}</li>"
    elif piece.note:
        notes.append(piece.note)
        number = len(notes)
        yield f'<p>{text}<sup><a role="doc-noteref" href="#fn{number}">{number}</a></sup></p>'
    else:
        yield f"<p>{text}</p>"


def _table(table: Table) -> Iterator[str]:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in table.columns)
    yield f"<table><caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>"
    above = None
    for place, row in enumerate(table.rows):
        cells = []
        for number, text in enumerate(row.cells):
            if number != table.merged:
                cells.append(f"<td>{escape(text)}</td>")
            elif text != above:
                above = text
                rest = table.rows[place:]
                span = sum(1 for _ in takewhile(lambda one: one.cells[number] == text, rest))  # noqa: B023
                cells.append(f'<td rowspan="{span}">{escape(text)}</td>')
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"
