"""One server: started, stopped, killed; it listens on loopback and has a known password."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tools.neo4j.errors import (
    NotUpError,
    PasswordError,
    PortTakenError,
    RunsElsewhereError,
    StubbornError,
)
from tools.neo4j.home import ENTRY, HEAP, Home
from tools.neo4j.jars import jars, java

HOST: Final = "127.0.0.1"
USER: Final = "neo4j"
FIRST_PASSWORD: Final = "neo4j"
PASSWORD: Final = "coopgraph-dev"
"""Known to everybody: the server is for tests and listens on loopback only."""
START_SECONDS: Final = 240.0
STOP_SECONDS: Final = 60.0
_OPENED: Final = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")
_SHORT_LIVED: Final = (
    "-XX:TieredStopAtLevel=1",
    "-XX:ReservedCodeCacheSize=256m",
    "-XX:+UseSerialGC",
)
"""It seldom lives longer than minutes, and nearly all it does it does for the first time: thorough
compilation takes more time than it gives (half of all that a test run asked of the processors)."""
_STEP: Final = 0.1


@dataclass(slots=True)
class Server:
    """A Neo4j server of this machine, with its home, its port and the cache of its jars."""

    home: Home
    port: int
    cache: Path
    tied: bool = False
    """Whether it ends with the process that started it, however that ends (Linux only)."""
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """The address, as COOPGRAPH_STORE takes it."""
        return f"neo4j://{USER}:{PASSWORD}@{HOST}:{self.port}"

    def pid(self) -> int | None:
        """Return the number of its process, None where it does not run."""
        running = self.home.running()
        return running and running[0]

    def start(self) -> bool:
        """Start it and wait until it answers; return False where it ran already.

        Raises:
            CannotRunError: this machine lacks something.
            PortTakenError, RunsElsewhereError: somebody is in the way.
            NotUpError, PasswordError: it does not come up, or lets nobody in.
        """
        running = self.home.running()
        if running is not None:
            if not self.home.configured_for(self.port):
                raise RunsElsewhereError(self.home.path)
            self._wait(since=running[1])
            return False
        _require_free(self.port)
        command = self._command(java(), jars(self.cache))
        self.home.lay_out(self.port)
        since = self.home.log_size()
        self._launch(command, since)
        try:
            self._wait(since)
        except BaseException:
            self.kill()
            raise
        return True

    def stop(self) -> bool:
        """Stop it in good order; return False where it did not run.

        Raises:
            StubbornError: it does not end.
        """
        pid = self.pid()
        if pid is None:
            return False
        os.kill(pid, signal.SIGTERM)
        if not self._ended(STOP_SECONDS):
            raise StubbornError(pid, STOP_SECONDS)
        self.home.pid_file.unlink(missing_ok=True)
        return True

    def kill(self) -> None:
        """End it at once, as a crash of the machine would (kill -9); ``start`` recovers."""
        pid = self.pid()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
            self._ended(STOP_SECONDS)
        self.home.pid_file.unlink(missing_ok=True)

    def _command(self, java: Path, lib: Path) -> list[str]:
        tie = shutil.which("setpriv") if self.tied else None
        return [
            *([tie, "--pdeathsig", "TERM"] if tie else []),
            str(java),
            f"-Xmx{HEAP}",
            *_SHORT_LIVED,
            *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED),
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-cp",
            f"{lib}/*",
            ENTRY,
            f"--home-dir={self.home.path}",
            f"--config-dir={self.home.conf_file.parent}",
        ]

    def _launch(self, command: list[str], since: int) -> None:
        with self.home.console.open("wb") as console:
            # A session of its own: Ctrl+C for whoever started it does not reach it.
            self._process = subprocess.Popen(
                command,
                cwd=self.home.path,
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.home.remember(self._process.pid, since)

    def _wait(self, since: int) -> None:
        until = time.monotonic() + START_SECONDS
        while "Started." not in self.home.said(since):
            if not self._runs():
                raise NotUpError("it ended", self.home.path, self.home.last_lines(since))
            if time.monotonic() > until:
                what = f"not started after {START_SECONDS:.0f} seconds"
                raise NotUpError(what, self.home.path, self.home.last_lines(since))
            time.sleep(_STEP)
        self._let_in()

    def _let_in(self) -> None:
        from neo4j import GraphDatabase
        from neo4j.exceptions import AuthError

        if not self.home.password_mark.exists():
            _change_password(self.port)
            self.home.password_mark.touch()
        try:
            with GraphDatabase.driver(f"neo4j://{HOST}:{self.port}", auth=(USER, PASSWORD)) as ours:
                ours.verify_connectivity()
        except AuthError:
            raise PasswordError(self.home.path) from None

    def _runs(self) -> bool:
        if self._process is not None:
            return self._process.poll() is None
        return self.pid() is not None

    def _ended(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while self._runs() and time.monotonic() < until:
            time.sleep(_STEP)
        return not self._runs()


def free_port() -> int:
    """Return a port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise PortTakenError(port) from None


def _change_password(port: int) -> None:
    from neo4j import GraphDatabase
    from neo4j.exceptions import AuthError

    change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
    try:
        with GraphDatabase.driver(f"neo4j://{HOST}:{port}", auth=(USER, FIRST_PASSWORD)) as first:
            first.execute_query(change, old=FIRST_PASSWORD, new=PASSWORD, database_="system")
    except AuthError:
        return  # a start that was interrupted had changed it already
