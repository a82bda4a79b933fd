"""Labels of a picture: short enough, in lines, with the word “example”."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from kg.base.i18n import msg
from viz.text_width import SIZE, unwrapped, width_of, wrapped

SHORT: Final = 46
"""Most characters of a label in the drawing, three lines of some 16; the whole name stands in its
title and the table."""
LEADING: Final = 13
"""From one line of a label to the next."""
_MOST_LINES: Final = 3
_BIDI: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    r"""Return text on one line, without control characters and marks that reorder it.

    >>> clean("a\u2028b\x00\u202e c")
    'a b c'
    """
    spaced = "".join(
        " " if unicodedata.category(c) in ("Cc", "Cs", "Cn", "Zl", "Zp") else c
        for c in _BIDI.sub("", text)
    )
    return " ".join(spaced.split())


def shortened(text: str, most: int = SHORT) -> str:
    """Return text cut at a word near ``most`` characters, with an ellipsis.

    >>> shortened("Executive Secretariat for Integral Development", 26)
    'Executive Secretariat…'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = cut.rpartition(" ")[0]
    return f"{words if len(words) > most // 2 else cut}".rstrip(" ,;:(") + "…"


@lru_cache(maxsize=4096)
def label_lines(text: str, room: float) -> tuple[str, ...]:
    """Return a label in as few lines as fit into ``room``, at most three, about equally long.

    A line is wider than ``room`` only where a single word is; what three lines do not hold is cut.

    >>> label_lines("Inter-American Telecommunication Commission", 150)
    ('Inter-American', 'Telecommunication', 'Commission')
    """
    if width_of(text) <= room:
        return (text,)
    lines = wrapped(text, SIZE, room)
    if len(lines) > _MOST_LINES:
        rest = "".join(unwrapped(lines[_MOST_LINES - 1 :]))
        cut = (shortened(rest, most) for most in range(len(rest) - 1, 1, -1))
        fits = (text for text in cut if width_of(text) <= room)
        return *lines[: _MOST_LINES - 1], next(fits, "…")
    return tuple(_balanced(text, lines))


def _balanced(text: str, lines: list[str]) -> list[str]:
    """Return as many lines as ``lines``, as narrow as that allows."""
    widest, least = max(map(width_of, lines)), width_of(text) / len(lines)
    for step in range(1, 8):
        tried = wrapped(text, SIZE, least + (widest - least) * step / 8)
        if len(tried) == len(lines):
            return tried
    return lines


def label_size(text: str, room: float) -> tuple[float, int]:
    """Return how wide and high a label is whose lines fit into ``room``."""
    lines = label_lines(text, room)
    return max(map(width_of, lines)), LEADING * (len(lines) - 1) + SIZE


def with_mark(text: str, lang: str, *, to_confirm: bool) -> str:
    """Return the label; that of what is to be confirmed says so."""
    return msg("{label} (to be confirmed)", label=text).text(lang) if to_confirm else text


def with_expiry(text: str, lang: str, *, expired: bool) -> str:
    """Return the label; that of an offer or a demand whose last day has passed says so."""
    return msg("{label} (expired)", label=text).text(lang) if expired else text


def with_example(text: str, nature: str | None, lang: str) -> str:
    """Return the label; that of an example carries the word."""
    if nature != "example":
        return text
    return msg("{label} (example)", label=text).text(lang)
