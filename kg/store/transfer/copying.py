"""Revisions written to another store one by one, from where it stands, each of them read back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from kg.model.records import Revision
from kg.store.protocol import Store
from kg.store.rooms import require_room
from kg.store.transfer.backup_reader import BackupFile
from kg.store.transfer.fingerprint import Fingerprint, fingerprint
from kg.store.transfer.revisions import Journal, Progress, StoreJournal, silent
from kg.store.transfer.transfer_errors import (
    NotTheSameError,
    SameStoreError,
    TargetAheadError,
    TargetDiffersError,
)

_SOME: Final = 1_000
"""Rows that are let wait in one go."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was moved: the last revision, how many were written now, what it shows.

    ``waiting`` are the rows that wait on a desk, where they were asked for.
    """

    revision: int
    revisions: int
    graph: Fingerprint
    waiting: int = 0


def copy(source: Store, target: Store, progress: Progress = silent) -> Outcome:
    """Bring all that a store held up to now into another, which keeps an identity of its own.

    What an earlier copy left is compared, and gone on with. Each revision is read back as soon as
    it is written, and at the end the present rows of both.

    Raises:
        SameStoreError, TargetDiffersError, TargetAheadError: this target will not do.
        StoreRoomError: it is of the other room.
        NotTheSameError: the copy cannot be relied upon.
        StoreError: as reading and writing do.
    """
    if source.url == target.url:
        raise SameStoreError(source.url)
    require_room(target.url, target.room, source.room)
    source_journal = StoreJournal(source)
    written = _move(source_journal, target, progress)
    wanted, found = (fingerprint(store, source_journal.revision) for store in (source, target))
    if wanted != found:
        raise NotTheSameError(source.url, target.url, source_journal.revision)
    return Outcome(source_journal.revision, written, found)


def restore(file: BackupFile, target: Store, progress: Progress = silent) -> Outcome:
    """Bring all that a backup holds into a store that is empty or a beginning of it.

    Rows that waited do so again, where the file holds them. The whole file is checked before
    anything is written; call ``file.check`` yourself where that is to be known before the target is
    made.

    Raises:
        BadFileError: the file is broken.
        WrongUseError, StoreError: as ``copy``.
    """
    require_room(target.url, target.room, file.room)
    file.check(progress)
    written = _move(file, target, progress)
    return Outcome(file.revision, written, fingerprint(target, file.revision), _wait(file, target))


def restore_pair(
    file: BackupFile, knowledge: Store, desk: Store, progress: Progress = silent
) -> tuple[Outcome, Outcome]:
    """Bring a knowledge base and its desk back from one file; return what was written of each.

    Before anything is written it is known that both fit. The knowledge base comes first: broken off
    between the two, nothing on the desk speaks of what is not there, and the same call goes on.

    Raises:
        BadFileError, WrongUseError, StoreError: as ``restore``.
    """
    parts = (file, knowledge), (file.desk(), desk)
    file.check(progress)
    for part, target in parts:
        require_room(target.url, target.room, part.room)
        _require_beginning(part, target)
    told = [
        Outcome(part.revision, _move(part, target, progress), fingerprint(target, part.revision))
        for part, target in parts
    ]
    return told[0], replace(told[1], waiting=_wait(parts[1][0], desk))


def _require_beginning(source_journal: Journal, target: Store) -> None:
    """Raise where a target holds anything but a beginning of what is to come there."""
    with closing(source_journal.revisions()) as revisions:
        _compare(source_journal, revisions, StoreJournal(target), silent)


def _wait(file: BackupFile, target: Store) -> int:
    """Let wait what waited; return how many rows still do: some may have lapsed."""
    kept = 0
    with closing(file.waiting()) as rows:
        while some := list(islice(rows, _SOME)):
            kept += len(target.keep_waiting(some))
    return kept


def _move(source_journal: Journal, target: Store, progress: Progress) -> int:
    target_journal = StoreJournal(target)
    with closing(source_journal.revisions()) as revisions:
        _compare(source_journal, revisions, target_journal, progress)
        for revision in revisions:
            target.replay(revision)
            # Where somebody else has written one of this number, it was left alone.
            if not _is_same(revision, _first(target, revision.number - 1)):
                raise NotTheSameError(source_journal.name, target.url, revision.number)
            progress("copy", revision.number, source_journal.revision)
    return source_journal.revision - target_journal.revision


def _compare(
    source: Journal, revisions: Iterator[Revision], target: StoreJournal, progress: Progress
) -> None:
    """Take from ``revisions`` those that the target has; it must have them as they are."""
    if target.revision > source.revision:
        raise TargetAheadError(source.name, source.revision, target.name, target.revision)
    with closing(target.revisions()) as kept:
        for begun in kept:
            if next(revisions, None) != begun:
                raise TargetDiffersError(source.name, target.name, begun.number)
            progress("compare", begun.number, source.revision)


def _is_same(source: Revision | None, target: Revision | None) -> bool:
    if source is None or target is None:
        return False
    # A file of an older format does not know by what its revisions are known today.
    return source == (target if source.token else replace(target, token=""))


def _first(store: Store, after: int) -> Revision | None:
    with closing(store.journal(after)) as source_journal:
        return next(source_journal, None)
