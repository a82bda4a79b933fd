"""A score as a bar from nothing to one, with what it could still reach: the unknown is hatched."""

from __future__ import annotations

from typing import Final

from kg.base.millionths import MILLION
from viz.elements import Attributes, element_name, group, tag, tag_raw
from viz.style import QUIET

WIDE: Final = 240
HIGH: Final = 16
_BLUE: Final = "#2f7d9e"


def interval_bar(of: str, said: str, score: int, high: int, lang: str) -> str:
    """Return the bar of ``of`` as one ``<svg>``, called ``said``; score, high end in millionths.

    Bars of one page are told apart by ``of``.
    """
    name = element_name(lang, of, said)
    reached, could = (round(WIDE * max(0, min(one, MILLION)) / MILLION, 1) for one in (score, high))
    frame: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {WIDE} {HIGH}",
        "width": WIDE,
        "height": HIGH,
        "class": "cg-interval",
        "role": "img",
        "aria-label": said,
        "preserveAspectRatio": "none",
        "lang": lang,
    }
    track = {"class": "cg-track", **_box(0, WIDE), "fill": "none", "stroke": QUIET}
    parts = [
        _hatching(name),
        tag("rect", {"class": "cg-known", **_box(0, reached), "fill": _BLUE}),
        tag("rect", {**_box(reached, round(max(could - reached, 0), 1)), "fill": f"url(#{name})"}),
        tag("rect", track),
    ]
    return group(frame, parts, "svg")


def _box(x: float, width: float) -> Attributes:
    return {"x": x, "y": 0.5, "width": width, "height": HIGH - 1}


def _hatching(name: str) -> str:
    """Return the field of strokes that stands for what is not known."""
    field: Attributes = {"id": name, "width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}
    strokes: Attributes = {"class": "cg-unknown", "d": "M-1 7 7-1M-1 1 1-1M5 7 7 5"}
    line: Attributes = {"stroke": _BLUE, "stroke-width": 1.2}
    return group({}, [tag_raw("pattern", field, tag("path", {**strokes, **line}))], "defs")
