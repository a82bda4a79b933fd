"""Labels of a picture: short enough, in lines, with the word “example”."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kg.base.i18n import msg
from kg.base.text import SHAPELESS
from kg.graph.openness import EXPIRED, WITHDRAWN
from viz.text_width import SIZE, fitting, unwrapped, width_of, wrapped

SHORT: Final = 46
"""Most characters of a label in the drawing, three lines of some 16; the whole name stands in its
title and the table."""
LEADING: Final = 13
"""From one line of a label to the next."""
_MOST_LINES: Final = 3
_OVER: Final = {
    EXPIRED: msg("{label} (expired)"),
    WITHDRAWN: msg("{label} (withdrawn)"),
}
_UNSEEN: Final = re.compile(f"[{SHAPELESS}]")
_MARKS: Final = ("Mn", "Me")
_MOST_MARKS: Final = 3
"""So many marks stand on one letter at most: more would cover what lies above and below it."""


def clean(text: str) -> str:
    r"""Return text on one line: no control characters, nothing unseen, no towers of marks.

    What is made of nothing else is empty.

    >>> clean("a\u2028b\x00\u202e c"), clean("\u200b\u2060")
    ('a b c', '')
    """
    return " ".join(readable(text).split())


def readable(text: str) -> str:
    r"""Return a sentence without what ``clean`` takes out of names; its spaces stay as they are.

    >>> readable("Fait : a\x00\u202eb")
    'Fait : a b'
    """
    plain = text if text.isascii() else "".join(_low(_UNSEEN.sub("", text)))
    return plain if plain.isprintable() else "".join(map(_spaced, plain))


def _low(text: str) -> Iterator[str]:
    """Yield the letters of a text, each with few marks."""
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter) in _MARKS else 0
        if marks <= _MOST_MARKS:
            yield letter


def _spaced(letter: str) -> str:
    return " " if unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Zl", "Zp") else letter


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
        longest = min(len(rest) - 1, fitting(rest, SIZE, room) + 1)
        cut = (shortened(rest, most) for most in range(longest, 1, -1))
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


def with_standing(text: str, lang: str, standing: str | None) -> str:
    """Return the label; that of an offer or a demand that is over or was withdrawn says so."""
    said = _OVER.get(standing or "")
    return text if said is None else replace(said, facts={"label": text}).text(lang)


def with_example(text: str, nature: str | None, lang: str) -> str:
    """Return the label; that of an example carries the word."""
    if nature != "example":
        return text
    return msg("{label} (example)", label=text).text(lang)
