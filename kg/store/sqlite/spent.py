"""Keys that are spent once: a table of its own, of which no revision and no backup tells."""

from __future__ import annotations

import sqlite3
from typing import Final

from kg.store.spent_keys import PRUNED, TallyChange

_SPEND: Final = """
    INSERT INTO once VALUES (:key, :until)
    ON CONFLICT (key) DO UPDATE SET until = excluded.until WHERE once.until < :now"""
_PRUNE: Final = """
    DELETE FROM once
    WHERE key IN (SELECT key FROM once WHERE until < ? ORDER BY until LIMIT ?)"""
_SPENT: Final = "SELECT 1 FROM once WHERE key = ? AND until >= ?"


def spend(connection: sqlite3.Connection, turn: TallyChange) -> bool:
    """Spend a key inside the transaction of the caller, who alone writes; False where it is.

    Some of the keys that have lapsed are forgotten in passing.
    """
    if turn.lapsed:
        return False
    done = connection.execute(_SPEND, turn._asdict()).rowcount == 1
    connection.execute(_PRUNE, (turn.forgotten, PRUNED))
    return done


def is_spent(connection: sqlite3.Connection, key: str, now: int) -> bool:
    """Say whether a key was spent and has not lapsed since."""
    return connection.execute(_SPENT, (key, now)).fetchone() is not None
