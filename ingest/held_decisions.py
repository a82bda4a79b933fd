"""Decisions about rows that wait: read again, stated from where they came, or waiting still."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ingest.again import Again
from ingest.findings import Finding, Item, Outcome
from ingest.held_rows import HeldRow, held_again, held_of, waiting_row
from ingest.known import Known, known_from_store
from ingest.loading import Source
from ingest.report.settled_proposals import settle
from ingest.rereading import corrected, read_again, with_proposal
from kg.base.errors import ConflictError, UnknownIdError
from kg.base.i18n import msg
from kg.exchange.acceptance import Ledgers
from kg.model.changes import NodeStatement, RelationStatement
from kg.store.protocol import Store

_NEAREST: Final = 3
_SIMILAR: Final = 60
_MARK: Final = 16
_NOTHING: Final[Mapping[str, str]] = {}


class NotWaitingError(UnknownIdError):
    """No row waits under this id."""

    def __init__(self, id_: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(id_, nearest)
        self.detail = msg("No row waits under the id “{id}”.", id=id_)
        if not nearest:
            self.fix = msg("See: coopgraph queue.")


@dataclass(slots=True)
class Taken:
    """What became of rows: those taken, the records that they state, those that wait still.

    ``findings`` are of those taken: what of them was altered or left out.
    """

    accepted: list[str] = field(default_factory=list)
    stated: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    waiting: list[HeldRow] = field(default_factory=list)


def rows_waiting(desk: Store, ids: Sequence[str] | None, now: datetime) -> list[HeldRow]:
    """Return the rows that wait on a desk, those with these ids or all, as they came.

    Raises:
        NotWaitingError: one of the ids is not among them; names the nearest.
        StoreError: the desk cannot be read.
    """
    found = [held_of(row) for row in desk.waiting(ids, now=now)]
    there = {row.id for row in found}
    lost = next((id_ for id_ in ids or () if id_ not in there), None)
    if lost is not None:
        raise NotWaitingError(lost, _nearest(lost, [row.id for row in desk.waiting(now=now)]))
    return found


def mark_of(row: HeldRow) -> str:
    """Return by what it is known that nobody has altered a row since it was seen."""
    return hashlib.sha256(waiting_row(row).body.encode()).hexdigest()[:_MARK]


def require_unaltered(row: HeldRow, mark: str) -> None:
    """Raise where a row is not as somebody saw it.

    Raises:
        ConflictError: somebody has corrected it meanwhile.
    """
    if mark_of(row) != mark:
        raise ConflictError(row.id)


def decided(
    ledgers: Ledgers,
    rows: Sequence[HeldRow],
    now: datetime,
    *,
    values: Mapping[str, str] = _NOTHING,
    proposal: int | None = None,
) -> Taken:
    """Take rows as they stand, with other cells (``values``), or with what is proposed for them.

    As they stand or with a proposal it is on the word of the secretariat. What still cannot be read
    goes on waiting, so corrected. Knowledge is written first, then the desk: again, it alters
    nothing of what is there.

    Raises:
        UncorrectableError, BadOptionError: nothing is written.
        StoreError: one of the two cannot be read or written; what was written stays.
    """
    if values:
        rows = [corrected(row, values) for row in rows]
    if proposal is not None:
        rows = [with_proposal(row, proposal) for row in rows]
    taken = take(ledgers.knowledge, rows, vouched=not values)
    accepted = set(taken.accepted)
    let_go(ledgers.desk, [row for row in rows if row.id in accepted], now)
    if values or proposal is not None:
        ledgers.desk.keep_waiting([waiting_row(row) for row in taken.waiting], now=now)
    return taken


def let_go(desk: Store, rows: Sequence[HeldRow], now: datetime) -> None:
    """Let rows go; those that were read in a report are not proposed again.

    Raises:
        StoreError: the desk cannot be written.
    """
    settle(desk, rows, now)
    desk.let_go([row.id for row in rows], now=now)


def take(store: Store, rows: Sequence[HeldRow], *, vouched: bool) -> Taken:
    """Read rows again and write those that need not wait any more; nothing is let go here.

    Raises:
        StoreError: the knowledge base cannot be read or written; earlier rows stay written.
    """
    known, taken = known_from_store(store), Taken()
    for row in rows:
        source = _source(store, row, known, vouched=vouched)
        for item in source.items:
            if item.outcome in (Outcome.HELD, Outcome.REJECTED):
                taken.waiting.append(held_again(row, item))
                continue
            store.apply([*source.preface, *item.changes], note=row.file)
            taken.accepted.append(row.id)
            taken.stated.extend(_stated(item))
            taken.findings.extend(item.findings)
    return taken


def _source(store: Store, row: HeldRow, known: Known, *, vouched: bool) -> Source:
    if row.kept is None:
        return Source(row.file, [Item(row.where, (), row.findings)])
    return read_again(Again(row.file, row.where, row.kept, known, store, vouched))


def _stated(item: Item) -> Iterator[str]:
    """The records that an item is about: nodes, else where a relation starts."""
    nodes = [change.id for change in item.changes if isinstance(change, NodeStatement)]
    ends = (c.relation.start for c in item.changes if isinstance(c, RelationStatement))
    yield from dict.fromkeys(nodes or ends)


def _nearest(id_: str, ids: list[str]) -> list[str]:
    from rapidfuzz import process

    found = process.extract(id_, ids, limit=_NEAREST, score_cutoff=_SIMILAR)
    return [text for text, _, _ in found]
