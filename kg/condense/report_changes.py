"""What is new or changed in a report against the one before: decisions and amounts first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.base.text import fold
from kg.condense.cue_words import decides
from kg.condense.long_report import Block, Report
from kg.condense.row_changes import row_changes
from kg.condense.said_numbers import states_amount
from kg.condense.sentence_changes import sentence_changes
from kg.condense.sentences import sentences_of
from kg.model.documents import ChangedExtract, Extract


class Changes(NamedTuple):
    """All that is new, and all that is changed; each list with what matters most first.

    Decisions that state an amount come first, then decisions, then amounts, then the rest; what
    matters alike in the order of the report.
    """

    new: list[Extract]
    changed: list[ChangedExtract]


def changes(now: Report, before: Report) -> Changes:
    """Return what is new or changed in a report: its sentences, and rows of its tables."""
    sentences = sentence_changes(sentences_of(now), sentences_of(before))
    rows = row_changes(_rows(now), _rows(before))
    places = {id(block): place for place, block in enumerate(now.blocks)}
    names = _captions(before)
    new = [(one.text, one.block) for one in sentences.new if fold(one.text) not in names]
    new += [(row.text, row) for row in rows.new]
    changed = [(one.text, one.block, was.text, was.block.page) for one, was in sentences.changed]
    changed += [(row.text, row, was.text, was.page) for row, was in rows.changed]
    return Changes(
        [_extract(*one) for one in sorted(new, key=lambda one: _rank(one[0], places[id(one[1])]))],
        [
            _changed(*one)
            for one in sorted(changed, key=lambda one: _rank(one[0], places[id(one[1])]))
        ],
    )


def _captions(report: Report) -> frozenset[str]:
    """Return what tables are called: some formats tell it as a paragraph."""
    return frozenset(fold(block.caption) for block in report.blocks if block.caption)


def _rows(report: Report) -> Sequence[Block]:
    return [block for block in report.blocks if block.kind == "row"]


def _rank(text: str, place: int) -> tuple[int, int]:
    return -2 * decides(fold(text)) - states_amount(text), place


def _extract(text: str, block: Block) -> Extract:
    return Extract(text=text, page=block.page, paragraph=block.paragraph, lang=block.lang)


def _changed(text: str, block: Block, was: str, was_page: int | None) -> ChangedExtract:
    return ChangedExtract(
        text=text, page=block.page, paragraph=block.paragraph, lang=block.lang,
        was=was, now=text, was_page=was_page,
    )  # fmt: skip
