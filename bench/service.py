"""The service under load, open loop: requests leave at a fixed rate, whatever the answers do.

A request's seconds count from when it should have left (what a reader waits), so that a service
that falls behind shows it. Seconds are of a clock on the wall: the machine must be left alone.
"""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from bench.pairs import Pair
from coopgraph.settings import sqlite_url
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.store.opening import create_store, open_store

ACTIVITIES, BATCH = 50_000, 10_000
RATE, SECONDS, ROUNDS = 10, 4, 3
READERS = 64
SOURCE = "source/bench"
HOST = "127.0.0.1"
Paths = Callable[[int], str]


def measure() -> list[Pair]:
    """Return the pairs: two processes against one, the same question against different ones."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        demands = fill(place / "bench.db")
        fresh = count()

        def different(turn: int) -> str:
            # No two alike: another number of results is another answer.
            number = next(fresh)
            return f"/v1/matches/{demands[turn % len(demands)]}?top={1 + number % 190}"

        def same(_turn: int) -> str:
            return f"/v1/matches/{demands[0]}?top=10"

        return [
            _pair(place, "matches, all different", (2, different), (1, different)),
            _pair(place, "matches, one process", (1, same), (1, different)),
        ]


def _pair(place: Path, name: str, ours: tuple[int, Paths], peer: tuple[int, Paths]) -> Pair:
    seconds: tuple[list[float], list[float]] = ([], [])
    slowest: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for side, (workers, paths) in enumerate((ours, peer)):
            waited = _waited(place, workers, paths)
            seconds[side].append(statistics.median(waited))
            slowest[side].append(statistics.quantiles(waited, n=20)[-1])
    note = (
        f"{RATE} requests a second, median wait; p95 {statistics.median(slowest[0]):.3f} s "
        f"against {statistics.median(slowest[1]):.3f} s"
    )
    names = [f"{workers} processes" if workers > 1 else "1 process" for workers, _ in (ours, peer)]
    if ours[1] is not peer[1]:
        names = ["the same question", "different ones"]
    return Pair(name, names[0], names[1], *seconds, note)


def _waited(place: Path, workers: int, paths: Paths) -> list[float]:
    """Return how long each reader of one round waited."""
    with _service(place, workers) as port, ThreadPoolExecutor(READERS) as readers:
        _ask(port, paths(0))
        for _ in range(4 * workers):
            _ask(port, paths(0))
        begun = time.perf_counter() + 0.1
        times = [begun + turn / RATE for turn in range(RATE * SECONDS)]
        return list(
            readers.map(lambda pair: _wait(port, paths(pair[0]), pair[1]), enumerate(times))
        )


def _wait(port: int, path: str, due: float) -> float:
    time.sleep(max(0.0, due - time.perf_counter()))
    _ask(port, path)
    return time.perf_counter() - due


def _ask(port: int, path: str) -> None:
    line = http.client.HTTPConnection(HOST, port, timeout=120)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {path}")
    finally:
        line.close()


@contextmanager
def _service(place: Path, workers: int) -> Iterator[int]:
    port = free_port()
    words = ["serve", "--store", sqlite_url(place / "bench.db"), "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-m", "coopgraph", *words, "--workers", str(workers)],
        env={**os.environ, "COOPGRAPH_CACHE": str(place / "cache")},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as taken:
        taken.bind((HOST, 0))
        port: int = taken.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Wait until a service is ready."""
    while True:
        try:
            _ask(port, "/-/ready")
        except (OSError, http.client.HTTPException, RuntimeError):
            time.sleep(0.05)
        else:
            return


def fill(path: Path, activities: int = ACTIVITIES) -> Sequence[str]:
    """Make a store of the starter knowledge, its examples and many activities; return demands."""
    url = sqlite_url(path)
    words = [sys.executable, "-m", "coopgraph", "init", "--starter", "--examples", "--store", url]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with closing(open_store(url)) as store:
        rows = list(store.nodes())
    states = [row.id for row in rows if row.id.startswith("state/")]
    sectors = [row.id for row in rows if row.id.startswith("sector/dac/")]
    with closing(create_store(url)) as store:
        store.apply([NodeStatement(SOURCE, SOURCE, {"title": {"en": "Bench"}})])
        for first in range(0, activities, BATCH):
            store.apply(list(_activities(first, states, sectors)))
    return [row.id for row in rows if row.id.startswith("demand/")]


def _activities(first: int, states: Sequence[str], sectors: Sequence[str]) -> Iterator[Change]:
    for number in range(first, first + BATCH):
        id_ = f"activity/bench/{number}"
        yield NodeStatement(
            id_, SOURCE, {"title": {"en": f"Activity {number}"}, "starts": "2019-01-01"}
        )
        for type_, start, end in (
            ("PROVIDES", states[number * 7 % len(states)], id_),
            ("RECEIVES", states[number * 11 % len(states)], id_),
            ("IN_SECTOR", id_, sectors[number * 13 % len(sectors)]),
        ):
            yield RelationStatement(RelationKey(type_, start, end), SOURCE)
