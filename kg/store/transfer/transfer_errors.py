"""The named errors of moving: what does not fit together, and files that are no backup."""

from __future__ import annotations

from kg.base.errors import BadFileError, WrongUseError
from kg.base.i18n import Message, msg
from kg.base.store_errors import StoreError


class SameStoreError(WrongUseError):
    """Source and target of a copy are one store."""

    slug = "same-store"
    status = 409

    def __init__(self, url: str) -> None:
        super().__init__(
            msg("{url} cannot be copied into itself.", url=url),
            msg("Name another store with --to."),
        )


class TargetDiffersError(WrongUseError):
    """The target holds something that is not the beginning of what is to be moved there."""

    slug = "target-differs"
    status = 409

    def __init__(self, source: str, target: str, revision: int) -> None:
        detail = msg(
            "{target} holds something else than {source}: revision {revision} is not the same.",
            source=source,
            target=target,
            revision=revision,
        )
        super().__init__(detail, msg("Name an empty store, or one that does not exist yet."))


class TargetAheadError(WrongUseError):
    """The target has gone on since: it holds more than is to be moved there."""

    slug = "target-ahead"
    status = 409

    def __init__(self, source: str, revision: int, target: str, ahead: int) -> None:
        detail = msg(
            "{target} is at revision {ahead}, {source} only at {revision}.",
            source=source,
            target=target,
            revision=revision,
            ahead=ahead,
        )
        super().__init__(detail, msg("Name an empty store, or one that does not exist yet."))


class NotTheSameError(StoreError):
    """What was written does not come back as it was: most likely somebody else wrote there too."""

    slug = "not-the-same"
    status = 409

    def __init__(self, source: str, target: str, revision: int) -> None:
        detail = msg(
            "{target} does not give back revision {revision} as it is in {source}.",
            source=source,
            target=target,
            revision=revision,
        )
        fix = msg("Begin again with an empty store, and let nobody else write to it meanwhile.")
        super().__init__(detail, fix)


class BackupExistsError(BadFileError):
    """There is a file of this name, and it is not to be replaced."""

    slug = "file-exists"
    status = 409

    def __init__(self, path: str) -> None:
        fix = msg("Name another file, or add --force to replace an older backup.")
        super().__init__(path, msg("there is a file of this name."), fix)


class NotABackupError(BadFileError):
    """A file is something else than a backup."""

    def __init__(self, path: str) -> None:
        fix = msg("Name a file that coopgraph backup has written.")
        super().__init__(path, msg("it is not a backup."), fix)


class NewerBackupError(BadFileError):
    """A backup was written by a later version of the program."""

    def __init__(self, path: str, program: str) -> None:
        why = msg("it was written by coopgraph {program}, in a newer format.", program=program)
        super().__init__(path, why, msg("Install that version or a later one."))


class BrokenBackupError(BadFileError):
    """A backup is cut off or damaged; ``line`` counts the lines of its content, from 1."""

    def __init__(self, path: str, line: int, why: Message) -> None:
        said = msg("line {line} of its content: {why}", line=line, why=why)
        super().__init__(path, said, msg("Use a whole copy of the file, or another backup."))
        self.line = line
