"""Plain text into blocks: pages apart by form feeds, blocks by empty lines, then what each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ingest.child.frames import Refused
from ingest.child.reports.block_frames import Told
from ingest.child.reports.plain_lines import Wrapping, wrapping_of
from ingest.child.reports.plain_pages import pages_of
from ingest.child.reports.plain_tables import cells_in, is_rule, table_in
from ingest.child.reports.report_encodings import is_text, text_of
from ingest.child.reports.report_flow import EnoughError, Flow
from ingest.child.reports.report_limits import MAX_PAGES
from ingest.child.reports.report_tables import Cell

_GAP: Final = re.compile(r"\n(?:[ \t]*+\n)++")
_ITEM: Final = re.compile(r"\s{0,12}(?:[-•–*·▪◦‣●]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)")
_BULLET: Final = re.compile(r"\A\s{0,40}[-•–*·▪◦‣●]\s+")
_NUMBERED: Final = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})\.?\s+\S")
_NOTE: Final = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴-⁹⁰]{1,3})\s?(?=\S)")
_MARK: Final = re.compile(r"(?:\s?\[\d{1,3}\]|[¹²³⁴-⁹⁰]){1,9}\Z")
_HASHES: Final = re.compile(r"(#{1,6})[ \t]++(\S.*+)")
_RULE: Final = re.compile(r"\s*+([=\-~^*_])\1{2,}+\s*+\Z")
_LONGEST_HEADING: Final = 120
_GUESSED: Final = 3
"""The level of a heading that nothing but its shortness shows."""
_SYMBOL: Final = re.compile(r"\S+/\S+\Z")
_OPEN_ENDS: Final = tuple(".;:,!?…-")
_TAIL: Final = 100
_ENDS: Final = tuple(".;:,!?…")
_CONTENTS: Final = re.compile(r"(?:\.{4}|(?:\s\.){4})\s{0,9}\d{1,4}\Z")


def read_text(raw: bytes, told: Told) -> None:
    """Tell the blocks of a plain text.

    Raises:
        Refused: it is no text.
    """
    text = text_of(raw)
    if not is_text(text):
        raise Refused("no-report")
    pages, count = pages_of(text, MAX_PAGES)
    has_pages = count > 1
    told.begin(pages=count if has_pages else None, format="txt")
    if count > MAX_PAGES:
        told.unread("too-many-pages", most=MAX_PAGES, pages=count)
    teller = _Teller(Flow(told, 1 if has_pages else None), wrapping_of(pages))
    try:
        for number, page in enumerate(pages):
            if number:
                teller.flow.turn()
            teller.page(page)
        teller.end()
    except EnoughError:
        pass


class _Waiting(NamedTuple):
    text: str
    page: int | None
    level: int
    """0: it is a paragraph; else what it is a heading of, unless a table follows."""


@dataclass(slots=True)
class _Teller:
    """``_levels`` are the characters under headings, in the order in which they were met."""

    flow: Flow
    wrapping: Wrapping
    _levels: list[str] = field(default_factory=list)
    _columns: int = 0
    """Columns of the table that is open; 0: none is."""
    _waits: _Waiting | None = None
    """A paragraph whose last line may go on with the next page, or what may name a table."""

    def page(self, page: str) -> None:
        """Tell the blocks of a page."""
        for block in _GAP.split(page):
            lines = [line.rstrip() for line in block.split("\n") if line.strip()]
            if lines:
                self._block(lines)

    def end(self) -> None:
        """Tell what was held back."""
        self._close()
        self._tell_waiting()
        self.flow.end()

    def _block(self, lines: list[str]) -> None:
        if (table := table_in(lines)) is not None:
            self._table(table.rows, has_head=table.has_head)
            return
        if self._columns and len(row := cells_in(lines[0])) == self._columns and len(lines) == 1:
            self._row(row, is_head=False)
            return
        self._close()
        for part in self._parts(lines):
            self._part(part)

    def _parts(self, lines: Sequence[str]) -> Iterator[list[str]]:
        """Lines that belong together: items begin anew, so do paragraphs that are not apart."""
        part: list[str] = []
        for number, line in enumerate(lines):
            if part and (_begins_item(part[-1], line) or self.wrapping.begins(part[-1], line)):
                yield part
                part = []
            if _RULE.match(line) and len(part) == 1:
                yield [*part, line]
                part = []
            elif not _RULE.match(line):
                part.append(line)
            elif number and part:
                yield part
                part = []
        if part:
            yield part

    def _part(self, lines: list[str]) -> None:
        if len(lines) == 2 and (rule := _RULE.match(lines[1])):  # noqa: PLR2004 (a line and its rule)
            self._heading(lines[0].strip(), self._level(rule[1]))
            return
        first = lines[0].strip()
        if len(lines) == 1 and (found := _HASHES.match(first)):
            self._heading(found[2].rstrip("# "), len(found[1]))
            return
        text = self.wrapping.joined(lines)
        if _CONTENTS.search(text[-_TAIL:]):
            return
        if note := _NOTE.match(text):
            self._tell_waiting()
            self.flow.note(text[note.end() :])
        elif len(lines) == 1 and (level := _level_of(first)):
            self._heading(first, level)
        elif _ITEM.match(lines[0]):
            self._tell_waiting()
            self.flow.block("item", _BULLET.sub("", text))
        else:
            self._paragraph(text)

    def _level(self, rule: str) -> int:
        if rule not in self._levels:
            self._levels.append(rule)
        return self._levels.index(rule) + 1

    def _heading(self, text: str, level: int) -> None:
        self._tell_waiting()
        if level == _GUESSED:
            self._waits = _Waiting(text, self.flow.page, level)
        else:
            self.flow.block("heading", text, level=level)

    def _paragraph(self, text: str) -> None:
        waits = self._waits
        if waits is not None and waits.page != self.flow.page and text[:1].islower():
            # It went on over the turn of the page.
            self._waits = None
            self.flow.block("paragraph", self.wrapping.joined([waits.text, text]), waits.page)
            return
        self._tell_waiting()
        if text[-1:].isalpha() or text.endswith((",", "-", ";")):
            self._waits = _Waiting(text, self.flow.page, 0)
        else:
            self.flow.block("paragraph", text)

    def _tell_waiting(self) -> None:
        if (waits := self._waits) is not None:
            self._waits = None
            if waits.level:
                self.flow.block("heading", waits.text, waits.page, level=waits.level)
            else:
                self.flow.block("paragraph", waits.text, waits.page)

    def _take_caption(self) -> str:
        """What stands above a table, where it reads like its name."""
        if self._waits is None or not self._waits.level:
            self._tell_waiting()
            return ""
        caption, self._waits = self._waits.text, None
        return caption

    def _table(self, rows: Sequence[Sequence[str]], *, has_head: bool) -> None:
        if self._columns != len(rows[0]) or has_head:
            caption = self._take_caption()
            self._close()
            self.flow.begin_table(caption)
            self._columns = len(rows[0])
        for number, row in enumerate(rows):
            self._row(row, is_head=has_head and number == 0)

    def _row(self, row: Sequence[str], *, is_head: bool) -> None:
        self.flow.begin_row(is_head=is_head)
        for text in row:
            self.flow.begin_cell(Cell())
            self.flow.block("paragraph", text)
            self.flow.end_cell()
        self.flow.end_row()

    def _close(self) -> None:
        if self._columns:
            self._columns = 0
            self.flow.end_table()


def _begins_item(before: str, line: str) -> bool:
    """Say whether a line begins an item; a number may as well stand there by chance.

    >>> _begins_item("as said in section", "7. It holds"), _begins_item("one;", "7. two")
    (False, True)
    """
    if _BULLET.match(line):
        return True
    return _ITEM.match(line) is not None and before.endswith(_ENDS)


def _level_of(line: str) -> int:
    """The level of a heading that stands on a line of its own; 0 where the line looks like none.

    >>> _level_of("3.2 Results"), _level_of("ANNEX B"), _level_of("Lessons"), _level_of("It is so.")
    (2, 1, 3, 0)
    """
    if (
        len(line) > _LONGEST_HEADING
        or _MARK.sub("", line).endswith(_OPEN_ENDS)
        or is_rule(line)
        or _SYMBOL.match(line)
    ):
        return 0
    letters = [character for character in line if character.isalpha()]
    if len(letters) < 3 or not letters[0].isupper():  # noqa: PLR2004 (a word)
        return 0
    if found := _NUMBERED.match(line):
        return found[1].count(".") + 1
    return 1 if all(map(str.isupper, letters)) else _GUESSED
