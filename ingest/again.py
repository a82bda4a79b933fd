"""What it takes to read a record again that waited: what was kept of it, and what is known now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.findings import Kept
from ingest.known import Known
from ingest.loading import Source
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.store.protocol import Store


class UncorrectableError(WrongUseError):
    """Records of this kind can be accepted or discarded, but not corrected where they wait."""

    slug = "uncorrectable"
    status = 409
    title = msg("It is corrected in its file")

    def __init__(self, file: str) -> None:
        super().__init__(
            msg("What waits of {file} cannot be corrected here.", file=file),
            msg("Correct the file and load it again; then discard what waits."),
        )


@dataclass(frozen=True, slots=True)
class Again:
    """A record to be read again, alone: where it stood, what was kept of it, what is known now.

    ``vouched``: the secretariat answers for it, so that what only waited for a word of theirs
    waits no longer.
    """

    file: str
    where: str
    kept: Kept
    known: Known
    store: Store
    vouched: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """How records of one format are read again: ``read`` gives a source with that record alone.

    ``correct`` returns what is kept of a record with other values by column, and raises
    ``BadOptionError`` for a column that is none; None where nothing can be corrected.
    """

    read: Callable[[Again], Source]
    correct: Callable[[Kept, Mapping[str, str]], Kept] | None = None
