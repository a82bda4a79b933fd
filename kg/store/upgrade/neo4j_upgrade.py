"""A store of an older format in Neo4j brought to the present one: page by page, to be gone on with.

A page is one transaction: some records in all their versions, and the graph that people see of
them. Until the last page is done nobody else may open the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, Session, unit_of_work

from kg.model.changes import RelationKey
from kg.store.check_sums import Made
from kg.store.codec import Columns
from kg.store.neo4j import ddl, queries
from kg.store.neo4j.address import address_of
from kg.store.neo4j.apply import (
    Writing,
    link_version,
    node_version,
    node_writings,
    relation_writings,
    words_of_shown,
)
from kg.store.neo4j.connection import READ_TIMEOUT, WRITE_TIMEOUT, Pool, left_at_once
from kg.store.neo4j.current_records import key_of
from kg.store.neo4j.rows import facts_of, published
from kg.store.neo4j.transaction import Transaction
from kg.store.outcome import alone
from kg.store.sealing import Sealing
from kg.store.stored_versions import K, summed
from kg.store.unit_of_work import Difference
from kg.store.upgrade import neo4j_upgrade_queries as texts
from kg.store.upgrade.steps import steps_from
from kg.store.upgrade.upgrade_outcome import Progress, Upgraded
from kg.store.upgrade.version_upgrade import Closed, Renewal, is_new

_ROOM: Final = "knowledge"
"""Older stores are of no other."""
PAGE: Final = 2_000
"""Versions of a page, and as many more as its last record has."""
T = TypeVar("T")


class _Found(NamedTuple):
    """A version in the database; ``closed``: to whom, where an upgrade that broke off says so."""

    present: bool
    closed: Any
    name: str
    rev: int
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
        _Found(present, closed, name, rev, tuple(columns))
        for present, closed, rev, _, name, *columns in found
    ]


def _renewed_nodes(renewal: Renewal, page: list[_Found]) -> Iterator[Writing]:
    pairs = [(each, renewal.node(each.name, each.columns)) for each in page]
    new = [(each.rev, version) for each, version in pairs if version is not None]
    yield (
        texts.RENEW_NODES,
        [[r, *node_version(v, r, words_of_shown(alone(v)))] for r, v in new if is_new(v)],
    )
    yield texts.SUM_NODES, [_sum_row(each, each.name, version) for each, version in pairs]
    yield texts.CLOSE, [list(each) for each in _closed(renewal, page)]
    # All of them: who sees a record may have changed where no statement about it has.
    yield from node_writings(alone(v) for each, v in pairs if each.present and v is not None)


def _renewed_links(renewal: Renewal, page: list[_Found]) -> Iterator[Writing]:
    pairs = [(each, renewal.relation(key_of(each.name), each.columns)) for each in page]
    new = [(each, version) for each, version in pairs if version is not None and is_new(version)]
    yield texts.RENEW_LINKS, [[each.rev, *_link_row(each.rev, v)] for each, v in new]
    yield texts.SUM_LINKS, [_sum_row(each, key_of(each.name), version) for each, version in pairs]
    yield from relation_writings(alone(v) for each, v in new if each.present)


def _link_row(rev: int, version: Difference[RelationKey]) -> list[Any]:
    name, _, *columns = link_version(version, rev)
    return [name, None, *columns]


def _sum_row(each: _Found, key: K, version: Difference[K] | None) -> list[Any]:
    columns = each.columns if version is None else version.columns
    return [each.rev, each.name, summed(each.rev, key, columns)]


def _seal(transaction: Transaction) -> None:
    """Give all revisions their seals, from the sums of all versions."""
    sealing = Sealing()
    for rev, ended, id_, sum_ in transaction.run(texts.NODE_SUMS):
        sealing.add_node(rev, None if ended == queries.OPEN else ended, id_, sum_)
    for rev, ended, ref, sum_ in transaction.run(texts.LINK_SUMS):
        sealing.add_relation(rev, None if ended == queries.OPEN else ended, key_of(ref), sum_)
    made = [Made(*row) for row in transaction.run(texts.REVISIONS)]
    rows = [dict(facts_of(sealed)) for sealed in sealing.seals(made)]
    transaction.run(queries.SEAL, rows=rows).consume()


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
    (is_last,) = transaction.run(texts.LOCK).single(strict=True)
    if is_last:
        _seal(transaction)
    if transaction.run(texts.FINISH, schema=ddl.schema(_ROOM), room=_ROOM).single() is not None:
        transaction.run(texts.FORGET_CLOSED).consume()
    return closed


def _told(session: Session, url: str, before: int, closed: list[Closed]) -> Upgraded:
    records = _read(session, lambda t: int(t.run(texts.RECORDS).single(strict=True)[0]))
    revision = _read(session, published)
    return Upgraded(url, before, ddl.FORMAT, revision, records, closed)


def _read(session: Session, work: Callable[[Transaction], T]) -> T:
    return session.execute_read(unit_of_work(timeout=READ_TIMEOUT)(left_at_once(work)))


def _written(session: Session, work: Callable[[Transaction], T]) -> T:
    return session.execute_write(unit_of_work(timeout=WRITE_TIMEOUT)(left_at_once(work)))


_NODES: Final = _Paging(texts.NODES_DONE, texts.NODES, _renewed_nodes, texts.SET_NODES_DONE)
_LINKS: Final = _Paging(texts.LINKS_DONE, texts.RELATION_ROWS, _renewed_links, texts.SET_LINKS_DONE)
