"""Jobs in the hands of workers, without any: in order, few ahead, and taken back."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import CancelledError
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from distributed import KilledWorker

from kg.cluster.client_jobs import ClientJobs
from kg.cluster.cluster_errors import (
    ClusterError,
    NoSchedulerError,
    NothingKeptError,
    NotInstalledError,
    WorkersDiedError,
)
from kg.graph.view import View


class Future:
    """A result that is computed when it is asked for, or an error."""

    def __init__(self, job: Callable[[], Any]) -> None:
        self.job = job

    def result(self) -> Any:
        return self.job()


class Client:
    """Workers that do what they are told as soon as somebody asks; the last ones have left."""

    def __init__(self, threads: int = 2) -> None:
        self.threads = threads
        self.sent: list[Future] = []
        self.taken_back: list[Future] = []
        self.scheduler = SimpleNamespace(address="tcp://here:1")

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys("ab"[: self.threads], 1)

    def submit(self, job: Callable[[], Any], *, pure: bool) -> Future:
        assert not pure
        # As it would come out at the other end.
        self.sent.append(Future(pickle.loads(pickle.dumps(job))))
        return self.sent[-1]

    def cancel(self, futures: list[Future]) -> None:
        self.taken_back += futures


def jobs_of(client: Client) -> ClientJobs:
    return ClientJobs(client, lambda _snapshot: None)


def squared(number: int) -> int:
    return number * number


def broken(error: BaseException) -> int:
    raise error


def test_results_come_in_order_and_few_jobs_are_ahead() -> None:
    client = Client()
    found = jobs_of(client).each(squared, count())
    for place in range(5):
        assert next(found) == place * place
        assert len(client.sent) == place + 4
    found.close()  # type: ignore[attr-defined]
    assert client.taken_back == client.sent[5:]


def test_where_workers_leave_no_more_are_sent_until_the_rest_is_done() -> None:
    client = Client()
    found = jobs_of(client).each(squared, range(10))
    next(found)
    client.threads = 0
    assert jobs_of(client).lanes == 1
    next(found)
    assert len(client.sent) == 4
    assert list(found) == [place * place for place in range(2, 10)]
    assert client.taken_back == []


@pytest.mark.parametrize(
    ("error", "expected", "words"),
    [
        (KilledWorker("job", cast("Any", None), 3), WorkersDiedError, "too little memory"),
        (CancelledError("lost"), NoSchedulerError, "tcp://here:1"),
        (ImportError("No module named 'kg'", name="kg"), NotInstalledError, "package kg"),
    ],
)
def test_what_is_wrong_with_workers_is_said(
    error: BaseException, expected: type[ClusterError], words: str
) -> None:
    client = Client()
    found = jobs_of(client).each(broken, [error] * 3)
    with pytest.raises(expected) as raised:
        next(found)
    assert words in raised.value.sentence()
    assert client.taken_back == client.sent[1:]


def test_without_a_cache_nothing_is_sent(starter_view: View) -> None:
    with pytest.raises(NothingKeptError, match="cannot be kept"):
        jobs_of(Client()).seen(starter_view)


def test_a_view_travels_as_a_place(starter_view: View, tmp_path: Path) -> None:
    seen = ClientJobs(Client(), lambda _snapshot: tmp_path).seen(starter_view)
    assert len(pickle.dumps(seen)) < 1000
