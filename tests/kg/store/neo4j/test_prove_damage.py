"""What somebody alters in the database: rows are never believed, the graph is held against them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from kg.base.store_errors import StoreDamagedError
from kg.graph.build import snapshot_of
from kg.model.changes import NodeStatement, Redirect
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.store.neo4j.test_store import SOURCE, raw, world

pytestmark = pytest.mark.neo4j
ROWS = {
    "a property": "MATCH (v:_NodeVersion {id: 'org/b003'}) SET v.body = '{}'",
    "a property less": "MATCH (v:_NodeVersion {id: 'org/b003'}) REMOVE v.statements",
    "another kind": "MATCH (v:_NodeVersion {id: 'org/b003'}) SET v.body = 7",
    "a sum of another kind": "MATCH (v:_NodeVersion {id: 'org/b003'}) SET v.sum = toString(v.sum)",
    "an id of another kind": "MATCH (v:_NodeVersion {id: 'org/b003'}) SET v.id = 7",
    "a count of another kind": "MATCH (r:_Revision {number: 2}) SET r.nodes = toString(r.nodes)",
    "a sum": "MATCH (v:_NodeVersion {id: 'org/b003'}) SET v.sum = v.sum + 1",
    "a row less": "MATCH (v:_NodeVersion {id: 'org/b003'}) DETACH DELETE v",
    "a row twice": "MATCH (v:_NodeVersion {id: 'org/b003'}) CREATE (w:_NodeVersion) SET w = v",
    "an id": "MATCH (v:_NodeVersion {id: 'org/b003'}) SET v.id = 'org/b00x'",
    "a relation": "MATCH (v:_RelationVersion {start: 'org/b003'}) SET v.status = 'former'",
    "a relation less": "MATCH (v:_RelationVersion {start: 'org/b003'}) DELETE v",
    "a name": "MATCH (v:_RelationVersion {start: 'org/b003'}) SET v.ref = 'x'",
    "a merge": "MATCH (v:_NodeVersion {id: 'org/b005'}) REMOVE v.joined",
    "what is present": "MATCH (v:_NodeVersion {id: 'org/b003'}) SET v.next_rev = 2",
    "a day": "MATCH (r:_Revision {number: 2}) SET r.at = '2020-01-01T00:00:00+00:00'",
    "a revision less": "MATCH (r:_Revision {number: 2}) DELETE r",
}
GRAPH = {
    "a property": "MATCH (n:Organisation {id: 'org/b003'}) SET n.acronym = 'other'",
    "one more": "MATCH (n:Organisation {id: 'org/b003'}) SET n.invented = true",
    "a label": "MATCH (n:Organisation {id: 'org/b003'}) REMOVE n:Organisation SET n:State",
    "a node less": "MATCH (n:Organisation {id: 'org/b003'}) DETACH DELETE n",
    "a node more": "CREATE (n:Organisation {id: 'org/nobody'})",
    "a relation less": "MATCH (:Organisation {id: 'org/b003'})-[r]->() DELETE r",
    "a relation more": """
        MATCH (a:Organisation {id: 'org/b003'})-[r:SUCCEEDS]->(b) CREATE (a)-[q:SUCCEEDS]->(b)
        SET q = r""",
    "a status": "MATCH (:Organisation {id: 'org/b003'})-[r]->() SET r.status = 'former'",
    "a lead": "MATCH (r:_Redirect) SET r.new = 'org/b001'",
    "a lead less": "MATCH (r:_Redirect) DELETE r",
}


@pytest.fixture
def store(fresh_neo4j: str) -> Iterator[Store]:
    with closing(create_store(fresh_neo4j)) as store:
        store.apply(world(6))
        store.apply([Redirect("org/b005", "org/b004")])
        yield store


def silent(_what: str, _count: int) -> None:
    """Show no progress."""


@pytest.mark.parametrize("what", ROWS)
def test_altered_rows_are_never_believed(store: Store, fresh_neo4j: str, what: str) -> None:
    assert store.prove(silent, deep=True).ok
    raw(fresh_neo4j, ROWS[what])
    with pytest.raises(StoreDamagedError):
        snapshot_of(store, "board")
    try:
        proof = store.prove(silent, deep=True)
    except StoreDamagedError:
        return
    assert not proof.ok


@pytest.mark.parametrize("what", GRAPH)
def test_the_graph_is_held_against_its_rows(store: Store, fresh_neo4j: str, what: str) -> None:
    before = list(snapshot_of(store, "board").bodies)
    raw(fresh_neo4j, GRAPH[what])
    proof = store.prove(silent)
    assert {fault.what for fault in proof.faults} == {"graph"}
    assert "copy" in proof.faults[0].fix.text()
    assert list(snapshot_of(store, "board").bodies) == before, "the rows know better"


def test_words_are_written_anew(store: Store, fresh_neo4j: str) -> None:
    raw(fresh_neo4j, "MATCH (v:_NodeVersion {id: 'org/b003'}) SET v.words = 'nothing'")
    assert [fault.id for fault in store.prove(silent).faults] == ["org/b003"]
    store.write_words()
    assert store.prove(silent, deep=True).ok


def test_no_batch_is_written_on_top_of_damage(store: Store, fresh_neo4j: str) -> None:
    raw(fresh_neo4j, ROWS["a property"])
    with pytest.raises(StoreDamagedError):
        store.apply([NodeStatement("org/b003", SOURCE, {"acronym": "new"})])
    assert store.revision() == 2
