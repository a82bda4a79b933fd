"""Reading a backup: each line is judged before it is used, and no line or window is unbounded."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import zstandard

from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.model.changes import RelationKey
from kg.model.fields import ROOMS, Room
from kg.model.records import NodeVersion, Revision
from kg.store.protocol import Stream
from kg.store.rooms import is_of
from kg.store.transfer.backup_lines import Entry, Head, assembled, entry, parsed
from kg.store.transfer.revisions import Progress, silent
from kg.store.transfer.transfer_errors import BrokenBackupError, NewerBackupError, NotABackupError
from kg.store.upgrade.step import Step
from kg.store.upgrade.steps import is_older, steps_from
from kg.store.waiting_rows import WaitingRow

FORMAT: Final = 3
"""Raised whenever lines mean something else: older programs then refuse the file. What they wrote
is read as before, and brought over (``kg.store.upgrade``)."""
WITH_WAITING: Final = FORMAT + 1
"""The format of a backup that holds the rows waiting on a desk too, behind all revisions."""
PAIR: Final = WITH_WAITING + 1
"""The format of a backup of a knowledge base and its desk: one behind the other, each from its head
to its end; the head of the desk says whether rows that wait are in it."""
PARTS: Final[tuple[Room, ...]] = ("knowledge", "desk")
"""The rooms of a pair, in their order: what the desk speaks of is there before it."""
KIND: Final = {"coopgraph": "backup"}
OLD_ROOM: Final[Room] = "knowledge"
"""Of which room a backup is that says nothing of it: there was one."""
MAX_LINE: Final = 64 * 1024 * 1024
"""Bytes of one line: all that is said about one record."""
_SHOWN: Final = 40
_BEHIND: Final = 3
"""The place of what waits: behind heads, nodes and relations."""
_MAGIC: Final = zstandard.FRAME_HEADER
_MAX_WINDOW: Final = 8 * 1024 * 1024
"""Bytes that unpacking may look back: what the usual levels of zstandard need at most."""
_BUFFER: Final = 256 * 1024
_Place = tuple[int, str | RelationKey]


@contextmanager
def opened_backup(path: Path) -> Iterator[BackupFile]:
    """Give the backup in a file; only its header has been read.

    Raises:
        NotABackupError, NewerBackupError, BrokenBackupError: as their names say.
        BadFileError: it cannot be read.
    """
    if path.exists() and not path.is_file():
        raise NotABackupError(str(path))
    try:
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(str(path), error) from error
    with file:
        yield BackupFile(str(path), file)


def require_backup(path: Path) -> None:
    """Raise where a file does not begin as a backup does.

    Raises:
        BadFileError: as ``opened_backup``.
    """
    with opened_backup(path):
        return


class BackupFile:
    """An open backup; one reading of it at a time. See ``kg.store.transfer.revisions.Journal``.

    Of a pair it is the knowledge base; ``desk`` gives the other part.
    """

    def __init__(self, name: str, file: IO[bytes], room: Room | None = None) -> None:
        self._file = file
        self._part = room
        self.name = name
        begun = self._begun()
        self.revision, self.room = begun.revision, begun.room
        self.with_waiting, self.is_pair = begun.with_waiting, begun.is_pair
        self._whole = False

    def desk(self) -> BackupFile:
        """Return the desk of a pair.

        Raises:
            BrokenBackupError: the file ends before it, or is damaged up to there.
        """
        return BackupFile(self.name, self._file, "desk")

    def check(self, progress: Progress = silent) -> None:
        """Read the file to its end, once.

        Raises:
            BrokenBackupError: it is cut off, damaged, or not what we write.
        """
        if self._whole:
            return
        reading = _Reading(self.name, self._file)
        while True:
            for each in reading.entries():
                if isinstance(each, Head):
                    progress("check", each.number, reading.revision)
            if reading.is_last:
                break
            reading.go_on()
        self._whole = True

    def waiting(self) -> Stream[WaitingRow]:
        """Yield the rows that waited when it was written, where it holds them."""
        if self.with_waiting:
            entries = self._begun().entries()
            yield from (each for each in entries if isinstance(each, WaitingRow))

    def revisions(self, after: int = 0) -> Stream[Revision]:
        """Yield the revisions after ``after``, oldest first."""
        return assembled(self._begun().entries(), after)

    def _begun(self) -> _Reading:
        reading = _Reading(self.name, self._file)
        if self._part is not None and self._part != reading.room:
            for _ in reading.entries():
                pass
            reading.go_on()
        return reading


class _Reading:
    """One reading from the beginning: where it is, what it has counted and digested so far."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        file.seek(0)
        if file.read(len(_MAGIC)) != _MAGIC:
            raise NotABackupError(name)
        file.seek(0)
        unpacker = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW)
        unpacked = unpacker.stream_reader(file, read_across_frames=True, closefd=False)
        self._lines = io.BufferedReader(unpacked, _BUFFER)
        self._name = name
        self._line = 0
        self._digest = hashlib.sha256()
        self._steps: Sequence[Step] = ()
        self.with_waiting = self.is_pair = False
        self._begin()
        self.revision, self.room = self._header()

    @property
    def is_last(self) -> bool:
        """Whether nothing comes behind this part."""
        return not self.is_pair or self.room == PARTS[-1]

    def go_on(self) -> None:
        """Go on with the next part, once all entries of this one have been read."""
        self._begin()
        try:
            self.revision, self.room = self._header(PARTS[-1])
        except BadFileError:
            raise self._broken() from None
        if not self.is_pair:
            raise self._broken()

    def _begin(self) -> None:
        self._counts: Counter[str] = Counter(revisions=0, nodes=0, relations=0)
        self._last: _Place = (0, "")
        self._redirects: dict[str, str] = {}

    def entries(self) -> Iterator[Entry]:
        """Yield what the lines say, to the last one."""
        while True:
            values = self._values(line := self._next())
            if "end" in values:
                self._finish(values)
                self._digest.update(line)
                return
            self._digest.update(line)
            yield self._taken(values)

    def _header(self, part: Room = PARTS[0]) -> tuple[int, Room]:
        line = self._next()
        try:
            values = parsed(line)
        except ValueError:
            raise NotABackupError(self._name) from None
        self._digest.update(line)
        room = values.get("room", OLD_ROOM)
        match {**values, **{name: values.get(name) == KIND[name] for name in KIND}}:
            case {"coopgraph": True, "format": int(format_), "program": str(program)} if (
                format_ > PAIR
            ):
                raise NewerBackupError(self._name, _shown(program))
            case {"coopgraph": True, "format": int(format_), "revision": int(revision)} if (
                revision >= 0
                and _is_known(format_)
                and room in ((part,) if format_ == PAIR else ROOMS)
            ):
                self._steps = steps_from("backup", format_)
                self.is_pair = format_ == PAIR
                self.with_waiting = format_ == WITH_WAITING or (
                    self.is_pair and values.get("waiting") is True
                )
                if self.with_waiting:
                    self._counts["waiting"] = 0
                return revision, room
        raise NotABackupError(self._name)

    def _next(self) -> bytes:
        self._line += 1
        try:
            line = self._lines.readline(MAX_LINE + 1)
        except zstandard.ZstdError:
            raise self._broken() from None
        except OSError as error:
            raise _unreadable(self._name, error) from error
        if line.endswith(b"\n"):
            return line
        if len(line) > MAX_LINE:
            raise self._broken()
        raise BrokenBackupError(self._name, self._line, msg("the file ends here, cut off."))

    def _values(self, line: bytes) -> dict[str, Any]:
        try:
            return parsed(line)
        except ValueError:
            raise self._broken() from None

    def _taken(self, values: dict[str, Any]) -> Entry:
        """Return what a line says; it must follow the one before."""
        try:
            each = entry(values, self._steps)
        except ValueError:
            raise self._broken() from None
        if not self._follows(each) or self._is_merged_back(each) or self._is_misplaced(each):
            raise self._broken()
        return each

    def _is_misplaced(self, each: Entry) -> bool:
        """Say whether a record is of the other room than the backup."""
        if isinstance(each, Head):
            return False
        if isinstance(each, WaitingRow):
            return self.room != "desk"
        return not is_of(self.room, each.id if isinstance(each, NodeVersion) else each.relation)

    def _is_merged_back(self, each: Entry) -> bool:
        """Say whether a node was merged into one that was merged into it."""
        if not isinstance(each, NodeVersion):
            return False
        self._redirects.pop(each.id, None)
        end = each.redirect or each.joined
        if end is None:
            return False
        self._redirects[each.id] = end
        while end != each.id and end in self._redirects:
            end = self._redirects[end]
        return end == each.id

    def _follows(self, each: Entry) -> bool:
        if isinstance(each, WaitingRow):
            return self._waits_next(each)
        if isinstance(each, Head):
            is_late = self._last[0] == _BEHIND
            self._counts["revisions"] += 1
            self._last = (0, "")
            return not is_late and each.number == self._counts["revisions"] <= self.revision
        if isinstance(each, NodeVersion):
            place: _Place = (1, each.id)
        else:
            place = (2, each.relation)
        self._counts["nodes" if place[0] == 1 else "relations"] += 1
        before, self._last = self._last, place
        return self._counts["revisions"] > 0 and before < place

    def _waits_next(self, row: WaitingRow) -> bool:
        """Say whether a row stands where it belongs: behind all revisions, in its order."""
        place: _Place = (_BEHIND, f"{row.received.isoformat(timespec='microseconds')} {row.id}")
        before, self._last = self._last, place
        self._counts["waiting"] += 1
        told = self.with_waiting and self._counts["revisions"] == self.revision
        return told and before < place

    def _finish(self, values: dict[str, Any]) -> None:
        end = {**self._counts, "sha256": self._digest.hexdigest()}
        if values != {"end": end} or self._counts["revisions"] != self.revision:
            raise self._broken()
        if not self.is_last:
            return
        try:
            more = self._lines.read(1)
        except zstandard.ZstdError:
            more = b"?"
        if more:
            self._line += 1
            raise self._broken()

    def _broken(self) -> BrokenBackupError:
        return BrokenBackupError(self._name, self._line, msg("the file is damaged here."))


def _is_known(format_: int) -> bool:
    known = format_ in {FORMAT, WITH_WAITING, PAIR} or is_older("backup", format_)
    return known and not isinstance(format_, bool)


def _shown(program: str) -> str:
    """Return the version that a file names, as it may be printed."""
    return "".join(filter(str.isprintable, program[:_SHOWN]))


def _unreadable(name: str, error: OSError) -> BadFileError:
    why = msg("it cannot be read ({reason}).", reason=error.strerror or str(error))
    return BadFileError(name, why, msg("Check the name of the file."))
