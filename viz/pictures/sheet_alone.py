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
        above, top = self._above(picture) if heading else ([], 0.0)
        below, bottom = self._below(picture, top + height) if heading else ([], top + height)
        high = round(bottom, 1)
        inside = [
            tag("title", {"id": f"{prefix}t"}, clean(picture.title)),
            tag("desc", {"id": f"{prefix}d"}, clean(picture.sentence)),
            tag("rect", {"class": "cg-paper", "width": self.width, "height": high, "fill": PAPER}),
            *above,
            group({"transform": f"translate(0 {round(top, 1)})"} if top else {}, parts),
            *below,
        ]
        frame: Attributes = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {self.width} {high}",
            "width": self.shown,
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
        parts, y = self._lines(picture.title, large, 0.0, INK)
        more, y = self._lines(picture.sentence, self.size, y, INK)
        return [*parts, *more], y + self.size

    def _below(self, picture: Picture, top: float) -> tuple[list[str], float]:
        said = " ".join((picture.caption, *picture.notes))
        return self._lines(said, self.size, top + self.size / 2, QUIET)

    def _lines(self, text: str, size: float, top: float, ink: str) -> tuple[list[str], float]:
        look = "cg-quiet" if ink == QUIET else "cg-ink"
        lines = wrapped(clean(text), size, self.width - self.size)
        parts = [
            tag("text", {"class": look, "x": round(self.size / 2, 1),
                         "y": round(top + size * (1 + at * _LEADING), 1),
                         "font-size": round(size, 1), "fill": ink}, line)
            for at, line in enumerate(lines)
        ]  # fmt: skip
        return parts, top + size * _LEADING * len(lines)
