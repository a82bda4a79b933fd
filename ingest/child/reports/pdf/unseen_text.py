"""Which words of a page nobody sees: invisible, tiny, as what is behind them, cut off, covered."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from math import hypot
from typing import Any, Final

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.child.reports.pdf.page_marks import PAPER, Colour, Marks
from ingest.child.reports.pdf.page_parts import Box
from ingest.child.reports.pdf.text_veils import is_other_text, said_instead

INVISIBLE: Final = "invisible"
"""Why a word is not seen that may have been recognised in a picture."""
INSTEAD: Final = "instead"
"""Why a word is not seen that the file says in place of others."""
_SMALL: Final = 2.5
"""Points of letters that nobody can read."""
_NARROW: Final = 0.03
"""Of the size of letters: how wide each is at least, where it can be read."""
_SHADES: Final = 40
"""Of 765, by which letters differ from what lies behind them where they can be seen."""
_NEVER: Final = (3, 7)
_STROKED: Final = (1, 5)
_BOTH: Final = (2, 6)
_SLACK: Final = 1.0
"""Points by which letters may stand out of what clips them."""
Shade = tuple[int, int, int, int]


class UnseenText:
    """Judges the words of an open page; what is the same for a whole text is looked at once."""

    def __init__(self, text: Any, box: Box, marks: Marks) -> None:
        self._text, self._box, self._marks = text, box, marks
        self._shades: dict[int, list[Shade]] = {}
        self._on_paper: dict[int, str] = {}

    def why_text(self, thing: Any, address: int, index: int, size: float) -> str:
        """Return why nobody sees a whole text as it is given; empty where it may be seen."""
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing) if thing else 0
        if mode in _NEVER:
            return INVISIBLE
        if size < _SMALL:
            return "tiny"
        if thing and is_other_text(said_instead(thing)):
            return INSTEAD
        shades = self._shades[address] = [*self._colours(index, mode)]
        if shades and all(shade[3] == 0 for shade in shades):
            return "white"
        is_white = shades and all(_is_like(shade, PAPER) for shade in shades)
        self._on_paper[address] = "white" if is_white else ""
        return ""

    def why_word(self, address: int, size: float, ends: Sequence[tuple[float, float]]) -> str:
        """Return why nobody sees a word between two points; empty where it is seen."""
        (x, y), (to_x, to_y) = ends
        if not self._box.holds((x + to_x) / 2, (y + to_y) / 2, 2.0):
            return "outside"
        why = self._why_at(address, x, y + size / 4)
        return why and self._why_at(address, to_x, to_y + size / 4) and why

    def is_narrow(self, size: float, ends: Sequence[tuple[float, float]], letters: int) -> bool:
        """Say whether a word is pressed together so that nobody can read it."""
        (x, y), (to_x, to_y) = ends
        return letters > 1 and hypot(to_x - x, to_y - y) < _NARROW * size * letters

    def _why_at(self, address: int, x: float, y: float) -> str:
        marks = self._marks
        clip = marks.clips.get(address)
        if clip is not None and not clip.holds(x, y, _SLACK):
            return "clipped"
        if not marks.has_any_at(x, y):
            return self._on_paper.get(address, "")
        shades = self._shades.get(address, [])
        if shades and not marks.is_pictured(address, x, y):
            behind = marks.behind(address, x, y)
            if all(_is_like(shade, one) for shade in shades for one in behind):
                return "white"
        if marks.is_covered(address, x, y):
            return "covered"
        return INVISIBLE if marks.is_behind_picture(address, x, y) else ""

    def _colours(self, index: int, mode: int) -> list[Shade]:
        gets = [pdfium.FPDFText_GetStrokeColor] if mode in (*_STROKED, *_BOTH) else []
        if mode not in _STROKED:
            gets.append(pdfium.FPDFText_GetFillColor)
        found = list[Shade]()
        for get in gets:
            shade = [ctypes.c_uint() for _ in range(4)]
            if not get(self._text, index, *shade):
                return []  # a pattern: what it shows is not known
            red, green, blue, alpha = (one.value for one in shade)
            found.append((red, green, blue, alpha))
        return found


def _is_like(shade: Shade, behind: Colour) -> bool:
    """Say whether letters of a colour, as far as it covers, look like what is behind them."""
    *colour, alpha = shade
    return sum(abs(a - b) for a, b in zip(colour, behind, strict=True)) * alpha < _SHADES * 255
