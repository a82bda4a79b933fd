"""Writing a backup: a draft beside the file, on the disk before it takes the file's name.

A backup is a zstandard stream of JSON lines: a header, the revisions, and a last line with counts
and the SHA-256 over all lines before it. It holds no addresses and no passwords.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

import zstandard

from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.base.whole_files import replacing, sync, writing
from kg.model.fields import Room
from kg.model.records import Revision
from kg.store.protocol import Store
from kg.store.transfer.backup_lines import as_line, line_of_waiting, lines_of
from kg.store.transfer.backup_reader import (
    FORMAT,
    KIND,
    MAX_LINE,
    PAIR,
    WITH_WAITING,
    BackupFile,
    require_backup,
)
from kg.store.transfer.copying import Outcome
from kg.store.transfer.fingerprint import fingerprint
from kg.store.transfer.revisions import Progress, StoreJournal, silent
from kg.store.transfer.transfer_errors import BackupExistsError, NotABackupError

_LEVEL: Final = 6


def backup(
    store: Store,
    path: Path,
    *,
    replace: bool = False,
    with_waiting: bool = False,
    progress: Progress = silent,
) -> Outcome:
    """Write all that a store held up to now to a file; with ``replace`` in place of an older one.

    With ``with_waiting`` also the rows that wait on a desk, which are otherwise left out. What was
    written is read back before it takes the file's name.

    Raises:
        BackupExistsError, NotABackupError: the file that is there is not replaced.
        BadFileError: the file cannot be written.
        StoreError: the store cannot be read.
    """
    _require_free(path, replace=replace)
    source_journal = StoreJournal(store)
    with _draft(path, replace=replace) as file:
        with _packed(file) as packed:
            content = _Content(str(path), packed)
            format_ = WITH_WAITING if with_waiting else FORMAT
            content.open(format_, source_journal.revision, store.room)
            waiting = content.fill(store, source_journal, progress, with_waiting=with_waiting)
        BackupFile(str(path), file).check(progress)
        target_journal = fingerprint(store, source_journal.revision)
    last = source_journal.revision
    return Outcome(last, last, target_journal, waiting)


class Pair(NamedTuple):
    """A knowledge base and its desk."""

    knowledge: Store
    desk: Store


def backup_pair(
    pair: Pair,
    path: Path,
    *,
    replace: bool = False,
    with_waiting: bool = False,
    progress: Progress = silent,
) -> tuple[Outcome, Outcome]:
    """Write a knowledge base and its desk to one file; return what was written of each.

    While others write: the desk is taken as it was first, then the knowledge base. Whoever accepts
    something writes there first, so that all that the desk says of it is in the file; what the
    desk was not told yet is accepted again, and alters nothing.

    Raises:
        BackupExistsError, NotABackupError, BadFileError, StoreError: as ``backup``.
    """
    _require_free(path, replace=replace)
    desk, knowledge = StoreJournal(pair.desk), StoreJournal(pair.knowledge)
    with _draft(path, replace=replace) as file:
        with _packed(file) as packed:
            content = _Content(str(path), packed)
            content.open(PAIR, knowledge.revision, pair.knowledge.room)
            content.fill(pair.knowledge, knowledge, progress)
            content.open(PAIR, desk.revision, pair.desk.room, waiting=with_waiting)
            waiting = content.fill(pair.desk, desk, progress, with_waiting=with_waiting)
        BackupFile(str(path), file).check(progress)
        shown = [fingerprint(s, j.revision) for s, j in zip(pair, (knowledge, desk), strict=True)]
    return (
        Outcome(knowledge.revision, knowledge.revision, shown[0]),
        Outcome(desk.revision, desk.revision, shown[1], waiting),
    )


class _Content:
    """The lines of a backup, counted and digested as they are written."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self._name = name
        self._file = file
        self._digest = hashlib.sha256()
        self._counts: Counter[str] = Counter()

    def open(self, format_: int, revision: int, room: Room, **more: bool) -> None:
        """Write the header of a store."""
        self._counts = Counter(revisions=0, nodes=0, relations=0)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        about = {"program": version("coopgraph"), "revision": revision, "made": made}
        self._write(as_line({**KIND, "format": format_, "room": room, **about, **more}))

    def fill(
        self,
        store: Store,
        journal: StoreJournal,
        progress: Progress,
        *,
        with_waiting: bool = False,
    ) -> int:
        """Write all that a store holds up to its last line; return how many rows wait."""
        with closing(journal.revisions()) as revisions:
            for revision in revisions:
                self.add(revision)
                progress("copy", revision.number, journal.revision)
        waiting = self.add_waiting(store) if with_waiting else 0
        self.close()
        return waiting

    def add(self, revision: Revision) -> None:
        """Write a revision."""
        for line in lines_of(revision):
            self._write(line)
        self._counts.update(
            revisions=1, nodes=len(revision.nodes), relations=len(revision.relations)
        )

    def add_waiting(self, store: Store) -> int:
        """Write the rows that wait, in their order; return how many."""
        self._counts["waiting"] = 0
        with closing(store.waiting()) as rows:
            for row in rows:
                self._write(line_of_waiting(row))
                self._counts["waiting"] += 1
        return self._counts["waiting"]

    def close(self) -> None:
        """Write the last line."""
        end: dict[str, Any] = {**self._counts, "sha256": self._digest.hexdigest()}
        self._write(as_line({"end": end}))

    def _write(self, line: bytes) -> None:
        if len(line) > MAX_LINE:
            why = msg("a record is too large for a backup.")
            raise BadFileError(self._name, why, msg("Copy the store instead: coopgraph copy."))
        self._digest.update(line)
        self._file.write(line)


@contextmanager
def _packed(file: IO[bytes]) -> Iterator[IO[bytes]]:
    packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
    with packer.stream_writer(file, closefd=False) as packed:
        yield packed


@contextmanager
def _draft(path: Path, *, replace: bool) -> Iterator[IO[bytes]]:
    """Give a file that takes the name of ``path`` when it is whole and on the disk."""
    with replacing(path, "board") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
        _require_free(path, replace=replace)
    with writing(path):
        sync(path.parent)


def _require_free(path: Path, *, replace: bool) -> None:
    """Raise unless there is nothing of this name, or an older backup that may be replaced."""
    if not os.path.lexists(path):
        return
    if not replace:
        raise BackupExistsError(str(path))
    if path.is_symlink() or not path.is_file():
        raise NotABackupError(str(path))
    require_backup(path)
