"""The streams that answers are written to: whatever the terminal can show, it shows something."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata
from io import TextIOWrapper
from typing import Final, TextIO

READABLE: Final = "coopgraph-readable"
"""The name of the error handler that writes the nearest characters in place of those missing."""
_NEAREST: Final = {
    "→": "->", "←": "<-", "–": "-", "—": "-", "−": "-", "•": "*", "…": "...", "·": ".",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "×": "x", "§": "S.",
    "─": "-", "━": "-", "│": "|", "≤": "<=", "≥": ">=", "¿": "", "¡": "", "ß": "ss",
    "æ": "ae", "œ": "oe", "ø": "o", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
}  # fmt: skip


def prepare_streams() -> None:
    """Give a program streams that never refuse a character, also where it was started without."""
    codecs.register_error(READABLE, _readable)
    sys.stdout = _prepared(sys.stdout)
    sys.stderr = _prepared(sys.stderr)


def nowhere() -> TextIO:
    """Return a stream whose text is lost."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 (lives on)


def nearest(character: str) -> str:
    """Return the nearest ASCII to a character, a question mark where there is none.

    >>> "".join(map(nearest, "¿Cooperación → 35 °?"))
    'Cooperacion -> 35 ??'
    """
    if character in _NEAREST:
        return _NEAREST[character]
    if character.isascii():
        return character
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if c.isascii())
    return plain or ("" if unicodedata.combining(character) else "?")


def _readable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(map(nearest, missing)), error.end


def _prepared(stream: TextIO | None) -> TextIO:
    if stream is None:
        return nowhere()
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors=READABLE)
    return stream
