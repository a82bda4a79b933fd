"""The folder of one server: its configuration, its data, its logs, and which process it is."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDERS: Final = ("conf", "data", "logs", "plugins", "run", "import", "lib", "licenses")
ENTRY: Final = "org.neo4j.server.CommunityEntryPoint"
HEAP: Final = "1g"
_CONF: Final = """\
# Written by `make neo4j` at every start.
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.directories.import=import
server.memory.heap.initial_size=256m
server.memory.heap.max_size={heap}
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
client.allow_telemetry=false
# Without it each server takes half a gigabyte of disk before it holds anything.
db.tx_log.preallocate=false
"""


def conf(port: int, more: Sequence[str] = ()) -> str:
    """Return the configuration of a server: on loopback only, and it reports to nobody."""
    return _CONF.format(port=port, heap=HEAP) + "".join(f"{setting}\n" for setting in more)


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one server."""

    path: Path
    more: tuple[str, ...] = ()
    """Further settings, as its configuration has them."""

    @property
    def conf_file(self) -> Path:
        """The configuration."""
        return self.path / "conf" / "neo4j.conf"

    @property
    def log(self) -> Path:
        """The log that says ``Started.``."""
        return self.path / "logs" / "neo4j.log"

    @property
    def console(self) -> Path:
        """What Java prints, where a log could not be opened or the settings are wrong."""
        return self.path / "logs" / "console.log"

    @property
    def pid_file(self) -> Path:
        """The number of the process."""
        return self.path / "run" / "server.pid"

    @property
    def password_mark(self) -> Path:
        """There once the first password has been changed."""
        return self.path / "data" / "password-changed"

    def lay_out(self, port: int) -> None:
        """Make the folders and write the configuration; data stay as they are."""
        for name in FOLDERS:
            (self.path / name).mkdir(parents=True, exist_ok=True)
        self.conf_file.write_text(conf(port, self.more), "utf-8")

    def configured_for(self, port: int) -> bool:
        """Return whether the configuration that lies there is the one for ``port``."""
        if not self.conf_file.is_file():
            return False
        return self.conf_file.read_text("utf-8") == conf(port, self.more)

    def remember(self, pid: int, since: int) -> None:
        """Note the process that was started, and where in the log it begins."""
        self.pid_file.write_text(f"{pid} {since}", "ascii")

    def running(self) -> tuple[int, int] | None:
        """Return the process of this server and where in the log it begins; None without one.

        A number left behind by a crash may belong to somebody else by now: only a process that was
        started with this very home counts.
        """
        try:
            pid, since = map(int, self.pid_file.read_text("ascii").split())
        except (FileNotFoundError, ValueError):
            return None
        command = f" {_command_line(pid)} "
        ours = f" {ENTRY} --home-dir={self.path} " in command
        return (pid, since) if ours else None

    def last_lines(self, since: int, count: int = 12) -> list[str]:
        """Return the end of what Java printed and of the log after byte ``since``."""
        console = self.console.read_text("utf-8", "replace") if self.console.exists() else ""
        return [*console.splitlines(), *self.said(since).splitlines()][-count:]

    def said(self, since: int) -> str:
        """Return what the log says after byte ``since``."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(since)
            return log.read().decode("utf-8", "replace")

    def log_size(self) -> int:
        """Return how many bytes the log has."""
        return self.log.stat().st_size if self.log.exists() else 0


def _command_line(pid: int) -> str:
    """Return how a process was called, empty where there is none (any more)."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace").replace("\0", " ")
        except OSError:
            return ""
    asked = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
