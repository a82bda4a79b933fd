"""Small drawings of pages, made from the words that the pages themselves use; as SVG."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

from viz.text_width import FONT, width_of

_WIDTH: Final = 320
_EDGE: Final = 12
_SIZES: Final = {"small": 9.5, "plain": 11.0, "large": 16.0}
_STATE_HEIGHT: Final = 22


class Sketch:
    """A drawing of one page, filled from top to bottom; ``told`` says what it shows."""

    def __init__(self, told: str) -> None:
        self._told = told
        self._parts: list[str] = []
        self._y = float(_EDGE)

    def bar(self, labels: Iterable[str]) -> None:
        """Add the line of rooms at the top of a page."""
        x = float(_EDGE)
        for label in labels:
            width = width_of(label, _SIZES["small"])
            if x + width > _WIDTH - _EDGE:
                break
            self._text(label, x, self._y + 10, "small", "link")
            x += width + 12
        self._y += 16
        self._parts.append(f'<path class="rule" d="M0 {self._y:.1f}H{_WIDTH}"/>')
        self._y += 6

    def heading(self, text: str) -> None:
        """Add the heading of the page."""
        self._line(text, "large", "strong", 24)

    def part(self, text: str) -> None:
        """Add the heading of a part."""
        self._line(text, "plain", "strong", 18)

    def line(self, text: str, note: str = "") -> None:
        """Add one entry of a list, with what is said of it in smaller letters."""
        self._line(text, "plain", "link", 15)
        if note:
            self._line(note, "small", "quiet", 14)

    def field(self, label: str, typed: str = "") -> None:
        """Add a field of a form."""
        self._line(label, "small", "strong", 13)
        self._box(_EDGE, _WIDTH - 2 * _EDGE, 20, "field")
        self._text(typed, _EDGE + 6, self._y + 14, "small", "plain")
        self._y += 26

    def choices(self, labels: Iterable[str]) -> None:
        """Add what can be chosen one of; nothing is chosen."""
        for label in labels:
            self._parts.append(
                f'<circle class="field" cx="{_EDGE + 5}" cy="{self._y + 6:.1f}" r="4.5"/>'
            )
            self._text(label, _EDGE + 16, self._y + 10, "small", "plain")
            self._y += 15
        self._y += 3

    def buttons(self, labels: Iterable[str]) -> None:
        """Add buttons, as many in a row as fit."""
        x = float(_EDGE)
        for label in labels:
            width = width_of(label, _SIZES["small"]) + 14
            if x > _EDGE and x + width > _WIDTH - _EDGE:
                x, self._y = float(_EDGE), self._y + 25
            self._box(x, min(width, _WIDTH - 2 * _EDGE), 20, "button")
            self._text(label, x + 7, self._y + 14, "small", "on-button")
            x += width + 6
        self._y += 28

    def states(self, steps: Iterable[tuple[str, str]]) -> None:
        """Add a way from state to state: each with what leads to it, empty for the first."""
        for act, state in steps:
            if act:
                middle = self._y + 9
                self._parts.append(
                    f'<path class="way" d="M26 {self._y - 2:.1f}V{self._y + 16:.1f}"/>'
                    f'<path class="tip" d="M22 {self._y + 12:.1f}l4 6l4 -6z"/>'
                )
                self._text(act, 38, middle + 4, "small", "quiet")
                self._y += 19
            width = min(width_of(state) + 20, _WIDTH - 2 * _EDGE)
            self._box(_EDGE, width, _STATE_HEIGHT, "state")
            self._text(state, _EDGE + 10, self._y + 15, "plain", "strong")
            self._y += _STATE_HEIGHT + 1
        self._y += 6

    def svg(self) -> Markup:
        """Return the drawing, which says to readers of screens what it shows."""
        height = self._y + _EDGE - 4
        # Every part is a number of ours or was escaped.
        return Markup(  # noqa: S704
            f'<svg class="sketch" viewBox="0 0 {_WIDTH} {height:.0f}" font-family="{FONT}" '
            f'role="img" aria-label="{escape(self._told)}"><rect class="sheet-of-page" x=".5" '
            f'y=".5" width="{_WIDTH - 1}" height="{height - 1:.0f}" rx="6"/>'
            f"{''.join(self._parts)}</svg>"
        )

    def _line(self, text: str, size: str, kind: str, height: float) -> None:
        self._text(text, _EDGE, self._y + height * 0.72, size, kind)
        self._y += height

    def _box(self, x: float, width: float, height: float, kind: str) -> None:
        self._parts.append(
            f'<rect class="{kind}" x="{x:.1f}" y="{self._y:.1f}" width="{width:.1f}" '
            f'height="{height}" rx="4"/>'
        )

    def _text(self, text: str, x: float, y: float, *style: str) -> None:
        size, kind = style
        points = _SIZES[size]
        shown = _cut(text, _WIDTH - _EDGE - x, points)
        # As wide as was reckoned, whichever letters the reader's machine has.
        width = width_of(shown, points)
        fitted = f' textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"' if shown else ""
        self._parts.append(
            f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" font-size="{points}"{fitted}>'
            f"{escape(shown)}</text>"
        )


def _cut(text: str, room: float, points: float) -> str:
    """Return as much of a text as is drawn in a room, with an ellipsis where it is cut.

    >>> _cut("abc", 100, 10), _cut("Water for all", 40, 10)
    ('abc', 'Water…')
    """
    if width_of(text, points) <= room:
        return text
    while text and width_of(f"{text}…", points) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
