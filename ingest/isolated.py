"""Foreign files are read in a child process that holds nothing and may use little.

The child (``ingest.child``) is a bare interpreter: no environment, no descriptors but its two pipes
or the file, limits of memory and processor time. It answers in frames of bounded size; whatever it
does, this process lives, and the file gets one finding.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import weakref
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from ingest.child.frames import BYTES, END, HEADER, JSON, MAX_FRAME, REFUSED, Refused
from ingest.child.members import FATES

MAX_ANSWER: Final = 200 * 2**20
"""Bytes that all frames about one workbook may have together."""
_BOOT: Final = (
    "import sys, json; sys.path[:0] = json.loads(sys.argv[2]);"
    " from ingest.child.child_main import main; main(sys.argv[1])"
)
_ROOT: Final = str(Path(__file__).resolve().parent.parent)
_KEPT: Final = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
"""What an interpreter may need to start at all; secrets stay here."""


class ChildDiedError(Exception):
    """The child ended before its answer did, or answered what nobody may believe."""


class ChildNotStartedError(Exception):
    """The system gave no process."""


def workbook(file: IO[bytes]) -> Iterator[Any]:
    """Yield what is in a workbook: for each sheet a dict about it, then lists of rows.

    Raises:
        Refused: it cannot be read, or not safely.
        ChildDiedError: reading it took more memory or time than is given.
        ChildNotStartedError: there is no process to read it with.
    """
    return _told("workbook", file)


def report(file: IO[bytes]) -> Iterator[Any]:
    """Yield what is in a report: a dict about it, lists of blocks, a dict of what stayed unread.

    Raises:
        Refused, ChildDiedError, ChildNotStartedError: as ``workbook``.
    """
    return _told("report", file)


def _told(task: str, file: IO[bytes]) -> Iterator[Any]:
    os.lseek(file.fileno(), 0, os.SEEK_SET)  # a buffer of ours may have read ahead
    with _started(task, file) as process:
        assert process.stdout is not None
        total = 0
        while (frame := _frame(process.stdout))[0] != END:
            # Each frame is bounded by itself; a child that no longer does what we wrote sends them
            # without end.
            total += len(frame[1])
            if total > MAX_ANSWER:
                raise ChildDiedError
            yield _value(frame[1])


class Listed(NamedTuple):
    """A member of a packed file, as ``ingest.child.members`` tells it.

    Its fate (``FATES``), its place, its name as it may be shown and the last part of that, its
    compressed size (bytes), and what more is to be said.
    """

    fate: str
    steps: tuple[int, ...]
    name: str
    inner: str
    packed: int
    detail: str


class Unpacker:
    """One child that unpacks the archives of one load; it is started when it is first needed.

    A child that died is replaced with the next document. It ends with this object.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._end: weakref.finalize[Any, Unpacker] | None = None
        self._turn = 0

    def members(self, path: Path, most: int) -> list[Listed]:
        """Return what is in a packed file, of all levels.

        Raises:
            Refused: it holds more than ``most`` members, or as ``workbook``.
            ChildDiedError, ChildNotStartedError: as ``workbook``.
        """
        found: list[Listed] = []
        self._ask("list", str(path), most)
        while (frame := self._answer())[0] != END:
            listed = _listed(_value(frame[1]))
            if listed is not None:
                found.append(listed)
            # The child was told how many: more than that is no answer of ours.
            if len(found) > most:
                self._stop()
                raise ChildDiedError
        return found

    def pieces(self, path: Path, steps: tuple[int, ...]) -> Generator[bytes, None, None]:
        """Yield the bytes of a packed file (no ``steps``), or of a member of it; one at a time.

        Raises:
            Refused, ChildDiedError, ChildNotStartedError: as ``workbook``.
        """
        self._turn += 1
        turn = self._turn
        self._ask("open", str(path), steps)
        while (frame := self._answer())[0] != END:
            yield frame[1]
            assert turn == self._turn, "another document was begun before this one was read"
            self._ask("next")

    def _ask(self, *request: Any) -> None:
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
        except OSError as error:
            self._stop()
            raise ChildDiedError from error

    def _answer(self) -> tuple[bytes, bytes]:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            return _frame(self._process.stdout)
        except ChildDiedError:
            self._stop()
            raise

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = _start("archive", subprocess.PIPE)
            # Also where nobody says that the load is over.
            self._end = weakref.finalize(self, _stop, self._process)
        return self._process

    def _stop(self) -> None:
        if self._end is not None:
            self._end()
        self._process = self._end = None


def _listed(said: Any) -> Listed | None:
    """Return a member as the child tells it: nothing is believed of that but these types."""
    match said:
        case [str(fate), list(steps), str(name), str(inner), int(packed), str(detail)] if (
            fate in FATES and all(isinstance(step, int) for step in steps)
        ):
            return Listed(fate, tuple(steps), name, inner, packed, detail)
    return None


@contextmanager
def _started(task: str, stdin: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    process = _start(task, stdin)
    try:
        yield process
    finally:
        _stop(process)


def _start(task: str, stdin: IO[bytes] | int) -> subprocess.Popen[bytes]:
    # An empty or relative path would let it import from the folder that we happen to be in.
    paths = [_ROOT, *(path for path in sys.path if Path(path).is_absolute())]
    # -I and -S: nothing of the user's settings, no code of installed packages that runs at the
    # start.
    command = [sys.executable, "-I", "-S", "-c", _BOOT, task, json.dumps(paths)]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        return subprocess.Popen(  # noqa: S603 (our own interpreter, our own words)
            command,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            close_fds=True,
        )
    except OSError as error:
        raise ChildNotStartedError(error.strerror or type(error).__name__) from error


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the child whatever it does, and leave nothing of it."""
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was still to be written to a child that is gone
                continue
    process.wait()


def _frame(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Read one frame, no more than is accepted of it."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        raise ChildDiedError
    kind, size = HEADER.unpack(header)
    # Before any of it is read: a length costs the child nothing.
    if kind not in (JSON, BYTES, END, REFUSED) or size > MAX_FRAME:
        raise ChildDiedError
    payload = stream.read(size)
    if len(payload) < size:
        raise ChildDiedError
    if kind == REFUSED:
        raise _refused(payload)
    return kind, payload


def _refused(payload: bytes) -> Exception:
    said = _value(payload)
    code = said.pop("code", None) if isinstance(said, dict) else None
    return Refused(code, **said) if isinstance(code, str) else ChildDiedError()


def _value(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise ChildDiedError from error
