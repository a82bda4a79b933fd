"""A database as an older version left it: loaded from a dump, and dumped again."""

from __future__ import annotations

from typing import Any

from neo4j import Driver
from neo4j.time import Date, DateTime

from tests.kg.store.upgrade.conftest import dumped

_OWN = ("_Store", "_Publication")
_NODES = "MATCH (n) RETURN labels(n), properties(n)"
_LINKS = "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r)"
_SCHEMA = """
SHOW {kind} YIELD name, type, labelsOrTypes, properties
RETURN name, type, labelsOrTypes, properties ORDER BY name"""


def load(driver: Driver, folder: str) -> None:
    """Put into a database what lay in one of an older format; constraints stay if there are any."""
    dump = dumped(folder)
    made: dict[int, str] = {}
    with driver.session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
        if not list(session.run("SHOW CONSTRAINTS")):
            for statement in dump["schema"]:
                session.run(statement).consume()
        with session.begin_transaction() as transaction:
            for number, (labels, props) in enumerate(dump["nodes"]):
                query = f"CREATE (n:{':'.join(labels)}) SET n = $props RETURN elementId(n)"
                made[number] = transaction.run(query, props=_read(props)).single(strict=True)[0]
            for type_, start, end, props in dump["relations"]:
                query = f"""
                    MATCH (a) WHERE elementId(a) = $start MATCH (b) WHERE elementId(b) = $end
                    CREATE (a)-[r:{type_}]->(b) SET r = $props"""
                ends = {"start": made[start], "end": made[end]}
                transaction.run(query, ends, props=_read(props)).consume()
            transaction.commit()
        session.run("CALL db.awaitIndexes()").consume()


def content(driver: Driver) -> dict[str, Any]:
    """Return all that lies in a database but what tells one store from another."""
    with driver.session() as session:
        nodes = [(labels, props) for labels, props in session.run(_NODES)]
        links = [tuple(row) for row in session.run(_LINKS)]
        schema = [
            [tuple(map(str, row)) for row in session.run(_SCHEMA.format(kind=kind))]
            for kind in ("CONSTRAINTS", "INDEXES")
        ]
    shared = [(labels, props) for labels, props in nodes if labels[0] not in _OWN]
    return {
        "nodes": sorted(shared, key=repr_of),
        "relations": sorted(links, key=repr_of),
        "schema": schema,
    }


def store_node(driver: Driver) -> dict[str, Any]:
    """Return the properties of the node that says what the store is."""
    with driver.session() as session:
        return dict(session.run("MATCH (s:_Store) RETURN properties(s)").single(strict=True)[0])


def repr_of(value: Any) -> str:
    """Return a text by which values are ordered, whatever the order of their properties."""
    if isinstance(value, dict):
        return repr(sorted((name, repr_of(each)) for name, each in value.items()))
    if isinstance(value, (list, tuple)):
        return repr([repr_of(each) for each in value])
    return repr(value)


def _read(props: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in props.items()}


def _value(value: Any) -> Any:
    match value:
        case {"date": str(day)}:
            return Date.from_iso_format(day)
        case {"datetime": str(moment)}:
            return DateTime.from_iso_format(moment)
    return value
