"""Running text into sentences, each with its place in the report."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from kg.condense.abbreviations import BEFORE_NUMBERS, MAY_BE_LAST, NEVER_LAST, OPENERS
from kg.condense.long_report import Block, Report

_OPENING: Final = r"[\"'“‘«‹¿¡(\[—–]"
_END: Final = re.compile(
    r"(?P<mark>[.!?…]{1,6})(?P<closed>\s?[»›]|[\"'”’»›)\]]){0,3}(?P<note>\[?\d{1,3}\]?(?=\s))?"
    rf"(?=\s+(?:{_OPENING}\s?){{0,3}}(?P<next>[^\W_]\S*))"
)
"""An end stop with what closes after it, perhaps the number of a footnote, and the word after."""
_BEFORE: Final = re.compile(r"[^\s(\[\"“«‹]+\Z")
"""The word that a dot stands behind."""
_BACK: Final = 40
"""Characters before a dot in which that word is looked for."""
_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,2}\.)*[^\W\d_]{1,2}")
_INITIAL: Final = re.compile(r"[^\W\d_]\.\S*")
_SYMBOL: Final = re.compile(r"[A-Z0-9]+(?:/[A-Z0-9()-]+)+")
"""The part of a body's symbol before its dot: ``AG/RES``, ``OEA/Ser``."""
_NUMERAL: Final = re.compile(r"\d|[IVXLC]+\b|[A-Z](?:\W|\Z)|[A-Z]{2,}/")
_MARKER: Final = re.compile(
    r"(?:[-•–—*·▪■○●►✓]|(?:[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXLivxl]{1,5}|[A-Za-z])[.)\]]{1,2}"
    r"|\d{1,3}(?:\.\d{1,2}){1,4}(?=\s+(?:[^\W\d_a-zà-öø-ÿ]|[\"“«¿¡(]))))\s+"
)
"""What stands before an item of a list or a numbered paragraph: ``12.``, ``(iv)``, ``3.1.2``.

Before a small letter it is a figure: ``3.815 becas``, ``1.5 millones``.
"""
_JOINTS: Final = re.compile(r"[/'’\-–]")
_ITEM: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,9}|[IVXLC]{1,5}|[A-Za-z]")
_BRACKETS: Final = re.compile(r"[()\[\]]")
_WITHIN: Final = 400
"""Characters that a bracket closes in, or it is taken for one that never closes."""
_NO_BRACKET: Final = (sys.maxsize, sys.maxsize)
_ANNEX: Final = re.compile(
    r"\W*(?:annex|annexe|anexo|appendix|appendice|apêndice|apéndice)(?:es|os|s)?\b", re.IGNORECASE
)
_FIRST_HALF: Final = 2


class Sentence(NamedTuple):
    """A sentence of a report, verbatim: where it stands, and which of its section it is, from 0.

    ``place`` is which of all sentences of the report it is. ``in_annex``: it stands behind the
    heading of an annex in the second half of the report (contents list annexes in the first).
    """

    text: str
    block: Block
    place: int
    in_section: int
    in_annex: bool = False


def sentences_of(report: Report) -> list[Sentence]:
    """Return the sentences of the running text of a report, in its order.

    What numbers a paragraph or marks an item is no part of its first sentence.
    """
    found, counts = list[Sentence](), dict[str, int]()
    annexes = _annexes_begin(report.blocks)
    for number, block in enumerate(report.blocks):
        if block.kind in ("paragraph", "item"):
            for text in split(without_marker(block.text)):
                nth = counts.get(block.section, 0)
                counts[block.section] = nth + 1
                found.append(Sentence(text, block, len(found), nth, number > annexes))
    return found


def _annexes_begin(blocks: Sequence[Block]) -> int:
    behind = range(len(blocks) // _FIRST_HALF, len(blocks))
    return next(
        (at for at in behind if blocks[at].kind == "heading" and _ANNEX.match(blocks[at].text)),
        len(blocks),
    )


def without_marker(text: str) -> str:
    """Return a text without the number or the mark that it begins with.

    >>> without_marker("12. The Board met."), without_marker("(iv) Haiti"), without_marker("A day")
    ('The Board met.', 'Haiti', 'A day')
    >>> without_marker("3.1 The Board met."), without_marker("3.5 millones de dólares")
    ('The Board met.', '3.5 millones de dólares')
    """
    found = _MARKER.match(text)
    return text[found.end() :] if found else text


def split(text: str) -> list[str]:
    """Return the sentences of a text; together they are the text but for spaces between them.

    >>> split("See Art. 5 of the Charter. The U.S. and Haiti agreed. ¿Cuándo? Mañana.")
    ['See Art. 5 of the Charter.', 'The U.S. and Haiti agreed.', '¿Cuándo?', 'Mañana.']
    """
    starts = [0, *_ends(text), len(text)]
    parts = (text[start:end].strip() for start, end in pairwise(starts))
    return [part for part in parts if part]


def _ends(text: str) -> Iterator[int]:
    start = 0
    brackets = iter(_bracketed(text))
    opened, shut = next(brackets, _NO_BRACKET)
    for found in _END.finditer(text):
        while shut < found.end():
            opened, shut = next(brackets, _NO_BRACKET)
        if not opened < found.start("mark") and _is_end(text, start, found):
            start = found.end()
            yield start


def _is_end(text: str, start: int, found: re.Match[str]) -> bool:
    after = found["next"]
    if not (after[0].isupper() or after[0].isdigit()):
        return False
    mark = found["mark"]
    before = _BEFORE.search(text, max(start, found.start() - _BACK), found.start())
    if before is None:
        # French writes a space before its marks; an ellipsis in brackets leaves words out.
        return mark[0] in "!?"
    if mark == "." and not found["closed"]:
        return not _is_short(
            before[0], after, is_first=before.start() == start + _spaces(text, start)
        )
    return True


def _spaces(text: str, start: int) -> int:
    return len(text[start : start + 8]) - len(text[start : start + 8].lstrip())


def _is_short(word: str, after: str, *, is_first: bool) -> bool:
    """Tell whether the dot behind a word belongs to it."""
    plain = word.casefold().rstrip(".")
    last = _JOINTS.split(plain)[-1]
    if is_first and (word.isdigit() or _is_numbering(word)):
        return True
    if plain in NEVER_LAST or (last in NEVER_LAST and last != plain):
        return True
    if _NUMERAL.match(after) and (last in BEFORE_NUMBERS or _SYMBOL.fullmatch(word)):
        return after not in OPENERS
    if plain in MAY_BE_LAST or _are_initials(word):
        return after.rstrip(",;:") not in OPENERS or _INITIAL.fullmatch(after) is not None
    return False


def _is_numbering(word: str) -> bool:
    return _ITEM.fullmatch(word) is not None


def _are_initials(word: str) -> bool:
    """Tell whether a word is one as "U.S", "EE.UU" or the "J" of a name are before their dot."""
    return word[0].isupper() and _INITIALS.fullmatch(word) is not None and (
        "." in word or len(word) == 1
    )  # fmt: skip


def _bracketed(text: str) -> list[tuple[int, int]]:
    """Return where brackets open and shut: what ends within one ends no sentence around it."""
    found, opened = list[tuple[int, int]](), list[int]()
    for at, sign in ((hit.start(), hit[0]) for hit in _BRACKETS.finditer(text)):
        if sign in "([":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if not opened and at - start <= _WITHIN:
                found.append((start, at))
    return found
