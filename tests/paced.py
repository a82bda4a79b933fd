"""Commands in processes of their own that write only as often as a test lets them.

However slow or fast the machine is, such a command is in the middle of its work when it is stopped.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence

from kg.store.protocol import Store

PATIENCE = 60.0
"""Seconds in which a command comes to the writes it was let."""
PROGRAM = """
import signal, sys
import ingest.loading
from coopgraph.__main__ import main
from kg.store.neo4j.store import Neo4jStore
from kg.store.sqlite.store import SqliteStore

def paced(write):
    def wait_and_write(*args, **options):
        sys.stdin.buffer.raw.read(1)
        return write(*args, **options)
    return wait_and_write

for store in (Neo4jStore, SqliteStore):
    store.apply, store.replay = paced(store.apply), paced(store.replay)
ingest.loading.BATCH_CHANGES = 400  # a small file has many batches
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job's children ignore it
main()
"""


def run(arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end: with nothing to read, it waits for nobody."""
    return subprocess.run(
        command(arguments), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *arguments]


def stop(
    arguments: Sequence[str],
    store: Store,
    writes: tuple[int, int],
    pause: float = 0,
    by: signal.Signals = signal.SIGKILL,
) -> subprocess.CompletedProcess[str]:
    """Start a command, stop it in the middle of its writes; return how it ended.

    ``writes`` says at which revision of the store it is stopped, after a ``pause`` in seconds, and
    how many writes it may begin until then.
    """
    at, allowed = writes
    with subprocess.Popen(
        command(arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b"." * allowed)
        process.stdin.flush()
        latest = time.monotonic() + PATIENCE
        while store.revision() < at:
            assert process.poll() is None, process.stderr.read().decode()
            assert time.monotonic() < latest
            time.sleep(0.001)
        time.sleep(pause)
        process.send_signal(by)
        process.wait(PATIENCE)  # what it waits for stays open until then
        out, err = process.stdout.read().decode(), process.stderr.read().decode()
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)
