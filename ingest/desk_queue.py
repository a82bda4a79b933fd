"""What waits for the secretariat, in one list: what offices sent, and held rows of files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from ingest.entries import title_of
from ingest.held_rows import held_of, row_title
from kg.exchange.deadlines import due_of
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.parties import decides
from kg.model.desk_types import Submission
from kg.model.documents import DeskItem, DeskQueue

HELD: Final = "held"
"""The state of a row of a file."""


def queue_document(inquiry: DeskInquiry, now: datetime) -> DeskQueue:
    """Return what waits, the oldest first: all for the secretariat, an office's own for an office.

    Raises:
        StoreError: the desk cannot be read.
    """
    items = [*_submissions(inquiry), *_rows(inquiry, now)]
    items.sort(key=lambda item: (item.received, item.id))
    return DeskQueue.model_validate({**inquiry.head(), "items": items})


def _submissions(inquiry: DeskInquiry) -> Iterator[DeskItem]:
    for record in inquiry.records(Submission):
        if record.state == "proposed":
            yield DeskItem(
                id=record.id, title=title_of(record), kind=record.kind or "", office=record.office,
                file=None, state=record.state, received=record.moved or "", due=_due(record),
                findings=[],
            )  # fmt: skip


def _rows(inquiry: DeskInquiry, now: datetime) -> Iterator[DeskItem]:
    """Rows of files are nobody's but the secretariat's."""
    if inquiry.desk is None or not decides(inquiry.who):
        return
    for row in map(held_of, inquiry.desk.waiting(now=now)):
        yield DeskItem(
            id=row.id, title=row_title(row), kind=row.kept.kind if row.kept else "", office=None,
            file=row.file, state=HELD, received=row.received.isoformat(),
            due=row.until.date().isoformat(),
            findings=[f.message.text(inquiry.lang) for f in row.findings],
        )  # fmt: skip


def _due(record: Submission) -> str | None:
    due = due_of(record)
    return due.day.isoformat() if due else None
