"""Themes of pictures: light, dark, or as the reader has it; the same table as ``picture.css``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from viz.style import DARK, INK, PAPER, QUIET

Theme = Literal["auto", "light", "dark"]
THEMES: Final[tuple[Theme, ...]] = ("auto", "light", "dark")
_PALE: Final = "#f0f0f0"
_DIM: Final = "#b3b3b3"
_STRUCTURE: Final = "#4d4d4d"

_DARK: Final[Mapping[str, Mapping[str, str]]] = {
    "cg-paper": {PAPER: DARK},
    "cg-ink": {INK: _PALE},
    "cg-label": {INK: _PALE, PAPER: DARK},
    "cg-quiet": {QUIET: _DIM},
    "cg-full": {INK: _PALE},
    "cg-hollow": {PAPER: DARK},
    "cg-structure": {_STRUCTURE: _DIM},
}
"""What the colours of each class become on dark paper."""
_TAG: Final = re.compile(r"<[a-z][^<>]*>")
_CLASS: Final = re.compile(r' class="([^"]*)"')
_PAINT: Final = re.compile(r'( (?:fill|stroke)=")(#[0-9a-f]{6})"')


def theme_named(text: str) -> Theme:
    """Return a theme.

    Raises:
        BadOptionError: there is none of that name.
    """
    for theme in THEMES:
        if text == theme:
            return theme
    raise BadOptionError("theme", text, msg("Use one of: {names}.", names=list(THEMES)))


def themed(svg: str, theme: Theme) -> str:
    """Return an SVG that stands alone in a theme; ``auto`` is light, as no style sheet is in it.

    Only the paint of our own classes changes, never what a text says.

    >>> themed('<rect class="cg-paper" fill="#ffffff"/><text fill="#ffffff">#ffffff</text>', "dark")
    '<rect class="cg-paper" fill="#121212"/><text fill="#ffffff">#ffffff</text>'
    """
    return _TAG.sub(_darker, svg) if theme == "dark" else svg


def _darker(found: re.Match[str]) -> str:
    element = found[0]
    named = _CLASS.search(element)
    colours: dict[str, str] = {}
    for name in named[1].split() if named else ():
        colours |= _DARK.get(name, {})
    return _PAINT.sub(lambda p: f'{p[1]}{colours.get(p[2], p[2])}"', element)
