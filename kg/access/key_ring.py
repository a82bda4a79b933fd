"""The keys of a desk in memory: looked up for each request, read anew where the desk moved."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from threading import Lock
from typing import Final

from kg.access.keys import PREFIX, KnownKey, digest_of, known_keys
from kg.access.signing import same
from kg.model.records import Point
from kg.store.protocol import Store

MAX_KEY: Final = 200
"""Characters of the longest text that is looked up."""


class KeyRing:
    """All keys of one desk by their digests; may be shared by threads.

    Each look-up asks the desk for its revision, so that a key ends the moment it is revoked; only
    where that moved are the records read that changed since.
    """

    def __init__(self, desk: Store) -> None:
        self._desk = desk
        self._lock = Lock()
        self._point = Point()
        self._keys: dict[str, KnownKey] = {}
        self._by_digest: dict[str, KnownKey] = {}

    def find(self, text: str, now: datetime) -> KnownKey | None:
        """Return the key of a text; None where it is unknown, over or revoked, all alike.

        Raises:
            StoreError: the desk cannot be read.
        """
        digest = digest_of(text[:MAX_KEY])
        found = self._current().get(digest)
        known = same(found.digest if found else "", digest)
        is_key = text.startswith(PREFIX) and len(text) <= MAX_KEY
        return found if found and known and is_key and found.counts(now) else None

    def _current(self) -> dict[str, KnownKey]:
        with self._lock:
            point = self._desk.point()
            if point.token != self._point.token:
                self._read()
                self._point = point
            return self._by_digest

    def _read(self) -> None:
        if self._desk.point(self._point.number).token != self._point.token:
            # The desk was put back from a copy: what we know is of another history.
            self._point, self._keys = Point(), {}
        with closing(self._desk.changed_since(self._point.number)) as rows:
            changed = dict(known_keys(rows))
        merged = {**self._keys, **changed}
        self._keys = {id_: key for id_, key in merged.items() if key is not None}
        self._by_digest = {key.digest: key for key in self._keys.values()}
