"""A .docx into blocks: its parts found, its styles and notes read, then its text."""

from __future__ import annotations

import re
from typing import Final

from ingest.child.reports.block_frames import Told
from ingest.child.reports.docx_parts import DocxParts, find_parts, tell_unread
from ingest.child.reports.docx_styles import Styles, styles_in
from ingest.child.reports.docx_text import DocxReader, NotesReader
from ingest.child.reports.report_flow import EnoughError, Flow
from ingest.child.reports.report_limits import MAX_PAGES
from ingest.child.reports.report_xml import first_text, walk
from ingest.child.zips import Parts

_TURN: Final = re.compile(rb"<(?:[A-Za-z0-9]+:)?lastRenderedPageBreak\b")
_MOST_MISSING: Final = 0.8
"""Marks of pages, in proportion to the pages that the file says it has, below which they are not
believed."""


def read_docx(parts: Parts, told: Told) -> None:
    """Tell the blocks of a text of Word.

    Raises:
        Refused: it is none, damaged, protected, or reaches outside of itself.
    """
    found = find_parts(parts)
    raw = b"".join(parts.pieces(found.main))
    styles = styles_in(parts.pieces(found.styles)) if found.styles in parts else Styles()
    notes = _notes(parts, found)
    pages = _pages(parts, found, raw)
    told.begin(format="docx", pages=pages)
    tell_unread(parts, found.main, told)
    flow = Flow(told, None if pages is None else 1)
    reader = DocxReader(flow, styles, notes)
    try:
        walk([raw], reader)
        flow.end()
    except EnoughError:
        pass
    told.begin(title=reader.title, named=_title(parts, found.core))
    if reader.changes:
        told.unread("tracked-changes", n=reader.changes)
    if reader.hidden:
        told.unread("hidden-places", n=reader.hidden)


def _notes(parts: Parts, found: DocxParts) -> dict[tuple[str, str], str]:
    notes: dict[tuple[str, str], str] = {}
    for kind, name in (("footnote", found.footnotes), ("endnote", found.endnotes)):
        if name and name in parts:
            reader = NotesReader(kind)
            walk(parts.pieces(name), reader)
            notes |= reader.found
    return notes


def _pages(parts: Parts, found: DocxParts, raw: bytes) -> int | None:
    """How many pages there are, where Word marked them when it last laid out the text.

    A file that lost its marks (or most of them) to another program has none: a wrong page is worse.
    """
    turns = sum(1 for _ in _TURN.finditer(raw))
    if not turns:
        return None
    said = first_text(parts.pieces(found.extended), "Pages") if found.extended in parts else ""
    stated = int(said) if said.isdecimal() and len(said) < len(str(MAX_PAGES)) + 2 else 0
    return None if turns + 1 < stated * _MOST_MISSING else turns + 1


def _title(parts: Parts, core: str) -> str:
    return first_text(parts.pieces(core), "title") if core and core in parts else ""
