"""What a person decided about what was read in a report: it is not proposed again.

The desk keeps a mark for each, no more: that it was decided, not how, and nothing of what it said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from ingest.held_rows import HeldRow
from kg.store.protocol import Store

REPORT: Final = "report"
"""The fact that says of which report a row is: the SHA-256 of its bytes."""
_EVER: Final = datetime(9999, 12, 31, tzinfo=UTC)


def is_proposal(row: HeldRow) -> bool:
    """Say whether a row was read in a report."""
    return row.kept is not None and REPORT in row.kept.facts


def settle(desk: Store, rows: Iterable[HeldRow], now: datetime) -> None:
    """Keep in mind that these rows were decided, those that were read in reports.

    Raises:
        StoreLockedError, StoreFullError, StoreReadOnlyError: the desk could not be written.
    """
    for row in rows:
        if is_proposal(row):
            desk.once(_mark(row.id), _EVER, now=now)


def unsettled(desk: Store, rows: Sequence[HeldRow], now: datetime) -> list[HeldRow]:
    """Return the rows about which nobody has decided.

    Raises:
        StoreReadOnlyError: the desk is not open for writing: what it says may be late.
    """
    return [row for row in rows if not desk.spent(_mark(row.id), now=now)]


def _mark(id_: str) -> str:
    return f"settled/{id_}"
