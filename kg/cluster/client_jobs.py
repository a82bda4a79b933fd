"""Jobs sent to the workers of a cluster, and what they give, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from kg.cluster.cluster_errors import (
    NoSchedulerError,
    NothingKeptError,
    NotInstalledError,
    OtherProgramError,
    WorkersDiedError,
)
from kg.cluster.kept_view import KeptView
from kg.cluster.program_digest import program_digest
from kg.graph.snapshot import Snapshot
from kg.graph.spread import Seen
from kg.graph.view import View
from kg.model.records import Point

J = TypeVar("J")
R = TypeVar("R")

_AHEAD: Final = 2
"""Jobs in the hands of each lane: one that it does, one that it finds when that is done."""


@dataclass(frozen=True, slots=True)
class Job(Generic[J, R]):
    """One piece of work as it travels; ``program`` is that of the process that sends it."""

    program: str
    work: Callable[[J], R]
    job: J

    def __call__(self) -> R:
        """Return what the work makes of the job.

        Raises:
            OtherProgramError: this process runs another program.
        """
        if program_digest() != self.program:
            from distributed import get_worker

            raise OtherProgramError(str(get_worker().address))
        return self.work(self.job)


class ClientJobs:
    """Has the workers of a client of Dask do jobs (``kg.graph.spread.Spread``).

    ``places`` gives the folder in which a snapshot lies, where workers read it; None where none is
    kept.
    """

    def __init__(self, client: Any, places: Callable[[Snapshot], Path | None]) -> None:
        self._client = client
        self._places = places

    @property
    def lanes(self) -> int:
        """How many jobs are done at a time: workers come and go, so it is asked anew."""
        threads: dict[str, int] = self._client.nthreads()
        return max(sum(threads.values()), 1)

    def seen(self, view: View) -> Seen:
        """Return where workers find a view.

        Raises:
            NothingKeptError: its snapshot lies in no folder.
        """
        snapshot = view.snapshot
        place = self._places(snapshot)
        if place is None:
            raise NothingKeptError
        point = Point(snapshot.revision, snapshot.token, snapshot.updated)
        return KeptView(place, point, snapshot.audience, snapshot.examples, view.as_of)

    def each(self, work: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """Yield what work makes of each job, in order; what a dead worker had is done again.

        Whoever reads no further has what is left taken back. Never more is under way than workers
        need, so that results do not pile up in front of one that takes long.

        Raises:
            ClusterError: the workers, or the scheduler, are gone, or run another program.
        """
        ahead: deque[Any] = deque()
        left = (Job(program_digest(), work, job) for job in jobs)
        try:
            while True:
                # Workers may be fewer by now than when those under way were sent.
                room = max(_AHEAD * self.lanes - len(ahead), 0)
                ahead.extend(self._client.submit(job, pure=False) for job in islice(left, room))
                if not ahead:
                    return
                yield self._result(ahead.popleft())
        finally:
            self._client.cancel(list(ahead))

    def _result(self, future: Any) -> Any:
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            raise WorkersDiedError from None
        except ImportError as error:
            raise NotInstalledError(error.name or str(error)) from None
        except (CancelledError, OSError):
            raise NoSchedulerError(self._client.scheduler.address) from None
