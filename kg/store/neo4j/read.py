"""What full text finds and what compiled texts give, each inside one read transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.base.text import fold
from kg.store.neo4j import queries
from kg.store.neo4j.revision_fence import of_one_revision
from kg.store.neo4j.rows import published
from kg.store.neo4j.transaction import Transaction
from kg.store.protocol import Table


def find(transaction: Transaction, text: str, limit: int) -> list[str]:
    """Return ids of nodes that hold every word of ``text`` as a prefix, the first by id."""
    words = dict.fromkeys(fold(text).split())
    if not words or limit <= 0:
        return []
    asked = " ".join(f"+{word}*" for word in words)
    at = published(transaction)
    return [id_ for (id_,) in transaction.run(queries.FIND, text=asked, at=at, limit=limit)]


def table(transaction: Transaction, query: str, parameters: Mapping[str, Any]) -> Table:
    """Return all that a query gives.

    Raises:
        StoreBusyError: others write all the time.
    """

    def ask() -> Table:
        result = transaction.run(query, dict(parameters))
        return Table(list(result.keys()), [list(row) for row in result])

    return of_one_revision(transaction, ask)
