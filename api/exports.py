"""Files of the whole graph: written once for all who ask the same, few at a time, and kept."""

from __future__ import annotations

import hashlib
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Final

from api.retry_errors import LaterError
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.graph.view import View
from kg.store.protocol import Store

KEPT: Final = 8
"""Files that are kept; the oldest go first."""
_READ_SECONDS: Final = 600.0
"""For how long somebody may still be reading a file that was written."""


class ExportBusyError(LaterError):
    """As many files are being written as the service takes on."""

    slug = "busy"
    status = 503
    title = msg("The service is busy")
    after = 15

    def __init__(self) -> None:
        super().__init__(
            msg("Other files are being written just now."), msg("Ask again in a moment.")
        )


class ExportFailedError(LaterError):
    """The file could not be written where the service keeps such files."""

    slug = "export-failed"
    status = 503
    title = msg("The file could not be made")
    after = 60

    def __init__(self) -> None:
        super().__init__(
            msg("The service has no room for this file."),
            msg("Try again later; if it lasts, tell whoever runs the service."),
        )


class Exports:
    """The files of one service; may be shared by threads."""

    def __init__(self, cache: Path | None, at_once: int) -> None:
        self._cache = cache
        self._free = BoundedSemaphore(at_once)
        self._lock = Lock()
        self._turns: dict[str, Lock] = {}
        self._own: tempfile.TemporaryDirectory[str] | None = None

    def file(self, view: View, lang: str, kind: str, store: Store) -> Path:
        """Return the file of a view of ``store``; who asks for one that is being written waits.

        Raises:
            ExportBusyError, ExportFailedError: as their names say.
            StoreError: as reading the store does.
        """
        path = self._folder() / f"{_edition(view, lang)}.{kind}"
        with self._lock:
            # One lock for each file: who wants another one is not kept waiting by this.
            turn = self._turns.setdefault(path.name, Lock())
        try:
            with turn:
                if not path.exists():
                    self._write(view, lang, path, store)
                return path
        finally:
            with self._lock:
                self._turns.pop(path.name, None)

    def close(self) -> None:
        """Remove what is kept nowhere else."""
        if self._own is not None:
            self._own.cleanup()
            self._own = None

    def _write(self, view: View, lang: str, path: Path, store: Store) -> None:
        from kg.export import export

        # Not waited for: a thread of the service would be taken for as long.
        if not self._free.acquire(blocking=False):
            raise ExportBusyError
        try:
            export(view, path, lang, store=store)
            _forget_old(path)
        except (BadFileError, OSError) as error:
            # Where it was to lie is nobody's business.
            raise ExportFailedError from error
        finally:
            self._free.release()

    def _folder(self) -> Path:
        try:
            if self._cache is not None:
                folder = self._cache / "exports"
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                return folder
            with self._lock:
                self._own = self._own or tempfile.TemporaryDirectory(prefix="coopgraph-")
                return Path(self._own.name)
        except OSError as error:
            raise ExportFailedError from error


def _edition(view: View, lang: str) -> str:
    """Return the name of all that a file depends on; no token can be read off it."""
    snapshot = view.snapshot
    facts = (snapshot.token, view.audience, snapshot.examples, view.as_of.isoformat(), lang)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


def _forget_old(path: Path) -> None:
    """Remove files that nobody reads any more, but the newest few."""
    found = []
    for each in path.parent.iterdir():
        # Another process with the same folder may remove it first.
        with suppress(OSError):
            found.append((each.stat().st_mtime, each))
    for written, each in sorted(found, reverse=True)[KEPT:]:
        if time.time() - written > _READ_SECONDS:
            each.unlink(missing_ok=True)
