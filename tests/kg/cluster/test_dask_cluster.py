"""One cluster of two processes: the same answers to the last byte, also where a worker is killed.

All that needs processes is in this file, so that they are started once.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from kg.base.errors import BadOptionError
from kg.cluster import client_jobs
from kg.cluster.cluster_errors import (
    NoDaskError,
    NoSchedulerError,
    NotSeenError,
    NoWorkersError,
    OtherProgramError,
)
from kg.cluster.dask_cluster import dask_cluster
from kg.evaluation import rankings
from kg.evaluation.evaluation import evaluate
from kg.graph.cache import save
from kg.graph.snapshot import Snapshot
from kg.graph.spread import Spread
from kg.graph.view import View
from kg.matching.in_blocks.blocks_engine import InBlocks
from kg.matching.in_blocks.cutting import Cut
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match_all
from kg.questions import EvaluationQuestion
from tests.journeys.cli.conftest import Run, run
from tests.kg.evaluation.cooperation import made_up, world

__all__ = ["run"]

SMALL = Cut(2, 40)
NOBODY = "tcp://127.0.0.1:9"
OFFERS = LENSES.named("offers-for-demand")


@pytest.fixture(scope="module")
def spread(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two processes of this machine that read the snapshots that tests ask about."""
    places: dict[str, Path] = {}

    def place(snapshot: Snapshot) -> Path:
        if snapshot.token not in places:
            places[snapshot.token] = tmp_path_factory.mktemp("kept") / "snapshot"
            save(snapshot, places[snapshot.token])
        return places[snapshot.token]

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
            # Jobs that are not done yet are lost with it, and results that nobody has fetched.
            hands = spread._client.processing(), spread._client.has_what()
            busiest = max(pids, key=lambda worker: sum(len(held[worker]) for held in hands))
            assert any(held[busiest] for held in hands)
            os.kill(pids[busiest], signal.SIGKILL)
        told.append((done, total))

    engine = InBlocks(spread, SMALL)
    assert list(match_all(starter_view, OFFERS, progress=progress, engine=engine)) == expected
    assert len(told) > 20
    assert told[-1] == (told[-1][1],) * 2
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_command_that_names_the_scheduler_writes_the_same_file(
    run: Run, address: str, tmp_path: Path
) -> None:
    for engine in (["kernel"], ["dask", "--scheduler", address]):
        file = str(tmp_path / f"{engine[0]}.csv")
        done = run("match", "--all", "--lens", "experience", "-o", file, "--engine", *engine)
        assert (done.status, done.out) == (0, ""), done.err
        # Not the whole of it: a long path is broken where the line ends.
        assert done.err.endswith(" matches written\n")
    written = [(tmp_path / f"{engine}.csv").read_bytes() for engine in ("kernel", "dask")]
    assert written[0] == written[1]
    assert written[0].count(b"\n") > 70


def test_without_a_cache_nothing_can_be_read(
    run: Run, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPGRAPH_CACHE", "off")
    file = tmp_path / "none.csv"
    done = run("match", "--all", "-o", str(file), "--engine", "dask", "--scheduler", address)
    assert done.status == 2
    assert "COOPGRAPH_CACHE" in done.err
    assert not file.exists()


def test_weightings_are_counted_to_the_same_document(run: Run, address: str) -> None:
    asked = ["partners", "--robustness", "--json", "--as-of", "2026-11-23"]
    there = run(*asked, "--engine", "dask", "--scheduler", address)
    assert there.status == 0, there.err
    assert there == run(*asked)


def test_lenses_are_measured_to_the_same_document(
    spread: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What learns is left out: to import it takes each process longer than all else.
    monkeypatch.setattr(rankings, "installed", lambda: False)
    view = world(made_up(7, range(1996, 2010), 20))
    asked, lens = EvaluationQuestion((date(2006, 1, 1),)), LENSES.named("experience")
    told: list[tuple[int, int]] = []
    there = evaluate(view, lens, asked, "en", lambda *step: told.append(step), spread)
    assert there == evaluate(view, lens, asked, "en")
    assert told == [(step, 8) for step in range(1, 7)]


def test_a_worker_that_sees_no_snapshot_says_where_it_looked(
    spread: Any, starter_view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread, "_places", lambda _snapshot: tmp_path / "nowhere")
    with pytest.raises(NotSeenError, match=f"tcp://127.*{tmp_path}/nowhere"):
        list(match_all(starter_view, OFFERS, engine=InBlocks(spread)))


def test_a_worker_of_another_program_is_not_asked(
    spread: Any, starter_view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_jobs, "program_digest", lambda: "another")
    with pytest.raises(OtherProgramError, match="tcp://127"):
        list(match_all(starter_view, OFFERS, engine=InBlocks(spread)))


def test_nobody_answers_and_nobody_works() -> None:
    with pytest.raises(NoSchedulerError, match=re.escape(NOBODY)), _cluster(NOBODY):
        pass
    quiet = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
    cluster: Any = LocalCluster
    with (
        cluster(n_workers=0, dashboard_address=None, scheduler_kwargs=quiet) as idle,
        pytest.raises(NoWorkersError, match=re.escape(idle.scheduler_address)),
        _cluster(idle.scheduler_address),
    ):
        pass


@pytest.mark.parametrize(
    ("address", "fix"),
    [
        ("x", "tcp://HOST:PORT"),
        ("tcp://", "tcp://HOST:PORT"),
        ("http://127.0.0.1:80", "tcp://HOST:PORT"),
        ("tcp://127.0.0.1:many", "tcp://HOST:PORT"),
        ("tls://127.0.0.1:9", "distributed.comm.tls"),
    ],
)
def test_what_is_no_address_is_refused_before_anybody_is_asked(address: str, fix: str) -> None:
    with pytest.raises(BadOptionError, match=re.escape(address)) as raised, _cluster(address):
        pass
    assert fix in raised.value.sentence()


def test_a_stranger_at_the_address_is_no_scheduler() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer = threading.Thread(target=_answer_as_a_site, args=[server])
        answer.start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(NoSchedulerError, match=re.escape(address)), _cluster(address):
            pass
    answer.join()


def _answer_as_a_site(server: socket.socket) -> None:
    reader, _ = server.accept()
    with reader:
        reader.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoDaskError) as raised, _cluster(""):
        pass
    assert 'pip install "coopgraph[cluster]"' in raised.value.sentence()


def _cluster(scheduler: str) -> AbstractContextManager[Spread]:
    return dask_cluster(scheduler, lambda _snapshot: None, wait=1)
