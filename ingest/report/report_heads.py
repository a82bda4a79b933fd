"""What stands at the head of a report, and over its parts: title, symbol, sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ingest.child.reports.symbols import symbol_in
from ingest.report.told_blocks import ToldReport
from kg.base.text import folded_words
from kg.condense.long_report import Block

_FIRST: Final = 40
"""Blocks among which the title of a report stands."""
_HEAD: Final = 12
"""Blocks among which its symbol stands."""
_LONGEST_HEAD: Final = 300
"""Characters of a block that is no running text yet."""
_NO_TITLE: Final = re.compile(
    r"(?:microsoft word|powerpoint|untitled|documento?\s?\d*|document\s?\d*|sin t[ií]tulo"
    r"|sem t[ií]tulo|sans titre|template|plantilla)\b.*|.*\.(?:docx?|odt|pdf|html?|txt)",
    re.IGNORECASE,
)
"""Titles that programs give to files by themselves."""


def in_sections(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks each with the heading that it stands under."""
    found, section = list[Block](), ""
    for block in blocks:
        if block.kind == "heading":
            section = block.text
            found.append(block)
        else:
            found.append(replace(block, section=section))
    return found


def title_of(told: ToldReport, blocks: Sequence[Block]) -> str:
    """Return what a report is called; empty where nothing says it.

    What its file says of it counts where the report says so too, else only where nothing else does:
    many files still have the title of the one that they were made from.
    """
    named = "" if _NO_TITLE.fullmatch(told.named) else told.named
    head = {word for block in blocks[:_FIRST] for word in folded_words(block.text)}
    if named and set(folded_words(named)) <= head:
        return told.title or named
    headings = [block for block in blocks[:_FIRST] if block.kind == "heading"]
    highest = min((block.level for block in headings), default=0)
    first = next((block.text for block in headings if block.level == highest), "")
    return told.title or first or named


def symbol_of(blocks: Sequence[Block]) -> str:
    """Return the symbol among the first blocks of a report, empty where there is none.

    A symbol stands by itself or beside a date; one in running text is that of another document.
    """
    head = [block.text for block in blocks[:_HEAD] if len(block.text) <= _LONGEST_HEAD]
    return symbol_in(" ".join(head))
