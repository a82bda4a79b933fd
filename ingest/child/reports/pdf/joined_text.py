"""Lines put together again: what the end of a line broke is whole, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

_BROKEN: Final = re.compile(r"([^\W\d_]{1,80})[-\u2010]$")
_END: Final = 80
"""Characters at the end of a line that say how it goes on."""
_WORD: Final = re.compile(r"[^\W\d_]+")


def joined(lines: Sequence[str], known: Collection[str] = ()) -> str:
    """Return lines as one text.

    A hyphen between letters at the end of a line goes where the next begins with a small letter.
    It stays where the word without it is not among the ``known`` ones of the document, and the word
    with it is, or both parts are.

    >>> joined(["the coopera-", "tion Sur-", "Sur of the", "Inter-", "American"])
    'the cooperation Sur-Sur of the Inter-American'
    >>> joined(["a long-", "term plan"], {"long-term"})
    'a long-term plan'
    """
    text, end = list[str](), ""
    for line in lines:
        # Only its end is looked at: a paragraph may be long.
        if end:
            text.append(end[:-_END])
            end = _with(end[-_END:], line, known)
        else:
            end = line
    return "".join([*text, end])


def _with(text: str, line: str, known: Collection[str]) -> str:
    broken = _BROKEN.search(text)
    if broken is None:
        is_open = text.endswith("/") or (
            text[-1:] == "-" and text[-2:-1].isdigit() and line[:1].isdigit()
        )
        return text + line if is_open else f"{text} {line}"
    after = _WORD.match(line)
    if after is None or not line[:1].islower():
        return text + line
    first, second = broken[1], after[0]
    if first.isupper() or "://" in text.rsplit(" ", 1)[-1]:
        return text + line
    return (
        text + line
        if _is_compound(first.casefold(), second.casefold(), known)
        else text[:-1] + line
    )


def _is_compound(first: str, second: str, known: Collection[str]) -> bool:
    """Say whether two parts are a compound with a hyphen, by how a document writes elsewhere."""
    if first + second in known:
        return False
    are_words = min(len(first), len(second)) > 2 and first in known and second in known  # noqa: PLR2004
    return f"{first}-{second}" in known or are_words
