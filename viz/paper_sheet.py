"""What pictures of papers share: points for units, letters large enough in print, fills for grey.

A picture is as wide as the text of a page. Its units are points when it is set at that width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import nmsg
from viz.elements import Attributes, element_name, group, tag, tag_raw
from viz.label_text import clean
from viz.style import INK, PAPER, QUIET
from viz.text_width import width_of

WIDTH: Final = 454
"""Points of 160 mm."""
SIZE: Final = 8.5
"""Height of letters in points; the least that papers are printed with is 7.5."""
LEADING: Final = 10.5
MOST: Final = 20
"""Labels of a picture that its reader takes in; what is more is folded into a number."""
FONT: Final = "'Source Sans 3', Arial, Helvetica, sans-serif"
"""A name that holds a digit is quoted, or no reader of SVG takes it."""
FULL: Final = "#0072b2"
"""Of Okabe and Ito (2008); dark in grey print."""
HATCH: Final = "#b57a00"
_FIELD: Final = 6
_EDGE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """A picture that is being drawn: its title, what it says in words, its language.

    ``prefix`` begins the ids of its elements.
    """

    title: str
    said: str
    lang: str

    @property
    def prefix(self) -> str:
        """What tells its ids from those of other pictures on the same page."""
        return element_name(self.lang, self.title, self.said)

    def around(self, parts: Iterable[str], height: float) -> str:
        """Return the picture as one ``<svg>``; ``height`` in points."""
        tall = round(height + _EDGE, 1)
        inside = [
            tag("title", {"id": f"{self.prefix}t"}, clean(self.title)),
            tag("desc", {"id": f"{self.prefix}d"}, clean(self.said)),
            *parts,
        ]
        return group(
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {WIDTH} {tall}",
                "width": f"{WIDTH}pt",
                "height": f"{tall}pt",
                "class": "cg-paper",
                "role": "img",
                "aria-labelledby": f"{self.prefix}t {self.prefix}d",
                "lang": self.lang,
                "font-family": FONT,
                "font-size": SIZE,
                # For Typst, which would take the lightest of a font that holds all weights.
                "font-variation-settings": "'wght' 400",
                "fill": INK,
            },
            inside,
            "svg",
        )

    def hatch(self) -> str:
        """Return the definition of the fill that is told from a full one without its colour."""
        field: Attributes = {
            "id": f"{self.prefix}h", "width": _FIELD, "height": _FIELD,
            "patternUnits": "userSpaceOnUse",
        }  # fmt: skip
        ground = tag("rect", {"width": _FIELD, "height": _FIELD, "fill": PAPER})
        strokes = tag("path", {"d": "M-1 1 1-1M0 6 6 0M5 7 7 5", "stroke": HATCH,
                               "stroke-width": 1.6})  # fmt: skip
        return tag_raw("defs", {}, tag_raw("pattern", field, ground + strokes))

    @property
    def hatched(self) -> str:
        """The hatched fill, for ``fill``."""
        return f"url(#{self.prefix}h)"


def text(x: float, y: float, said: str, anchor: str | None = None, *, quiet: bool = False) -> str:
    """Return a text on its base line, in full."""
    place: Attributes = {"x": round(x, 1), "y": round(y, 1), "text-anchor": anchor}
    return tag("text", {**place, "fill": QUIET if quiet else None}, clean(said))


def texts(x: float, y: float, lines: Sequence[str], anchor: str | None = None) -> list[str]:
    """Return lines one below the other, the first on the base line ``y``."""
    return [text(x, y + at * LEADING, line, anchor) for at, line in enumerate(lines)]


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Return a bar with an outline that keeps it visible in grey."""
    place: Attributes = {
        "x": round(x, 1), "y": round(y, 1), "width": round(width, 1), "height": round(height, 1),
    }  # fmt: skip
    return tag("rect", {**place, "fill": fill, "stroke": INK, "stroke-width": 0.5})


def lines_of(said: str, width: float, most: int = 2) -> list[str]:
    """Return a label in at most so many lines of a width; what does not fit ends in an ellipsis.

    >>> lines_of("Executive Secretariat for Integral Development", 90)
    ['Executive Secretariat', 'for Integral…']
    """
    words, lines = clean(said).split(), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if wide(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += "…"
    return [_cut(line, width) for line in kept]


def wide(said: str) -> float:
    """Return how wide a text is drawn at most, in points."""
    return width_of(said, SIZE)


def folded(count: int, lang: str) -> str:
    """Return how a picture says that there is more than it draws."""
    return nmsg("and {count} more", "and {count} more", count).text(lang)


def _cut(line: str, width: float) -> str:
    if wide(line) <= width:
        return line
    kept = line.rstrip("…")
    while kept and wide(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
