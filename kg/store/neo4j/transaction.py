"""What the store needs of a transaction of the driver, managed or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import neo4j
from neo4j import Result

from kg.base.interruption import was_interrupted


class Transaction(Protocol):
    """Runs queries that take effect together, or not at all."""

    def run(self, query: str, parameters: dict[str, Any] | None = None, **facts: Any) -> Result:
        """Run a query with parameters, given as one mapping or by name."""


@contextmanager
def dropping(transaction: neo4j.Transaction | neo4j.ManagedTransaction) -> Iterator[None]:
    """Drop the connection where somebody interrupts; the server then ends what it does for it.

    The driver would take its leave in good order, behind a query that may go on for minutes. What
    comes up meanwhile counts as the interruption: the driver would try again after some errors.
    """
    try:
        yield
    except BaseException as error:
        if not was_interrupted(error):
            raise
        transaction._connection.kill()  # noqa: SLF001 (the driver has no word for it)
        raise KeyboardInterrupt from error
