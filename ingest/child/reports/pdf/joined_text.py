"""Lines put together again: what the end of a line broke is whole, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

_BROKEN: Final = re.compile(r"([^\W\d_]+)[-\u2010]$")
_WORD: Final = re.compile(r"[^\W\d_]+")


def joined(lines: Sequence[str], known: Collection[str] = ()) -> str:
    """Return lines as one text.

    A hyphen between letters at the end of a line goes where the next begins with a small letter,
    but not where the word with its hyphen is among the ``known`` ones of the document, and without
    it is not.

    >>> joined(["the coopera-", "tion Sur-", "Sur of the", "Inter-", "American"])
    'the cooperation Sur-Sur of the Inter-American'
    >>> joined(["a long-", "term plan"], {"long-term"})
    'a long-term plan'
    """
    text = ""
    for line in lines:
        text = _with(text, line, known) if text else line
    return text


def _with(text: str, line: str, known: Collection[str]) -> str:
    broken = _BROKEN.search(text)
    if broken is None:
        is_open = text.endswith("/") or (text[-1:] == "-" and text[-2:-1].isdigit() and line[:1].isdigit())
        return text + line if is_open else f"{text} {line}"
    after = _WORD.match(line)
    if after is None or not line[:1].islower():
        return text + line
    first, second = broken[1], after[0]
    if f"{first}-{second}".casefold() in known and f"{first}{second}".casefold() not in known:
        return text + line
    return text[:-1] + line
