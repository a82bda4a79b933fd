"""What one case took: processor time and memory of this process and of its children."""

from __future__ import annotations

import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

MAX_SECONDS = 5.0
MAX_MEMORY = 300 * 2**20
_HOPELESS = 20.0
"""Seconds of processor time after which a case is given up."""
_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")


class TooSlowError(BaseException):
    """A case that does not come back; no reader may catch it."""


@dataclass(slots=True)
class Taken:
    """Seconds of processor time, and bytes that the process grew by at most."""

    seconds: float = 0.0
    memory: int = 0

    def complaint(self) -> str | None:
        if self.seconds > MAX_SECONDS:
            return f"took {self.seconds:.1f} s of processor time"
        if self.memory > MAX_MEMORY:
            return f"took {self.memory // 2**20} MB"
        return None


@contextmanager
def measured() -> Iterator[Taken]:
    """Measure what is done; give up what does not end."""
    taken = Taken()
    before, begun = _memory(reset=True), _seconds()
    signal.signal(signal.SIGPROF, _give_up)
    signal.setitimer(signal.ITIMER_PROF, _HOPELESS)
    try:
        yield taken
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        taken.seconds = _seconds() - begun
        taken.memory = _memory() - before


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def _seconds() -> float:
    own = time.process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own + children.ru_utime + children.ru_stime


def _memory(*, reset: bool = False) -> int:
    """The present memory of this process, or the highest since it was last reset (Linux alone)."""
    if not _RESET.exists():
        return 0
    if reset:
        _RESET.write_text("5")
    name = "VmRSS:" if reset else "VmHWM:"
    lines = _STATUS.read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))
