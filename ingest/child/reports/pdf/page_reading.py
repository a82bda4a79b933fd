"""The words of a page as pdfium gives them, turned so that most of them run to the right."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from math import atan2, degrees, hypot
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.child.reports.pdf.page_marks import Marks, marks_of
from ingest.child.reports.pdf.page_parts import Box, Page, Word
from ingest.child.reports.pdf.turning import Turn
from ingest.child.reports.pdf.unseen_text import INSTEAD, INVISIBLE, UnseenText
from ingest.child.reports.raised_marks import meaning

_WORD: Final = re.compile(r"[^\s\x00-\x1f\x7f\ufffe\uffff\u00ad]+")
_BROKEN: Final = ("\x02", "\ufffe", "\u00ad")
"""What pdfium writes for a hyphen at the end of a line, and a soft one."""
_BOLD: Final = 600
_BOLD_NAME: Final = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.IGNORECASE)
_ITALIC_NAME: Final = re.compile(r"italic|oblique|slanted", re.IGNORECASE)
_MARKS: Final = frozenset("0123456789*†‡")
"""What refers to notes."""
_ABOVE: Final = 0.2
"""Of the size of letters, from which above the line a figure is raised."""
_RAISED: Final = 0.85
"""The size of a raised figure against that of its word, at most."""
_OCR: Final = 0.5
"""The share of a page that a picture covers where the text is what was recognised in it."""
_CODES: Final = 0x110000
_HALVES: Final = (0xD800, 0xE000)
_SECOND: Final = 0xDC00
_MOST_CHARACTERS: Final = 200_000
"""Characters of a page that are read."""


class Ink(NamedTuple):
    """How the letters of a piece of text are set."""

    size: float
    angle: float
    bold: bool
    italic: bool
    why_hidden: str


class _Raw(NamedTuple):
    """A word before its page is turned: first baseline point, the box of its last letter."""

    text: str
    x: float
    y: float
    last: Box
    ink: Ink
    hyphen: bool
    is_loose: bool


def read_page(document: Any, number: int) -> Page | None:
    """Return a page of a document, from 1; None where it cannot be loaded."""
    handle = pdfium.FPDF_LoadPage(document, number - 1)
    if not handle:
        return None
    try:
        text = pdfium.FPDFText_LoadPage(handle)
        try:
            return _Reader(document, handle, text).page(number)
        finally:
            pdfium.FPDFText_ClosePage(text)
    finally:
        pdfium.FPDF_ClosePage(handle)


class _Reader:
    """One page while it is open: fonts and texts of it are looked at once each."""

    def __init__(self, document: Any, handle: Any, text: Any) -> None:
        self._text, self._box = text, _box(handle)
        self._marks: Marks = marks_of(document, handle, self._box)
        self._marks.covers.are_whole = self._marks.pictured >= _OCR
        self._unseen = UnseenText(text, self._box, self._marks)
        self._inks: dict[int, Ink] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._rect, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._odd = 0

    def page(self, number: int) -> Page:
        """Return the page as it was read."""
        raws = list(self._raws()) if self._text else []
        turn = Turn.of(self._box, _direction(raws))
        page = Page(number, *turn.size)
        page.pictured = self._marks.pictured
        is_ocr = page.pictured >= _OCR and _is_mostly_invisible(raws)
        kept = list[_Raw]()
        for raw in raws:
            why = raw.ink.why_hidden
            if why == INVISIBLE and is_ocr:
                page.is_seen_by_machine = True
            elif why:
                page.hidden += why != INSTEAD
                page.instead += why == INSTEAD
                continue
            if abs((raw.ink.angle - turn.angle + 180) % 360 - 180) > 5:  # noqa: PLR2004 (degrees)
                page.turned += 1
                continue
            kept.append(raw)
        page.words = _without_references([_turned(raw, turn) for raw in kept])
        page.odd = self._odd
        self._marks.put(page, turn)
        return page

    def _raws(self) -> Iterator[_Raw]:
        characters = _characters(self._text)
        for found in _WORD.finditer(characters):
            start, end = found.span()
            hyphen = characters[end : end + 1] in _BROKEN and end < len(characters)
            for first, last in self._pieces(found[0], start, end):
                yield self._raw(characters[first:last], first, last, hyphen and last == end)

    def _raw(self, text: str, start: int, end: int, hyphen: bool) -> _Raw:
        address, ink = self._set(start)
        pdfium.FPDFText_GetCharOrigin(self._text, start, self._x, self._y)
        pdfium.FPDFText_GetLooseCharBox(self._text, end - 1, self._rect)
        rect = self._rect
        last = Box(rect.left, rect.bottom, rect.right, rect.top)
        if pdfium.FPDFText_HasUnicodeMapError(self._text, start) == 1 or _is_odd(text):
            self._odd += 1
        x, y = self._x.value, self._y.value
        if not ink.why_hidden:
            ends = (x, y), _end(last, y, ink.angle)
            why = self._unseen.why_word(address, ink.size, ends)
            if self._unseen.is_narrow(ink.size, ends, len(text)):
                why = "tiny"
            ink = ink._replace(why_hidden=why)
        is_loose = start > 0 and pdfium.FPDFText_IsGenerated(self._text, start - 1) == 1
        if text.isdigit() and self._is_raised(start, ink):
            # As if it were set smaller and higher, which the font does by itself.
            y += ink.size / 3
            ink = ink._replace(size=ink.size * _RAISED * 0.7)
        return _Raw(text + "-" * hyphen, x, y, last, ink, hyphen, is_loose)

    def _pieces(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield a word whole, or apart where figures at its end or start are set smaller."""
        cut = start
        if end - start > 1 and text[-1] in _MARKS:
            cut = self._end_of_full(text, start, end)
        elif end - start > 1 and text[0].isdigit():
            cut = self._start_of_full(start, end)
        if start < cut < end:
            yield start, cut
            yield cut, end
        else:
            yield start, end

    def _end_of_full(self, text: str, start: int, end: int) -> int:
        """Return where the figures at the end of a word begin that are raised; its end if none."""
        first, at = self._ink(start), end
        while at > start + 1 and text[at - 1 - start] in _MARKS:
            ink = self._ink(at - 1)
            is_smaller = ink.size < first.size * _RAISED
            if not is_smaller and not (ink.size == first.size and self._is_raised(at - 1, ink)):
                break
            at -= 1
        return at

    def _start_of_full(self, start: int, end: int) -> int:
        first, last = self._ink(start), self._ink(end - 1)
        if first.size >= last.size * _RAISED and not self._is_raised(start, first):
            return start
        return next((at for at in range(start, end) if not self._is_low(at, last)), start)

    def _is_low(self, at: int, last: Ink) -> bool:
        ink = self._ink(at)
        return ink.size < last.size * _RAISED or self._is_raised(at, ink)

    def _is_raised(self, at: int, ink: Ink) -> bool:
        """Say whether a figure stands above the line in letters of full size."""
        left, right, bottom, top = self._sides
        if not pdfium.FPDFText_GetCharBox(self._text, at, left, right, bottom, top):
            return False
        pdfium.FPDFText_GetCharOrigin(self._text, at, self._x, self._y)
        return abs(ink.angle) < 1 and bottom.value - self._y.value > ink.size * _ABOVE

    def _ink(self, index: int) -> Ink:
        return self._set(index)[1]

    def _set(self, index: int) -> tuple[int, Ink]:
        """Return the text that a character is in, by its address, and how that is set."""
        thing = pdfium.FPDFText_GetTextObject(self._text, index)
        address = ctypes.cast(thing, ctypes.c_void_p).value or 0
        if address not in self._inks:
            self._inks[address] = self._new_ink(thing, address, index)
        return address, self._inks[address]

    def _new_ink(self, thing: Any, address: int, index: int) -> Ink:
        pdfium.FPDFText_GetMatrix(self._text, index, self._matrix)
        matrix = self._matrix
        size = abs(pdfium.FPDFText_GetFontSize(self._text, index) * hypot(matrix.c, matrix.d))
        angle = degrees(atan2(matrix.b, matrix.a))
        why = self._unseen.why_text(thing, address, index, size)
        return Ink(size, angle, *self._look(thing), why)

    def _look(self, thing: Any) -> tuple[bool, bool]:
        font = pdfium.FPDFTextObj_GetFont(thing) if thing else None
        address = (ctypes.cast(font, ctypes.c_void_p).value or 0) if font else 0
        if address not in self._fonts:
            self._fonts[address] = _look_of(font) if font else (False, False)
        return self._fonts[address]


def _end(last: Box, y: float, angle: float) -> tuple[float, float]:
    """Return where a word ends: on its baseline where it runs to the right."""
    x = (last.x0 + last.x1) / 2
    return (x, y) if abs(angle) < 1 else (x, (last.y0 + last.y1) / 2)


def _is_mostly_invisible(raws: list[_Raw]) -> bool:
    """Say whether the text of a page is what was recognised in it, not words put among others."""
    whys = Counter(raw.ink.why_hidden for raw in raws)
    return whys[INVISIBLE] > whys[""]


def _look_of(font: Any) -> tuple[bool, bool]:
    """Say whether letters of a font are bold, and italic."""
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, 128)
    named = name.value.decode("utf-8", "replace")
    angle = ctypes.c_int()
    slants = bool(pdfium.FPDFFont_GetItalicAngle(font, angle)) and angle.value != 0
    is_bold = bool(_BOLD_NAME.search(named)) or pdfium.FPDFFont_GetWeight(font) >= _BOLD
    return is_bold, slants or bool(_ITALIC_NAME.search(named))


def _box(handle: Any) -> Box:
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(handle, rect)
    return Box(rect.left, rect.bottom, rect.right, rect.top)


def _characters(text: Any) -> str:
    count = min(pdfium.FPDFText_CountChars(text), _MOST_CHARACTERS)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer)
    said = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(said) == count:
        return said
    return _one_by_one([pdfium.FPDFText_GetUnicode(text, at) for at in range(count)])


def _one_by_one(codes: list[int]) -> str:
    """Return as many characters as there are codes: of two halves the second becomes no width."""
    found = [chr(code) if code < _CODES else "\ufffd" for code in codes]
    for at, code in enumerate(codes):
        if _HALVES[0] <= code < _HALVES[1]:
            found[at] = "\ufffd"
            if at and _HALVES[0] <= codes[at - 1] < _SECOND <= code:
                pair = chr(codes[at - 1]) + chr(code)
                found[at - 1] = pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
                found[at] = "\u200b"
    return "".join(found)


def _direction(raws: list[_Raw]) -> float:
    ways: Counter[int] = Counter()
    for raw in raws:
        ways[round(raw.ink.angle / 90) % 4] += len(raw.text)
    return 90.0 * ways.most_common(1)[0][0] if ways else 0.0


def _turned(raw: _Raw, turn: Turn) -> Word:
    x0, y = turn.point(raw.x, raw.y)
    box = turn.box(raw.last)
    ink = raw.ink
    return Word(
        raw.text, x0, max(box.x1, x0), y, ink.size, ink.bold, ink.italic, raw.hyphen, raw.is_loose
    )


def _is_odd(text: str) -> bool:
    return text.isprintable() is False and any(
        "\ue000" <= one <= "\uf8ff" or one == "\ufffd" for one in text
    )


def _without_references(words: list[Word]) -> list[Word]:
    """Leave out the raised figures that refer to notes: glued to a number they would change it."""
    kept = list[Word]()
    for word in words:
        before = kept[-1] if kept else None
        if before is not None and _is_raised(before, word):
            added = meaning(before.text, word.text)
            if added is not None:
                if added:
                    kept[-1] = before._replace(text=before.text + added, x1=word.x1)
                continue
        if before is not None and _begins_note(before, word):
            kept[-1] = before._replace(y=word.y, size=word.size)
        kept.append(word)
    return kept


def _is_raised(before: Word, word: Word) -> bool:
    return (
        word.size < before.size * _RAISED
        and before.size * 0.1 < before.y - word.y < before.size
        and -1 < word.x0 - before.x1 < before.size
    )


def _begins_note(before: Word, word: Word) -> bool:
    """Say whether a raised figure stands before the first word of its line."""
    return (
        before.size < word.size * _RAISED
        and word.size * 0.1 < word.y - before.y < word.size
        and -1 < word.x0 - before.x1 < 3 * word.size
    )
