"""Texts of Cypher read the graph itself, whatever is committed while they run: of which revision?

Neo4j shows each query what is committed by then, and a commit piece by piece. So a writer announces
a batch before it commits it, in a transaction of its own, and publishes it afterwards. A text that
begins when all that was announced is published, and ends before anything else is announced, has
seen one revision: whole batches, and nothing of the next.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple

from kg.base.i18n import msg
from kg.base.store_errors import StoreError
from kg.store.neo4j import queries
from kg.store.neo4j.transaction import Transaction
from kg.store.protocol import Table

TRIES: Final = 5
PATIENCE: Final = 10.0
"""Seconds that a text waits for a batch that is being committed."""
LEASE: Final = 300
"""Seconds after which an announced batch counts as one that died with its writer: no commit takes
as long."""
_PAUSE: Final = 0.02


class StoreBusyError(StoreError):
    """Others write, and a text of Cypher never has the graph for itself."""

    slug = "store-busy"
    title = msg("The store is being written to")

    def __init__(self) -> None:
        super().__init__(
            msg("Others write to the store, and the query found no quiet moment."),
            msg("Ask again in a while, or ask for less. Where a load broke off, run it again."),
        )


class Stillness(NamedTuple):
    """What writers have said so far: numbers of revisions, and how often something was said."""

    published: int
    announced: int
    turn: int
    written: int

    @property
    def still(self) -> bool:
        """Whether nobody is between announcing a batch and publishing it."""
        return self.announced <= self.published


def of_one_revision(transaction: Transaction, ask: Callable[[], Table]) -> Table:
    """Return what ``ask`` gives in this transaction, with the one revision that it is of.

    Raises:
        StoreBusyError: a batch is being committed, or each time something was written meanwhile.
    """
    for _ in range(TRIES):
        before = _stillness(transaction)
        table = ask()
        if _look(transaction)[0] == before:
            return replace(table, revision=before.written)
    raise StoreBusyError


def _stillness(transaction: Transaction) -> Stillness:
    latest = time.monotonic() + PATIENCE
    while True:
        moment, seconds = _look(transaction)
        if moment.still or seconds > LEASE:
            return moment
        if time.monotonic() > latest:
            raise StoreBusyError
        time.sleep(_PAUSE)


def _look(transaction: Transaction) -> tuple[Stillness, int]:
    """Return the moment, and how many seconds ago something was announced."""
    *numbers, seconds = transaction.run(queries.MOMENT).single(strict=True)
    return Stillness(*numbers), seconds
