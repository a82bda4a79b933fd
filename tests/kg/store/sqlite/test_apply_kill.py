"""Killed at any moment, a store loses nothing that it acknowledged, and keeps no half batch."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from kg.store.opening import create_store
from tests.kg.store.worlds import batch, url_of

ROUNDS = 20
SIZE = 150
WRITER = f"""
import sys
from kg.store.opening import open_store
from tests.kg.store.worlds import batch
store = open_store(sys.argv[1], write=True)
print("ready", flush=True)
for number in range(store.revision() + 1, 10_000):
    print(store.apply(batch(number, {SIZE})).revision, flush=True)
"""


@pytest.mark.slow  # twenty processes are started and killed
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    create_store(url_of(path)).close()
    chance = random.Random(20231119)
    for _ in range(ROUNDS):
        acknowledged = write_until_killed(path, chance.uniform(0, 0.3))
        kept = require_whole(path)
        # One batch may be on the disk whose acknowledgement died with the process.
        assert kept - 1 <= acknowledged <= kept
    assert kept


def write_until_killed(path: Path, seconds: float) -> int:
    """Let a process write for a while and kill it; return the last revision it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, url_of(path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        before = revision_of(path)
        assert writer.stdout.readline() == "ready\n"
        time.sleep(seconds)
        os.kill(writer.pid, signal.SIGKILL)
        lines = writer.stdout.read().splitlines(keepends=True)
    said = [int(line) for line in lines if line.endswith("\n")]
    return said[-1] if said else before


def revision_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM revision").fetchone()[0])


def require_whole(path: Path) -> int:
    """Check the file and every batch in it, and return the revision."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO node_words (node_words) VALUES ('integrity-check')")
    store = create_store(url_of(path))
    revision = store.revision()
    nodes = {row.id for row in store.nodes()}
    links = {row.start for row in store.relations()}
    store.close()
    for number in range(1, revision + 1):
        wanted = {f"org/{number}-{n}" for n in range(SIZE)}
        assert wanted <= nodes
        assert wanted - {f"org/{number}-0"} <= links
    assert len(nodes) == revision * SIZE + bool(revision)
    return revision


def test_a_whole_batch_is_the_unit(tmp_path: Path) -> None:
    """The check above can fail: a batch of another size is noticed."""
    path = tmp_path / "store.db"
    store = create_store(url_of(path))
    store.apply(batch(1, SIZE - 1))
    store.close()
    with pytest.raises(AssertionError):
        require_whole(path)
