"""The languages of the paragraphs of a report: of how many, and where those stand that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from kg.base.reader_manner import language_name
from kg.base.reader_manner import number as shown
from kg.condense.extracts import extract
from kg.condense.long_report import Block
from kg.condense.places import places_of

_MOST: Final = 20
"""Paragraphs in another language whose places are named; of more it is another part."""


def languages_said(blocks: Sequence[Block], lang: str) -> str:
    """Return the languages of the paragraphs, the most frequent first, for a reader of ``lang``.

    Rows of tables hold too few words to say theirs, and are left out.

    >>> from kg.condense.long_report import Block
    >>> langs = enumerate(("es", "es", "en"), 1)
    >>> of = [Block("paragraph", "x", 1, n, lang=one) for n, one in langs]
    >>> languages_said(of, "en")
    'Spanish 2; English 1 (page 1)'
    """
    found: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.kind != "row":
            found[block.lang or "und"].append(block)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return "; ".join(
        f"{language_name(code, lang)} {shown(len(of), lang)}{_where(of, lang) if at else ''}"
        for at, (code, of) in enumerate(ordered)
    )


def _where(blocks: Sequence[Block], lang: str) -> str:
    return f" ({places_of(map(extract, blocks), lang)})" if len(blocks) <= _MOST else ""
