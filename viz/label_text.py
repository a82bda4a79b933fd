"""Labels of a picture: on one line, short enough, with the word “example”."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kg.base.i18n import msg

SHORT: Final = 30
"""Most characters of a label in the drawing; the whole name stands in its title and the table."""
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
