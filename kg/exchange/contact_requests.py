"""Asking for contact: which request is open already, how many an offer holds, who can answer.

A decline is no block, and a request that fell through frees what it held. An offer that holds as
many requests as it says at a time is full; that is said, and nobody is kept from asking.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kg.base.errors import ConflictError
from kg.exchange.moving import begin, records_in
from kg.exchange.parties import Who, require_asking
from kg.model.desk_types import ContactRequest, FocalPoint
from kg.store.protocol import Store

HOLDS: Final = ("accepted", "started")
"""States in which a request takes a place of what it is about."""
OPEN: Final = ("sent", *HOLDS, "concluded")
"""States in which something is still to come of a request."""
MET: Final = (*HOLDS, "fell through", "concluded", "confirmed")
"""States in which both sides know whom to write to: it was accepted."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many requests a record holds, of how many at a time; ``of`` is None where not stated."""

    count: int
    of: int | None

    @property
    def full(self) -> bool:
        """Whether there is no place left, as far as is stated."""
        return self.of is not None and self.count >= self.of


def all_requests(desk: Store) -> list[ContactRequest]:
    """Return every request of a desk, whoever it is of: to be counted, never to be shown."""
    with closing(desk.nodes()) as rows:
        return list(records_in(rows, ContactRequest))


def taken(requests: Iterable[ContactRequest], id_: str, capacity: object) -> Taken:
    """Return how many requests a record holds; ``capacity`` is what is stated of it."""
    count = sum(r.state in HOLDS and id_ in r.about for r in requests)
    return Taken(count, capacity if isinstance(capacity, int) else None)


def open_between(
    requests: Iterable[ContactRequest], about: Collection[str], office: str
) -> ContactRequest | None:
    """Return the request about a pair that is open already, whichever of both sides asked."""
    return next(
        (
            r
            for r in sorted(requests, key=lambda each: each.id)
            if r.state in OPEN and set(r.about) == set(about) and office in {r.asks, r.asked}
        ),
        None,
    )


def ask(desk: Store, new: ContactRequest, who: Who, now: datetime) -> tuple[ContactRequest, bool]:
    """Put a request on the desk; False and the open one, where there is one about the same pair.

    Two who ask at once for one office come to the same request: the second finds that of the first.

    Raises:
        NotOfRoleError: asking is not for them.
        NotYoursError, LeftOutError, StoreError: as ``begin``.
    """
    require_asking(who)
    while True:
        known = all_requests(desk)
        found = open_between(known, new.about, new.asks or "")
        if found is not None:
            return found, False
        try:
            record = new.model_copy(update={"id": _next_id(desk, known, new)})
            return begin(desk, record, "ask", who, now), True
        except ConflictError:
            continue


def waits_for_passing_on(record: ContactRequest, active: Collection[str | None]) -> bool:
    """Say whether the secretariat is to take a request to a side that cannot sign in.

    ``active`` are the offices with a focal point that may act. What was passed on waits no more,
    until it comes to another state.
    """
    awaited = {
        "sent": {record.asked},
        "accepted": {record.asks, record.asked},
        "started": {record.asks, record.asked},
        "concluded": {record.asks, record.asked} - {*record.confirmed},
    }.get(record.state or "", set())
    return bool(awaited - set(active)) and record.passed_on != record.moved


def offices_that_act(focal_points: Iterable[FocalPoint]) -> set[str | None]:
    """Return the offices that somebody may act for now."""
    return {f.office for f in focal_points if f.state == "active" and f.office}


def _next_id(desk: Store, known: Iterable[ContactRequest], new: ContactRequest) -> str:
    """Return an id that nobody can guess, the same for all who ask at once about a pair."""
    pair = sorted(new.about)
    before = sum(sorted(r.about) == pair for r in known)
    facts = "\n".join(
        [desk.identity, *pair, *sorted([new.asks or "", new.asked or ""]), str(before)]
    )
    return f"{ContactRequest.prefix}/{hashlib.sha256(facts.encode()).hexdigest()[:16]}"
