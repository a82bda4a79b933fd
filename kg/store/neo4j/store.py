"""The server store behind the protocol: each method is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar

from kg.base.defaults import QUERY_SECONDS
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
from kg.store.neo4j import queries, read
from kg.store.neo4j.apply import apply_batch, apply_revision, lock
from kg.store.neo4j.connection import Access
from kg.store.neo4j.prove import prove_database, words_anew
from kg.store.neo4j.rows import Neo4jRows
from kg.store.neo4j.spent import is_spent, spend
from kg.store.neo4j.transaction import Transaction
from kg.store.neo4j.waiting import keep, let_go, pieces, purge, waiting
from kg.store.proof import Progress, Proof
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
from kg.store.unit_of_work import Known
from kg.store.waiting_rows import WaitingColumns, WaitingRow, columns_of, ids_of, require_desk

T = TypeVar("T")
_CAPABILITIES: Final = Capabilities(cypher=True, nested_rehearsals=False)


class Neo4jStore:
    """A store in one Neo4j database; may be shared by threads. See ``kg.store.protocol.Store``."""

    def __init__(self, access: Access, identity: str) -> None:
        self._access = access
        self._known = Known()
        self._redirects = KnownRedirects()
        self._identity = identity

    @property
    def url(self) -> str:
        """The address of the database, without password."""
        return self._access.url

    @property
    def identity(self) -> str:
        """The random name given when the store was made."""
        return self._identity

    @property
    def room(self) -> Room:
        """Which types it holds."""
        return self._access.room

    @property
    def capabilities(self) -> Capabilities:
        """Cypher; no rehearsal within a rehearsal."""
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
        known = Known()

        def work(transaction: Transaction) -> tuple[Applied, int]:
            nonlocal known
            # Run again by the driver, it begins from nothing: what it knew may not be so.
            known, self._known = self._known, Known()
            applied = apply_batch(transaction, changes, note, known, expect)
            return applied, applied.revision

        applied = self._access.write(work)
        self._known = known
        return applied

    @contextmanager
    def rehearsal(self) -> Iterator[Store]:
        """Give a store on which everything can be tried; others cannot write meanwhile."""
        with self._access.trial() as access:
            yield Neo4jStore(access, self._identity)

    def revision(self) -> int:
        """Return the number of the last batch that altered something; 0 when empty."""
        return self.point().number

    def point(self, revision: int | None = None) -> Point:
        """Return by what a revision is known."""
        return self._access.read(lambda transaction: Neo4jRows(transaction, revision).sealed.point)

    def updated(self) -> str | None:
        """Return when the last revision was made."""
        return self.point().at

    def nodes(self, revision: int | None = None) -> Stream[NodeRow]:
        """Stream all nodes at a revision, by id."""
        with self._access.reading() as transaction:
            yield from Reading(Neo4jRows(transaction, revision), self._redirects).nodes()

    def relations(self, revision: int | None = None) -> Stream[RelationRow]:
        """Stream all relations at a revision, by key."""
        with self._access.reading() as transaction:
            yield from Reading(Neo4jRows(transaction, revision), self._redirects).relations()

    def redirects(self, revision: int | None = None) -> Mapping[str, str]:
        """Return old id → id it leads to."""
        return self._read(lambda reading: reading.redirects.all(), revision)

    def changed_since(self, revision: int) -> Stream[Row]:
        """Stream the present rows of all that changed after ``revision``, nodes first."""
        with self._access.reading() as transaction:
            yield from Reading(Neo4jRows(transaction), self._redirects).changed(revision)

    def get(self, ids: Sequence[str]) -> dict[str, NodeRecord]:
        """Return the records of the ids that exist, by the id asked for."""
        return self._read(lambda reading: reading.records(ids))

    def relations_of(self, id_: str) -> list[RelationRecord]:
        """Return all relations that start or end at a node, by key."""
        return self._read(lambda reading: reading.relations_of(id_))

    def relations_from(self, ids: Sequence[str]) -> list[RelationRecord]:
        """Return all relations that start at these nodes, by key."""
        return self._read(lambda reading: reading.relations_from(ids))

    def history(self, subject: str | RelationKey) -> list[Version]:
        """Return all versions of a record, oldest first."""
        return self._read(lambda reading: reading.history(subject))

    def journal(self, after: int = 0) -> Stream[Revision]:
        """Yield every revision after ``after``, oldest first."""
        with self._access.reading() as transaction:
            yield from Reading(Neo4jRows(transaction), self._redirects).journal(after)

    def replay(self, revision: Revision) -> None:
        """Write a revision of another store as it was made there."""
        require_own_revision(self.url, self.room, revision)
        self._access.write(lambda transaction: (None, apply_revision(transaction, revision)))

    def once(self, key: str, until: datetime, *, now: datetime | None = None) -> bool:
        """Spend a key."""
        asked, by = turn(key, until, now), secrets.token_hex(16)
        return self._access.keep(lambda transaction: spend(transaction, asked, by))

    def spent(self, key: str, *, now: datetime | None = None) -> bool:
        """Say whether a key was spent and has not lapsed since."""
        asked, at = fit(key), instant(now)
        return self._access.keep(lambda transaction: is_spent(transaction, asked, at))

    def keep_waiting(
        self, rows: Sequence[WaitingRow], *, now: datetime | None = None
    ) -> frozenset[str]:
        """Keep rows that wait for a person; return the ids of those for which there was room."""
        require_desk(self.url, self.room)
        asked, at = [columns_of(row) for row in rows], instant(now)
        self._purge(at)
        kept: list[WaitingColumns] = []
        for piece in pieces(asked):
            kept += self._access.keep(partial(keep, rows=piece, now=at))
        return ids_of(kept)

    def waiting(
        self, ids: Sequence[str] | None = None, *, now: datetime | None = None
    ) -> Stream[WaitingRow]:
        """Yield the rows that wait for a person, in the order in which they came."""
        require_desk(self.url, self.room)
        with self._access.reading() as transaction:
            yield from (found.row() for found in waiting(transaction, ids, instant(now)))

    def let_go(self, ids: Sequence[str], *, now: datetime | None = None) -> None:
        """Erase rows that wait no longer, and those that have lapsed."""
        require_desk(self.url, self.room)
        self._access.keep(lambda transaction: let_go(transaction, ids))
        self._purge(instant(now))

    def _purge(self, now: int) -> None:
        while self._access.keep(lambda transaction: purge(transaction, now)):
            pass

    def candidates(self, text: str, limit: int) -> list[str]:
        """Return ids of nodes that hold every word of ``text`` as a prefix, by id."""
        return self._access.read(lambda transaction: read.find(transaction, text, limit))

    def prove(self, progress: Progress, *, deep: bool = False) -> Proof:
        """Return all that is not as it was written, in the graph that people open too."""
        with self._access.reading() as transaction:
            return prove_database(Neo4jRows(transaction), progress, deep=deep)

    def write_words(self) -> None:
        """Write full text anew from the records."""

        def work(transaction: Transaction) -> None:
            # Behind the lock of all who write: what is written anew is of one revision.
            rows = list(words_anew(Neo4jRows(transaction, lock(transaction))))
            transaction.run(queries.SET_WORDS, rows=rows).consume()

        self._access.keep(work)

    def cypher(
        self,
        query: str,
        parameters: Mapping[str, Any],
        limit: int,
        timeout: float = QUERY_SECONDS,
    ) -> Table:
        """Run a query that only reads (see ``ask``)."""
        return self._access.ask(query, parameters, limit, timeout)

    def run(self, query: str, parameters: Mapping[str, Any]) -> Table:
        """Run a reading query that the program has compiled."""
        return self._access.read(lambda transaction: read.table(transaction, query, parameters))

    def close(self) -> None:
        """Close all connections; closing twice is fine."""
        self._access.close()

    def _read(self, ask: Callable[[Reading], T], revision: int | None = None) -> T:
        return self._access.read(
            lambda transaction: ask(Reading(Neo4jRows(transaction, revision), self._redirects))
        )
