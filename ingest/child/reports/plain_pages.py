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
_ROW: Final = re.compile(r"\d\s{3,}\S|\t|\|")
_DEEP: Final = 2
"""Lines from the top, and from the bottom, that may run over the pages."""
_LEAST: Final = 3
"""Pages on which a line stands at least to be called so."""


def pages_of(text: str, most: int) -> tuple[list[str], int]:
    """Return the first pages of a text, and how many there are; one where it has no form feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    text = text.replace("\n\f", "\f").rstrip("\f\n ")
    count = text.count("\f") + 1
    pages = text.split("\f", most)[:most]
    return (pages if len(pages) < _LEAST else _without_heads(pages)), count


def _without_heads(pages: Sequence[str]) -> list[str]:
    split = [page.split("\n") for page in pages]
    counts = Counter(key for lines in split for key in {*_keys(lines).values()})
    most = max(_LEAST, len(pages) // 3)
    running = {key for key, times in counts.items() if times >= most}
    return ["\n".join(_kept(lines, running)) for lines in split]


def _kept(lines: Sequence[str], running: set[str]) -> list[str]:
    keys = _keys(lines)
    gone = {place for place, key in keys.items() if key in running}
    last = max(keys, default=None)
    if last is not None and _NUMBER.fullmatch(lines[last].strip()):
        gone.add(last)
    return [line for place, line in enumerate(lines) if place not in gone]


def _keys(lines: Sequence[str]) -> dict[int, str]:
    """The first and the last lines that are not empty, as they would stand on each page.

    The number of the page stands in the outermost, and is another one each time; rows of a table
    do not run over pages, however alike they are.
    """
    filled = [place for place, line in enumerate(lines) if line.strip()]
    outer = {*filled[:1], *filled[-1:]}
    edges = dict.fromkeys([*filled[:_DEEP], *filled[-_DEEP:]])
    return {
        place: _DIGITS.sub("#", text) if place in outer else text
        for place in edges
        if any(map(str.isalpha, text := " ".join(lines[place].split())))
        and not _ROW.search(lines[place].strip())
    } | {place: lines[place].strip() for place in filled[-1:] if lines[place].strip().isdecimal()}
