"""A Neo4j database that holds a small graph as people see it, for texts of ours to run in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from neo4j import Driver, NotificationMinimumSeverity

from kg.lens.cypher import CypherEngine
from kg.records import NodeRow, RelationRow
from kg.schema.registry import type_of
from kg.snapshot import Snapshot
from kg.snapshot.edition import node_of
from kg.store.neo4j.graph import node_properties, relation_properties
from kg.store.protocol import Store, Table

_QUIET = NotificationMinimumSeverity.OFF
_CLEAR = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
_LEADS = "UNWIND $rows AS row CREATE (:_Redirect {old: row[0], new: row[1]})"


class Database:
    """The present graph alone, written plainly: nothing of a store's own but its constraints."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self.texts: list[str] = []

    def run(self, text: str, parameters: Mapping[str, Any]) -> Table:
        """Run a text in a reading transaction."""
        self.texts.append(text)
        with self._driver.session(
            default_access_mode="READ", notifications_min_severity=_QUIET
        ) as session:
            result = session.run(text, dict(parameters))
            return Table(list(result.keys()), [list(record.values()) for record in result])

    def engine(self, snapshot: Snapshot) -> CypherEngine:
        """Return the engine over this database, which holds what the snapshot does."""
        return self.engine_at(lambda: snapshot.revision)

    def engine_at(self, revision: Callable[[], int]) -> CypherEngine:
        """Return the engine over this database, told each time of which revision it is."""
        return CypherEngine(lambda *asked: replace(self.run(*asked), revision=revision()))

    def load_store(self, store: Store) -> None:
        """Hold what a store knows now."""
        self.load(store.nodes(), store.relations(), store.redirects())

    def load(
        self,
        nodes: Iterable[NodeRow],
        relations: Iterable[RelationRow],
        redirects: Mapping[str, str] | None = None,
    ) -> None:
        """Hold these rows and nothing else."""
        by_type: dict[str, list[Any]] = defaultdict(list)
        for row in nodes:
            body = marked(row)
            by_type[str(type_of(row.id))].append(node_properties(row.id, json.loads(body), []))
        by_ends: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
        for link in relations:
            ends = str(type_of(link.start)), link.type, str(type_of(link.end))
            by_ends[ends].append([link.start, link.end, _properties(link)])
        with self._driver.session() as session:
            session.run(_CLEAR).consume()
            for name, rows in by_type.items():
                session.run(f"UNWIND $rows AS row CREATE (n:`{name}`) SET n = row", rows=rows)
            for (start, type_, end), rows in by_ends.items():
                session.run(
                    f"UNWIND $rows AS row MATCH (a:`{start}` {{id: row[0]}}) MATCH "
                    f"(b:`{end}` {{id: row[1]}}) CREATE (a)-[r:`{type_}`]->(b) SET r = row[2]",
                    rows=rows,
                )
            session.run(_LEADS, rows=[list(pair) for pair in (redirects or {}).items()])


def marked(row: NodeRow) -> str:
    """Return the values of a node with who may see it, as the graph holds them."""
    node = node_of(row, "board")
    assert node is not None
    return node.body


def _properties(row: RelationRow) -> dict[str, Any]:
    stated = {"status": row.status, "since": row.since, "until": row.until}
    values = json.loads(row.body) | {name: value for name, value in stated.items() if value}
    return relation_properties(row.type, row.key, values, [])
