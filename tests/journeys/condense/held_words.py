"""What is made of a report held against its extracted text: whatever does not stand there."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pypdfium2  # type: ignore[import-untyped]

from kg.brief.paper import Paper, Quotation, Table
from kg.brief.paper import Sentence as Said
from kg.condense.long_report import Block, Report
from kg.condense.rows_in_words import in_words
from kg.model.documents import ChangedExtract, Condensed, Extract, KeyFigure, StateRow

_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u202f]*\d)?")
_PARTS = 4
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OURS = "30 seconds 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20"
"""Numbers that all papers have: how long a summary takes to read, levels, pages."""
Place = tuple[int | None, int]


def unsaid(document: Condensed, report: Report, before: Report | None = None) -> list[str]:
    """Return what a document says that its report does not, each with what is wrong."""
    return [*_unsaid(document, _places(report), _places(before) if before else {})]


def _places(report: Report) -> dict[Place, list[Block]]:
    found = defaultdict(list)
    for block in report.blocks:
        found[block.page, block.paragraph].append(block)
    return found


def _unsaid(
    document: Condensed, now: dict[Place, list[Block]], before: dict[Place, list[Block]]
) -> Iterator[str]:
    rows = [row for state in document.states for row in state.rows]
    passages = [one for state in document.states for one in state.passages]
    all_of = [*rows, *passages, *document.figures, *document.new, *document.changed]
    for one in [*all_of, *document.quotations]:
        blocks = now.get((one.page, one.paragraph), [])
        if not any(one.text in block.text and one.lang == block.lang for block in blocks):
            yield f"not there: {one.page} § {one.paragraph} {one.text!r}"
    for row in rows:
        yield from _unsaid_row(row, now[row.page, row.paragraph])
    for figure in document.figures:
        yield from _unsaid_figure(figure, now[figure.page, figure.paragraph])
    for changed in document.changed:
        yield from _unsaid_change(changed, before)
    unders = {text for of in now.values() for block in of for text in _above(block)}
    said = [*(row.under for row in rows), *(one.under for one in passages)]
    yield from (f"under nothing: {one!r}" for one in said if one and one not in unders)


def _above(block: Block) -> Iterator[str]:
    yield from (block.text, block.caption, *block.cells)


def _unsaid_row(row: StateRow, blocks: Iterable[Block]) -> Iterator[str]:
    told = (tuple(row.cells), tuple(row.columns), row.caption)
    if told not in [(block.cells, block.columns, block.caption) for block in blocks]:
        yield f"another row: {told}"
    pairs = [*zip(row.columns, row.cells, strict=False)]
    for figure in row.figures:
        if (figure.column, figure.text) not in pairs or len(row.columns) != len(row.cells):
            yield f"another column: {figure} {pairs}"


def _unsaid_figure(one: KeyFigure, blocks: Iterable[Block]) -> Iterator[str]:
    in_row = any(
        (one.counts, one.figure, one.caption) == (column, cell, block.caption)
        for block in blocks
        for column, cell in zip(block.columns, block.cells, strict=False)
    )
    if in_row:
        return
    starts = [found.start() for found in re.finditer(re.escape(one.figure), one.text)]
    if not any(_is_whole(one.text, start, start + len(one.figure)) for start in starts):
        yield f"part of a figure: {one.figure!r} of {one.text!r}"
    if one.counts not in one.text:
        yield f"counts something else: {one.counts!r} of {one.text!r}"


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit or mark of decimals goes on with what stands from start to end."""
    before, after = text[:start], text[end:]
    return not (re.search(r"\w\Z|\d[.,]\Z", before) or re.match(r"\w|[.,]\d", after))


def _unsaid_change(one: ChangedExtract, before: dict[Place, list[Block]]) -> Iterator[str]:
    there = (block.text for (page, _), of in before.items() if page == one.was_page for block in of)
    if not any(one.was in text for text in there):
        yield f"was not so: {one.was_page} {one.was!r}"


def paper_unsaid(paper: Paper, report: Report, before: Report | None = None) -> list[str]:
    """Return what a paper quotes that does not stand in its report, or under another column."""
    return [*_paper_unsaid(paper, report, before)]


def _paper_unsaid(paper: Paper, report: Report, before: Report | None) -> Iterator[str]:
    blocks = [*report.blocks, *(before.blocks if before else ())]
    texts = {_plain(text) for block in blocks for text in _texts(block)}
    everything = "\n".join(sorted(texts))
    for section in paper.content.sections:
        for block in section.blocks:
            match block:
                case Quotation(text=text):
                    if _plain(text) not in everything:
                        yield f"quoted, not said: {text!r}"
                case Table():
                    yield from _table_unsaid(block, blocks, everything)


def _texts(block: Block) -> Iterator[str]:
    yield from (block.text, block.caption, *block.cells, *block.columns)
    if block.kind == "row":
        row = Extract(text=block.text, page=block.page, paragraph=block.paragraph, lang=block.lang)
        more = {"cells": list(block.cells), "columns": list(block.columns)}
        yield in_words(StateRow(**row.model_dump(), **more, caption=block.caption))


def _table_unsaid(table: Table, blocks: list[Block], everything: str) -> Iterator[str]:
    heads = [column.label for column in table.columns]
    for row in table.rows:
        for cell in row:
            said = _plain(cell.text.removeprefix("« ").removesuffix(" »"))
            if cell.lang and not all(part in everything for part in said.split("·")):
                yield f"in the paper, not said: {cell.text!r}"
        cells, named = [cell.text for cell in row[:-1]], heads[:-1]
        of_row = [one for one in blocks if list(one.cells) == cells and len(cells) > 1]
        under = [list(one.columns) or [""] * len(cells) for one in of_row]
        if of_row and named not in under and "Last report" not in named:
            yield f"under other columns: {named} {cells} {under}"


def form_unsaid(paper: Paper, text: str) -> list[str]:
    """Return what a form of a paper leaves out or puts otherwise: texts, and numbers."""
    shown, own = _plain(text), "\n".join(_own_texts(paper))
    missing = [
        f"not in it: {one!r}"
        for one in _own_texts(paper)
        if not _is_in(_plain(one), shown, over_pages="\f" in text)
    ]
    numbers = set(_NUMBER.findall(f"{own} {_OURS} {paper.as_of} {paper.revision}"))
    return missing + [
        f"a number of its own: {one!r}"
        for one in sorted(set(_NUMBER.findall(text)) - numbers)
        if _plain(one) not in _plain(own)
    ]


def _is_in(said: str, shown: str, *, over_pages: bool) -> bool:
    """Whether words are shown: whole, or in few parts where cells and pages part them."""
    if said in shown:
        return True
    for _ in range(_PARTS if over_pages else 0):
        size = next((n for n in range(len(said), 0, -1) if said[:n] in shown), 0)
        said = said[size:]
        if not said or not size:
            break
    return over_pages and not said


def _own_texts(paper: Paper) -> Iterator[str]:
    content = paper.content
    yield content.title
    yield from (one.text for one in content.points)
    for section in content.sections:
        for block in section.blocks:
            match block:
                case Quotation(text=text, where=where):
                    yield from (text, where)
                case Table(caption=caption, columns=columns, rows=rows):
                    yield from filter(None, (caption, *(one.label for one in columns)))
                    yield from (cell.text for row in rows for cell in row if cell.text)
                case _:
                    yield from _sentences(block)


def _sentences(block: object) -> Iterator[str]:
    for name in ("sentences", "items"):
        yield from (one.text for one in getattr(block, name, ()) if isinstance(one, Said))


def _plain(text: str) -> str:
    """A text without what forms put in differently: spaces, soft hyphens, dashes at line ends."""
    return re.sub(r"[\s\x02\xad\u200b\u2060\ufeff]+", "", text)


def text_of(body: bytes, form: str) -> str:
    """Return the text of a paper in a form."""
    match form:
        case "pdf":
            found = pypdfium2.PdfDocument(body)
            try:
                pages = [page.get_textpage().get_text_bounded() for page in found]
            finally:
                found.close()
            return "\f".join(pages)
        case "docx":
            root = ET.fromstring(ZipFile(io.BytesIO(body)).read("word/document.xml"))
            paragraphs = root.iter(f"{_W}p")
            return "\n".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in paragraphs)
        case "html":
            plain = re.sub(r"<(style|script)\b.*?</\1>", "", body.decode(), flags=re.DOTALL)
            return unescape(re.sub(r"<[^>]*>", "", re.sub(r"</?(?:td|th|p|li|h\d)\b", " <", plain)))
        case _:
            return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", unescape(body.decode()))
