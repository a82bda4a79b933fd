"""A person's query, asked of a driver's database: judged and with limits."""

from __future__ import annotations

from typing import Any

from neo4j import READ_ACCESS, Driver

from kg.store.neo4j.analyst_query import ask
from kg.store.protocol import Table


def asked(
    driver: Driver, text: str, parameters: dict[str, Any], limit: int = 10, seconds: float = 20
) -> Table:
    """Return what the query gives."""
    with driver.session(default_access_mode=READ_ACCESS) as session:
        return ask(session, text, parameters, limit, seconds)
