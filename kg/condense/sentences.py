"""Running text into sentences, and which of them may be quoted at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from kg.condense.report import Block, Report

_END: Final = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?=\s+[\"'“‘«¿¡(\[]{0,3}[^\W\d_a-zà-ÿ])")
"""An end stop before a capital; what else ends a sentence of a report is the end of its block."""
_ABBREVIATIONS: Final = frozenset({
    "art", "arts", "no", "nos", "núm", "num", "nro", "dr", "dra", "sr", "sra", "ing", "lic", "mr",
    "mrs", "ms", "st", "ste", "vs", "cf", "ej", "p", "pp", "pág", "págs", "vol", "fig", "tab",
    "sec", "inc", "ltd", "ltda", "cía", "etc", "approx", "aprox", "ee", "uu",
})  # fmt: skip
"""Words whose dot ends no sentence."""


class Sentence(NamedTuple):
    """A sentence of a report, verbatim: where it stands, and which of its section it is, from 0.

    ``place`` is which of all sentences of the report it is.
    """

    text: str
    block: Block
    place: int
    in_section: int


def sentences_of(report: Report) -> list[Sentence]:
    """Return the sentences of the running text of a report, in its order."""
    found, counts = list[Sentence](), dict[str, int]()
    for block in report.blocks:
        if block.kind in ("paragraph", "item"):
            for text in split(block.text):
                nth = counts.get(block.section, 0)
                counts[block.section] = nth + 1
                found.append(Sentence(text, block, len(found), nth))
    return found


def split(text: str) -> list[str]:
    """Return the sentences of a text; together they are the text but for spaces between them.

    >>> split("See Art. 5 of the Charter. The U.S. and Haiti agreed. ¿Cuándo? Mañana.")
    ['See Art. 5 of the Charter.', 'The U.S. and Haiti agreed.', '¿Cuándo?', 'Mañana.']
    """
    starts = [0, *(end for end in _ends(text)), len(text)]
    parts = (text[start:end].strip() for start, end in pairwise(starts))
    return [part for part in parts if part]


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        word = re.split(r"[\s.(]", text[max(0, found.start() - 12) : found.start()])[-1]
        if not _is_short_for(word, text[found.start()]):
            yield found.end()


def _is_short_for(word: str, mark: str) -> bool:
    return mark == "." and (
        word.casefold() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())
    )


def together(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return sentences in the order in which they stand in the report."""
    return sorted(sentences, key=lambda one: one.place)
