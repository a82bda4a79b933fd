"""A file that a test opens is closed by somebody, on each Python; who forgets it is named.

A connection to SQLite that is forgotten is a warning from Python 3.13 on, raised whenever the
garbage is collected, in whichever test runs then. Here each connection knows the test and the lines
that opened it; the test after which one is found forgotten fails with those.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest

_ROOT: Final = f"{Path(__file__).parent.parent}{os.sep}"
_LINES: Final = 8
_connect: Final = sqlite3.connect
_forgotten: Final[list[str]] = []


class _Watched(sqlite3.Connection):
    """A connection that says who opened it, where nobody closed it."""

    opened_by: str | None = None

    def close(self) -> None:
        self.opened_by = None
        super().close()

    def __del__(self) -> None:
        if self.opened_by is None:
            return
        _forgotten.append(self.opened_by)
        with suppress(sqlite3.Error):  # of a thread that has ended
            self.close()


def watch() -> None:
    """Let each connection that this process opens from now on be watched."""
    setattr(sqlite3, "connect", _watched)  # noqa: B010  the stubs know no other


def forgotten() -> list[str]:
    """Return who opened what was found forgotten since the last time somebody asked."""
    found = list(_forgotten)
    _forgotten.clear()
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """Fail the test after which a connection is found that nobody closed."""
    yield
    if nextitem is None:
        gc.collect()
    if found := forgotten():
        pytest.fail("\n".join(["Opened and never closed, by", *found]), pytrace=False)


def _watched(*options: Any, **named: Any) -> sqlite3.Connection:
    connection: sqlite3.Connection = _connect(*options, **{"factory": _Watched, **named})
    if isinstance(connection, _Watched):
        connection.opened_by = _who()
    return connection


def _who() -> str:
    """Return the test that runs, and the lines of the house that led here, the last first."""
    lines: list[str] = []
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and len(lines) < _LINES:
        name = frame.f_code.co_filename
        if name.startswith(_ROOT) and "site-packages" not in name:
            lines.append(f"    {name.removeprefix(_ROOT)}:{frame.f_lineno}")
        frame = frame.f_back
    return "\n".join([os.environ.get("PYTEST_CURRENT_TEST", "no test"), *lines])
