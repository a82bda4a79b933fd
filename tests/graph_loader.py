"""Graphs in the test server: loaded through the real store, and only where they are not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from neo4j import Driver, NotificationMinimumSeverity

from coopgraph.loads import starter_knowledge
from ingest.loading import load
from kg.graph.cypher_terms import Query
from kg.model.changes import Change
from kg.store.opening import open_store
from kg.store.protocol import Table
from tests.neo4j_server import fresh

Run = Callable[[str, Mapping[str, Any]], Table]
_QUIET: Final = NotificationMinimumSeverity.OFF
_loaded: list[tuple[str, int]] = []


def starter_in(driver: Driver, url: str) -> None:
    """See to it that the server holds the starter knowledge and nothing else."""
    if _state(driver) in _loaded:
        return
    fresh(driver)
    store = open_store(url, write=True)
    try:
        report = load(store, starter_knowledge(store, examples=True))
    finally:
        store.close()
    assert not report.findings, report.findings[:5]
    _loaded.append(_state(driver))


def changes_in(driver: Driver, url: str, changes: Sequence[Change]) -> None:
    """Leave a store in the server that holds what these changes say."""
    fresh(driver)
    store = open_store(url, write=True)
    try:
        store.apply(list(changes))
    finally:
        store.close()


def runner(driver: Driver) -> Run:
    """Return how a text is run: reading only, its rows as plain values."""

    def run(text: str, parameters: Mapping[str, Any]) -> Table:
        with driver.session(
            default_access_mode="READ", notifications_min_severity=_QUIET
        ) as session:
            result = session.run(text, dict(parameters))
            columns = list(result.keys())
            return Table(columns, [[plain(value) for value in record] for record in result])

    return run


def rows(run: Run, query: Query) -> list[dict[str, Any]]:
    """Return the rows of a query, each by its columns."""
    table = run(query.text, query.parameters)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def plain(value: Any) -> Any:
    """Return a value as JSON has it: days as ISO dates."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.iso_format() if hasattr(value, "iso_format") else value


def _state(driver: Driver) -> tuple[str, int]:
    text = "MATCH (s:_Store) MATCH (p:_Publication) RETURN s.identity, p.revision"
    with driver.session() as session:
        found = session.run(text).single()
    return (found[0], found[1]) if found else ("", 0)
