"""Links that are mailed to confirm records without signing in: what they carry, and until when.

A link names what was asked, on the desk; which records at which versions stands there, so that its
length does not depend on them. It is of one mailbox, and ends with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kg.access.signing import Signer
from kg.exchange.confirmations import confirmed_by, version_mark
from kg.exchange.mailed_links import LinkedRecord, RecordLink
from kg.model.desk_types import Asking, FocalPoint
from kg.store.protocol import Store

CONFIRM: Final = "/-/confirm"
"""Where such a link leads to."""
_LINK: Final = RecordLink("confirm", "asking", ("invited", "active"))


@dataclass(frozen=True, slots=True)
class AskedRecords:
    """The records of a link as they are now, by id: each is in one of these.

    ``open`` can be confirmed, ``done`` were since it was asked, ``gone`` say something else by now,
    are not there any more, or are not this office's.
    """

    open: tuple[str, ...]
    done: tuple[str, ...]
    gone: tuple[str, ...]


def confirm_token(signer: Signer, asking: Asking, focal_point: FocalPoint) -> str:
    """Return what a link to confirm carries; it is good for thirty days from when it was asked."""
    return _LINK.token(signer, asking.id, focal_point, asking.asked)


def read_confirm(signer: Signer, token: str, now: datetime) -> LinkedRecord | None:
    """Return what a link to confirm stands for; None where it is not ours, altered, or over."""
    return _LINK.read(signer, token, now)


def counts(found: LinkedRecord, asking: Asking, points: Mapping[str, FocalPoint]) -> bool:
    """Say whether a link still counts: its focal point may act, by the same mailbox and office."""
    return _LINK.counts(found, points.get(asking.focal_point or ""), asking.office)


def asked_records(knowledge: Store, asking: Asking, own: Iterable[str]) -> AskedRecords:
    """Return what became of the records of an asking; ``own`` are those of its office now.

    Raises:
        StoreError: the knowledge base cannot be read.
    """
    mine = set(own)
    asked: date = datetime.fromisoformat(asking.asked or "").date()
    places: dict[str, list[str]] = {"open": [], "done": [], "gone": []}
    for id_, mark in zip(asking.records, asking.marks, strict=True):
        day = confirmed_by(knowledge, asking.office or "", id_)
        if id_ not in mine or version_mark(knowledge, id_) != mark:
            places["gone"].append(id_)
        elif day is not None and _is_answer(asking, day, asked):
            places["done"].append(id_)
        else:
            places["open"].append(id_)
    return AskedRecords(*(tuple(ids) for ids in places.values()))


def _is_answer(asking: Asking, day: str, asked: date) -> bool:
    """Say whether a confirmation came after the letter: on its own day only where it answered."""
    said = date.fromisoformat(day)
    return said > asked or (said == asked and asking.state == "answered")
