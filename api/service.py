"""The store and the current snapshots of the running service, and the views asked for lately."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Final

from api.exports import Exports
from api.kept_answers import Answers
from kg.base.audience import Audience
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.store import Place, open_store, place_of
from kg.store.protocol import Store

VIEWS: Final = 16
"""How many views are kept: one per revision, date and audience."""

_Key = tuple[str, date, Audience]


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
        shared: bool = False,
        exports: int = 2,
    ) -> None:
        self.lang = lang
        self.build = build
        self.answers = Answers()
        self.exports = Exports(cache, exports)
        self._url = url
        self._password = password
        self._cache = cache
        self._shared = shared
        self._lock = Lock()
        self._store: Store | None = None
        self._place: Place | None = None
        self._snapshots: dict[Audience, Snapshot] = {}
        self._views: OrderedDict[_Key, View] = OrderedDict()

    @property
    def store(self) -> Store:
        """The open store; where its file is another or gone since, what lies there now.

        Raises:
            StoreError: it cannot be opened.
        """
        with self._lock:
            place = place_of(self._url)
            if self._store is not None and place != self._place:
                self._store.close()
                self._store = None
            if self._store is None:
                self._store = open_store(self._url, password=self._password)
                self._place = place
            return self._store

    def snapshot(self, audience: Audience) -> Snapshot:
        """Return what an audience reads of the store's last revision, anew only where it moved."""
        store = self.store
        current = self._snapshots.get(audience)
        if current is not None and _is_current(current, store):
            return current
        with self._lock:
            current = self._refreshed(self._snapshots.get(audience), store, audience)
            self._snapshots[audience] = current
            return current

    def view(self, day: date, audience: Audience) -> View:
        """Return what an audience sees on a date; the same view for the same question."""
        snapshot = self.snapshot(audience)
        key = (snapshot.token, day, audience)
        with self._lock:
            view = self._views.pop(key, None) or View(snapshot, day)
            self._views[key] = view
            while len(self._views) > VIEWS:
                self._views.popitem(last=False)
            return view

    def _refreshed(self, old: Snapshot | None, store: Store, audience: Audience) -> Snapshot:
        from kg.graph.cache import cached_snapshot, shared_snapshot
        from kg.graph.update import updated

        if self._shared and self._cache is not None:
            return shared_snapshot(store, self._cache, audience, old)
        return cached_snapshot(store, self._cache, audience) if old is None else updated(old, store)

    def close(self) -> None:
        """Let go of the store; the next request opens it again."""
        self.exports.close()
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None
            self._snapshots.clear()
            self._views.clear()


def _is_current(snapshot: Snapshot, store: Store) -> bool:
    return snapshot.token == store.point().token


def today() -> date:
    """Return the date that a question without one is asked of."""
    return date.today()  # noqa: DTZ011 (a calendar day, in the service's own zone)
