"""One cluster of two processes: the same answers to the last byte, also where a worker is killed.

All that needs processes is in this file, so that they are started once.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.cluster.dask_cluster import dask_cluster
from kg.graph.cache import shared_place
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.matching.in_blocks.blocks_engine import InBlocks
from kg.matching.in_blocks.cutting import Cut
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match_all
from kg.store.protocol import Store
from tests.journeys.cli.conftest import Run, run

__all__ = ["run"]

SMALL = Cut(2, 40)
OFFERS = LENSES.named("offers-for-demand")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(scope="module")
def spread(starter_store: Store, cache: Path) -> Iterator[Any]:
    """Two processes of this machine that read what the cache keeps."""

    def place(snapshot: Snapshot) -> Path | None:
        return shared_place(starter_store, cache, snapshot)

    with dask_cluster("", place, workers=2) as found:
        yield found


@pytest.fixture
def address(spread: Any) -> str:
    """Where the scheduler of the cluster answers."""
    return str(spread._client.scheduler.address)


def test_the_same_rows_though_a_worker_is_killed(spread: Any, starter_view: View) -> None:
    expected = list(match_all(starter_view, OFFERS))
    pids = spread._client.run(os.getpid)
    assert len({*pids.values()}) == spread.lanes == 2
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        if not told:
            # In the hands of each are jobs that are not done yet.
            busy = next(worker for worker, jobs in spread._client.processing().items() if jobs)
            os.kill(pids[busy], signal.SIGKILL)
        told.append((done, total))

    engine = InBlocks(spread, SMALL)
    assert list(match_all(starter_view, OFFERS, progress=progress, engine=engine)) == expected
    assert len(told) > 20
    assert told[-1] == (told[-1][1],) * 2
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_command_that_names_the_scheduler_writes_the_same_file(
    run: Run, address: str, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPGRAPH_CACHE", str(cache))
    for engine in (["kernel"], ["dask", "--scheduler", address]):
        file = str(tmp_path / f"{engine[0]}.csv")
        done = run("match", "--all", "--lens", "experience", "-o", file, "--engine", *engine)
        assert (done.status, done.out) == (0, ""), done.err
        assert done.err == f"{file}: {done.err.split()[1]} matches written\n"
    written = [(tmp_path / f"{engine}.csv").read_bytes() for engine in ("kernel", "dask")]
    assert written[0] == written[1]
    assert written[0].count(b"\n") > 70
