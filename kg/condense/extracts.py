"""Blocks of a report as documents show them: verbatim, with their place."""

from __future__ import annotations

from kg.condense.long_report import Block
from kg.model.documents import Extract, ExtractedRow


def extract(block: Block) -> Extract:
    """Return a block word for word, and where it stands."""
    return Extract(text=block.text, page=block.page, paragraph=block.paragraph, lang=block.lang)


def row_extract(block: Block) -> ExtractedRow:
    """Return a row of a table with its cells and the columns above them."""
    return ExtractedRow(
        text=block.text,
        page=block.page,
        paragraph=block.paragraph,
        lang=block.lang,
        cells=list(block.cells),
        columns=list(block.columns),
        caption=block.caption,
        section=block.section,
    )
