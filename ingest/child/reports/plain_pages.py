"""The pages of a plain text without what runs over all of them: heads, feet, numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"\W{0,3}(?:(?:page|página|pagina|pág|pag|p)\W{0,2})?\d{1,4}(?:\s*(?:/|of|de|sur|von)\s*\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)
_DEEP: Final = 2
"""Lines from the top, and from the bottom, that may run over the pages."""
_LEAST: Final = 3
"""Pages on which a line stands at least to be called so."""


def pages_of(text: str) -> list[str]:
    """Return the pages of a text, one where it has no form feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    pages = text.replace("\n\f", "\f").split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    return pages if len(pages) < _LEAST else _without_heads(pages)


def _without_heads(pages: Sequence[str]) -> list[str]:
    split = [page.split("\n") for page in pages]
    counts = Counter(
        key for lines in split for key in {_key(lines[place]) for place in _edges(lines)}
    )
    most = max(_LEAST, len(pages) // 3)
    running = {key for key, times in counts.items() if times >= most}
    return ["\n".join(_kept(lines, running)) for lines in split]


def _kept(lines: Sequence[str], running: set[str]) -> list[str]:
    edges = _edges(lines)
    gone = {place for place in edges if _key(lines[place]) in running}
    gone |= {place for place in edges[-1:] if _NUMBER.fullmatch(lines[place].strip())}
    return [line for place, line in enumerate(lines) if place not in gone]


def _edges(lines: Sequence[str]) -> list[int]:
    """The places of the first and the last lines that are not empty."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return list(dict.fromkeys([*filled[:_DEEP], *filled[-_DEEP:]]))


def _key(line: str) -> str:
    """A line as it is on each page: its number is another one."""
    return _DIGITS.sub("#", " ".join(line.split()))
