"""Server or client killed at any moment: nothing acknowledged is lost, no batch is half there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from kg.store import open_store
from kg.store.protocol import Store
from tests.neo4j_server import driver_of, fresh
from tools.neo4j.server import Server

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]  # processes and servers are killed and started

CLIENTS, SERVERS, SIZE = 6, 2, 60
SAID = 0.2
"""Seconds in which a writer says what it was told last."""
WRITER = f"""
import sys
from kg.store import open_store
from tests.store.worlds import batch
store = open_store(sys.argv[1], write=True)
print("ready", flush=True)
for number in range(store.revision() + 1, 10_000):
    print(store.apply(batch(number, {SIZE})).revision, flush=True)
"""


def acknowledged(url: str, kill: Callable[[int], None], seconds: float) -> int:
    """Let a process write for a while, kill something; return the last revision it was told."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, url],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        first = int(writer.stdout.readline())  # a cold server takes seconds to plan its queries
        time.sleep(seconds)
        kill(writer.pid)
        time.sleep(SAID)
        writer.kill()  # it would try again for half a minute
        lines = writer.stdout.read().splitlines(keepends=True)
    said = [int(line) for line in lines if line.endswith("\n")]
    return said[-1] if said else first


def require_whole(store: Store) -> int:
    """Check every batch, in the rows and in the graph that people open; return the revision."""
    store.apply([])  # what was written and not published is published by whoever comes next
    revision = store.revision()
    nodes = {row.id for row in store.nodes()}
    links = {row.start for row in store.relations()}
    for number in range(1, revision + 1):
        wanted = {f"org/{number}-{n}" for n in range(SIZE)}
        assert wanted <= nodes
        assert wanted - {f"org/{number}-0"} <= links
    assert len(nodes) == revision * SIZE + bool(revision)
    assert in_graph(store) == (revision * SIZE, len(list(store.relations())))
    return revision


def in_graph(store: Store) -> tuple[int, int]:
    """Return how many bodies and relations somebody who opens the graph would see."""
    bodies = store.run("MATCH (n:Organisation) RETURN count(n)", {}).rows[0][0]
    links = store.run("MATCH ()-[r]->() RETURN count(r)", {}).rows[0][0]
    return bodies, links


@pytest.fixture
def server(private_neo4j: Server) -> Server:
    """A server that may be killed, with an empty store in it."""
    with driver_of(private_neo4j.url) as driver:
        fresh(driver)
    return private_neo4j


def test_a_killed_client_leaves_whole_batches(server: Server) -> None:
    chance = random.Random(20231119)
    store = open_store(server.url, write=True)
    told = 0
    for _ in range(CLIENTS):
        told = max(told, acknowledged(server.url, kill_client, chance.uniform(0, 0.6)))
        kept = require_whole(store)
        assert told <= kept
    assert kept >= CLIENTS
    store.close()


def kill_client(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def test_a_killed_server_comes_back_with_all_it_acknowledged(server: Server) -> None:
    chance = random.Random(20240719)
    told = 0
    for _ in range(SERVERS):
        seconds = chance.uniform(0.2, 1.0)
        told = max(told, acknowledged(server.url, lambda _: server.kill(), seconds))
        server.start()
        store = open_store(server.url, write=True)
        kept = require_whole(store)
        assert told <= kept <= told + 1
        store.close()
    assert kept >= SERVERS
