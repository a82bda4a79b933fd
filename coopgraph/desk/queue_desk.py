"""The queue on the desk: held rows put there by loads, and read by who decides about them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from coopgraph.desk.desk import desk_url, made_desk, read_desk
from kg.base.errors import BadOptionError, CoopgraphError
from kg.base.store_errors import (
    StoreError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
)
from kg.store.addresses import is_file

if TYPE_CHECKING:
    from coopgraph.settings import Settings
    from ingest.findings import Finding, Item
    from ingest.held_rows import HeldRow
    from kg.store.protocol import Store

_TICK: Final = timedelta(microseconds=1)


@dataclass
class Keeper:
    """Puts the held rows of one load on the desk of a knowledge base, opened when one comes.

    The load goes on where the desk cannot be used: ``error`` says why, ``ids`` what waits.
    """

    store: Store
    settings: Settings
    ids: dict[str, None] = field(default_factory=dict)
    error: CoopgraphError | None = None
    _full: dict[str, int] = field(default_factory=dict)
    _open: ExitStack = field(default_factory=ExitStack)
    _desk: Store | None = None
    _moment: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self, file: str, items: Sequence[Item]) -> None:
        """Keep the held rows of a file."""
        from ingest.held_rows import held_row, waiting_row

        if self.error is not None:
            return
        now = now_utc()
        days, held = self.settings.queue_days, []
        for item in items:
            # One after the other, so that they are listed as they stand in the file.
            self._moment = max(now, self._moment + _TICK)
            held.append(held_row(file, item, self._moment, days))
        try:
            desk = self._opened()
            kept = desk.keep_waiting([waiting_row(row) for row in _renewed(desk, held)], now=now)
        except (StoreError, BadOptionError) as error:
            self.error = error
            return
        self.ids.update((row.id, None) for row in held if row.id in kept)
        left = sum(row.id not in kept for row in held)
        if left:
            self._full[file] = self._full.get(file, 0) + left

    def close(self) -> None:
        """Close the desk where it was opened; one in a file that was not is rid of what lapsed."""
        self._open.close()
        if self._desk is None and self.error is None:
            _purge(self.store, self.settings)

    def findings(self) -> list[Finding]:
        """Return what is to be said of files for whose rows there was no room."""
        from ingest.held_rows import no_room

        return [no_room(file, n) for file, n in self._full.items()]

    def _opened(self) -> Store:
        if self._desk is None:
            url = desk_url(self.store, self.settings)
            self._desk = self._open.enter_context(made_desk(url, self.settings))
        return self._desk


class Waiting(NamedTuple):
    """What waits on a desk, and the revision of the desk; 0 where there is none."""

    revision: int
    rows: list[HeldRow]


def waiting_on(url: str, settings: Settings, ids: Sequence[str] | None = None) -> Waiting:
    """Return the rows that wait on a desk, those with these ids or all, as they came.

    What has lapsed is erased on the way, where the desk can be written to.

    Raises:
        NotWaitingError: one of the ids is not among them; names the nearest.
        StoreError: the desk cannot be read.
    """
    from ingest.held_decisions import NotWaitingError, rows_waiting

    with suppress(StoreMissingError):
        erase_lapsed(url, settings)
        with read_desk(url, settings) as desk:
            return Waiting(desk.revision(), rows_waiting(desk, ids, now_utc()))
    if ids:
        raise NotWaitingError(ids[0])
    return Waiting(0, [])


def let_go(url: str, settings: Settings, rows: Sequence[HeldRow] = ()) -> None:
    """Erase rows of a desk, and those that have lapsed; of reports they are not proposed again.

    Raises:
        StoreError: the desk cannot be written to, or there is none.
    """
    from ingest import held_decisions

    with read_desk(url, settings, write=True) as desk:
        held_decisions.let_go(desk, rows, now_utc())


def erase_lapsed(url: str, settings: Settings) -> None:
    """Erase the rows of a desk that have lapsed, where it can be written to.

    Raises:
        StoreError: there is none, or it cannot be used.
    """
    with suppress(StoreReadOnlyError, StoreLockedError):
        let_go(url, settings)


def _purge(store: Store, settings: Settings) -> None:
    with suppress(StoreError, BadOptionError):
        url = desk_url(store, settings)
        if is_file(url):
            let_go(url, settings)


def now_utc() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def _renewed(desk: Store, held: Sequence[HeldRow]) -> list[HeldRow]:
    """Return rows as they are to wait: one that a person has corrected since stays as it is."""
    from ingest.held_rows import held_of

    there = (held_of(row) for row in desk.waiting([row.id for row in held], now=now_utc()))
    corrected = {row.id: row for row in there if row.corrected}
    return [
        replace(corrected[row.id], until=row.until) if row.id in corrected else row for row in held
    ]
