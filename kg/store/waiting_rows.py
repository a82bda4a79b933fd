"""What all engines have in common about rows that wait for a person: their limits, and their time.

They lie on a desk beside all that it knows: in no revision, in no journal, in a backup only where
somebody asks for it. A row waits to the end of ``until``; what has lapsed is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from kg.base.errors import UnfitValueError
from kg.base.store_errors import StoreRoomError
from kg.model.fields import Room
from kg.store.spent_keys import fit, instant

MAX_WAITING: Final = 100_000
"""Rows that wait at a time."""
MAX_BODY: Final = 262_144
"""Characters of what is kept of one row."""
MAX_ALL: Final = 256 * 2**20
"""Characters of all of them together."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNIT: Final = timedelta(microseconds=1)


class WaitingRow(NamedTuple):
    """A row that waits: its id, when it first came, until when it waits, what is kept of it."""

    id: str
    received: datetime
    until: datetime
    body: str


class WaitingColumns(NamedTuple):
    """The same as engines keep it; times in microseconds since 1970, UTC."""

    id: str
    received: int
    until: int
    size: int
    body: str

    def row(self) -> WaitingRow:
        """Return the row that was kept."""
        return WaitingRow(self.id, _moment(self.received), _moment(self.until), self.body)


class Taken(NamedTuple):
    """How much waits already: rows, and characters of them."""

    rows: int
    size: int


def require_desk(url: str, room: Room) -> None:
    """Raise where a store is no desk: nothing waits in a knowledge base.

    Raises:
        StoreRoomError: as its name says.
    """
    if room != "desk":
        raise StoreRoomError(url, desk=False)


def columns_of(row: WaitingRow) -> WaitingColumns:
    """Return a row as engines keep it.

    Raises:
        UnfitValueError: its id or what is kept of it is too long, or no text that can be written.
        ValueError: a time that says nothing of its zone.
    """
    try:
        row.body.encode()
    except UnicodeEncodeError as error:
        raise UnfitValueError(str(error)) from error
    if len(row.body) > MAX_BODY:
        raise UnfitValueError(f"{len(row.body)} > {MAX_BODY}")
    times = instant(row.received), instant(row.until)
    return WaitingColumns(fit(row.id), *times, len(row.body), row.body)


def that_fit(
    rows: Iterable[WaitingColumns], taken: Taken, sizes: Mapping[str, int]
) -> list[WaitingColumns]:
    """Return the rows for which there is room, in their order; of the same id the last one.

    ``sizes`` are those of the rows that are there already: they are replaced.
    """
    count, size = taken
    kept: dict[str, WaitingColumns] = {}
    for row in rows:
        there = kept[row.id].size if row.id in kept else sizes.get(row.id)
        more = there is None
        grown = row.size - (there or 0)
        if (not more or count < MAX_WAITING) and size + max(grown, 0) <= MAX_ALL:
            kept[row.id] = row
            count, size = count + more, size + grown
    return list(kept.values())


def ids_of(rows: Sequence[WaitingColumns]) -> frozenset[str]:
    """Return the ids of rows."""
    return frozenset(row.id for row in rows)


def _moment(microseconds: int) -> datetime:
    return _EPOCH + microseconds * _UNIT
