"""Keys that are spent once: nodes of their own, of which no revision and no backup tells."""

from __future__ import annotations

from kg.store.neo4j import queries
from kg.store.neo4j.apply import lock
from kg.store.neo4j.transaction import Transaction
from kg.store.spent_keys import PRUNED, TallyChange


def spend(transaction: Transaction, turn: TallyChange, by: str) -> bool:
    """Spend a key inside the transaction of the caller; False where it is.

    ``by`` names the caller: the driver may run this again without knowing that it was committed.
    Some of the keys that have lapsed are forgotten in passing.
    """
    if turn.lapsed:
        return False
    # Behind the lock of all who write, what is read is not altered by anybody else.
    lock(transaction)
    done = transaction.run(queries.SPEND, turn._asdict(), by=by).single(strict=True)
    transaction.run(queries.PRUNE, before=turn.forgotten, many=PRUNED).consume()
    return bool(done[0])


def is_spent(transaction: Transaction, key: str, now: int) -> bool:
    """Say whether a key was spent and has not lapsed since."""
    return transaction.run(queries.SPENT, key=key, now=now).single() is not None
