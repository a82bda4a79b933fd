"""A cluster for the time of one piece of work: the one that is named, or processes of this machine.

Imports Dask, which takes as long as many a question: inside functions only.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.cluster.client_jobs import ClientJobs
from kg.cluster.cluster_errors import (
    NoDaskError,
    NoSchedulerError,
    NotInstalledError,
    NoWorkersError,
    OtherProgramError,
)
from kg.cluster.program_digest import program_digest
from kg.graph.snapshot import Snapshot
from kg.graph.spread import Spread

SECONDS: Final = 30
"""For how long a scheduler, and its first worker, are waited for."""
_DEATHS: Final = 3
"""Workers that may die over one piece of work before it is given up."""
_LOCAL: Final = {
    # No pages and no metrics: nobody asks them.
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    # One thread each: the kernels of as many processes as there are cores fill them.
    "distributed.nanny.pre-spawn-environ.NUMBA_NUM_THREADS": 1,
    "distributed.worker.multiprocessing-method": "spawn",
}


@contextmanager
def dask_cluster(
    scheduler: str,
    places: Callable[[Snapshot], Path | None],
    *,
    workers: int | None = None,
    wait: float = SECONDS,
) -> Iterator[Spread]:
    """Give what spreads jobs over the workers of a scheduler; without one, over local processes.

    ``places`` as of ``ClientJobs``. ``workers``: how many processes, one for each core if None.

    Raises:
        NoDaskError: dask.distributed is not installed.
        BadOptionError: the address of the scheduler is none.
        NoSchedulerError, NoWorkersError: nobody answers at the address, nobody works for it.
        OtherProgramError: a worker runs another program.
    """
    try:
        dask = import_module("distributed")
    except ImportError:
        raise NoDaskError from None
    with _client(dask, scheduler, wait) if scheduler else _local_client(dask, workers) as client:
        _check_workers(client, wait)
        yield ClientJobs(client, places)


@contextmanager
def _client(dask: Any, scheduler: str, wait: float) -> Iterator[Any]:
    _check_address(scheduler)
    # Made in two steps: one that fails is closed at once, else it waits a minute at the very end.
    client = dask.Client.__new__(dask.Client)
    try:
        client.__init__(scheduler, timeout=wait, set_as_default=False)
    # Whoever else listens there may answer anything, also sizes that no memory has.
    except Exception:  # noqa: BLE001
        with suppress(Exception):
            client.close(timeout=1)
        raise NoSchedulerError(scheduler) from None
    with client:
        yield client


def _check_address(scheduler: str) -> None:
    """Refuse what is no address, and one that asks for certificates where none are known."""
    comm, security = import_module("distributed.comm"), import_module("distributed.security")
    try:
        comm.get_address_host_port(scheduler, strict=True)
    except ValueError:
        fix = msg("Write it as tcp://HOST:PORT, as dask scheduler shows it.")
        raise BadOptionError("scheduler", scheduler, fix) from None
    asked = security.Security().get_connection_args("client")
    if scheduler.startswith("tls://") and asked.get("ssl_context") is None:
        fix = msg("Name the certificates in the configuration of Dask: distributed.comm.tls.")
        raise BadOptionError("scheduler", scheduler, fix)


@contextmanager
def _local_client(dask: Any, workers: int | None) -> Iterator[Any]:
    """Give a client of processes of this machine, which are ended with it.

    They listen on the loopback address alone.
    """
    with (
        tempfile.TemporaryDirectory(prefix="coopgraph-workers-") as folder,
        import_module("dask").config.set(_LOCAL),
        dask.LocalCluster(
            n_workers=workers or os.cpu_count() or 1,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            scheduler_kwargs={
                "dashboard": False,
                "dashboard_address": "127.0.0.1:0",
                "allowed_failures": _DEATHS,
            },
            # What workers map of the snapshot counts as theirs: a limit would end them for it.
            memory_limit=0,
            preload=["kg.cluster.worker_start"],
            local_directory=folder,
            silence_logs=logging.CRITICAL,
        ) as cluster,
        dask.Client(cluster, set_as_default=False) as client,
    ):
        yield client


def _check_workers(client: Any, wait: float) -> None:
    address = client.scheduler.address
    try:
        client.wait_for_workers(1, timeout=wait)
    except TimeoutError:
        raise NoWorkersError(address) from None
    for worker, found in client.run(program_digest, on_error="return").items():
        if isinstance(found, ImportError):
            raise NotInstalledError(found.name or str(found))
        if found != program_digest():
            raise OtherProgramError(worker)
