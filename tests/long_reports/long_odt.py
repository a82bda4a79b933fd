"""A test report as an OpenDocument text: outline, lists, notes, covered cells, soft page breaks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import takewhile
from xml.sax.saxutils import escape

from tests.long_reports.long_composing import WORDS_A_PAGE
from tests.long_reports.long_pieces import LongReport, Piece, Row, Table

KIND = "application/vnd.oasis.opendocument.text"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{_URN}:{name}:1.0"' for name in ("office", "text", "table", "style", "meta")
)


def as_odt(report: LongReport) -> bytes:
    """Return the report as the bytes of an .odt."""
    return packed(
        _part("content", f"<office:body><office:text>{_body(report)}</office:text></office:body>"),
        _part("meta", f"<office:meta><dc:title>{escape(report.title)}</dc:title></office:meta>"),
        _part("styles", _styles(report)),
    )


def packed(content: str, meta: str = "", styles: str = "", kind: str = KIND) -> bytes:
    """Return an .odt of these parts."""
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    parts = {"content.xml": content, "meta.xml": meta, "styles.xml": styles}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        for name, text in parts.items():
            if text:
                archive.writestr(name, text)
    return file.getvalue()


def _part(name: str, inside: str) -> str:
    tag = f"office:document-{name}"
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0" encoding="UTF-8"?><{tag} {_SPACES} {dc}>{inside}</{tag}>'


def _styles(report: LongReport) -> str:
    return (
        '<office:master-styles><style:master-page style:name="Standard"><style:header>'
        f"<text:p>{escape(report.head)}</text:p></style:header></style:master-page>"
        "</office:master-styles>"
    )


def _body(report: LongReport) -> str:
    return "".join(
        [f"<text:p>{escape(report.symbol)}</text:p>",
         f'<text:p text:style-name="Title">{escape(report.title)}</text:p>',
         *_pieces(report)]
    )  # fmt: skip


def _pieces(report: LongReport) -> Iterator[str]:
    notes = words = 0
    for piece in report.pieces:
        words += len(piece.text.split())
        turn = "<text:soft-page-break/>" if words > WORDS_A_PAGE else ""
        words = 0 if turn else words
        notes += bool(piece.note)
        yield _piece(piece, turn, notes)


def _piece(piece: Piece, turn: str, number: int) -> str:
    text = escape(piece.text)
    if piece.table is not None:
        return "".join(_table(piece.table))
    if piece.kind == "heading":
        return f'<text:h text:outline-level="{piece.level}">{turn}{text}</text:h>'
    if piece.kind == "item":
        item = f"<text:list-item><text:p>{turn}{text}</text:p></text:list-item>"
        return f"<text:list>{item}</text:list>"
    note = (
        f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body><text:p>{escape(piece.note)}</text:p></text:note-body></text:note>"
        if piece.note
        else ""
    )
    return f"<text:p>{turn}{text}{note}</text:p>"


def _table(table: Table) -> Iterator[str]:
    yield f'<text:p text:style-name="Table">{escape(table.caption)}</text:p><table:table>'
    head = "".join(_cell(one) for one in table.columns)
    yield f"<table:table-header-rows><table:table-row>{head}</table:table-row>"
    yield "</table:table-header-rows>"
    above = None
    for place, row in enumerate(table.rows):
        cells = []
        for number, text in enumerate(row.cells):
            if number != table.merged:
                cells.append(_cell(text))
            elif text == above:
                cells.append("<table:covered-table-cell/>")
            else:
                above = text
                span = _span(table.rows[place:], number)
                cells.append(_cell(text, f' table:number-rows-spanned="{span}"'))
        yield f"<table:table-row>{''.join(cells)}</table:table-row>"
    yield "</table:table>"


def _span(rows: tuple[Row, ...], column: int) -> int:
    first = rows[0].cells[column]
    return sum(1 for _ in takewhile(lambda row: row.cells[column] == first, rows))


def _cell(text: str, span: str = "") -> str:
    return f"<table:table-cell{span}><text:p>{escape(text)}</text:p></table:table-cell>"
