"""The sheet of a drawing that is not made of nodes: its names, and what it says where it is alone.

On a page the element around it has title, sentence and caption; a file has to say them itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from viz.elements import Attributes, element_name, group, tag
from viz.label_text import clean
from viz.pictures.picture import Picture
from viz.style import INK, PAPER, QUIET
from viz.text_width import FONT, wrapped

_HEADING: Final = 1.45
"""Of the size of letters, how large the title is."""
_LEADING: Final = 1.4
_EDGE: Final = 1.2
"""Of the size of letters, how wide the paper around a drawing is."""
_SAFE, _SAFE_BOLD = 0.88, 0.8
"""Part of the width that lines fill: who has none of our fonts reads wider letters."""


@dataclass(frozen=True, slots=True)
class SheetAlone:
    """Width and size of letters in units of the drawing; ``shown`` pixels it is wide by itself."""

    name: str
    width: float
    size: float
    shown: int

    def svg(self, picture: Picture, parts: Iterable[str], height: float, *, heading: bool) -> str:
        """Return the picture as one ``<svg>``; with ``heading`` it says what it is."""
        prefix = element_name(picture.place)
        edge = self.size * _EDGE if heading else 0.0
        above, top = self._above(picture) if heading else ([], 0.0)
        below, bottom = self._below(picture, top + height) if heading else ([], top + height)
        wide, high = round(self.width + 2 * edge, 1), round(bottom + 2 * edge, 1)
        inside = [
            tag("title", {"id": f"{prefix}t"}, clean(picture.title)),
            tag("desc", {"id": f"{prefix}d"}, clean(picture.sentence)),
            tag("rect", {"class": "cg-paper", "width": wide, "height": high, "fill": PAPER}),
            *_moved(edge, edge, [*above, *_moved(0, top, parts), *below]),
        ]
        frame: Attributes = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {wide:g} {high:g}",
            "width": round(wide * self.shown / self.width),
            "height": round(high * self.shown / self.width),
            "class": self.name,
            "role": "group",
            "aria-labelledby": f"{prefix}t {prefix}d",
            "lang": picture.lang,
            "font-family": FONT,
            "font-size": self.size,
            "fill": INK,
        }
        return group(frame, inside, "svg") + "\n"

    def _above(self, picture: Picture) -> tuple[list[str], float]:
        large = self.size * _HEADING
        parts, y = self._lines(picture.title, large, 0.0, INK, bold=True)
        more, y = self._lines(picture.sentence, self.size, y, INK)
        return [*parts, *more], y + self.size

    def _below(self, picture: Picture, top: float) -> tuple[list[str], float]:
        parts, y = [], top + self.size / 2
        for said in (picture.caption, *picture.notes):
            lines, y = self._lines(said, self.size, y, QUIET)
            parts += lines
        return parts, y

    def _lines(
        self, text: str, size: float, top: float, ink: str, *, bold: bool = False
    ) -> tuple[list[str], float]:
        look = "cg-quiet" if ink == QUIET else "cg-ink"
        room = self.width * (_SAFE_BOLD if bold else _SAFE)
        lines = wrapped(clean(text), size, room)
        parts = [
            tag("text", {"class": look, "y": round(top + size * (1 + at * _LEADING), 1),
                         "font-size": round(size, 1), "fill": ink,
                         "font-weight": "bold" if bold else None}, line)
            for at, line in enumerate(lines)
        ]  # fmt: skip
        return parts, top + size * _LEADING * len(lines)


def _moved(x: float, y: float, parts: Iterable[str]) -> list[str]:
    if not x and not y:
        return [group({}, parts)]
    return [group({"transform": f"translate({round(x, 1):g} {round(y, 1):g})"}, parts)]
