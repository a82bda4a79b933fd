"""What only the server store does: its schema, its refusals, batches that nobody has published."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from neo4j import GraphDatabase

from kg.changes import Change, NodeStatement, Redirect, RelationKey, RelationStatement
from kg.errors import (
    BadOptionError,
    StoreBrokenError,
    StoreError,
    StoreMissingError,
    StoreNewerError,
    StoreReadOnlyError,
)
from kg.schema.registry import NODES
from kg.store import create_store, open_store
from kg.store.moving import copy
from kg.store.neo4j import queries
from kg.store.neo4j.address import address_of
from kg.store.neo4j.apply import GraphAlteredError
from kg.store.neo4j.failures import StoreLoginError, StoreUnreachableError
from kg.store.protocol import Store

pytestmark = pytest.mark.neo4j
SOURCE = "source/a"
OTHERWISE = {"since": "2020-01-01"}


def world(count: int, round_: int = 0) -> list[Change]:
    """A source and bodies that all say the same number: a reader must never see two of them."""
    said = {"acronym": f"round {round_}"}
    return [
        NodeStatement(SOURCE, SOURCE, {"title": {"en": f"Round {round_}"}}),
        *(NodeStatement(f"org/b{n:03}", SOURCE, said) for n in range(count)),
        *(
            RelationStatement(RelationKey("SUCCEEDS", f"org/b{n:03}", "org/b000"), SOURCE, {})
            for n in range(1, count)
        ),
    ]


def raw(url: str, query: str, **facts: object) -> list[list[object]]:
    address = address_of(url)
    auth = (address.user, address.password)
    with GraphDatabase.driver(address.uri, auth=auth) as driver:
        return [list(row) for row in driver.execute_query(query, facts).records]


@pytest.fixture
def store(fresh_neo4j: str) -> Store:
    return create_store(fresh_neo4j)


def test_every_type_has_its_constraint_and_the_indexes_are_there(empty_neo4j: str) -> None:
    create_store(empty_neo4j).close()
    constraints = raw(empty_neo4j, "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type")
    unique = {str(labels[0]) for labels, properties, _ in constraints if properties == ["id"]}  # type: ignore[index]
    assert unique == set(NODES)
    indexes = {str(name) for (name,) in raw(empty_neo4j, "SHOW INDEXES YIELD name")}
    assert {"names", "_words", "sector_code", "state_iso3", "_relation_ref"} <= indexes
    assert all(state == "ONLINE" for (state,) in raw(empty_neo4j, "SHOW INDEXES YIELD state"))


def test_people_find_names_by_full_text(store: Store, fresh_neo4j: str) -> None:
    store.apply([*world(1), NodeStatement("org/x", SOURCE, {"name": {"pt": "Cooperação"}})])
    asked = "CALL db.index.fulltext.queryNodes('names', 'cooperacao') YIELD node RETURN node.id"
    assert raw(fresh_neo4j, asked) == [["org/x"]]
    store.close()


@pytest.mark.parametrize("order", [1, -1])
def test_merges_in_one_batch_lead_to_their_end(store: Store, fresh_neo4j: str, order: int) -> None:
    store.apply(world(5))
    store.apply([Redirect("org/b004", "org/b003")])
    merges = [Redirect("org/b003", "org/b002"), Redirect("org/b002", "org/b001")]
    store.apply(merges[::order])
    leads = raw(fresh_neo4j, "MATCH (r:_Redirect) RETURN r.old, r.new ORDER BY r.old")
    assert leads == [[f"org/b00{n}", "org/b001"] for n in (2, 3, 4)]
    assert store.redirects() == dict(leads)  # type: ignore[arg-type]
    store.close()


def test_a_batch_that_was_not_published_is_seen_by_nobody_and_then_whole(
    store: Store, fresh_neo4j: str
) -> None:
    store.apply(world(5))
    store.apply(world(5, round_=1))
    # As after a kill between the two transactions of a batch.
    raw(fresh_neo4j, "MATCH (p:_Publication) SET p.revision = 1")
    reader = open_store(fresh_neo4j)
    assert (reader.revision(), reader.updated()) == (1, store.history("org/b001")[0].at)
    assert {row.body for row in reader.nodes() if row.id != SOURCE} == {'{"acronym":"round 0"}'}
    assert list(reader.changed_since(1)) == []
    assert reader.candidates("round 1", 5) == []
    assert len(reader.history("org/b001")) == 1
    assert store.apply(world(5, round_=2)).revision == 3
    assert {row.body for row in reader.nodes(2) if row.id != SOURCE} == {'{"acronym":"round 1"}'}
    assert {row.body for row in reader.nodes() if row.id != SOURCE} == {'{"acronym":"round 2"}'}
    reader.close()
    store.close()


def test_readers_see_whole_batches_while_others_write(store: Store, fresh_neo4j: str) -> None:
    store.apply(world(60))
    done = Event()

    def write() -> None:
        with_own = open_store(fresh_neo4j, write=True)
        for round_ in range(1, 25):
            with_own.apply(world(60, round_))
        with_own.close()
        done.set()

    writer = Thread(target=write)
    writer.start()
    looks = 0
    while not done.is_set():
        bodies = {row.body for row in store.nodes() if row.id != SOURCE}
        assert len(bodies) == 1
        revision = store.revision()
        assert bodies <= {f'{{"acronym":"round {n}"}}' for n in range(revision)}
        looks += 1
    writer.join()
    assert looks > 3
    assert store.revision() == 25
    store.close()


def test_writers_take_turns(store: Store, fresh_neo4j: str) -> None:
    store.apply(world(1))

    def write(name: str) -> None:
        own = open_store(fresh_neo4j, write=True)
        for n in range(10):
            own.apply([NodeStatement(f"org/{name}{n}", SOURCE, {})])
        own.close()

    writers = [Thread(target=write, args=(name,)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert store.revision() == 31
    assert [revision.number for revision in store.journal()] == list(range(1, 32))
    store.close()


def test_a_handle_for_reading_does_not_write(store: Store, fresh_neo4j: str) -> None:
    reader = open_store(fresh_neo4j)
    with pytest.raises(StoreReadOnlyError):
        reader.apply(world(1))
    reader.close()
    store.close()


def test_the_database_of_somebody_else_is_left_alone(empty_neo4j: str) -> None:
    raw(empty_neo4j, "CREATE (:Person {name: 'x'})")
    with pytest.raises(StoreBrokenError):
        create_store(empty_neo4j)
    with pytest.raises(StoreMissingError):
        open_store(empty_neo4j)
    assert raw(empty_neo4j, "MATCH (n) RETURN count(n)") == [[1]]


def test_a_store_of_another_format_is_refused(store: Store, fresh_neo4j: str) -> None:
    store.close()
    raw(fresh_neo4j, "MATCH (s:_Store) SET s.format = 99")
    with pytest.raises(StoreNewerError, match="99"):
        open_store(fresh_neo4j)


def test_full_text_for_people_follows_the_schema(empty_neo4j: str) -> None:
    create_store(empty_neo4j).close()
    raw(empty_neo4j, "DROP INDEX names")
    raw(empty_neo4j, "CREATE FULLTEXT INDEX names FOR (n:State) ON EACH [n.iso3]")
    raw(empty_neo4j, "MATCH (s:_Store) SET s.schema = 'of an older program'")
    create_store(empty_neo4j).close()
    labels = "SHOW INDEXES YIELD name, labelsOrTypes WHERE name = 'names' RETURN labelsOrTypes"
    assert raw(empty_neo4j, labels) == [[list(NODES)]]


HANDS: dict[str, tuple[str, list[Change]]] = {
    "a node is not there to be given other values": (
        "MATCH (o:Organisation {id: 'org/b002'}) DETACH DELETE o",
        [NodeStatement("org/b002", SOURCE, {"acronym": "other"})],
    ),
    "an end of a relation is not there": (
        "MATCH (o:Organisation {id: 'org/b002'}) DETACH DELETE o",
        [RelationStatement(RelationKey("SUCCEEDS", "org/b001", "org/b002"), SOURCE, {})],
    ),
    "a relation is not there to be given other values": (
        "MATCH (:Organisation {id: 'org/b002'})-[r]->() DELETE r",
        [RelationStatement(RelationKey("SUCCEEDS", "org/b002", "org/b000"), SOURCE, OTHERWISE)],
    ),
}


@pytest.mark.parametrize("case", HANDS)
def test_a_graph_altered_by_hand_is_told_and_a_copy_mends_it(
    store: Store, fresh_neo4j: str, tmp_path: Path, case: str
) -> None:
    by_hand, batch = HANDS[case]
    store.apply(world(5))
    raw(fresh_neo4j, by_hand)
    with pytest.raises(GraphAlteredError):
        store.apply(batch)
    assert store.revision() == 1
    with closing(create_store(f"sqlite://{tmp_path}/mended.db")) as mended:
        copy(store, mended)
        assert mended.apply(batch).revision == 2
    store.close()


def test_a_closed_store_says_so_whatever_is_asked(store: Store) -> None:
    store.close()
    for ask in (lambda: store.cypher("RETURN 1", {}, 1), store.revision):
        with pytest.raises(StoreError, match="closed"):
            ask()


def test_a_wrong_password_and_an_absent_server_are_told_apart(fresh_neo4j: str) -> None:
    address = address_of(fresh_neo4j)
    with pytest.raises(StoreLoginError) as login:
        open_store(f"neo4j://neo4j:not-this@{address.uri.partition('://')[2]}")
    assert "not-this" not in login.value.sentence("en")
    with pytest.raises(StoreUnreachableError):
        open_store("neo4j://neo4j:x@127.0.0.1:9")
    with pytest.raises(StoreMissingError):
        open_store(f"{fresh_neo4j}/no-such-database")


def test_the_password_may_come_from_elsewhere(fresh_neo4j: str) -> None:
    address = address_of(fresh_neo4j)
    store = create_store(address.shown, password=address.password)
    assert store.revision() == 0
    assert address.password not in store.url
    store.close()


@pytest.mark.parametrize(
    "url", ["neo4j://", "neo4j://h:99999", "neo4j://u:secret@h:x", "bolt://h/a/b"]
)
def test_addresses_of_another_form_are_refused_and_keep_their_secret(url: str) -> None:
    with pytest.raises(BadOptionError) as refused:
        open_store(url)
    assert "secret" not in refused.value.sentence("en")


def test_no_query_of_the_store_holds_a_value(store: Store) -> None:
    builders = (queries.make_relations, queries.put_relations, queries.drop_relations)
    texts = [build("State", "MEMBER_OF", "Organisation") for build in builders]
    assert all("$rows" in text for text in texts)
    store.close()
