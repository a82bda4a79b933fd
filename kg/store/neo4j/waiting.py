"""Rows that wait for a person: nodes of their own, of which no revision and no backup tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from kg.store.neo4j import queries
from kg.store.neo4j.apply import lock
from kg.store.neo4j.transaction import Transaction
from kg.store.waiting_rows import Taken, WaitingColumns, that_fit

PURGED: Final = 5_000
"""Rows that one transaction takes out at most: what the server holds of it at a time."""


def keep(
    transaction: Transaction, rows: Sequence[WaitingColumns], now: int
) -> list[WaitingColumns]:
    """Keep rows inside the transaction of the caller; return those for which there was room.

    A row that is there already is replaced; it came when it came.
    """
    # Behind the lock of all who write, what is read is not altered by anybody else.
    lock(transaction)
    taken = Taken(*transaction.run(queries.WAITING_TAKEN).single(strict=True))
    ids = [row.id for row in rows]
    sizes = {str(id_): int(size) for id_, size in transaction.run(queries.WAITING_SIZES, ids=ids)}
    kept = that_fit((row for row in rows if row.until >= now), taken, sizes)
    transaction.run(queries.KEEP_WAITING, rows=[row._asdict() for row in kept]).consume()
    return kept


def let_go(transaction: Transaction, ids: Sequence[str]) -> None:
    """Erase rows inside the transaction of the caller."""
    transaction.run(queries.LET_GO, ids=list(ids)).consume()


def purge(transaction: Transaction, now: int) -> bool:
    """Erase some of what has lapsed; say whether there may be more."""
    gone = transaction.run(queries.PURGE_WAITING, now=now, many=PURGED).single(strict=True)
    return int(gone[0]) == PURGED


def waiting(
    transaction: Transaction, ids: Sequence[str] | None, now: int
) -> Iterator[WaitingColumns]:
    """Yield the rows that wait, those with these ids or all, in the order in which they came."""
    found = (
        transaction.run(queries.ALL_WAITING, now=now)
        if ids is None
        else transaction.run(queries.SOME_WAITING, now=now, ids=list(dict.fromkeys(ids)))
    )
    yield from (WaitingColumns(*record) for record in found)


def pieces(rows: Iterable[WaitingColumns]) -> Iterator[list[WaitingColumns]]:
    """Yield rows in pieces that one transaction takes."""
    left = iter(rows)
    while piece := list(islice(left, PURGED)):
        yield piece
