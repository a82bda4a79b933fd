"""What a report says that may become knowledge: rows of tables and signatures, as rows of sheets.

A table with a column of titles lists activities; a sentence by which two sign something they name
an agreement. Each is kept as a row of the sheet that lists its kind, in the words of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from ingest.currencies import currency_of
from ingest.findings import Kept
from ingest.personal_data import masked
from ingest.report.settled_proposals import REPORT
from ingest.sheet.headers.column_names import CURRENCY
from ingest.sheet.headers.header_words import Name, recognise
from ingest.sheet.headers.sheet_kinds import RECORDS
from ingest.sheet.rows.kept_rows import READER
from ingest.sheet.values.habits import Habits, habits_of
from kg.base.audience import Audience
from kg.condense.long_report import Block, Report
from kg.condense.mentions import Mentions
from kg.condense.report_figures import figure_of_cell
from kg.condense.report_names import Name as Named
from kg.condense.sentences import split
from kg.condense.state_blocks import Concerned, concerned, is_total
from kg.graph.view import View
from kg.model.fields import MAX_SHORT

ACTIVITIES: Final = "activities"
AGREEMENTS: Final = "agreements"
_TITLE, _RECIPIENT, _AMOUNT, _PARTIES, _ID = "title", "recipient", "amount", "parties", "id"
_LEAST_TITLE: Final = 3
"""Words of a title: what is shorter is a sector, a city, a heading."""
_PARTIES_AT_LEAST: Final = 2
_PARTIES_AT_MOST: Final = 4
_AGREEMENT: Final = re.compile(
    r"\b(?:memorand(?:um|o)s?|mémorandum|agreements?|acuerdos?|convenios?|convênios?|acordos?"
    r"|accords?|protoco(?:l|lo|le)s?|treat(?:y|ies)|tratados?|traités?)\b",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"\b(?:signed|firm(?:ó|aron|ado|ados|ou|aram)|suscri(?:bió|bieron|to|tos)|subscri(?:bed|to)"
    r"|assin(?:ou|aram|ado|ados)|celebr(?:ó|aron|ou|aram)|sign(?:é|és|ée|ées|èrent)|a signé"
    r"|conclu(?:ded|ye|yó|yeron|iu|íram|e|s))\b",
    re.IGNORECASE,
)
_SCALED: Final = re.compile(
    r"\b(?:thousands?|millions?|billions?|miles|millones|milhares|milhões|bilhões|milliers|milliards"
    r"|mil|000)\b|\b(?:[MK]|MM)\s?(?:US)?[$€]",
    re.IGNORECASE,
)
"""A column or table whose sums are in thousands or more: its cells are no amounts as they stand."""
_Cells = dict[str, tuple[Name, str]]
"""Header → the column that it is, and what stands there."""
_PARTY_TYPES: Final = ("State", "Country", "Organisation")


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A row that a report proposes: what is kept of it, its place, and its words there."""

    kept: Kept
    block: Block
    words: str

    @property
    def where(self) -> str:
        """Page and paragraph, in signs that every reader knows."""
        page = "" if self.block.page is None else f"p. {self.block.page} "
        return f"{page}§ {self.block.paragraph}"


@dataclass(frozen=True, slots=True)
class ReportSaid:
    """A report, whom it names, the source that it is, and for whom what it says is."""

    report: Report
    view: View
    mentions: Mentions
    source: Mapping[str, Any]
    visibility: Audience


@dataclass(slots=True)
class _Table:
    """A table of activities: which cell is which column, how its numbers are written."""

    names: dict[int, Name]
    words: dict[int, str]
    habits: Habits
    currency: str | None
    rows: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _How:
    """How the numbers of a row are written, and its words where they are not the whole block."""

    habits: Habits = field(default_factory=Habits)
    words: str = ""


def proposed_rows(said: ReportSaid) -> Iterator[ProposedRow]:
    """Yield what a report proposes, in its order: activities of its tables, then agreements."""
    yield from _activities(said)
    yield from _agreements(said)


def _activities(said: ReportSaid) -> Iterator[ProposedRow]:
    about = _states_of(said)
    places = {id(block): at for at, block in enumerate(said.mentions.blocks)}
    rows = [block for block in said.mentions.blocks if block.kind == "row" and block.table]
    sums = list(dict.fromkeys(_sums(rows)))
    for _, of in groupby(rows, key=lambda block: block.table):
        table = _table(list(of), sums)
        if table is None:
            continue
        for block in table.rows:
            place = places[id(block)]
            cells = _cells(said, table, block, about.get(place, []), said.mentions.names[place])
            if cells:
                yield _proposed(said, block, ACTIVITIES, cells, _How(table.habits))


def _states_of(said: ReportSaid) -> dict[int, list[tuple[int, Concerned]]]:
    """Return the states that each block concerns for sure, by the place of the block."""
    found: dict[int, list[tuple[int, Concerned]]] = {}
    for state, of in concerned(said.view, said.mentions).items():
        for one in of:
            if not one.is_weak:
                found.setdefault(one.place, []).append((state, one))
    return found


def _sums(rows: Sequence[Block]) -> Iterator[str]:
    """Yield the cells of all tables that hold sums: a report writes them all in one way."""
    for row in rows:
        if len(row.cells) == len(row.columns):
            for cell, column in zip(row.cells, row.columns, strict=True):
                if figure_of_cell(cell, column) == "money":
                    yield cell


def _table(rows: Sequence[Block], all_sums: Sequence[str]) -> _Table | None:
    """Return a table whose columns say that it lists activities, None where they do not.

    ``all_sums`` are those of the whole report: they show how it writes them.
    """
    columns = rows[0].columns
    names = {
        index: name
        for index, word in enumerate(columns)
        if word and (name := recognise(word, ACTIVITIES)) and not name.guessed
    }
    told = [name.column for name in names.values()]
    if told.count(_TITLE) != 1 or len(told) != len(set(told)):
        return None
    whole = [row for row in rows if len(row.cells) == len(columns) and row.cells != columns]
    sums = RECORDS[ACTIVITIES].sums.values()
    by_name = {index: name.column for index, name in names.items()}
    words = {index: masked(word) for index, word in enumerate(columns)}
    money = [words[index] for index, column in by_name.items() if column in sums]
    currency = next(filter(None, map(currency_of, [*money, rows[0].caption])), None)
    more = [[one] * len(columns) for one in all_sums if money]
    amounts = {index: column for index, column in by_name.items() if column in sums}
    habits = habits_of(by_name, [row.cells for row in whole], sums=sums)
    shown = habits_of(amounts, [*(row.cells for row in whole), *more], sums=sums)
    habits = Habits({**habits.numbers, **shown.numbers}, habits.days)
    return _Table(names, words, habits, currency, whole)


def _cells(
    said: ReportSaid,
    table: _Table,
    block: Block,
    states: Sequence[tuple[int, Concerned]],
    names: Sequence[Named],
) -> _Cells:
    """Return the cells of a row by header; nothing where it is no activity of states."""
    by_column = {name.column: index for index, name in table.names.items()}
    title = block.cells[by_column[_TITLE]]
    if is_total(block) or len(title.split()) < _LEAST_TITLE or not states:
        return {}
    sums = RECORDS[ACTIVITIES].sums.values()
    found = {
        table.words[index]: (name, block.cells[index])
        for index, name in table.names.items()
        if block.cells[index] and not (name.column in sums and _is_scaled(table, index, block))
    }
    if not any(name.column == _RECIPIENT for name, _ in found.values()):
        ids = ";".join(said.view.id(state) for state, _ in states)
        found[_RECIPIENT] = Name(_RECIPIENT), ids
    if table.currency and _AMOUNT in by_column and CURRENCY not in by_column:
        found[CURRENCY] = Name(CURRENCY), table.currency
    known = next((one.node for one in names if said.view.is_a(one.node, "Activity")), None)
    if known is not None:
        found[_ID] = Name(_ID), said.view.id(known)
    return found


def _is_scaled(table: _Table, index: int, block: Block) -> bool:
    """Whether a sum is a thousandth of what is meant: the row is proposed without it."""
    return _SCALED.search(f"{table.words[index]} | {block.caption}") is not None


def _agreements(said: ReportSaid) -> Iterator[ProposedRow]:
    for block, names in said.mentions:
        if block.kind not in ("paragraph", "item") or not _SIGNED.search(block.text):
            continue
        at = 0
        for sentence in split(block.text):
            start = block.text.find(sentence, at)
            at = start + len(sentence)
            within = [one for one in names if start <= one.start < at and not one.is_weak]
            parties = _parties(said.view, sentence, within)
            if parties:
                title = Name(_TITLE, block.lang or None)
                cells = {
                    _TITLE: (title, sentence[:MAX_SHORT]),
                    _PARTIES: (Name(_PARTIES), ";".join(parties)),
                }
                yield _proposed(said, block, AGREEMENTS, cells, _How(words=sentence))


def _parties(view: View, sentence: str, names: Sequence[Named]) -> list[str]:
    """Return who signs something in a sentence; nobody where it is on record, or too many do."""
    if not _AGREEMENT.search(sentence) or not _SIGNED.search(sentence):
        return []
    if any(view.is_a(one.node, "Agreement") for one in names):
        return []
    nodes = dict.fromkeys(one.node for one in names if view.is_a(one.node, *_PARTY_TYPES))
    fits = _PARTIES_AT_LEAST <= len(nodes) <= _PARTIES_AT_MOST
    return [view.id(node) for node in nodes] if fits else []


def _proposed(said: ReportSaid, block: Block, kind: str, cells: _Cells, how: _How) -> ProposedRow:
    facts: dict[str, Any] = {
        "columns": {word: list(name[:2]) for word, (name, _) in cells.items()},
        "numbers": [],
        "habits": how.habits.facts(),
        "closing": [],
        "lang": block.lang or said.report.lang or None,
        "visibility": said.visibility,
        "own": dict(said.source),
        REPORT: said.report.sha256,
    }
    row = {word: masked(text) for word, (_, text) in cells.items()}
    return ProposedRow(Kept(READER, kind, row, facts), block, masked(how.words or block.text))
