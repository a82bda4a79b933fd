"""What a store is: the one interface that everything above knows."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from kg.base.defaults import QUERY_SECONDS
from kg.base.i18n import Message
from kg.model.changes import Change, RelationKey
from kg.model.fields import Room
from kg.model.records import (
    Applied,
    NodeRecord,
    NodeRow,
    Point,
    RelationRecord,
    RelationRow,
    Revision,
    Row,
    Version,
)
from kg.store.proof import Progress, Proof
from kg.store.waiting_rows import WaitingRow

T = TypeVar("T")
Stream: TypeAlias = Generator[T, None, None]
"""Rows read one by one. A reading of the store stays open until the end of them: whoever may stop
before, by an error too, closes the stream (``contextlib.closing``)."""
NOTHING_EXPECTED: Final[Mapping[str, str]] = MappingProxyType({})
"""What a batch expects of the records it is about, where its caller has not seen them."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do beyond the protocol; tests skip by these, never by engine name."""

    cypher: bool = False
    many_processes: bool = True
    survives_restart: bool = True
    nested_rehearsals: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a read-only query in the engine's own language, and the revision it is of.

    ``truncated``: it ends at the limit, and there is more. ``hints``: what may be misspelt.
    """

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool = False
    revision: int = 0
    hints: tuple[Message, ...] = ()


class Store(Protocol):
    """Keeps statements, with two clocks; raises errors of ``kg.base.errors``, not of its engine.

    All reading methods answer from one consistent revision. Ids that were merged are followed.
    What is read is checked: ``StoreDamagedError`` where it is not what was written.
    """

    @property
    def url(self) -> str:
        """The address, without password: what errors and caches name."""

    @property
    def identity(self) -> str:
        """A random name given when the store was made: cache keys, never shown."""

    @property
    def room(self) -> Room:
        """Which types it holds: those of the knowledge base, or those of the desk."""

    @property
    def capabilities(self) -> Capabilities:
        """What this engine can do."""

    def apply(
        self,
        changes: Sequence[Change],
        *,
        note: str = "",
        expect: Mapping[str, str] = NOTHING_EXPECTED,
    ) -> Applied:
        """Write a batch whole or not at all; the same batch twice alters nothing.

        Changes take effect in order. A statement replaces what the same source said about the same
        subject. Where nothing is altered the revision stays. ``expect`` maps ids to the tokens of
        the records that the caller saw (``NodeRecord.token``), empty where there was none.

        Raises:
            ConflictError: one of these records is another by now; nothing was written.
            BadChangeError: an end or source that does not exist, or a type of the other room;
                nothing of the batch was kept.
            StoreLockedError, StoreFullError, StoreReadOnlyError: the engine could not write.
        """

    def rehearsal(self) -> AbstractContextManager[Store]:
        """Give a store in which everything can be tried; at the end nothing of it is kept."""

    def revision(self) -> int:
        """Return the number of the last committed batch that altered something; 0 when empty."""

    def point(self, revision: int | None = None) -> Point:
        """Return by what a revision is known (default: the last; one to come counts as the last).

        Its token is the same wherever the same was written in the same order, on both engines, and
        after copy, backup and restore (``kg.store.check_sums``). It is not to be shown.
        """

    def updated(self) -> str | None:
        """Return when the last revision was made (ISO, UTC), None when empty."""

    def nodes(self, revision: int | None = None) -> Stream[NodeRow]:
        """Stream all nodes at a revision (default: now), ordered by id."""

    def relations(self, revision: int | None = None) -> Stream[RelationRow]:
        """Stream all relations at a revision, ordered by (type, start, end, key)."""

    def redirects(self, revision: int | None = None) -> Mapping[str, str]:
        """Return old id → id it leads to, every chain followed to its end."""

    def changed_since(self, revision: int) -> Stream[Row]:
        """Stream the present rows of all that changed after ``revision``, nodes first."""

    def get(self, ids: Sequence[str]) -> dict[str, NodeRecord]:
        """Return the records of the ids that exist, by the id asked for."""

    def relations_of(self, id_: str) -> list[RelationRecord]:
        """Return all relations that start or end at a node, ordered by key."""

    def relations_from(self, ids: Sequence[str]) -> list[RelationRecord]:
        """Return all relations that start at these nodes, ordered by key."""

    def history(self, subject: str | RelationKey) -> list[Version]:
        """Return all versions of a record, oldest first; empty where there never was one."""

    def journal(self, after: int = 0) -> Stream[Revision]:
        """Yield every revision after ``after``, oldest first: all that the store ever held."""

    def replay(self, revision: Revision) -> None:
        """Write a revision of another store as it was made there: its number, day and versions.

        The same revision twice is fine: what is there already is left alone.

        Raises:
            BadChangeError: it is not the one that follows the store's last, or of the other room.
            StoreLockedError, StoreFullError, StoreReadOnlyError: the engine could not write.
        """

    def once(self, key: str, until: datetime, *, now: datetime | None = None) -> bool:
        """Spend a key: true for exactly one caller over all processes, until ``until`` has passed.

        False where it is spent, and where ``until`` has passed already. Keys are stored as given:
        hash what is secret. They are no part of any revision, of the journal or of a backup;
        those that have lapsed are forgotten by later calls. ``now`` is the time of the caller's
        clock where none is given. In a rehearsal nothing is kept of it.

        Raises:
            UnfitValueError: a key that not every engine can hold.
            ValueError: a time without its zone.
            StoreLockedError, StoreFullError, StoreReadOnlyError: the engine could not write.
        """

    def spent(self, key: str, *, now: datetime | None = None) -> bool:
        """Say whether a key was spent and has not lapsed since, without spending it.

        Raises:
            StoreReadOnlyError: the store is not open for writing: what it sees may be late.
            UnfitValueError, ValueError: as ``once``.
        """

    def keep_waiting(
        self, rows: Sequence[WaitingRow], *, now: datetime | None = None
    ) -> frozenset[str]:
        """Keep rows that wait for a person; return the ids of those for which there was room.

        Only a desk has such rows. One with the id of another replaces it, and came when that came.
        They are no part of any revision or journal, of a backup only where asked for, and are
        erased when they have lapsed: by later calls, and whatever is left of them is never shown.

        Raises:
            StoreRoomError: the store is no desk.
            UnfitValueError: a row that not every engine can hold.
            ValueError: a time without its zone.
            StoreLockedError, StoreFullError, StoreReadOnlyError: the engine could not write.
        """

    def waiting(
        self, ids: Sequence[str] | None = None, *, now: datetime | None = None
    ) -> Stream[WaitingRow]:
        """Yield the rows that wait, those with these ids or all, in the order in which they came.

        Raises:
            StoreRoomError: the store is no desk.
        """

    def let_go(self, ids: Sequence[str], *, now: datetime | None = None) -> None:
        """Erase rows that wait no longer, at once, and those that have lapsed.

        Raises:
            StoreRoomError: the store is no desk.
            StoreLockedError, StoreFullError, StoreReadOnlyError: the engine could not write.
        """

    def candidates(self, text: str, limit: int) -> list[str]:
        """Return ids of nodes whose searchable fields hold every word of ``text`` as a prefix.

        Accents and case are folded (``text.fold``). The order is by id: ranking happens above.
        """

    def prove(self, progress: Progress, *, deep: bool = False) -> Proof:
        """Return all that is not as it was written; with ``deep`` in the whole history.

        ``progress`` is told how many of what were looked at. Full text is no part of the history:
        ``write_words`` makes it anew.
        """

    def write_words(self) -> None:
        """Write full text anew from the records.

        Raises:
            StoreDamagedError: they are damaged themselves.
            StoreLockedError, StoreFullError, StoreReadOnlyError: the engine could not write.
        """

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, Any],
        limit: int,
        timeout: float = QUERY_SECONDS,
    ) -> Table:
        """Run a read-only query within ``timeout`` seconds; only where ``capabilities.cypher``.

        Values are JSON values. At most ``limit`` rows are given.

        Raises:
            WrongUseError: the query does more than read, has a mistake, or asks for too much.
        """

    def run(self, query: str, parameters: Mapping[str, Any]) -> Table:
        """Run a reading query that the program has compiled; only where ``capabilities.cypher``.

        Values are as the engine gives them, and no limit is set but time. Never for a text that
        somebody wrote: see ``cypher``.
        """

    def close(self) -> None:
        """Let go of all resources; closing twice is fine."""
