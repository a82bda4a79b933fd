"""What a text of Cypher gives is of one revision, and says of which, while others write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from threading import Event, Thread

import pytest
from neo4j import Driver, Transaction
from neo4j.exceptions import ServiceUnavailable

from kg.store.neo4j import connection, queries
from kg.store.neo4j import revision_fence as moment
from kg.store.neo4j.apply import lock
from kg.store.neo4j.revision_fence import StoreBusyError, of_one_revision
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store, Table
from tests.kg.store.neo4j.test_store import raw, world

pytestmark = pytest.mark.neo4j
BODIES, ROUNDS = 300, 25
ALL_SAY = "MATCH (o:Organisation) RETURN collect(DISTINCT o.acronym) AS said, count(*) AS bodies"
Ask = Callable[[Store], Table]
WAYS: dict[str, Ask] = {
    "compiled": lambda store: store.run(ALL_SAY, {}),
    "written by a person": lambda store: store.cypher(ALL_SAY, {}, 10),
}


@pytest.fixture
def store(fresh_neo4j: str) -> Store:
    store = create_store(fresh_neo4j)
    store.apply(world(BODIES))
    return store


@pytest.fixture
def reading(store: Store, _session_driver: Driver) -> Iterator[Transaction]:
    """A transaction of somebody else on the database of the store."""
    with _session_driver.session() as session, session.begin_transaction() as transaction:
        yield transaction


@pytest.mark.parametrize("way", WAYS)
def test_a_text_is_of_the_revision_it_names(store: Store, fresh_neo4j: str, way: str) -> None:
    done, ask = Event(), WAYS[way]

    def write() -> None:
        own = open_store(fresh_neo4j, write=True)
        for round_ in range(1, ROUNDS):
            own.apply(world(BODIES, round_))
        own.close()
        done.set()

    writer = Thread(target=write)
    writer.start()
    seen = []
    while not done.is_set():
        seen.append(ask(store))
    writer.join()
    assert seen
    for table in seen:
        assert table.rows == [[[f"round {table.revision - 1}"], BODIES]]
    assert ask(store).revision == ROUNDS
    store.close()


@pytest.fixture
def announced(store: Store, fresh_neo4j: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store of which nobody knows whether its second batch is being committed."""
    monkeypatch.setattr(moment, "PATIENCE", 0.1)
    raw(fresh_neo4j, queries.ANNOUNCE, number=2)
    return store


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_told_while_a_batch_is_being_committed(announced: Store, way: str) -> None:
    with pytest.raises(StoreBusyError):
        WAYS[way](announced)
    announced.close()


def test_a_writer_that_died_after_it_announced_keeps_nobody_waiting_for_ever(
    announced: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moment, "LEASE", -1)
    assert announced.run(ALL_SAY, {}).revision == 1
    announced.close()


def test_the_next_batch_ends_the_waiting(announced: Store) -> None:
    assert announced.apply(world(BODIES, 1)).revision == 2
    found = Table(["said", "bodies"], [[["round 1"], BODIES]], revision=2)
    assert announced.run(ALL_SAY, {}) == found
    announced.close()


def test_a_batch_that_was_not_published_is_told_as_what_it_is(
    store: Store, fresh_neo4j: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moment, "LEASE", -1)
    store.apply(world(BODIES, 1))
    raw(fresh_neo4j, "MATCH (p:_Publication) SET p.revision = 1")
    table = store.run(ALL_SAY, {})
    assert (table.rows, table.revision) == ([[["round 1"], BODIES]], 2)
    store.close()


def test_a_batch_is_published_while_the_next_one_is_written(
    store: Store, reading: Transaction, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = connection._say

    def after_the_next_has_begun(transaction: Transaction, query: str, number: int) -> None:
        if query == queries.PUBLISH:
            lock(reading)
        said(transaction, query, number)

    monkeypatch.setattr(connection, "_say", after_the_next_has_begun)
    assert store.apply(world(BODIES, 1)).revision == 2
    assert store.revision() == 2
    store.close()


def test_an_interruption_is_no_failure_to_be_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []

    def interrupted(transaction: Transaction, query: str, number: int) -> None:
        said.append((transaction, query, number))
        try:
            raise KeyboardInterrupt
        finally:
            # As the driver does that cannot take its leave.
            raise ServiceUnavailable

    monkeypatch.setattr(connection, "_say", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.apply(world(2, 1))
    assert len(said) == 1
    monkeypatch.undo()
    assert store.apply(world(2, 1)).revision == 2
    store.close()


def test_a_rehearsal_reads_what_it_tries(store: Store) -> None:
    with store.rehearsal() as trial:
        trial.apply(world(BODIES, 1))
        table = trial.run(ALL_SAY, {})
    assert (table.rows, table.revision) == ([[["round 1"], BODIES]], 2)
    store.close()


def test_a_store_that_never_rests_is_told(store: Store, reading: Transaction) -> None:
    rounds = count(1)

    def disturbed() -> Table:
        store.apply(world(2, next(rounds)))
        return Table([], [])

    with pytest.raises(StoreBusyError):
        of_one_revision(reading, disturbed)
    assert store.revision() == 1 + moment.TRIES
    store.close()
