"""Lines into paragraphs, items and headings; notes apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.child.reports.pdf.composed import Sheet, TextLine
from ingest.child.reports.pdf.heading_lines import BIGGER, SMALLER, is_heading
from ingest.child.reports.pdf.joined_text import joined
from ingest.child.reports.pdf.page_parts import Grid
from ingest.child.reports.pdf.wording import BULLET, CAPTION, ENDS, SOURCE

_NUMBERED: Final = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)](?=\s)")
_NOTE: Final = re.compile(r"\(?(?:(\d{1,3})(?=[.)/\s])|[*†‡§]{1,3})[.)/]*\s*(?=\S)")
_CONTENTS: Final = re.compile(r"(?:(?:\.\s?){4}|……)\s*[\divxlc]*$", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^\W\d_]{3}")
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_LONG_HEADING: Final = 200
_LONG_ITEM: Final = 120
"""Characters of a numbered paragraph that is one, no item of a list."""
_LONG_LEAD: Final = 60
"""Characters of bold words that are a heading in the line; more of them are a sentence."""


@dataclass(slots=True)
class Piece:
    """A block on its way: its kind, its lines, its text, where it begins."""

    kind: str
    page: int
    lines: list[TextLine] = field(default_factory=list)
    text: str = ""
    grid: Grid | None = None

    @property
    def style(self) -> tuple[float, bool]:
        """How its letters look: size in points, and whether bold."""
        return self.lines[0].size, self.lines[0].bold


@dataclass(slots=True)
class Pieces:
    """All blocks of a document in reading order; ``contents`` counts lines of its table of them.

    ``labels`` counts lines without a word outside of tables, as charts have them.
    """

    body: float
    known: Collection[str]
    found: list[Piece] = field(default_factory=list)
    contents: int = 0
    labels: int = 0

    def add(self, sheet: Sheet) -> None:
        """Add those of a page."""
        notes = _note_lines(sheet, self.body)
        in_notes = {id(line) for line in notes}
        open_ = self._open()
        for thing in sheet.pieces:
            if isinstance(thing, Grid):
                self._close(open_)
                open_ = []
                self.found.append(Piece("table", sheet.number, grid=thing))
            elif id(thing) in in_notes:
                continue
            elif _CONTENTS.search(thing.text):
                self._close(open_)
                open_ = []
                self.contents += 1
            elif open_ and self._goes_on(open_, thing):
                open_.append(thing)
            else:
                self._close(open_)
                open_ = [thing]
        self._close(open_)
        self.found += _notes(notes, self.known, sheet.number)

    def _open(self) -> list[TextLine]:
        """Take back the last paragraph of the page before, where it did not end."""
        for at in range(len(self.found) - 1, -1, -1):
            piece = self.found[at]
            if piece.kind == "note":
                continue
            if (
                piece.kind in ("paragraph", "item")
                and not ENDS.search(piece.text)
                and not CAPTION.match(piece.text)
            ):
                is_led = (
                    at
                    and self.found[at - 1].kind == "lead"
                    and self.found[at - 1].lines is piece.lines
                )
                del self.found[at - is_led : at + 1]
                return piece.lines
            break
        return []

    def _close(self, lines: list[TextLine]) -> None:
        if lines:
            self.found += list(self._pieces(lines))

    def _pieces(self, lines: list[TextLine]) -> Iterator[Piece]:
        text = joined([line.text for line in lines], self.known)
        page, lead = lines[0].page, lines[0].lead
        if not _WORD.search(text):
            self.labels += 1
            return
        if is_heading(lines, text, self.body):
            yield Piece("heading", page, lines, text)
            return
        rest = text[len(lead) :].strip()
        if (
            len(lead) <= _LONG_LEAD
            and _LETTERS.search(lead)
            and len(rest) > len(lead)
            and not CAPTION.match(text)
            and not SOURCE.match(text)
        ):
            yield Piece("lead", page, lines, lead)
            text = rest
        yield Piece(self._kind(lines, text), page, lines, text)

    def _kind(self, lines: list[TextLine], text: str) -> str:
        if BULLET.match(text):
            return "item"
        if _NUMBERED.match(text):
            return "item" if len(text) < _LONG_ITEM else "paragraph"
        is_small = lines[0].size <= self.body * SMALLER
        if (SOURCE.match(text) and is_small) or CAPTION.match(text):
            return "caption" if CAPTION.match(text) and len(text) < 2 * _LONG_HEADING else "note"
        return "paragraph"

    def _goes_on(self, lines: list[TextLine], line: TextLine) -> bool:
        """Say whether a line goes on with a paragraph."""
        before = lines[-1]
        # Bold words that fill a line go on in the next, whatever follows them there.
        is_led = before.bold and bool(line.lead) and before.room < line.first + 2 * line.size
        is_other = abs(before.size - line.size) > 0.08 * max(before.size, line.size)
        if is_other or (not is_led and _begins(line)):
            return False
        if before.flow != line.flow:
            return self._goes_over(before, line)
        step, size = line.y - before.y, max(line.size, before.size)
        is_within = line.text[:1].islower() and before.room < 3 * size
        is_new = before.bold != line.bold and not is_led and not is_within
        if not 0 <= step <= self._step(lines, size) or is_new:
            return False
        if before.size >= self.body * BIGGER or (before.bold and line.bold):
            return step < 1.7 * size
        return not self._is_end(lines, line)

    def _goes_over(self, before: TextLine, line: TextLine) -> bool:
        if before.bold != line.bold or before.size >= self.body * BIGGER:
            return False
        if line.text[:1].islower() or before.text.endswith("-"):
            return True
        return not ENDS.search(before.text) and before.room < line.first + 2 * line.size

    @staticmethod
    def _step(lines: list[TextLine], size: float) -> float:
        if len(lines) > 1 and lines[-1].flow == lines[-2].flow:
            return max(1.35 * (lines[-1].y - lines[-2].y), 1.15 * size)
        return 2.2 * size

    @staticmethod
    def _is_end(lines: list[TextLine], line: TextLine) -> bool:
        before, size = lines[-1], line.size
        has_room = before.room > line.first + 1.5 * size
        if has_room and ENDS.search(before.text):
            return True
        if has_room and before.room > 0.3 * (before.right - before.left):
            return not line.text[:1].islower()
        is_indented = line.x0 - min(one.x0 for one in lines[-2:]) > 0.9 * size
        return is_indented and bool(ENDS.search(before.text))


def _begins(line: TextLine) -> bool:
    return bool(
        line.lead or BULLET.match(line.text) or CAPTION.match(line.text) or SOURCE.match(line.text)
    ) or (bool(_NUMBERED.match(line.text)) and line.x0 - line.left < 8 * line.size)


def _note_lines(sheet: Sheet, body: float) -> list[TextLine]:
    """Return the lines of the notes at the foot of a page's columns."""
    found, flows = list[TextLine](), dict[int, list[TextLine | Grid]]()
    last = 0
    for piece in sheet.pieces:
        if isinstance(piece, TextLine):
            last = piece.flow
        flows.setdefault(last, []).append(piece)
    for pieces in flows.values():
        trailing = list[TextLine]()
        for piece in reversed(pieces):
            if not isinstance(piece, TextLine) or piece.size > body * SMALLER:
                break
            if piece.y < 0.4 * sheet.height:
                break
            trailing.insert(0, piece)
        found += _from_mark(trailing, sheet)
    return found


def _from_mark(lines: Sequence[TextLine], sheet: Sheet) -> list[TextLine]:
    """Return lines from the first that is under a short rule, or that a mark begins."""
    for at, line in enumerate(lines):
        top = line.y - line.size
        if any(-1 < top - rule < 4 * line.size for rule in sheet.short_rules):
            return list(lines[at:])
        has_words = len(_LETTERS.findall(line.text)) > 1
        if has_words and _NOTE.match(line.text) and not SOURCE.match(line.text):
            return list(lines[at:])
    return []


def _notes(lines: Sequence[TextLine], known: Collection[str], page: int) -> Iterator[Piece]:
    group, last = list[TextLine](), 0
    for line in lines:
        mark = _NOTE.match(line.text)
        number = int(mark[1] or 0) if mark else 0
        if group and mark and number in (0, last + 1) and line.x0 - line.left < 3 * line.size:
            yield Piece("note", page, group, joined([one.text for one in group], known))
            group = []
        last = number if mark and not group else last
        group.append(line)
    if group:
        yield Piece("note", page, group, joined([one.text for one in group], known))
