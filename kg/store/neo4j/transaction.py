"""What the store needs of a transaction of the driver, managed or not."""

from __future__ import annotations

from typing import Any, Protocol

from neo4j import Result


class Transaction(Protocol):
    """Runs queries that take effect together, or not at all."""

    def run(self, query: str, parameters: dict[str, Any] | None = None, **facts: Any) -> Result:
        """Run a query with parameters, given as one mapping or by name."""
