"""The desk as the web reads it: keys looked up, codes spent; opened when it is first needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from threading import Lock

from kg.access.clock import Clock
from kg.access.key_ring import KeyRing
from kg.access.keys import KnownKey
from kg.access.secret import shared_signer
from kg.access.signing import Signer
from kg.base.store_errors import StoreMissingError
from kg.exchange.focal_points import FocalPoints
from kg.exchange.mailed_links import SECRET
from kg.model.desk_types import FocalPoint
from kg.store.opening import Place, open_store, place_of
from kg.store.protocol import Store


class Desk:
    """One desk, shared by the threads that answer requests.

    It may be made after the service was started: until then no key is known. A file that is deleted
    or replaced while the service runs takes its keys with it.
    """

    def __init__(self, url: str | None, password: str | None, clock: Clock) -> None:
        self._url = url
        self._password = password
        self._clock = clock
        self._lock = Lock()
        self._store: Store | None = None
        self._ring: KeyRing | None = None
        self._focal_points: FocalPoints | None = None
        self._place: Place | None = None

    def key(self, text: str) -> KnownKey | None:
        """Return the key of a text, None where none counts.

        Raises:
            StoreError: the desk cannot be read: nobody is taken for the public then.
        """
        with self._lock:
            ring = self._keys()
            return None if ring is None else ring.find(text, self._clock())

    def focal_point(self, id_: str, mark: str) -> FocalPoint | None:
        """Return a focal point that may act now, None where there is none by this id and mailbox.

        Raises:
            StoreError: the desk cannot be read.
        """
        with self._lock:
            known = self._offices()
            return None if known is None else known.active(id_, mark)

    def named_focal_point(self, id_: str) -> FocalPoint | None:
        """Return a focal point that may act now, whatever its mailbox; None where there is none.

        Raises:
            StoreError: the desk cannot be read.
        """
        found = next((each for each in self.all_focal_points() if each.id == id_), None)
        return found if found is not None and found.state == "active" else None

    def focal_points_at(self, mailbox: str) -> list[FocalPoint]:
        """Return who may sign in, or be verified, by a mailbox.

        Raises:
            StoreError: the desk cannot be read.
        """
        with self._lock:
            known = self._offices()
            return [] if known is None else known.at(mailbox)

    def all_focal_points(self) -> list[FocalPoint]:
        """Return all focal points of the desk, by id.

        Raises:
            StoreError: the desk cannot be read.
        """
        with self._lock:
            known = self._offices()
            return [] if known is None else known.all()

    def links(self) -> Signer | None:
        """Return what signs links that are mailed, the same in all processes; None without a desk.

        Raises:
            StoreError: the desk cannot be used.
        """
        if self._url is None:
            return None
        with self.opened(write=True) as store:
            return shared_signer(store, SECRET, self._clock())

    @contextmanager
    def opened(self, *, write: bool = False) -> Iterator[Store]:
        """Give the desk, opened for this.

        Raises:
            StoreError: it cannot be used, or there is none.
        """
        if self._url is None:
            raise StoreMissingError("")
        with closing(self._open(self._url, write=write)) as store:
            yield store

    def once(self, name: str, until: datetime) -> bool:
        """Spend a name: true for one caller over all processes with this desk.

        Raises:
            StoreError: the desk cannot be written to.
        """
        if self._url is None:
            return False
        with closing(self._open(self._url, write=True)) as store:
            return store.once(name, until, now=self._clock())

    def spent(self, name: str) -> bool:
        """Say whether a name was spent, by whichever process with this desk.

        Raises:
            StoreError: the desk cannot be asked.
        """
        if self._url is None:
            return False
        with closing(self._open(self._url, write=True)) as store:
            return store.spent(name, now=self._clock())

    def close(self) -> None:
        """Let go of the desk; the next request opens it again."""
        with self._lock:
            self._let_go()

    def _keys(self) -> KeyRing | None:
        if self._url is None:
            return None
        place = place_of(self._url)
        if self._ring is None or place != self._place:
            self._let_go()
            self._place = place
            self._ring = self._read(self._url)
        return self._ring

    def _offices(self) -> FocalPoints | None:
        # They come with the keys, from one desk opened once.
        self._keys()
        return self._focal_points

    def _read(self, url: str) -> KeyRing | None:
        try:
            self._store = self._open(url)
        except StoreMissingError:
            return None
        self._focal_points = FocalPoints(self._store)
        return KeyRing(self._store)

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close()
        self._store = self._ring = self._focal_points = None

    def _open(self, url: str, *, write: bool = False) -> Store:
        return open_store(url, write=write, password=self._password, room="desk")
