"""Texts of Cypher read the graph itself, whatever is committed while they run: of which revision?

The driver's transactions show each query what is committed by then, and a commit piece by piece.
So a writer announces a batch before it commits it, in a transaction of its own, and publishes it
afterwards. What a text gives is of one revision where nothing was announced, written or published
between its beginning and its end (as readers of a sequence lock know).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple

from kg.errors import StoreError
from kg.i18n import msg
from kg.store.neo4j import queries
from kg.store.neo4j.transaction import Transaction
from kg.store.protocol import Table

TRIES: Final = 5
PATIENCE: Final = 2.0
"""Seconds after which an announced batch counts as one that died with its writer."""
_PAUSE: Final = 0.02


class StoreBusyError(StoreError):
    """Others write so often that a text of Cypher never has the graph for itself."""

    slug = "store-busy"
    title = msg("The store changes all the time")

    def __init__(self) -> None:
        super().__init__(
            msg("The store changed while the query ran, {n} times in a row.", n=TRIES),
            msg("Ask again when less is written to it, or ask for less."),
        )


class Moment(NamedTuple):
    """What writers have said so far: three numbers of revisions."""

    published: int
    written: int
    announced: int

    @property
    def still(self) -> bool:
        """Whether nobody is between announcing a batch and publishing it."""
        return self.announced <= self.written == self.published


def of_one_revision(transaction: Transaction, ask: Callable[[], Table]) -> Table:
    """Return what ``ask`` gives in this transaction, with the one revision that it is of.

    Raises:
        StoreBusyError: each time, something was written meanwhile.
    """
    for _ in range(TRIES):
        before = _stillness(transaction)
        table = ask()
        if _moment(transaction) == before:
            return replace(table, revision=before.written)
    raise StoreBusyError


def _stillness(transaction: Transaction) -> Moment:
    latest = time.monotonic() + PATIENCE
    while not (moment := _moment(transaction)).still and time.monotonic() < latest:
        time.sleep(_PAUSE)
    return moment


def _moment(transaction: Transaction) -> Moment:
    return Moment(*transaction.run(queries.MOMENT).single(strict=True))
