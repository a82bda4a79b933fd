"""What can be wrong with a cluster: each error names the worker, folder or address, and the fix."""

from __future__ import annotations

from typing import Final

from kg.base.errors import EXIT_STORE, CoopgraphError, WrongUseError
from kg.base.i18n import msg

EXTRA: Final = "cluster"
"""The optional extra of this distribution that installs Dask."""


class NoDaskError(WrongUseError):
    """The package that spreads work is not installed."""

    slug = "no-dask"
    title = msg("Work cannot be spread")

    def __init__(self) -> None:
        super().__init__(
            msg("Spreading work needs dask.distributed, which is not installed."),
            msg('Install it: pip install "coopgraph[{extra}]".', extra=EXTRA),
        )


class NothingKeptError(WrongUseError):
    """Workers read the snapshot from the cache, and there is none."""

    slug = "nothing-kept"
    title = msg("Work cannot be spread")

    def __init__(self) -> None:
        super().__init__(
            msg("Workers read the snapshot from the cache, where it cannot be kept."),
            msg("Name a folder for the cache that can be written to (COOPGRAPH_CACHE)."),
        )


class ClusterError(CoopgraphError):
    """The cluster cannot do the work (exit 3)."""

    slug = "cluster"
    status = 503
    exit_code = EXIT_STORE
    title = msg("The cluster cannot do the work")


class NoSchedulerError(ClusterError):
    """Nobody answers at the address of the scheduler, or no more."""

    slug = "no-scheduler"

    def __init__(self, address: str) -> None:
        super().__init__(
            msg("No scheduler of Dask answers at {address}.", address=address),
            msg("Start one (dask scheduler), or leave --scheduler out to use this machine."),
        )


class NoWorkersError(ClusterError):
    """The scheduler has no workers."""

    slug = "no-workers"

    def __init__(self, address: str) -> None:
        super().__init__(
            msg("The scheduler at {address} has no workers.", address=address),
            msg("Start some: dask worker {address} --nthreads 1.", address=address),
        )


class OtherProgramError(ClusterError):
    """A worker runs another program, whose answers might differ."""

    slug = "other-program"

    def __init__(self, worker: str) -> None:
        super().__init__(
            msg("The worker {worker} does not run this version of coopgraph.", worker=worker),
            msg("Install the same version on all workers, and start them again."),
        )


class NotInstalledError(ClusterError):
    """A worker lacks a package, or the program itself."""

    slug = "worker-lacks-package"

    def __init__(self, package: str) -> None:
        super().__init__(
            msg("A worker has no package {package}.", package=package),
            msg("Install on all workers what is installed here, and start them again."),
        )


class NotSeenError(ClusterError):
    """A worker finds no snapshot of the revision in the shared cache."""

    slug = "snapshot-not-seen"

    def __init__(self, worker: str, folder: str) -> None:
        super().__init__(
            msg(
                "The worker {worker} finds no snapshot of this revision in {folder}.",
                worker=worker,
                folder=folder,
            ),
            msg("Let all workers see the cache under the same path (COOPGRAPH_CACHE)."),
        )


class WorkersDiedError(ClusterError):
    """Several workers died over the same piece of work."""

    slug = "workers-died"

    def __init__(self) -> None:
        super().__init__(
            msg("Several workers died over the same piece of work."),
            msg("See why in what they wrote: mostly they have too little memory."),
        )
