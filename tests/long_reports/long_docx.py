"""A test report as Word writes it: styles, footnotes, running head, merged cells, page marks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.long_reports.long_composing import ROWS_A_PAGE, WORDS_A_PAGE
from tests.long_reports.long_pieces import LongReport, Piece, Table

_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_TURN = f"<w:lastRenderedPageBreak {nsdecls('w')}/>"
"""As Word notes it where it last laid out the text."""
_STYLES = {"paragraph": "Normal", "item": "List Bullet"}


def as_docx(report: LongReport) -> bytes:
    """Return the report as the bytes of a .docx."""
    document = docx.Document()
    document.core_properties.title = report.title
    document.sections[0].header.paragraphs[0].text = report.head
    _page_number(document.sections[0].footer.paragraphs[0])
    document.add_paragraph(report.symbol)
    document.add_paragraph(report.title, style="Title")
    _Writer(document).write(report)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _page_number(paragraph: Any) -> None:
    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        )
    )


class _Writer:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._notes: list[str] = []
        self._words = 0
        self._chapters = count()

    def write(self, report: LongReport) -> None:
        for piece in report.pieces:
            if piece.table is not None:
                self._table(piece.table)
            elif piece.kind == "heading":
                self._heading(piece)
            else:
                self._paragraph(piece)
        if self._notes:
            self._add_notes()

    def _heading(self, piece: Piece) -> None:
        heading = self._document.add_heading(piece.text, level=piece.level)
        if piece.level == 1 and next(self._chapters):
            heading.paragraph_format.page_break_before = True
            heading.runs[0]._r.insert(0, parse_xml(_TURN))
            self._words = 0

    def _paragraph(self, piece: Piece) -> None:
        paragraph = self._document.add_paragraph(style=_STYLES[piece.kind])
        run = paragraph.add_run(piece.text)
        if self._turns(piece.text):
            run._r.insert(0, parse_xml(_TURN))
        if piece.note:
            self._notes.append(piece.note)
            number = len(self._notes)
            paragraph._p.append(
                parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{number}"/></w:r>')
            )

    def _turns(self, text: str) -> bool:
        self._words += len(text.split())
        if self._words < WORDS_A_PAGE:
            return False
        self._words = 0
        return True

    def _table(self, table: Table) -> None:
        self._document.add_paragraph(table.caption, style="Caption")
        rows = "".join(_rows(table))
        grid = "<w:gridCol/>" * len(table.columns)
        xml = (
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )
        body = self._document.element.body
        body.insert(len(body) - 1, parse_xml(xml))

    def _add_notes(self) -> None:
        apart = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
            "</w:footnote>"
            for kind, number in (("separator", -1), ("continuationSeparator", 0))
        )
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
            for number, note in enumerate(self._notes, 1)
        )
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f"<w:footnotes {nsdecls('w')}>{apart}{notes}</w:footnotes>"
        )
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _NOTES, xml.encode(), package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _rows(table: Table) -> Iterator[str]:
    yield _row("<w:trPr><w:tblHeader/></w:trPr>", [_cell(one, bold=True) for one in table.columns])
    above = ""
    for place, row in enumerate(table.rows, 1):
        cells = []
        for number, text in enumerate(row.cells):
            if number == 0:
                cells.append(_cell(text, turns=place % ROWS_A_PAGE == 0))
            elif number != table.merged:
                cells.append(_cell(text))
            elif text == above:
                cells.append(_cell("", merge="<w:vMerge/>"))
            else:
                cells.append(_cell(text, merge='<w:vMerge w:val="restart"/>'))
        above = "" if table.merged is None else row.cells[table.merged]
        yield _row("", cells)


def _row(properties: str, cells: list[str]) -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _cell(text: str, merge: str = "", *, bold: bool = False, turns: bool = False) -> str:
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    turn = "<w:lastRenderedPageBreak/>" if turns else ""
    run = f'<w:r>{style}{turn}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p>{run}</w:p></w:tc>"
