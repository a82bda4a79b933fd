"""The blocks of a paper as paragraphs, tables and pictures of Word."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Pt

from kg.model.brief_models import (
    BriefBlank,
    BriefBlock,
    BriefParagraph,
    BriefPicture,
    BriefPoints,
    BriefQuotation,
    BriefRemark,
    BriefSection,
    BriefSentence,
    BriefTable,
    BriefTiles,
)
from viz.papers.paper_input import PaperInput
from viz.papers.paper_png import png_of
from viz.papers.paper_words import numbers_shown
from viz.papers.word_marks import (
    box,
    link,
    repeat_first_row,
    restart_numbers,
    say_language,
    shade,
    underline_paragraph,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_WIDE: Final = 16.0
_TINT: Final = "EEF3F8"
_SMALL: Final = Pt(8.5)


class WordPaper:
    """A paper being written into a document of Word, block after block."""

    def __init__(self, document: Document, paper: PaperInput) -> None:
        self._document = document
        self._paper = paper
        self._pictures: Iterator[str] = iter(paper.pictures)
        self._annex = False

    def title(self, text: str) -> None:
        """Add the title."""
        self._document.add_heading(text, level=0)

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading."""
        self._document.add_heading(text, level)

    def section(self, section: BriefSection) -> None:
        """Add a section; the first annex begins on a page of its own."""
        if section.annex and not self._annex:
            self._annex = True
            self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self.heading(section.title)
        for block in section.blocks:
            self._block(block)

    def paragraph(self, sentences: Sequence[BriefSentence]) -> None:
        """Add sentences one after the other."""
        paragraph = self._document.add_paragraph()
        for n, one in enumerate(sentences):
            if n:
                paragraph.add_run(" ")
            self._sentence(paragraph, one)

    def points(self, items: Sequence[BriefSentence], *, ordered: bool) -> None:
        """Add a list."""
        style = "List Number" if ordered else "List Bullet"
        paragraphs = [self._document.add_paragraph(style=style) for _ in items]
        for paragraph, one in zip(paragraphs, items, strict=True):
            self._sentence(paragraph, one)
        if ordered:
            restart_numbers(self._document, paragraphs)

    def remark(self, text: str) -> None:
        """Add a text that stands out."""
        box(self._document.add_paragraph(text), "FFF8E6", "8A5D00")

    def table(
        self,
        caption: str,
        heads: Sequence[str],
        numbers: Sequence[int],
        rows: Sequence[Sequence[BriefSentence]],
        shares: Sequence[int],
    ) -> None:
        """Add a table whose first row stands on each page; ``numbers`` are columns of numbers."""
        if caption:
            self._caption(caption, []).paragraph_format.keep_with_next = True
        table = self._document.add_table(1 + len(rows), len(heads), style="Table Grid")
        # Asking a table for its cells one by one takes the square of their number.
        cells = [list(row.cells) for row in table.rows]
        for n, head in enumerate(heads):
            run = cells[0][n].paragraphs[0].add_run(head)
            run.bold, run.font.size = True, _SMALL
            shade(cells[0][n], _TINT)
        for row, said in zip(cells[1:], rows, strict=True):
            for cell, one in zip(row, said, strict=True):
                self._sentence(cell.paragraphs[0], one, _SMALL)
        for row in cells:
            for n, cell in enumerate(row):
                cell.width = Cm(_WIDE * shares[n] / sum(shares))
                if n in numbers:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        repeat_first_row(table)
        self._document.add_paragraph()

    def _block(self, block: BriefBlock) -> None:
        match block:
            case BriefParagraph():
                self.paragraph(block.sentences)
            case BriefPoints():
                self.points(block.items, ordered=block.ordered)
            case BriefTiles():
                self._tiles(block)
            case BriefTable():
                self._table(block)
            case BriefPicture():
                self._picture(block)
            case BriefQuotation():
                self._quotation(block)
            case BriefBlank():
                self._blank(block)
            case BriefRemark():
                self.remark(block.text)

    def _sentence(self, paragraph: Paragraph, one: BriefSentence, size: Pt | None = None) -> None:
        run = paragraph.add_run(one.text)
        run.font.size = size
        if one.lang and one.lang not in ("und", self._paper.paper.lang):
            say_language(run, one.lang)
        address = self._paper.node(one.id) if one.id else None
        if address:
            link(paragraph, address, run)
        self._numbers(paragraph, one.figures)

    def _numbers(self, paragraph: Paragraph, numbers: list[int]) -> None:
        if numbers:
            run = paragraph.add_run(f" {numbers_shown(numbers)}")
            run.font.size = Pt(7.5)

    def _tiles(self, block: BriefTiles) -> None:
        across = min(3, len(block.tiles)) or 1
        down = -(-len(block.tiles) // across)
        table = self._document.add_table(down, across, style="Table Grid")
        for n, tile in enumerate(block.tiles):
            cell = table.cell(n // across, n % across)
            shade(cell, _TINT)
            value = cell.paragraphs[0].add_run(tile.shown)
            value.bold, value.font.size = True, Pt(17)
            below = cell.add_paragraph()
            below.add_run(tile.label).font.size = _SMALL
            self._numbers(below, tile.figures)
        self._document.add_paragraph()

    def _table(self, block: BriefTable) -> None:
        heads = [column.label for column in block.columns]
        numbers = [n for n, column in enumerate(block.columns) if column.is_number]
        self.table(block.caption, heads, numbers, block.rows, [c.share for c in block.columns])
        if block.note:
            self._document.add_paragraph().add_run(block.note).font.size = _SMALL

    def _caption(self, text: str, numbers: list[int]) -> Paragraph:
        paragraph = self._document.add_paragraph(text, style="Caption")
        self._numbers(paragraph, numbers)
        return paragraph

    def _picture(self, block: BriefPicture) -> None:
        drawn = self._document.add_picture(io.BytesIO(png_of(next(self._pictures))), Cm(16))
        properties = drawn._inline.docPr  # noqa: SLF001 (python-docx has no other way)
        properties.set("descr", block.alternative)
        properties.set("title", block.caption)
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._caption(block.caption, block.figures)

    def _quotation(self, block: BriefQuotation) -> None:
        paragraph = self._document.add_paragraph(style="Quote")
        say_language(paragraph.add_run(f"« {block.text} »"), block.lang)
        where = ", ".join(text for text in (block.source.label, block.where) if text)
        self._document.add_paragraph().add_run(where).font.size = _SMALL

    def _blank(self, block: BriefBlank) -> None:
        self._document.add_paragraph().add_run(block.label).bold = True
        for _ in range(block.lines):
            underline_paragraph(self._document.add_paragraph())
