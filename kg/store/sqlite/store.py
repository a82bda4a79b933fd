"""The embedded store behind the protocol: each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any, Final, TypeVar

from kg.base.defaults import QUERY_SECONDS
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.base.store_errors import StoreReadOnlyError
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
from kg.store.proof import WORDS_LOST, Progress, Proof
from kg.store.protocol import (
    NOTHING_EXPECTED,
    Capabilities,
    Store,
    Stream,
    Table,
)
from kg.store.reading import Reading
from kg.store.redirects import KnownRedirects
from kg.store.rooms import require_own, require_own_revision
from kg.store.spent_keys import fit, instant, turn
from kg.store.sqlite.access_protocol import Access
from kg.store.sqlite.apply import apply_batch, apply_revision
from kg.store.sqlite.ddl import named
from kg.store.sqlite.find import find
from kg.store.sqlite.prove import prove_file, words_are_found, write_words_anew
from kg.store.sqlite.rows import SqliteRows
from kg.store.sqlite.spent import is_spent, spend
from kg.store.sqlite.waiting import keep, let_go, waiting
from kg.store.unit_of_work import Known
from kg.store.waiting_rows import WaitingRow, columns_of, ids_of, require_desk

_CAPABILITIES: Final = Capabilities()
T = TypeVar("T")


class SqliteStore:
    """A store in one SQLite file; may be shared by threads. See ``kg.store.protocol.Store``."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._known = Known()
        self._redirects = KnownRedirects()

    @property
    def url(self) -> str:
        """The address of the file."""
        return self._access.url

    @cached_property
    def identity(self) -> str:
        """The random name given when the store was made."""
        with self._access.reading() as connection:
            return named(connection).identity

    @property
    def room(self) -> Room:
        """Which types it holds."""
        return self._access.room

    @property
    def capabilities(self) -> Capabilities:
        """Many processes, and what is acknowledged survives; no Cypher."""
        return _CAPABILITIES

    def apply(
        self,
        changes: Sequence[Change],
        *,
        note: str = "",
        expect: Mapping[str, str] = NOTHING_EXPECTED,
    ) -> Applied:
        """Write a batch whole or not at all."""
        require_own(self.url, self.room, changes)
        with self._access.writing() as connection:
            # Taken while this thread alone writes, given back when the batch is on the disk.
            known, self._known = self._known, Known()
            applied = apply_batch(connection, changes, note, known, expect)
        self._known = known
        return applied

    @contextmanager
    def rehearsal(self) -> Iterator[Store]:
        """Give a store on which everything can be tried; others cannot write meanwhile."""
        with self._access.trial() as access:
            yield SqliteStore(access)

    def revision(self) -> int:
        """Return the number of the last batch that altered something; 0 when empty."""
        return self.point().number

    def point(self, revision: int | None = None) -> Point:
        """Return by what a revision is known."""
        with (
            self._access.reading() as connection,
            closing(SqliteRows(connection, revision)) as rows,
        ):
            return rows.sealed.point

    def updated(self) -> str | None:
        """Return when the last revision was made."""
        return self.point().at

    def nodes(self, revision: int | None = None) -> Stream[NodeRow]:
        """Stream all nodes at a revision, by id."""
        with self._reading(revision) as reading:
            yield from self._rows(reading.nodes())

    def relations(self, revision: int | None = None) -> Stream[RelationRow]:
        """Stream all relations at a revision, by key."""
        with self._reading(revision) as reading:
            yield from self._rows(reading.relations())

    def redirects(self, revision: int | None = None) -> Mapping[str, str]:
        """Return old id → id it leads to."""
        with self._reading(revision) as reading:
            return reading.redirects.all()

    def changed_since(self, revision: int) -> Stream[Row]:
        """Stream the present rows of all that changed after ``revision``, nodes first."""
        with self._reading() as reading:
            yield from self._rows(reading.changed(revision))

    def get(self, ids: Sequence[str]) -> dict[str, NodeRecord]:
        """Return the records of the ids that exist, by the id asked for."""
        with self._reading() as reading:
            return reading.records(ids)

    def relations_of(self, id_: str) -> list[RelationRecord]:
        """Return all relations that start or end at a node, by key."""
        with self._reading() as reading:
            return reading.relations_of(id_)

    def relations_from(self, ids: Sequence[str]) -> list[RelationRecord]:
        """Return all relations that start at these nodes, by key."""
        with self._reading() as reading:
            return reading.relations_from(ids)

    def history(self, subject: str | RelationKey) -> list[Version]:
        """Return all versions of a record, oldest first."""
        with self._reading() as reading:
            return reading.history(subject)

    def journal(self, after: int = 0) -> Stream[Revision]:
        """Yield every revision after ``after``, oldest first."""
        with self._reading() as reading:
            yield from self._rows(reading.journal(after))

    def replay(self, revision: Revision) -> None:
        """Write a revision of another store as it was made there."""
        require_own_revision(self.url, self.room, revision)
        with self._access.writing() as connection:
            apply_revision(connection, revision)

    def once(self, key: str, until: datetime, *, now: datetime | None = None) -> bool:
        """Spend a key."""
        asked = turn(key, until, now)
        with self._access.writing() as connection:
            return spend(connection, asked)

    def spent(self, key: str, *, now: datetime | None = None) -> bool:
        """Say whether a key was spent and has not lapsed since."""
        if not self._access.writable:
            raise StoreReadOnlyError(self.url)
        with self._access.reading() as connection:
            return is_spent(connection, fit(key), instant(now))

    def keep_waiting(
        self, rows: Sequence[WaitingRow], *, now: datetime | None = None
    ) -> frozenset[str]:
        """Keep rows that wait for a person; return the ids of those for which there was room."""
        asked = [columns_of(row) for row in rows]
        self.let_go([], now=now)
        with self._access.writing() as connection:
            return ids_of(keep(connection, asked, instant(now)))

    def waiting(
        self, ids: Sequence[str] | None = None, *, now: datetime | None = None
    ) -> Stream[WaitingRow]:
        """Yield the rows that wait for a person, in the order in which they came."""
        require_desk(self.url, self.room)
        with self._access.reading() as connection:
            found = (columns.row() for columns in waiting(connection, ids, instant(now)))
            yield from self._rows(found)

    def let_go(self, ids: Sequence[str], *, now: datetime | None = None) -> None:
        """Erase rows that wait no longer, and those that have lapsed."""
        require_desk(self.url, self.room)
        with self._access.writing() as connection:
            erased = let_go(connection, ids, instant(now))
        if erased:
            self._access.settle()

    def candidates(self, text: str, limit: int) -> list[str]:
        """Return ids of nodes that hold every word of ``text`` as a prefix, by id."""
        with self._access.reading() as connection:
            return find(connection, text, limit)

    def prove(self, progress: Progress, *, deep: bool = False) -> Proof:
        """Return all that is not as it was written."""
        with self._rows_of(None) as rows:
            proof = prove_file(rows, progress, deep=deep)
        if deep and self._access.writable:
            with self._access.trial() as access, access.writing() as connection:
                if not words_are_found(connection):
                    proof.faults.append(WORDS_LOST)
        return proof

    def write_words(self) -> None:
        """Write full text anew from the records."""
        with self._access.writing() as connection:
            write_words_anew(connection)

    def cypher(
        self,
        query: str,  # noqa: ARG002
        parameters: Mapping[str, Any],  # noqa: ARG002
        limit: int,  # noqa: ARG002
        timeout: float = QUERY_SECONDS,  # noqa: ARG002
    ) -> Table:
        """Refuse: this engine has no Cypher.

        Raises:
            WrongUseError: always.
        """
        raise self._no_cypher()

    def run(self, query: str, parameters: Mapping[str, Any]) -> Table:  # noqa: ARG002
        """Refuse: this engine has no Cypher.

        Raises:
            WrongUseError: always.
        """
        raise self._no_cypher()

    def _no_cypher(self) -> WrongUseError:
        detail = msg("The store {url} cannot run Cypher.", url=self.url)
        return WrongUseError(detail, msg("Use a store in Neo4j for it."))

    def close(self) -> None:
        """Close all connections; closing twice is fine."""
        self._access.close()

    @contextmanager
    def _rows_of(self, revision: int | None) -> Iterator[SqliteRows]:
        with (
            self._access.reading() as connection,
            closing(SqliteRows(connection, revision)) as rows,
        ):
            yield rows

    @contextmanager
    def _reading(self, revision: int | None = None) -> Iterator[Reading]:
        with self._rows_of(revision) as rows:
            yield Reading(rows, self._redirects)

    def _rows(self, rows: Iterator[T]) -> Iterator[T]:
        # In a rehearsal there is one connection: a later batch must not meet an open cursor.
        return rows if self._access.alone else iter(list(rows))
