"""A store opened, its snapshot, and the view that a question is asked of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from coopgraph.settings import Settings
from kg.base.audience import Audience
from kg.store import open_store
from kg.store.protocol import Store

if TYPE_CHECKING:
    from kg.graph.view import View
    from kg.store.seen_records import SeenRecords


@dataclass(frozen=True)
class Asked:
    """What every command takes: where, in which language, as of when, for whom."""

    settings: Settings
    lang: str = "en"
    as_of: date | None = None
    audience: Audience = "board"
    json: bool = False
    store_named: bool = False

    @property
    def day(self) -> date:
        """The date asked about; today where none was named."""
        return self.as_of or date.today()  # noqa: DTZ011 (a calendar day, in the reader's own zone)


@dataclass(frozen=True)
class Session:
    """An open store with a question's view of it."""

    store: Store
    asked: Asked

    @cached_property
    def view(self) -> View:
        """The snapshot of the last revision, seen on the date by the audience."""
        from kg.graph.cache import cached_snapshot
        from kg.graph.view import View

        asked = self.asked
        snapshot = cached_snapshot(self.store, asked.settings.cache_folder, asked.audience)
        return View(snapshot, asked.day)

    @property
    def records(self) -> SeenRecords:
        """The statements of the store that the audience reads."""
        from kg.store.seen_records import SeenRecords

        return SeenRecords(self.store, self.asked.audience, self.view.snapshot.token)


@contextmanager
def opened(asked: Asked, *, write: bool = False) -> Iterator[Session]:
    """Open the store asked for, and close it again.

    Raises:
        StoreError: the store is missing, locked, broken, or read-only when asked to write.
    """
    store = open_store(asked.settings.store, write=write, password=asked.settings.password)
    try:
        yield Session(store, asked)
    finally:
        store.close()


def document_head(session: Session) -> dict[str, str | int]:
    """Return what every document begins with: revision, date, language."""
    view = session.view
    return {
        "revision": view.snapshot.revision,
        "as_of": view.as_of.isoformat(),
        "lang": session.asked.lang,
    }
