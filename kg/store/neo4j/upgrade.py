"""A store of an older format in Neo4j brought to the present one: page by page, to be gone on with.

A page is one transaction: some records in all their versions, and the graph that people see of
them. Until the last page is done nobody else may open the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, Session, unit_of_work

from kg.store.codec import Columns
from kg.store.neo4j import ddl, queries, read
from kg.store.neo4j import upgrade_queries as texts
from kg.store.neo4j.address import address_of
from kg.store.neo4j.apply import (
    Writing,
    link_version,
    node_version,
    node_writings,
    relation_writings,
)
from kg.store.neo4j.connection import READ_TIMEOUT, WRITE_TIMEOUT, Pool, left_at_once
from kg.store.neo4j.present import key_of
from kg.store.neo4j.transaction import Transaction
from kg.store.upgrade.outcome import Progress, Upgraded
from kg.store.upgrade.records import Closed, Renewal, is_new
from kg.store.upgrade.steps import steps_from

_ROOM: Final = "knowledge"
"""Older stores are of no other."""
PAGE: Final = 2_000
"""Versions of a page, and as many more as its last record has."""
T = TypeVar("T")


class _Found(NamedTuple):
    """A version in the database; ``closed``: to whom, where an upgrade that broke off says so."""

    name: str
    revision: int
    present: bool
    closed: Any
    columns: Columns


class _Paging(NamedTuple):
    """How one kind of records is read and written, page by page."""

    done: str
    find: str
    renew: Callable[[Renewal, list[_Found]], Iterator[Writing]]
    set_done: str


def look_neo4j(url: str, password: str | None) -> Upgraded:
    """Return what an upgrade of the store in a database would do; nothing is written.

    Raises:
        BadOptionError: the address has another form.
        StoreError: it cannot be reached or read, or is none that can be upgraded.
    """
    with (
        Pool.unjudged(address_of(url, password), write=False) as pool,
        pool.session(READ_ACCESS) as session,
    ):
        before = _before(session, pool.url)
        return _told(session, pool.url, before, _to_close(session, before))


def upgrade_neo4j(url: str, password: str | None, progress: Progress) -> Upgraded:
    """Bring the store in a database to the present format, or go on where that broke off.

    Raises:
        BadOptionError, StoreError: as ``look_neo4j``, or it cannot be written.
    """
    address = address_of(url, password)
    with Pool.unjudged(address, write=True) as pool, pool.session(WRITE_ACCESS) as session:
        before = _before(session, pool.url)
        closed: list[Closed] = []
        while _before(session, pool.url) != ddl.FORMAT:
            _written(session, lambda t: t.run(texts.BEGIN, format=ddl.FORMAT).consume())
            _all_pages(session, Renewal(steps_from("neo4j", before)), progress)
            ddl.make_schema(session, _ROOM)
            closed = _written(session, _finished)
        return _told(session, pool.url, before, closed)


def _before(session: Session, url: str) -> int:
    """Return the format of the store: the present one where there is nothing to be done."""
    return ddl.format_of(ddl.store_of(session.run(queries.STORE), url), url)


def _to_close(session: Session, before: int) -> list[Closed]:
    steps, after = steps_from("neo4j", before), ""
    closed: list[Closed] = []
    while steps and (page := _read(session, partial(_page, texts.NODES, after))):
        closed += _closed(Renewal(steps), page)
        after = page[-1].name
    return closed


def _all_pages(session: Session, renewal: Renewal, progress: Progress) -> None:
    total = _read(session, lambda t: int(t.run(texts.COUNT).single(strict=True)[0]))
    done = 0
    for paging in (_NODES, _LINKS):
        while count := _written(session, partial(_renew_page, paging, renewal)):
            done += count
            progress(done, total)


def _renew_page(paging: _Paging, renewal: Renewal, transaction: Transaction) -> int:
    """Bring the next page over; return how many versions it has, 0 behind the last one."""
    (after,) = transaction.run(paging.done).single(strict=True)
    page = _page(paging.find, after, transaction)
    if page:
        for query, rows in paging.renew(renewal, page):
            transaction.run(query, rows=rows).consume()
        transaction.run(paging.set_done, last=page[-1].name).consume()
    return len(page)


def _page(query: str, after: str, transaction: Transaction) -> list[_Found]:
    found = transaction.run(query, after=after, limit=PAGE)
    return [
        _Found(name, revision, present, closed, tuple(columns))
        for name, revision, present, closed, *columns in found
    ]


def _renewed_nodes(renewal: Renewal, page: list[_Found]) -> Iterator[Writing]:
    pairs = [(each, renewal.node(each.name, each.columns)) for each in page]
    new = [(each.revision, version) for each, version in pairs if version is not None]
    yield texts.RENEW_NODES, [[rev, *node_version(v)] for rev, v in new if is_new(v)]
    yield texts.CLOSE, [list(each) for each in _closed(renewal, page)]
    # All of them: who sees a record may have changed where no statement about it has.
    yield from node_writings(v for each, v in pairs if each.present and v is not None)


def _renewed_links(renewal: Renewal, page: list[_Found]) -> Iterator[Writing]:
    pairs = [(each, renewal.link(key_of(each.name), each.columns)) for each in page]
    new = [(each, version) for each, version in pairs if version is not None and is_new(version)]
    yield texts.RENEW_LINKS, [[each.revision, *link_version(v)] for each, v in new]
    yield from relation_writings(v for each, v in new if each.present)


def _closed(renewal: Renewal, page: list[_Found]) -> list[Closed]:
    present = (each for each in page if each.present)
    found = (
        renewal.closed(each.name, each.columns)
        if each.closed is None
        else Closed(each.name, each.closed)
        for each in present
    )
    return [each for each in found if each is not None]


def _finished(transaction: Transaction) -> list[Closed]:
    """End it, unless it has to begin anew; return what closed, from its beginning on."""
    closed = [Closed(*row) for row in transaction.run(texts.CLOSED)]
    if transaction.run(texts.FINISH, schema=ddl.schema(_ROOM), room=_ROOM).single() is not None:
        transaction.run(texts.FORGET_CLOSED).consume()
    return closed


def _told(session: Session, url: str, before: int, closed: list[Closed]) -> Upgraded:
    records = _read(session, lambda t: int(t.run(texts.RECORDS).single(strict=True)[0]))
    revision = _read(session, read.revision)
    return Upgraded(url, before, ddl.FORMAT, revision, records, closed)


def _read(session: Session, work: Callable[[Transaction], T]) -> T:
    return session.execute_read(unit_of_work(timeout=READ_TIMEOUT)(left_at_once(work)))


def _written(session: Session, work: Callable[[Transaction], T]) -> T:
    return session.execute_write(unit_of_work(timeout=WRITE_TIMEOUT)(left_at_once(work)))


_NODES: Final = _Paging(texts.NODES_DONE, texts.NODES, _renewed_nodes, texts.SET_NODES_DONE)
_LINKS: Final = _Paging(texts.LINKS_DONE, texts.LINKS, _renewed_links, texts.SET_LINKS_DONE)
