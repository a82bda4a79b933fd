"""The SQLite store: applying and streaming, against bare sqlite3 doing the least there is."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import deque
from pathlib import Path

from bench.pairs import Pair, in_turn
from coopgraph.settings import sqlite_url
from kg.graph.build import snapshot_of
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.store.opening import create_store

NODES, RELATIONS, BATCH = 50_000, 200_000, 20_000
SOURCE = "source/bench"


def changes() -> list[Change]:
    """Return statements about actors and activities, the shape of ingested IATI data."""
    nodes: list[Change] = [NodeStatement(SOURCE, SOURCE, {"title": {"en": "Bench"}})]
    nodes += [
        NodeStatement(f"activity/b/{n}", SOURCE, {"title": {"en": f"Activity number {n}"}})
        for n in range(NODES)
    ]
    nodes += [
        NodeStatement(f"org/b/{n}", SOURCE, {"name": {"en": f"Body {n}"}}) for n in range(500)
    ]
    return nodes + [
        RelationStatement(
            RelationKey(
                "FUNDS", f"org/b/{n * 7 % 500}", f"activity/b/{n % NODES}", str(n // NODES)
            ),
            SOURCE,
            {"since": "2020-01-01"},
        )
        for n in range(RELATIONS)
    ]


def measure() -> list[Pair]:
    """Return the pairs: apply against bare inserts, snapshot against reading the rows."""
    batch = changes()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        counter = iter(range(1000))

        def ours() -> None:
            store = create_store(sqlite_url(place / f"ours{next(counter)}.db"))
            for start in range(0, len(batch), BATCH):
                store.apply(batch[start : start + BATCH])
            store.close()

        def bare() -> None:
            connection = sqlite3.connect(place / f"bare{next(counter)}.db")
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("CREATE TABLE t (id TEXT PRIMARY KEY, body TEXT)")
            for start in range(0, len(batch), BATCH):
                rows = [
                    (str(n), repr(c)) for n, c in enumerate(batch[start : start + BATCH], start)
                ]
                with connection:
                    connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
            connection.close()

        applied = in_turn(
            "apply 250k statements", ("store", ours), ("bare inserts", bare), rounds=3,
            note=f"{len(batch)} statements, batches of {BATCH}",
        )  # fmt: skip
        store = create_store(sqlite_url(place / "read.db"))
        store.apply(batch)
        read = in_turn(
            "snapshot of 200k relations",
            ("snapshot", lambda: snapshot_of(store, "board")),
            ("reading the rows", lambda: (drain(store.nodes()), drain(store.relations()))),
            rounds=3,
        )
        store.close()
    return [applied, read]


def drain(rows: object) -> None:
    """Read an iterator to its end, keeping nothing."""
    deque(rows, maxlen=0)  # type: ignore[call-overload]
