"""The running text of a report as a reader meets it: paragraphs, tables inside each other, notes.

The readers of .docx, .odt and HTML say where things begin and end; what becomes a block, and what
a part of a cell, is decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.child.reports.block_frames import Told
from ingest.child.reports.report_limits import MAX_BLOCK
from ingest.child.reports.report_tables import Cell, Table
from ingest.child.reports.unit_lines import says_unit

_CAPTION: Final = re.compile(
    r"(?:table|tabla|cuadro|tabela|quadro|tableau)\s*(?:n[.º°o]*\s*)?[\dIVXLA-H][\w.\-]*(?:[\s.:–—-]|$)",
    re.IGNORECASE,
)
_LONGEST_CAPTION: Final = 300
_LABEL: Final = 20
"""Characters of a caption that is but a number, its words below it."""
_ENDS: Final = (".", "!", "?", ";", ":")


class EnoughError(Exception):
    """No more blocks are taken of this report."""


@dataclass(slots=True)
class _Open:
    table: Table
    cells: list[Cell] = field(default_factory=list)
    cell: Cell | None = None
    texts: list[str] = field(default_factory=list)
    size: int = 0
    is_head: bool = False
    page: int | None = None
    """Where the first text of the row stands."""


@dataclass(slots=True)
class Flow:
    """Where a reader is: its page (None where the format says none), the tables that are open."""

    told: Told
    page: int | None = None
    _tables: list[_Open] = field(default_factory=list)
    _count: int = 0
    _caption: list[tuple[str, int | None]] = field(default_factory=list)
    """The lines of a caption that waits for its table, each with its page."""
    _notes: list[str] = field(default_factory=list)

    def turn(self) -> None:
        """Begin a page."""
        if self.page is not None:
            self.page += 1

    def block(self, kind: str, text: str, page: int | None = None, **more: Any) -> None:
        """Take a paragraph, an item, a heading or a caption; ``page`` is where it begins.

        Raises:
            EnoughError: no more are taken.
        """
        text = " ".join(text.split())
        if not text:
            return
        page = page or self.page
        if (opened := self._cell()) is not None:
            opened.page = opened.page or page
            opened.size += len(text)
            if opened.size <= MAX_BLOCK:
                opened.texts.append(text)
            return
        if kind == "caption" or (kind != "heading" and self._names_table(text)):
            self._tell_caption()
            self._caption = [(text, page)]
            return
        if self._goes_on(kind, text):
            self._caption.append((text, page))
            return
        self._tell_caption()
        self._tell(kind, text, page, **more)

    def note(self, text: str) -> None:
        """Take a note: it is told after the block, or the table, that it belongs to."""
        text = " ".join(text.split())
        if text:
            self._notes.append(text)
            if not self._tables:
                self.tell_notes()

    def tell_notes(self) -> None:
        """Tell the notes that wait.

        Raises:
            EnoughError: as ``block``.
        """
        waiting, self._notes = self._notes, []
        for text in waiting:
            self._tell("note", text)

    def begin_table(self, caption: str = "") -> None:
        """Begin a table; one that has a table in it only lays out what stands in it."""
        for outer in self._tables:
            outer.table.is_layout = True
            self._empty(outer)
        self._count += 1
        if caption:
            self._tell_caption()
        caption = caption or " ".join(text for text, _ in self._caption)
        table = Table(self.told, self._count, caption[:_LONGEST_CAPTION])
        self._caption = []
        self._tables.append(_Open(table))

    def name_table(self, caption: str) -> None:
        """Give the table that has begun its caption."""
        if self._tables:
            self._tables[-1].table.caption = " ".join(caption.split())[:_LONGEST_CAPTION]

    def begin_row(self, *, is_head: bool = False) -> None:
        """Begin a row; ``is_head`` where the format says that it heads the columns."""
        if self._tables:
            self._tables[-1].cells = []
            self._tables[-1].is_head = is_head
            self._tables[-1].page = None

    def head_row(self) -> None:
        """Say of the row that has begun that it heads the columns."""
        if self._tables:
            self._tables[-1].is_head = True

    def begin_cell(self, cell: Cell) -> None:
        """Begin a cell: what follows stands in it until it ends."""
        if self._tables:
            self._tables[-1].cell = cell
            self._tables[-1].texts = []
            self._tables[-1].size = 0

    def end_cell(self, times: int = 1) -> None:
        """End a cell; ``times`` is how many it stands for."""
        if self._tables and (cell := self._tables[-1].cell) is not None:
            opened = self._tables[-1]
            if opened.table.is_layout:
                self._empty(opened)
            else:
                cell.text = " ".join(opened.texts)
                opened.cells += [cell] * times
            opened.cell = None

    def end_row(self, *, times: int = 1, dropped: bool = False) -> None:
        """End a row, which stands for ``times``; ``dropped`` where it is deleted.

        Raises:
            EnoughError: as ``block``.
        """
        if not self._tables:
            return
        opened = self._tables[-1]
        cells, opened.cells = opened.cells, []
        if cells and not dropped:
            head = opened.is_head or all(cell.is_head for cell in cells)
            page = opened.page or self.page
            if not all(opened.table.row(cells, page, is_head=head) for _ in range(times)):
                raise EnoughError

    def end_table(self) -> None:
        """End a table.

        Raises:
            EnoughError: as ``block``.
        """
        if self._tables:
            if not self._tables.pop().table.end():
                raise EnoughError
            if not self._tables:
                self.tell_notes()

    def end(self) -> None:
        """End the report, whatever was left open.

        Raises:
            EnoughError: as ``block``.
        """
        while self._tables:
            self.end_cell()
            self.end_row()
            self.end_table()
        self._tell_caption()
        self.tell_notes()

    def _cell(self) -> _Open | None:
        """The table into whose cell text goes now."""
        inner = self._tables[-1] if self._tables else None
        if inner is None or inner.table.is_layout or inner.cell is None:
            return None
        return inner

    def _empty(self, opened: _Open) -> None:
        """Tell what is in a table that only lays out as text."""
        texts, opened.texts = [*(cell.text for cell in opened.cells), *opened.texts], []
        opened.cells = []
        for text in filter(None, texts):
            self._tell("paragraph", text)

    def _names_table(self, text: str) -> bool:
        return len(text) <= _LONGEST_CAPTION and _CAPTION.match(text) is not None

    def _goes_on(self, kind: str, text: str) -> bool:
        """Whether a line goes on with a caption: its words under its number, what its figures are.

        What figures are may stand above a table that has no name.
        """
        if kind != "paragraph" or sum(len(said) for said, _ in self._caption) > _LONGEST_CAPTION:
            return False
        if says_unit(text):
            return True
        is_label = len(self._caption) == 1 and len(self._caption[0][0]) <= _LABEL
        return is_label and len(text) <= _LONGEST_CAPTION and not text.endswith(_ENDS)

    def _tell_caption(self) -> None:
        """Tell a caption that no table followed."""
        waiting, self._caption = self._caption, []
        for text, page in waiting:
            self._tell("paragraph", text, page)

    def _tell(self, kind: str, text: str, page: int | None = None, **more: Any) -> None:
        if not self.told.block(kind, text, page or self.page, **more):
            raise EnoughError
