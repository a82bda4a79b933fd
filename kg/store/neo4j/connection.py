"""Transactions on one database: readers that block nobody, one writer at a time, trials.

A reading answers from one revision, since every query names it. A batch is one transaction, between
two very small ones: the first announces its number before it is committed (see ``moment``), the
second publishes it when it is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final, Literal, Protocol, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    Session,
    unit_of_work,
)

from kg.base.i18n import msg
from kg.base.store_errors import StoreError, StoreReadOnlyError
from kg.model.fields import Room
from kg.store.neo4j import ddl, queries
from kg.store.neo4j.address import Address
from kg.store.neo4j.analyst_query import FETCH, ask
from kg.store.neo4j.apply import lock
from kg.store.neo4j.failures import guard
from kg.store.neo4j.transaction import Transaction, dropping
from kg.store.protocol import Table

READ_TIMEOUT: Final = 300.0
WRITE_TIMEOUT: Final = 600.0
STREAM_TIMEOUT: Final = 7200.0
"""Seconds after which the server ends a transaction; a stream of all rows, or a rehearsal, goes on
as long as its reader needs."""
_CONNECT_TIMEOUT: Final = 10.0
_RETRY_TIME: Final = 15.0
_READER_RETRY_TIME: Final = 3.0
"""Seconds within which a transaction is begun anew where the server is away: somebody waits for an
answer, a load can wait for a new leader."""
_FETCH: Final = 5_000
T = TypeVar("T")
Noticed = Literal["OFF", "WARNING"]
"""What the server tells of a query besides its answer."""


class Access(Protocol):
    """Where a store reads and writes: the database itself, or a rehearsal on it."""

    url: str
    room: Room

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Return what ``work`` gives; it may be run again where the server had to give up."""

    def reading(self) -> AbstractContextManager[Transaction]:
        """Give a transaction that reads, for answers that are taken row by row."""

    def write(self, work: Callable[[Transaction], tuple[T, int]]) -> T:
        """Keep all that ``work`` writes, or on an error nothing; it returns the revision too."""

    def keep(self, work: Callable[[Transaction], T]) -> T:
        """Keep what ``work`` writes beside all revisions; it may be run again."""

    def ask(self, query: str, parameters: Mapping[str, Any], limit: int, timeout: float) -> Table:
        """Run a query of a person: judged, with limits, in a transaction of its own."""

    def trial(self) -> AbstractContextManager[Access]:
        """Give an access of which nothing is kept at the end."""

    def close(self) -> None:
        """Let go of all connections."""


class Pool:
    """The connections of one handle to one database; may be shared by threads."""

    room: Room

    def __init__(self, address: Address, driver: Driver, *, write: bool) -> None:
        self.url = address.shown
        self.driver = driver
        self.database = address.database
        self._write = write
        self._closed = False
        # Whoever has written sees it afterwards, whichever member of a cluster answers.
        self._bookmarks = GraphDatabase.bookmark_manager()

    @classmethod
    def open(
        cls, address: Address, *, write: bool, room: Room | None, make: Room | None = None
    ) -> tuple[Pool, str]:
        """Open a store, with ``make`` after making an empty one; return its identity too."""
        with guard(address.shown):
            pool = cls(address, _driver(address, write=write), write=write)
            try:
                ddl.require_version(pool.driver, pool.url)
                with pool.session(WRITE_ACCESS if make else READ_ACCESS) as session:
                    if make:
                        ddl.lay_out(session, pool.url, make)
                    identity, pool.room = ddl.recognise(session, pool.url, room)
                    return pool, identity
            except BaseException:
                pool.close()
                raise

    @classmethod
    @contextmanager
    def unjudged(cls, address: Address, *, write: bool) -> Iterator[Pool]:
        """Give access to a database, whatever it holds, and close it again."""
        with guard(address.shown):
            pool = cls(address, _driver(address, write=write), write=write)
            try:
                ddl.require_version(pool.driver, pool.url)
                yield pool
            finally:
                pool.close()

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Return what ``work`` gives."""
        with guard(self.url), self.session(READ_ACCESS) as session:
            return session.execute_read(unit_of_work(timeout=READ_TIMEOUT)(left_at_once(work)))

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give a transaction that reads."""
        with (
            guard(self.url),
            self.session(READ_ACCESS) as session,
            session.begin_transaction(timeout=STREAM_TIMEOUT) as transaction,
            dropping(transaction),
        ):
            yield transaction

    def write(self, work: Callable[[Transaction], tuple[T, int]]) -> T:
        """Keep all that ``work`` writes, and publish it."""
        self._require_writable()

        def announced(transaction: ManagedTransaction) -> tuple[T, int]:
            with dropping(transaction):
                done, number = work(transaction)
                with self.session(WRITE_ACCESS) as session:
                    _tell(session, queries.ANNOUNCE, number)
            return done, number

        with guard(self.url), self.session(WRITE_ACCESS) as session:
            done, number = session.execute_write(unit_of_work(timeout=WRITE_TIMEOUT)(announced))
            _tell(session, queries.PUBLISH, number)
            return done

    def keep(self, work: Callable[[Transaction], T]) -> T:
        """Keep what ``work`` writes beside all revisions."""
        self._require_writable()
        with guard(self.url), self.session(WRITE_ACCESS) as session:
            return session.execute_write(unit_of_work(timeout=READ_TIMEOUT)(left_at_once(work)))

    def ask(self, query: str, parameters: Mapping[str, Any], limit: int, timeout: float) -> Table:
        """Run a query of a person."""
        fetch = min(limit + 1, FETCH)
        with guard(self.url), self.session(READ_ACCESS, fetch, "WARNING") as session:
            return ask(session, query, parameters, limit, timeout)

    @contextmanager
    def trial(self) -> Iterator[Access]:
        """Give an access inside a transaction that is rolled back at the end."""
        self._require_writable()
        with (
            guard(self.url),
            self.session(WRITE_ACCESS) as session,
            session.begin_transaction(timeout=STREAM_TIMEOUT) as transaction,
        ):
            _say(transaction, queries.TRIED, lock(transaction))
            yield Trial(self.url, transaction, self.room)
            transaction.rollback()

    def close(self) -> None:
        """Close all connections."""
        self._closed = True
        self.driver.close()

    def session(self, mode: str, fetch: int = _FETCH, noticed: Noticed = "OFF") -> Session:
        """Return a session on the database of the store."""
        if self._closed:
            raise StoreError(
                msg("The store {url} was closed.", url=self.url), msg("Open it again.")
            )
        return self.driver.session(
            database=self.database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            fetch_size=fetch,
            notifications_min_severity=noticed,
        )

    def _require_writable(self) -> None:
        if not self._write:
            raise StoreReadOnlyError(self.url)


class Trial:
    """A rehearsal: all batches in one transaction that is never committed."""

    def __init__(self, url: str, transaction: Transaction, room: Room) -> None:
        self.url = url
        self.room = room
        self._transaction = transaction

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Return what ``work`` gives on what was tried."""
        with guard(self.url):
            return work(self._transaction)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give the one transaction that sees what was tried."""
        with guard(self.url):
            yield self._transaction

    def write(self, work: Callable[[Transaction], tuple[T, int]]) -> T:
        """Try what ``work`` writes; a batch that does not fit is refused before it is written."""
        with guard(self.url):
            done, number = work(self._transaction)
            _say(self._transaction, queries.TRIED, number)
            return done

    def keep(self, work: Callable[[Transaction], T]) -> T:
        """Try what ``work`` writes."""
        return self.read(work)

    def ask(
        self,
        query: str,  # noqa: ARG002
        parameters: Mapping[str, Any],  # noqa: ARG002
        limit: int,  # noqa: ARG002
        timeout: float,  # noqa: ARG002
    ) -> Table:
        """Refuse: what a person asks is limited by a transaction of its own.

        Raises:
            StoreError: always.
        """
        raise StoreError(
            msg("The store {url} takes no queries during a rehearsal.", url=self.url),
            msg("Ask when it has ended."),
        )

    def trial(self) -> AbstractContextManager[Access]:
        """Refuse: a transaction cannot be taken back in part.

        Raises:
            StoreError: always.
        """
        raise StoreError(
            msg("The store {url} cannot rehearse within a rehearsal.", url=self.url),
            msg("End the first one."),
        )

    def close(self) -> None:
        """Do nothing: the rehearsal ends where it was begun."""


def left_at_once(work: Callable[[Transaction], T]) -> Callable[[ManagedTransaction], T]:
    """Return work in a transaction of the driver that is dropped where somebody interrupts."""

    def done(transaction: ManagedTransaction) -> T:
        with dropping(transaction):
            return work(transaction)

    return done


def _driver(address: Address, *, write: bool) -> Driver:
    return GraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        connection_timeout=_CONNECT_TIMEOUT,
        connection_acquisition_timeout=_CONNECT_TIMEOUT * 3,
        max_transaction_retry_time=_RETRY_TIME if write else _READER_RETRY_TIME,
        # Old stores lack labels that queries name: that is no news for anybody.
        notifications_min_severity="OFF",
        user_agent="coopgraph",
    )


def _tell(session: Session, query: str, number: int) -> None:
    session.execute_write(left_at_once(lambda transaction: _say(transaction, query, number)))


def _say(transaction: Transaction, query: str, number: int) -> None:
    transaction.run(query, number=number).consume()
