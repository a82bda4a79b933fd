"""What is moved: the revisions of a store or of a file, up to one that is fixed when it begins."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from time import monotonic
from typing import Final, Literal, Protocol

from kg.model.records import Revision
from kg.store.protocol import Store, Stream

Stage = Literal["check", "copy", "compare"]
"""A file is checked whole, what the target holds already is compared, the others are copied."""
Progress = Callable[[Stage, int, int], None]
"""Called with the stage, the number of the revision done and that of the last one."""
_HELD_OPEN: Final = 60.0
"""Seconds after which a reading of a store is ended and begun anew: servers end what takes long,
and a log cannot be shortened while somebody reads."""


def silent(_stage: Stage, _done: int, _total: int) -> None:
    """Show no progress."""


class Journal(Protocol):
    """Revisions that can be read from any one on, as often as needed."""

    @property
    def name(self) -> str:
        """The address or the file, as errors show it."""

    @property
    def revision(self) -> int:
        """The number of its last revision; 0 where it has none."""

    def revisions(self, after: int = 0) -> Stream[Revision]:
        """Yield the revisions after ``after`` up to the last one, oldest first."""


class StoreJournal:
    """The revisions of a store up to its last one of now, whatever others write meanwhile."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last = store.revision()

    @property
    def name(self) -> str:
        """The address of the store, without password."""
        return self._store.url

    @property
    def revision(self) -> int:
        """The number of the last revision of when it began."""
        return self._last

    def revisions(self, after: int = 0) -> Stream[Revision]:
        """Yield the revisions after ``after``; no reading of the store lasts very long."""
        before = -1
        while before < after < self._last:
            before = after
            with closing(self._some(after)) as some:
                for revision in some:
                    yield revision
                    after = revision.number

    def _some(self, after: int) -> Stream[Revision]:
        begun = monotonic()
        with closing(self._store.journal(after)) as journal:
            for revision in journal:
                yield revision
                if revision.number >= self._last or monotonic() - begun > _HELD_OPEN:
                    return
