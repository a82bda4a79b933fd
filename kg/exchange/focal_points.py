"""The focal points of a desk in memory: who may act now, looked up for each request."""

from __future__ import annotations

import hashlib
from contextlib import closing
from threading import Lock
from typing import Final

from kg.base.audience import Audience
from kg.exchange.moving import records_in
from kg.exchange.parties import Who
from kg.model.desk_types import FocalPoint, FocalRole
from kg.model.records import Point
from kg.store.protocol import Store

READS_AS: Final[dict[FocalRole, Audience]] = {
    "authority": "states",
    "partner_body": "public",
    "secretariat": "board",
    "board": "board",
}
"""As which audience each role reads the knowledge base."""


def mailbox_mark(mailbox: str) -> str:
    """Return by what a session or a link knows a mailbox: another mailbox ends both.

    >>> mailbox_mark("A@B.example ") == mailbox_mark("a@b.example")
    True
    """
    return hashlib.sha256(plain_mailbox(mailbox).encode()).hexdigest()[:32]


def plain_mailbox(mailbox: str) -> str:
    """Return a mailbox as it is compared: without space around it, in lower case."""
    return mailbox.strip().lower()


def who_is(focal_point: FocalPoint) -> Who:
    """Return who acts as a focal point."""
    return Who(focal_point.role, focal_point.office, focal_point.id)


class FocalPoints:
    """All focal points of one desk; may be shared by threads.

    Each look-up asks the desk for its revision, so that one that is suspended ends at once.
    """

    def __init__(self, desk: Store) -> None:
        self._desk = desk
        self._lock = Lock()
        self._point: Point | None = None
        self._known: dict[str, FocalPoint] = {}

    def active(self, id_: str, mark: str) -> FocalPoint | None:
        """Return a focal point that may act, None where its mailbox is another by now.

        Raises:
            StoreError: the desk cannot be read.
        """
        found = self._current().get(id_)
        if found is None or found.state != "active" or mailbox_mark(found.mailbox or "") != mark:
            return None
        return found

    def all(self) -> list[FocalPoint]:
        """Return all focal points, by id.

        Raises:
            StoreError: the desk cannot be read.
        """
        return [found for _, found in sorted(self._current().items())]

    def at(self, mailbox: str) -> list[FocalPoint]:
        """Return the focal points of a mailbox that are invited or active, by id.

        Raises:
            StoreError: the desk cannot be read.
        """
        wanted = plain_mailbox(mailbox)
        found = (f for f in self.all() if f.state in {"invited", "active"})
        return [f for f in found if plain_mailbox(f.mailbox or "") == wanted]

    def _current(self) -> dict[str, FocalPoint]:
        with self._lock:
            point = self._desk.point()
            if point != self._point:
                with closing(self._desk.nodes()) as rows:
                    self._known = {f.id: f for f in records_in(rows, FocalPoint)}
                self._point = point
            return self._known
