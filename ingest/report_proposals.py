"""A report on the desk: its source on record, and what it says as rows that wait for a person.

Nothing of it is a fact by that: each row waits with its page, its paragraph and its words, is
taken, corrected or let go as other held rows are, and enters with the report as its source. What
was decided is not proposed again when the same report (by its SHA-256) is read once more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from ingest.again import Again
from ingest.findings import Finding, Item, Outcome
from ingest.held_rows import PREFIX, HeldRow, waiting_row
from ingest.known import Known, known_from_store
from ingest.personal_data import masked
from ingest.report.proposed_rows import ProposedRow, ReportSaid, proposed_rows
from ingest.report.settled_proposals import unsettled
from ingest.rereading import read_again
from kg.base.audience import Audience
from kg.base.errors import ForbiddenError
from kg.base.i18n import LANGUAGES, Message, msg
from kg.condense.base_names import examples_of
from kg.condense.long_report import Report
from kg.condense.mentions import mentions_in
from kg.condense.report_languages import languages_said
from kg.exchange.acceptance import Ledgers
from kg.graph.view import View
from kg.model.audiences import FEWEST
from kg.model.changes import state_node
from kg.model.documents import ProposedOfReport, RecognisedRow
from kg.model.fields import MAX_SHORT
from kg.model.nodes import Source
from kg.store.protocol import Store

MOST: Final = 500
"""Rows that one report proposes at most."""
_DIGITS: Final = 16
_LONGEST_LANGUAGES: Final = 400
_TICK: Final = timedelta(microseconds=1)


class NotProposingError(ForbiddenError):
    """Somebody else wants to put on the desk what a report says."""

    def __init__(self) -> None:
        super().__init__(
            msg("What a report says is put in the queue by the board and the secretariat."),
            msg("Ask with the audience “board” (--audience board)."),
        )


@dataclass(frozen=True, slots=True)
class ProposeAsked:
    """A report, the view of the board that it is read with, for whom what it says will be.

    ``days`` are those that rows wait.
    """

    report: Report
    view: View
    now: datetime
    days: int
    visibility: Audience = "states"


def recognised(asked: ProposeAsked) -> list[RecognisedRow]:
    """Return what a report would put on the desk, in its order; nothing is written.

    Raises:
        ForbiddenError: the view is not the board's.
    """
    _require_board(asked.view)
    return [*_told(asked, _proposed(asked, _source(asked))).values()]


def propose(asked: ProposeAsked, ledgers: Ledgers) -> ProposedOfReport:
    """Put a report on record as a source, and what it says on the desk, to be decided.

    Return what waits there of it now. ``left`` are rows beyond ``MOST``, or for which the desk had
    no room.

    Raises:
        StoreError: one of the two cannot be read or written; what was written stays.
        ForbiddenError: the view is not the board's.
    """
    _require_board(asked.view)
    source = _source(asked)
    proposed = _proposed(asked, source)
    told = _told(asked, proposed)
    if not ledgers.knowledge.get([source.id]):
        ledgers.knowledge.apply([state_node(source, source.id)], note=asked.report.file)
    known = known_from_store(ledgers.knowledge)
    rows = [
        _held(asked, one, known, ledgers.knowledge, number) for number, one in enumerate(proposed)
    ]
    rows = list({row.id: row for row in rows}.values())
    new = unsettled(ledgers.desk, rows, asked.now)
    kept = _kept(ledgers.desk, new[:MOST], asked.now)
    waiting = [row.id for row in new if row.id in kept]
    return ProposedOfReport(
        source=source.id,
        waiting=waiting,
        rows=[told[id_] for id_ in waiting],
        decided=len(rows) - len(new),
        left=len(new) - len(waiting),
    )


def _require_board(view: View) -> None:
    if view.audience != FEWEST:
        raise NotProposingError


def source_id(report: Report) -> str:
    """Return the id of the source that a report is: the same for the same bytes."""
    return f"source/report/{report.sha256[:_DIGITS]}"


def _source(asked: ProposeAsked) -> Source:
    report = asked.report
    return Source(
        id=source_id(report),
        title={report.lang or "und": masked(report.title)[:MAX_SHORT]},
        kind="document",
        retrieved=asked.now.date().isoformat(),
        checksum=report.sha256,
        note={lang: _note(report, lang).text(lang) for lang in LANGUAGES},
    )


def _note(report: Report, lang: str) -> Message:
    facts = {
        "symbol": report.symbol or "–",
        "pages": report.pages or "–",
        "languages": languages_said(report.blocks, lang)[:_LONGEST_LANGUAGES],
    }
    return msg(
        "A report that was condensed. Symbol: {symbol}. Pages: {pages}."
        " Languages of its paragraphs: {languages}.",
        **facts,
    )


def _proposed(asked: ProposeAsked, source: Source) -> list[ProposedRow]:
    own: dict[str, Any] = {
        "id": source.id,
        "title": dict(source.title),
        "retrieved": source.retrieved,
        "checksum": source.checksum,
        "borrowed": False,
    }
    # What is made up is proposed by no report.
    mentions = mentions_in(asked.view, asked.report.blocks).without(examples_of(asked.view))
    return [*proposed_rows(ReportSaid(asked.report, asked.view, mentions, own, asked.visibility))]


def _told(asked: ProposeAsked, rows: Iterable[ProposedRow]) -> dict[str, RecognisedRow]:
    """Return rows as a reader is told of them, by the ids under which they wait."""
    found = [_row_told(asked.report, one) for one in rows]
    return {one.id: one for one in found}


def _row_told(report: Report, one: ProposedRow) -> RecognisedRow:
    columns = one.kept.facts["columns"]
    titles = (text for word, text in one.kept.row.items() if columns[word][0] == "title")
    return RecognisedRow(
        id=_id(report, one),
        kind=one.kept.kind,
        title=next(titles, one.words),
        text=one.words,
        page=one.block.page,
        paragraph=one.block.paragraph,
        lang=one.block.lang or report.lang,
    )


def _held(
    asked: ProposeAsked, one: ProposedRow, known: Known, store: Store, number: int
) -> HeldRow:
    """Return a row as it waits, with what its reader would say of it now."""
    again = Again(asked.report.file, one.where, one.kept, known, store, vouched=True)
    (item,) = read_again(again).items
    received = asked.now + number * _TICK
    return HeldRow(
        _id(asked.report, one), received, asked.now + timedelta(days=asked.days),
        asked.report.file, one.where, one.kept.row, tuple(_findings(asked.report, one, item)),
        kept=one.kept,
    )  # fmt: skip


def _findings(report: Report, one: ProposedRow, item: Item) -> Sequence[Finding]:
    why = msg("A report says it: “{words}”", words=one.words)
    fix = msg("Check it in the original; take it, correct it, or let it go.")
    said = Finding(report.file, one.where, "", "from-report", Outcome.HELD, why, fix)
    return [said, *(found for found in item.findings if found.outcome is not Outcome.ACCEPTED)]


def _id(report: Report, one: ProposedRow) -> str:
    """The same words at the same place of the same bytes are the same row."""
    told = [report.sha256, one.where, one.kept.kind, one.words]
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()
    return PREFIX + digest[:_DIGITS]


def _kept(desk: Store, rows: Sequence[HeldRow], now: datetime) -> frozenset[str]:
    """Keep rows on the desk; one that waits there already stays as somebody may have altered it."""
    there = frozenset(row.id for row in desk.waiting([row.id for row in rows], now=now))
    more = [waiting_row(row) for row in rows if row.id not in there]
    return there | desk.keep_waiting(more, now=now)
