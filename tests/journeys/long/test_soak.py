"""A service that readers and a writer use at once, for a while: it answers, and grows no fatter."""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest

from kg.model.changes import NodeStatement
from kg.store.opening import open_store
from tests.coopgraph.test_serve import Served, serving
from tests.effort import only_long

READERS = 20
REQUESTS = 2_000
MOSTLY = (
    "/v1/status",
    "/v1/search?q=agua",
    "/v1/nodes/state/hti",
    "/v1/paths?from=state/bra&to=org/segib",
    "/v1/neighbourhood/state/bra",
    "/v1/matches/demand/xad-registre-social",
    "/es/",
    "/en/node/state/hti",
    "/pt/match/demand/xad-registre-social",
    "/fr/offers",
)
PATHS = (*MOSTLY * 9, "/v1/export.jsonl")
pytestmark = [
    only_long,
    pytest.mark.slow,  # thousands of requests to a service of its own
]


def resident(pid: int) -> int:
    """Return the memory that a process and its workers keep for themselves, in MB."""
    family = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split())]
    return sum(own_memory(each) for each in family) // 1024


def own_memory(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


def read_often(served: Served, requests: int, answers: Counter[int], strange: list[str]) -> None:
    """Let twenty readers share some requests."""
    paths, lock = cycle(PATHS), threading.Lock()
    left = requests

    def reader() -> None:
        nonlocal left
        line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=120)
        while True:
            with lock:
                if left <= 0:
                    break
                left -= 1
                path = next(paths)
            try:
                line.request("GET", path, headers={"Accept-Encoding": "gzip"})
                answer = line.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                line.close()
                with lock:
                    answers[0] += 1
                continue
            with lock:
                answers[answer.status] += 1
                if answer.status == 503 and not answer.headers["retry-after"]:
                    strange.append(path)
                if answer.status not in {200, 503}:
                    strange.append(f"{answer.status} {path}")
        line.close()

    threads = [threading.Thread(target=reader) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        served.read()
        time.sleep(0.05)


def write_often(url: str, end: threading.Event) -> int:
    """Write a batch every half second until the end; return how many."""
    written = 0
    with closing(open_store(url, write=True)) as store:
        source = next(row.id for row in store.nodes() if row.id.startswith("source/"))
        while not end.wait(0.5):
            said = {"name": {"en": f"Written {written}"}}
            store.apply([NodeStatement(f"org/soak-{written % 50}", source, said)])
            written += 1
    return written


@pytest.mark.timeout(300)
@pytest.mark.parametrize("workers", ["1", "2"])
def test_readers_and_a_writer(starter_copy: str, tmp_path: Path, workers: str) -> None:
    answers, strange = Counter[int](), list[str]()
    arguments = ("serve", "--store", starter_copy, "--workers", workers)
    cache = str(tmp_path / "cache")
    with serving(*arguments, at_terminal=False, COOPGRAPH_CACHE=cache) as served:
        end, written = threading.Event(), list[int]()
        writer = threading.Thread(target=lambda: written.append(write_often(starter_copy, end)))
        writer.start()
        read_often(served, REQUESTS // 4, Counter(), [])  # until all that is kept is there
        before = resident(served.process.pid)
        read_often(served, REQUESTS, answers, strange)
        after = resident(served.process.pid)
        end.set()
        writer.join()
        print(f"{answers}, {written} batches, {before} MB before, {after} MB after")  # noqa: T201
    assert strange == []
    assert answers[0] == 0
    assert answers[200] > REQUESTS * 0.9
    assert sum(answers.values()) == REQUESTS
    assert written[0] > 5
    assert after < before * 1.3 + 50
