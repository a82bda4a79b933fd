"""What is to be confirmed, in a snapshot: of each store, for each audience, brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.build import snapshot_of
from kg.graph.cache import load, save
from kg.graph.snapshot import Snapshot
from kg.graph.update import updated
from kg.graph.view import View
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from tests.graphs import DAY
from tests.kg.partners.unconfirmed import JOURNAL, LOOSE, world

EXPECTED = {
    *LOOSE,
    "CONCERNS initiative/loose org/loose",
    "FAVOURS priority/loose sector/dac/150",
    "MEMBER_OF state/s1 org/loose",
    "PARTY_TO org/loose agreement/loose-link",
    "PARTY_TO org/loose agreement/loose-mandate",
    "PARTY_TO org/oas agreement/loose-link",
    "PARTY_TO org/oas agreement/loose-mandate",
}


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store of each kind that holds the world."""
    if request.param == "sqlite":
        made = create_store(f"sqlite:///{tmp_path / 'world.db'}")
    else:
        made = open_store(request.getfixturevalue("fresh_neo4j"), write=True)
    made.apply(list(world()))
    yield made
    made.close()


def waiting(snapshot: Snapshot) -> set[str]:
    """Return what is to be confirmed: ids of nodes, relations as type and ends."""
    view = View(snapshot, DAY)
    nodes = {view.id(n) for n in range(len(snapshot)) if view.to_confirm(n)}
    edges = {
        f"{edge.type} {view.id(edge.start)} {view.id(edge.end)}"
        for node in range(len(snapshot))
        for edge in view.edges(node, all_dates=True)
        if view.edge_to_confirm(edge)
    }
    return nodes | edges


def test_each_store_gives_the_same_marks(store: Store, tmp_path: Path) -> None:
    snapshot = snapshot_of(store, "board")
    assert waiting(snapshot) == waiting(snapshot_of(store, "public")) == EXPECTED
    save(snapshot, tmp_path / "kept")
    assert waiting(load(tmp_path / "kept")) == EXPECTED


def test_a_publication_takes_the_mark_away_and_its_withdrawal_brings_it_back(store: Store) -> None:
    before = snapshot_of(store, "board")
    link, key = "agreement/loose-link", RelationKey("PARTY_TO", "org/loose", "agreement/loose-link")
    store.apply(
        [
            NodeStatement(link, JOURNAL, {"status": "in_force"}),
            RelationStatement(key, JOURNAL, {"status": "party"}),
        ]
    )
    after = updated(before, store)
    gone = {link, f"PARTY_TO org/loose {link}"}
    assert waiting(after) == waiting(snapshot_of(store, "board")) == EXPECTED - gone
    store.apply([NodeStatement(link, JOURNAL, {"status": "in_force"}, basis="uncertain")])
    assert waiting(updated(after, store)) == (EXPECTED - gone) | {link}


def test_an_audience_sees_by_what_it_reads(store: Store) -> None:
    link = "agreement/loose-link"
    store.apply(
        [
            NodeStatement(link, JOURNAL, {"status": "in_force"}, visibility="board"),
        ]
    )
    assert link not in waiting(snapshot_of(store, "board"))
    assert link in waiting(snapshot_of(store, "public"))


def test_analysts_find_the_mark_in_the_graph(store: Store) -> None:
    graph = snapshot_of(store, "board").to_networkx()
    nodes = {id_ for id_, facts in graph.nodes(data=True) if facts.get("to_confirm")}
    assert nodes == set(LOOSE)
    assert sum(1 for *_, facts in graph.edges(data=True) if facts.get("to_confirm")) == 7
