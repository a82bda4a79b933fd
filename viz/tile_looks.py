"""How classes of tiles look: a colour and a pattern each; nobody has to tell colours apart."""

from __future__ import annotations

from typing import Final, NamedTuple

from viz.elements import Attributes, tag, tag_raw
from viz.style import INK, PAPER, contrast

_SEEN: Final = 3.0
"""The least contrast of strokes with what they lie on (WCAG 2.2, 1.4.11)."""
_COLOURS: Final = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c6bb1", "#737373",
)  # fmt: skip
"""Of Okabe and Ito (2008), made for readers who do not tell red from green, and two more."""
_PATTERNS: Final = (
    "",
    "M-2 10 10-2M-2 2 2-2M6 10 10 6",
    "M0 2H8M0 6H8",
    "M4 4h.01M0 0h.01M8 0h.01M0 8h.01M8 8h.01",
    "M-2-2 10 10M6-2 10 2M-2 6 2 10",
    "M2 0V8M6 0V8",
    "M0 0H8M0 0V8",
)
"""Strokes on a field of 8 × 8 that is repeated; the first class is full."""


class TileLook(NamedTuple):
    """How a class is drawn: its colour, the strokes on it, and the name of both together."""

    colour: str
    strokes: str
    name: str


def tile_look(prefix: str, at: int) -> TileLook:
    """Return the look of the class ``at``; its name begins with ``prefix``."""
    colour = _COLOURS[at % len(_COLOURS)]
    return TileLook(colour, _PATTERNS[at % len(_PATTERNS)], f"{prefix}p{at}")


def pattern(look: TileLook) -> str:
    """Return the definition of a look as a pattern that fields are filled with."""
    field: Attributes = {"id": look.name, "width": 8, "height": 8, "patternUnits": "userSpaceOnUse"}
    ink = PAPER if contrast(look.colour, PAPER) >= _SEEN else INK
    strokes: Attributes = {"d": look.strokes, "stroke": ink, "stroke-width": 2.4}
    ground = tag("rect", {"width": 8, "height": 8, "fill": look.colour})
    drawn = tag("path", {**strokes, "stroke-linecap": "round", "fill": "none"})
    return tag_raw("pattern", field, ground + (drawn if look.strokes else ""))
