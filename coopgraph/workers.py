"""Several processes behind one address: started, started again when they die, ended together."""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe, connection, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fastapi import FastAPI

    from api.authentication.access_settings import AccessSettings
    from kg.exchange.campaign_list import CampaignList
    from kg.publisher.emblem import PagesOf

_LOG: Final = logging.getLogger("coopgraph.workers")
_GRACE_SECONDS: Final = 2
_SOON: Final = 5.0
"""Who dies within so many seconds is started again only after as many."""


@dataclass(frozen=True, slots=True)
class Serving:
    """All that a process needs to serve; handed to it as it is, never through its environment."""

    store: str
    access: AccessSettings
    password: str | None
    cache: Path | None
    lang: str
    processes: int
    examples: bool = True
    tour: bool = False
    campaign: CampaignList | None = None
    pages_of: PagesOf | None = None

    def app(self) -> FastAPI:
        """Return the application of one process."""
        from api.app import create_app
        from api.request_limits import Limits

        return create_app(
            self.store,
            access=self.access,
            password=self.password,
            cache=self.cache,
            lang=self.lang,
            limits=Limits().shared_by(self.processes),
            shared=self.processes > 1,
            examples=self.examples,
            tour=self.tour,
            campaign=self.campaign,
            pages_of=self.pages_of,
        )


def serve_with(serving: Serving, taken: socket.socket) -> None:
    """Serve on a socket until interrupted, in one process or in several."""
    if serving.processes == 1:
        serve_alone(serving, taken)
        return
    with _end_asked_for() as asked:
        _keep_running(serving, taken, asked)


def _serve_as_one_of_several(serving: Serving, taken: socket.socket) -> None:
    """Serve until told to end, or until the process that would tell it has died itself."""
    above = parent_process()
    if above is not None:
        Thread(target=_end_after, args=(above.sentinel,), daemon=True).start()
    serve_alone(serving, taken)


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    # As if we had been told to end: answers that have begun are brought to their end.
    os.kill(os.getpid(), signal.SIGTERM)


def serve_alone(serving: Serving, taken: socket.socket) -> None:
    """Serve in this process until it is interrupted or told to end."""
    import uvicorn

    from coopgraph.connections import Patience, protocol_with
    from coopgraph.logs import write_log

    write_log()
    patience = Patience()
    config = uvicorn.Config(
        serving.app(),
        # What is logged leaves as the rest of the log does.
        log_config=None,
        access_log=False,
        http=protocol_with(patience),
        timeout_keep_alive=patience.idle,
        # Who asks is never taken from headers that anybody can send; see api.authentication.
        proxy_headers=False,
        server_header=False,
        workers=1,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    try:
        uvicorn.Server(config).run(sockets=[taken])
    except KeyboardInterrupt:
        return


def _keep_running(serving: Serving, taken: socket.socket, asked: Connection) -> None:
    workers: dict[SpawnProcess, float] = {}
    try:
        while not asked.poll():
            for worker in [each for each in workers if not each.is_alive()]:
                _bury(worker, workers.pop(worker), asked)
            while len(workers) < serving.processes and not asked.poll():
                workers[_started(serving, taken)] = time.monotonic()
            # Until somebody asks for the end or a process dies: nothing is polled.
            connection.wait([asked, *(each.sentinel for each in workers)])
    finally:
        _end(list(workers))


def _started(serving: Serving, taken: socket.socket) -> SpawnProcess:
    # Started anew, not forked: threads and connections of this process are not theirs.
    worker = get_context("spawn").Process(target=_serve_as_one_of_several, args=(serving, taken))
    worker.start()
    return worker


def _bury(worker: SpawnProcess, begun: float, asked: Connection) -> None:
    lived = time.monotonic() - begun
    _LOG.error("a process of the service died after %d s (%s)", round(lived), worker.exitcode)
    worker.close()
    if lived < _SOON:
        # Not sleep: who asks for the end meanwhile is not kept waiting.
        asked.poll(_SOON)


def _end(workers: list[SpawnProcess]) -> None:
    for worker in workers:
        if worker.is_alive():
            # All are told before one is waited for, so that their graces run side by side.
            worker.terminate()
    # Twice what uvicorn gives to open connections.
    latest = time.monotonic() + 2 * _GRACE_SECONDS
    for worker in workers:
        worker.join(max(0.0, latest - time.monotonic()))
        if worker.is_alive():
            worker.kill()
            worker.join()
        worker.close()


@contextmanager
def _end_asked_for() -> Iterator[Connection]:
    """Give what can be read once a signal asks for the end: it breaks off nothing by itself."""
    asked, ask = Pipe(duplex=False)

    def end(_number: int, _frame: FrameType | None) -> None:
        # A word in a pipe, nothing else: a handler runs between any two steps of what it
        # interrupts.
        ask.send_bytes(b"end")

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        asked.close()
        ask.close()
