"""A document and its bytes, unfolded within limits: of itself, and of the archive it lies in."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.iati.document_faults import (
    MAX_BYTES,
    MAX_RATIO,
    MAX_TOTAL,
    UNREAD,
    RefusedFileError,
    too_large,
    unread,
)

FREE_BYTES: Final = 256 * 2**20
"""Below this size (bytes) the ratio of unfolded to packed size is not looked at."""
_PACKED_SUFFIXES: Final = (".gz", ".zst", ".xml")


@dataclass(slots=True)
class Allowance:
    """How many bytes the documents of one archive may still unfold to, all together."""

    left: float

    def spend(self, size: int) -> bool:
        """Take ``size`` bytes; say whether there were so many."""
        self.left -= size
        return self.left >= 0


def allowance(packed: int) -> Allowance:
    """Return what an archive of ``packed`` bytes may unfold to."""
    return Allowance(min(MAX_TOTAL, max(FREE_BYTES, packed * MAX_RATIO)))


@dataclass(frozen=True, slots=True)
class Document:
    """One XML document to read: its name in the report, its stem, how to open it.

    ``path`` is where it, or its archive, lies; ``packed`` is its compressed size (bytes), 0 where
    it lies there plain; ``read`` gives its bytes, unfolded, ``together`` what its whole archive may
    unfold to; ``fault`` is why it cannot be opened at all.
    """

    name: str
    stem: str
    path: Path = Path()
    packed: int = 0
    read: Callable[[], Generator[bytes, None, None]] | None = None
    together: Allowance | None = None
    fault: RefusedFileError | None = None


def chunks(document: Document) -> Generator[bytes, None, None]:
    """Yield the bytes of a document, unfolded, a small piece first.

    The file is open until the end: whoever stops before closes what yields them.

    Raises:
        RefusedFileError: it is damaged, encrypted, or unfolds beyond the limits.
    """
    if document.read is None:
        assert document.fault is not None
        raise document.fault
    try:
        with closing(document.read()) as pieces:
            yield from _limited(document, pieces)
    except UNREAD as error:
        raise unread(document.name, error) from error


def _limited(document: Document, pieces: Iterator[bytes]) -> Iterator[bytes]:
    limit = _limit(document.packed)
    together = document.together or Allowance(float("inf"))
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit or not together.spend(len(piece)):
            raise too_large(document.name)
        yield piece


def _limit(packed: int) -> float:
    return min(MAX_BYTES, max(FREE_BYTES, packed * MAX_RATIO)) if packed else float("inf")


def printable(name: str) -> str:
    """Return a name of a file as it may be shown and stored: bytes that are no text are not."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def stem_of(name: str) -> str:
    """Return the name of a file without what says that it is packed and XML.

    >>> stem_of("who-arg.xml.gz"), stem_of("who-arg")
    ('who-arg', 'who-arg')
    """
    name = printable(name)
    for suffix in _PACKED_SUFFIXES:
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
    return name
