"""What a step adds to those before it, as a bar: what was reached pale and low, what it adds full.

It holds no letters: what it says stands beside it, so that it may be as wide as there is room.
"""

from __future__ import annotations

from typing import Final

from viz.elements import Attributes, group, tag
from viz.label_text import clean
from viz.style import INK

WIDTH: Final = 360
HIGH: Final = 16
FULL: Final = "#0072b2"
"""Of Okabe and Ito (2008)."""
PALE: Final = "#9cc7e2"


def step_bar(adds: int, reached: int, total: int, said: str, lang: str) -> str:
    """Return the bar as one ``<svg>``; the whole of it is ``total``, ``said`` is what it says."""
    whole = max(1, total)
    before, new = (round(WIDTH * count / whole, 1) for count in (reached - adds, adds))
    frame: Attributes = {"x": 0.5, "y": 0.5, "width": WIDTH - 1, "height": HIGH - 1}
    parts = [
        tag("title", {}, clean(said)),
        tag("rect", {**frame, "class": "cg-frame", "fill": "none", "stroke": INK}),
        _part(0, before, 5, PALE) if before else "",
        _part(before, new, 0, FULL) if new else "",
    ]
    return group(
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HIGH}",
            "preserveAspectRatio": "none",
            "class": "cg-step",
            "role": "img",
            "lang": lang,
        },
        filter(None, parts),
        "svg",
    )


def _part(x: float, width: float, edge: int, fill: str) -> str:
    return tag("rect", {"x": x, "y": edge, "width": width, "height": HIGH - 2 * edge,
                        "fill": fill, "stroke": INK, "stroke-width": 0.5})  # fmt: skip
