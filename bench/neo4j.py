"""The server store against hand-written driver code that does the same, and both engines of a lens.

Needs a server: ``make neo4j`` starts one; COOPGRAPH_TEST_NEO4J names another, whose data are lost.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from neo4j import Driver, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity

from bench.pairs import Pair, in_turn
from kg.graph.build import build, snapshot_of
from kg.graph.view import View
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.records import NodeRow, RelationRow
from kg.store.fulltext import words_of
from kg.store.neo4j.address import address_of
from kg.store.opening import create_store

DATA = Path(__file__).parent.parent / "data"
DEFAULT = "neo4j://neo4j:coopgraph-dev@127.0.0.1:7687"
RELATIONS = int(os.environ.get("COOPGRAPH_BENCH_RELATIONS", "1000000"))
ACTIVITIES, BODIES, BATCH = RELATIONS // 4, 2_000, 20_000
SOURCE = "source/bench"
OPEN = 2**63 - 1

TYPES = ("FUNDS", "IMPLEMENTS", "EXTENDS", "ACCOUNTS_FOR")
LABELS = (("Source", "source/"), ("Activity", "activity/"), ("Organisation", "org/"))
MADE = "MATCH (s:_Store) SET s.written = $n CREATE (:_Revision {number: $n, at: '', note: ''})"
PUBLISHED = "MATCH (p:_Publication) SET p.revision = $n"
ADD_NODES = """UNWIND $rows AS row CREATE (:_NodeVersion {rev: $n, next_rev: $open,
    id: row[0], words: row[1], body: row[2], statements: row[3]})"""
ADD_LINKS = """UNWIND $rows AS row CREATE (:_RelationVersion {rev: $n, next_rev: $open,
    ref: row[0], start: row[1], end: row[2], body: row[3], statements: row[4]})"""
Row = dict[str, Any]


def nodes() -> Iterator[tuple[str, Row]]:
    """Yield ids and values: a source, activities, bodies."""
    yield SOURCE, {"title": {"en": "Bench"}}
    for n in range(ACTIVITIES):
        yield f"activity/b/{n}", {"title": {"en": f"Activity number {n}"}, "starts": "2020-01-01"}
    for n in range(BODIES):
        yield f"org/b/{n}", {"name": {"en": f"Body {n}"}}


def relations() -> Iterator[tuple[str, str, str, Row]]:
    """Yield type, start, end and values of relations, four for each activity."""
    for n in range(RELATIONS):
        type_ = TYPES[n % 4]
        yield type_, f"org/b/{n * 7 % BODIES}", f"activity/b/{n // 4}", {"percentage": 25.0}


def ours(url: str) -> None:
    """Apply everything in batches."""
    changes: list[Change] = [NodeStatement(id_, SOURCE, values) for id_, values in nodes()]
    changes += [
        RelationStatement(RelationKey(type_, start, end), SOURCE, values)
        for type_, start, end, values in relations()
    ]
    store = create_store(url)
    for first in range(0, len(changes), BATCH):
        store.apply(changes[first : first + BATCH])
    store.close()


def by_hand(driver: Driver) -> None:
    """Write the same versions and the same graph, knowing that all of it is new."""
    everything = [("n", row) for row in nodes()] + [("r", row) for row in relations()]
    for number, first in enumerate(range(0, len(everything), BATCH), 1):
        part = everything[first : first + BATCH]
        with driver.session() as session:
            session.execute_write(write_by_hand, number, part)
            session.execute_write(lambda tx, n=number: tx.run(PUBLISHED, n=n).consume())


def write_by_hand(tx: ManagedTransaction, number: int, part: list[Any]) -> None:
    """Write one batch: its versions, its nodes, its relations."""
    own = [row for kind, row in part if kind == "n"]
    links = [row for kind, row in part if kind == "r"]
    said = json.dumps([SOURCE, "", "published", None])
    tx.run(MADE, n=number)
    versions = [[i, words_of(i, v), json.dumps(v), said] for i, v in own]
    tx.run(ADD_NODES, n=number, open=OPEN, rows=versions)
    versions = [[f"{t} {a} {b} ", a, b, json.dumps(v), said] for t, a, b, v in links]
    tx.run(ADD_LINKS, n=number, open=OPEN, rows=versions)
    for label, prefix in LABELS:
        rows = [graph_node(id_, v) for id_, v in own if id_.startswith(prefix)]
        tx.run(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", rows=rows)
    for type_ in TYPES:
        tx.run(
            "UNWIND $rows AS row"
            " MATCH (a:Organisation {id: row[0]}) MATCH (b:Activity {id: row[1]})"
            f" CREATE (a)-[r:{type_}]->(b) SET r = row[2]",
            rows=[[a, b, {**v, "sources": [SOURCE]}] for t, a, b, v in links if t == type_],
        )


def graph_node(id_: str, values: Row) -> Row:
    """Return the properties of a node that people see."""
    texts = {name: text["en"] for name, text in values.items() if isinstance(text, dict)}
    by_language = {f"{name}_en": text for name, text in texts.items()}
    days = {"starts": date(2020, 1, 1)} if "starts" in values else {}
    return {"id": id_, "sources": [SOURCE], **texts, **by_language, **days}


def measure() -> list[Pair]:
    """Return the pairs: apply, and snapshot."""
    url = os.environ.get("COOPGRAPH_TEST_NEO4J", DEFAULT)
    address = address_of(url)
    with GraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        notifications_min_severity=NotificationMinimumSeverity.OFF,
    ) as driver:
        applied = in_turn(
            f"Neo4j: apply {RELATIONS} relations",
            ("store", lambda: ours(url)),
            ("driver code", lambda: by_hand(driver)),
            rounds=2,
            clock=time.perf_counter,
            before=lambda: emptied(driver, url),
            note="wall clock, an empty store each time",
        )
        emptied(driver, url)
        ours(url)
        store = create_store(url)
        read = in_turn(
            f"Neo4j: snapshot of {RELATIONS} relations",
            ("snapshot", lambda: snapshot_of(store, "board")),
            ("driver code", lambda: snapshot_by_hand(driver)),
            rounds=3,
            clock=time.perf_counter,
            note="wall clock",
        )
        store.close()
        emptied(driver, url)
    return [applied, read, engines(url)]


def engines(url: str) -> Pair:
    """Return the pair of engines: a fifth of the example demands asked of each, plans warm."""
    from coopgraph.loads import starter_knowledge
    from ingest.loading import load
    from kg.matching.cypher.cypher_engine import CypherEngine
    from kg.matching.lens.lens_files import LENSES
    from kg.matching.match import match

    store = create_store(url)
    load(store, starter_knowledge(store, examples=True))
    view = View(snapshot_of(store, "board"), date(2026, 11, 25))
    lens, inside = LENSES.load("offers-for-demand"), CypherEngine(store.run)
    demands = [view.id(number) for number in view.of_type("Demand")[::5].tolist()]
    pair = in_turn(
        f"Neo4j: {len(demands)} demands matched, with reasons",
        ("kernel", lambda: [match(view, lens, id_, "en", 10) for id_ in demands]),
        ("Cypher", lambda: [match(view, lens, id_, "en", 10, engine=inside) for id_ in demands]),
        rounds=3,
        clock=time.perf_counter,
        note="wall clock, the server's plans warm",
    )
    store.close()
    return pair


def snapshot_by_hand(driver: Driver) -> None:
    """Read the present rows and build the same columns."""
    with driver.session(fetch_size=5_000) as session:
        found = session.run(
            "MATCH (v:_NodeVersion) WHERE v.next_rev = $o RETURN v.id, v.body", o=OPEN
        )
        own = [NodeRow(*row) for row in found]
        links = session.run(
            "MATCH (v:_RelationVersion) WHERE v.next_rev = $o"
            " RETURN v.ref, v.status, v.since, v.until, v.body",
            o=OPEN,
        )
        build(own, [RelationRow(*ref.split(" ", 3), *rest) for ref, *rest in links])


def emptied(driver: Driver, url: str) -> None:
    """Leave an empty store, its indexes made."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS")
    create_store(url).close()
