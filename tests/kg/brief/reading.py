"""What a paper says, for tests: its sentences, its words, all of its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.brief.paper import (
    Blank,
    Block,
    Content,
    Paragraph,
    Picture,
    Points,
    Quotation,
    Remark,
    Sentence,
    Table,
    Tiles,
)

_WORD = re.compile(r"[^\W_]+(?:['’.,:/@-][^\W_]+)*")
_END = re.compile(r"(?<=[.!?:;])\s+")


def sentences(content: Content) -> Iterator[Sentence]:
    """Yield points, paragraphs and lists: what is read as prose."""
    yield from content.points
    for block in blocks(content):
        if isinstance(block, Paragraph):
            yield from block.sentences
        elif isinstance(block, Points):
            yield from block.items


def cells(content: Content) -> Iterator[Sentence]:
    """Yield the cells of tables."""
    for block in blocks(content):
        if isinstance(block, Table):
            for row in block.rows:
                yield from row


def blocks(content: Content) -> Iterator[Block]:
    for section in content.sections:
        yield from section.blocks


def texts(content: Content) -> Iterator[str]:
    """Yield all that a reader sees, in order, but for what is drawn."""
    yield content.title
    yield from (one.text for one in content.points)
    for section in content.sections:
        yield section.title
        for block in section.blocks:
            yield from _texts(block)
    yield from content.standings
    yield from content.missing


def spoken(content: Content) -> list[str]:
    """Return the sentences of the prose, one by one; names apart, which are nobody's sentences."""
    prose = (one.text for one in sentences(content) if one.text.endswith((".", ":", "!", "?")))
    return [part for text in prose for part in _END.split(text) if words(part)]


def words(*texts_: str) -> list[str]:
    """Return the words of texts."""
    return [word for text in texts_ for word in _WORD.findall(text)]


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(sentences=some) | Points(items=some):
            yield from (one.text for one in some)
        case Tiles(tiles=tiles):
            yield from (part for tile in tiles for part in (tile.shown, tile.label))
        case Table(caption=caption, columns=columns, rows=rows, note=note):
            yield caption
            yield from (column.label for column in columns)
            yield from (cell.text for row in rows for cell in row)
            yield note
        case Picture(caption=caption, alternative=said):
            yield caption
            yield said
        case Quotation(text=text, source=source):
            yield text
            yield source.label
        case Blank(label=text) | Remark(text=text):
            yield text
