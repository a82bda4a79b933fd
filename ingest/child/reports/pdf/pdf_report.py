"""A PDF into blocks: page by page, with a few pages in hand to know what stands on each of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.child.frames import Refused
from ingest.child.reports.block_frames import Told
from ingest.child.reports.pdf.composed import Sheet, body_size, sheet_of, vocabulary
from ingest.child.reports.pdf.composing import blocks_of
from ingest.child.reports.pdf.gibberish import is_gibberish
from ingest.child.reports.pdf.opened_pdf import meta, opened, tell_extras
from ingest.child.reports.pdf.page_lines import Edge, edge_lines, rows_of, running_words
from ingest.child.reports.pdf.page_parts import Page
from ingest.child.reports.pdf.page_reading import read_page
from ingest.child.reports.pdf.paragraphs import Pieces
from ingest.child.reports.pdf.reading_order import flows_of
from ingest.child.reports.pdf.titles import title_of
from ingest.child.reports.report_limits import MAX_PAGES
from ingest.child.reports.symbols import symbol_in

_NEAR: Final = 4
"""Pages before and after one that are compared with it."""
_ODD: Final = 0.3
"""The share of words without known letters from which a page is not read."""
_SCANNED: Final = 0.4
"""The share of a page that pictures cover where it has no text to speak of."""
_FEW: Final = 5
_FIRST: Final = 3
"""Pages on which the symbol of a document stands."""


@dataclass(slots=True)
class _Seen:
    """What was seen of the pages that is not told as blocks: numbers of pages, counts of words."""

    scanned: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    unloaded: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    hidden: dict[int, int] = field(default_factory=dict)
    instead: dict[int, int] = field(default_factory=dict)
    turned: dict[int, int] = field(default_factory=dict)
    running: int = 0
    first_text: str = ""


def read_pdf(raw: bytes, told: Told) -> None:
    """Tell the blocks of a PDF.

    Raises:
        Refused: it cannot be read, or not safely.
    """
    with opened(raw) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count <= 0:
            raise Refused("no-pages")
        seen = _Seen()
        sheets = list(_sheets(document, min(count, MAX_PAGES), seen))
        body = body_size(sheets)
        if not any(sheet.pieces for sheet in sheets):
            raise Refused("no-letters" if seen.broken else "no-text", pages=count)
        title = title_of(sheets, meta(document, "Title"), body)
        told.begin(pages=count, format="pdf", title=title, symbol=symbol_in(seen.first_text))
        if count > MAX_PAGES:
            told.unread("too-many-pages", most=MAX_PAGES, pages=count)
        tell_extras(document, raw, told)
    _tell_seen(seen, told)
    _tell(sheets, body, told)


def _sheets(document: Any, count: int, seen: _Seen) -> Iterator[Sheet]:
    """Yield the pages as they are laid out, once what is near them is known."""
    window: deque[tuple[Page, list[Edge]]] = deque()
    flows = at = 0
    for number in range(1, count + _NEAR + 1):
        if number <= count:
            page = _read(document, number, seen)
            window.append((page, edge_lines(page)))
        if number > _NEAR:
            page, edges = window[at]
            near = [lines for other, lines in window if other is not page]
            running = running_words(edges, near, page.height)
            seen.running += len({word.y for word in running})
            laid = flows_of(page, [word for word in page.words if word not in running])
            yield sheet_of(page, laid, flows)
            flows += len(laid)
            page.words.clear()
            if at < _NEAR:
                at += 1
            else:
                window.popleft()


def _read(document: Any, number: int, seen: _Seen) -> Page:
    page = read_page(document, number)
    if page is None:
        seen.unloaded.append(number)
        return Page(number, 1.0, 1.0)
    words = len(page.words)
    if number <= _FIRST:
        seen.first_text += " ".join(word.text for row in rows_of(page.words) for word in row) + " "
    if words <= _FEW and page.pictured >= _SCANNED:
        seen.scanned.append(number)
    is_odd = page.odd > _ODD * max(1, words) and page.odd > _FEW
    if is_odd or is_gibberish(word.text for word in page.words):
        seen.broken.append(number)
        page.words.clear()
    if page.is_seen_by_machine:
        seen.recognised.append(number)
    if page.hidden:
        seen.hidden[number] = page.hidden
    if page.instead:
        seen.instead[number] = page.instead
    if page.turned:
        seen.turned[number] = page.turned
    return page


def _tell(sheets: list[Sheet], body: float, told: Told) -> None:
    pieces = Pieces(body, vocabulary(sheets))
    for sheet in sheets:
        pieces.add(sheet)
        sheet.pieces.clear()
    for code, count in (("contents", pieces.contents), ("labels", pieces.labels)):
        if count:
            told.unread(code, n=count)
    for kind, text, page, more in blocks_of(pieces.found):
        if not told.block(kind, text, page, **more):
            return


def _tell_seen(seen: _Seen, told: Told) -> None:
    for code, pages in (
        ("scanned", seen.scanned), ("broken-fonts", seen.broken), ("unloaded", seen.unloaded),
        ("recognised", seen.recognised),
    ):  # fmt: skip
        if pages:
            told.unread(code, n=len(pages), pages=_ranges(pages))
    for code, words in (
        ("hidden-text", seen.hidden), ("said-instead", seen.instead), ("turned-text", seen.turned),
    ):  # fmt: skip
        if words:
            told.unread(code, n=sum(words.values()), pages=_ranges(sorted(words)))
    if seen.running:
        told.unread("running", n=seen.running)


def _ranges(pages: list[int]) -> str:
    """Return numbers of pages as they are written: 3, 7–9."""
    parts = list[list[int]]()
    for page in pages:
        if parts and page == parts[-1][-1] + 1:
            parts[-1].append(page)
        else:
            parts.append([page])
    return ", ".join(f"{one[0]}–{one[-1]}" if len(one) > 1 else str(one[0]) for one in parts)
