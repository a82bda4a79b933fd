"""What a running service holds: the knowledge base, and the answers and files made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from threading import BoundedSemaphore, Lock
from typing import Final

from api.exports import Exports
from api.kept_answers import Answers
from ingest.entries import Office, office_of
from ingest.known import Known, known_from_store
from kg.exchange.campaign_list import CampaignList
from kg.knowledge import KnowledgeBase
from kg.publisher.emblem import Emblem
from kg.store.protocol import Store

PAPERS_AT_ONCE: Final = 2
"""Papers that one process makes at a time: each takes a core."""
PAPERS_WAITING: Final = 6
"""Requests that wait for their turn: few enough that others find a thread."""


class KnownRecords:
    """What forms are checked by, read from the store once for each of its revisions."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[str, Known] | None = None
        self._offices: tuple[str, dict[str, Office]] = ("", {})

    def office(self, store: Store, id_: str) -> Office:
        """Return an office, and in whose name it declares, at the last revision of a store.

        Raises:
            BadOptionError: it belongs to nobody who can declare anything.
            StoreError: it cannot be read.
        """
        token = store.point().token
        with self._lock:
            if self._offices[0] != token:
                self._offices = token, {}
            kept = self._offices[1]
        if id_ not in kept:
            kept[id_] = office_of(store, id_)
        return kept[id_]

    def of(self, store: Store) -> Known:
        """Return what is known at the last revision of a store.

        Raises:
            StoreError: it cannot be read.
        """
        token = store.point().token
        with self._lock:
            if self._kept is None or self._kept[0] != token:
                self._kept = token, known_from_store(store)
            return self._kept[1]


@dataclass(frozen=True)
class Service:
    """The parts of one running service, shared by the threads that answer requests.

    Attributes:
        lang: the language of readers who name none.
        build: which program this is, to the byte.
        campaign: whom the campaign invites, consults and counts.
        tour: there is a page that leads through the exchange as invented offices.
        emblem: that of whose pages these are, where they have one.
        papers: how many papers may still be made at the same time.
        waiting: how many requests may still wait for their turn: each holds a thread.
    """

    knowledge: KnowledgeBase
    exports: Exports
    lang: str
    build: str
    campaign: CampaignList
    answers: Answers = field(default_factory=Answers)
    known: KnownRecords = field(default_factory=KnownRecords)
    tour: bool = False
    papers: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(PAPERS_AT_ONCE))
    emblem: Emblem | None = None
    waiting: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(PAPERS_WAITING))

    def close(self) -> None:
        """Let go of the store and of files; the next request opens the store again."""
        self.exports.close()
        self.knowledge.close()


def today() -> date:
    """Return the date that a question without one is asked of."""
    return date.today()  # noqa: DTZ011 (a calendar day, in the service's own zone)
