"""The store and the current snapshots of the running service, and the views asked for lately."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Final

from kg.schema.fields import Audience
from kg.snapshot import Snapshot
from kg.store import open_store
from kg.store.protocol import Store
from kg.view import View

VIEWS: Final = 16
"""How many views are kept: one per revision, date and audience."""

_Key = tuple[str, int, date, Audience]


class Service:
    """An open store, shared by the threads that answer requests.

    The store is opened at the first request, so that a service starts before its store does.
    """

    def __init__(
        self,
        url: str,
        *,
        cache: Path | None,
        lang: str,
        build: str,
        password: str | None = None,
    ) -> None:
        self.lang = lang
        self.build = build
        self._url = url
        self._password = password
        self._cache = cache
        self._lock = Lock()
        self._store: Store | None = None
        self._snapshots: dict[Audience, Snapshot] = {}
        self._views: OrderedDict[_Key, View] = OrderedDict()

    @property
    def store(self) -> Store:
        """The open store.

        Raises:
            StoreError: it cannot be opened.
        """
        with self._lock:
            if self._store is None:
                self._store = open_store(self._url, password=self._password)
            return self._store

    def snapshot(self, audience: Audience) -> Snapshot:
        """Return what an audience reads of the store's last revision, anew only where it moved."""
        store = self.store
        current = self._snapshots.get(audience)
        if current is not None and _is_current(current, store):
            return current
        with self._lock:
            current = _refreshed(self._snapshots.get(audience), store, self._cache, audience)
            self._snapshots[audience] = current
            return current

    def view(self, day: date, audience: Audience) -> View:
        """Return what an audience sees on a date; the same view for the same question."""
        snapshot = self.snapshot(audience)
        key = (snapshot.identity, snapshot.revision, day, audience)
        with self._lock:
            view = self._views.pop(key, None) or View(snapshot, day)
            self._views[key] = view
            while len(self._views) > VIEWS:
                self._views.popitem(last=False)
            return view

    def close(self) -> None:
        """Let go of the store; the next request opens it again."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None
            self._snapshots.clear()
            self._views.clear()


def _is_current(snapshot: Snapshot, store: Store) -> bool:
    return snapshot.revision == store.revision() and snapshot.identity == store.identity


def _refreshed(
    old: Snapshot | None, store: Store, cache: Path | None, audience: Audience
) -> Snapshot:
    from kg.snapshot.cache import cached_snapshot
    from kg.snapshot.update import updated

    # Another store in the same place, or one restored from a copy, shares no history with ours.
    if old is None or old.identity != store.identity or store.revision() < old.revision:
        return cached_snapshot(store, cache, audience)
    return updated(old, store)


def today() -> date:
    """Return the date that a question without one is asked of."""
    return date.today()  # noqa: DTZ011 (a calendar day, in the service's own zone)
