"""What each step adds to those before it, as bars: what was reached pale, what it adds full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from viz.count_picture import SIZE, WIDTH, picture, words
from viz.elements import Attributes, tag
from viz.style import INK
from viz.text_width import wrapped

FULL: Final = "#0072b2"
PALE: Final = "#9cc7e2"
"""Told from what is added by its height too."""
_BAR: Final = 16
_LINE: Final = 18
_APART: Final = 10


class StepBar(NamedTuple):
    """A step: its name, how much it adds, how much is reached with it, and both in words."""

    label: str
    adds: int
    reached: int
    said: str


def step_bars(title: str, steps: Sequence[StepBar], total: int, lang: str) -> str:
    """Return the steps one below the other as one ``<svg>``; a whole line is ``total``."""
    parts: list[str] = []
    top = 0
    for step in steps:
        lines = wrapped(f"{step.label}: {step.said}", SIZE, WIDTH / 1.15)
        for line in lines:
            parts.append(words(0, top + SIZE, line))
            top += _LINE
        parts += _bar(step, top, max(1, total))
        top += _BAR + _APART
    said = "; ".join(f"{step.label}: {step.said}" for step in steps)
    return picture("cg-steps", title, said, parts, max(top, _LINE), lang)


def _bar(step: StepBar, top: int, total: int) -> Iterator[str]:
    before = WIDTH * (step.reached - step.adds) / total
    adds = WIDTH * step.adds / total
    frame: Attributes = {"x": 0.5, "y": top + 0.5, "width": WIDTH - 1, "height": _BAR - 1}
    yield tag("rect", {**frame, "fill": "none", "class": "cg-frame", "stroke": INK})
    if before:
        yield tag("rect", {"x": 0, "y": top + 5, "width": round(before, 1), "height": _BAR - 10,
                           "fill": PALE, "stroke": INK, "stroke-width": 0.5})  # fmt: skip
    if adds:
        yield tag("rect", {"x": round(before, 1), "y": top, "width": round(adds, 1),
                           "height": _BAR, "fill": FULL})  # fmt: skip
