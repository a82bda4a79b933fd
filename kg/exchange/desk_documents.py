"""What the desk answers, as documents: the same on the command line and over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kg.exchange.deadlines import due_of
from kg.exchange.moving import records_of
from kg.exchange.parties import Who
from kg.model.desk_types import ContactRequest, FocalPoint, Moving
from kg.model.documents import DeskContact, DeskContacts, FocalPointPart, FocalPoints, head
from kg.store.protocol import Store

M = TypeVar("M", bound=Moving)


@dataclass(frozen=True, slots=True)
class DeskInquiry:
    """A desk that is asked: None where none was made yet, by whom, on which day, in which language.

    Raises:
        StoreError: (all that it answers) the desk cannot be read.
    """

    desk: Store | None
    who: Who
    day: date
    lang: str

    def head(self) -> dict[str, object]:
        """Return what every document carries; its revision is the desk's."""
        return head(0 if self.desk is None else self.desk.revision(), self.day, self.lang)

    def records(self, cls: type[M]) -> list[M]:
        """Return the records of a type that are for whoever asks, as they moved last."""
        return [] if self.desk is None else records_of(self.desk, cls, self.who)


def focal_points_document(inquiry: DeskInquiry) -> FocalPoints:
    """Return who may act for an office, by id."""
    found = sorted(inquiry.records(FocalPoint), key=lambda one: one.id)
    parts = [focal_point_part(one) for one in found]
    return FocalPoints.model_validate({**inquiry.head(), "focal_points": parts})


def focal_point_part(one: FocalPoint) -> FocalPointPart:
    """Return a focal point as documents have it."""
    return FocalPointPart(
        id=one.id, office=one.office, role=one.role or "authority",
        mailbox=one.mailbox or "", state=one.state or "", verified=one.verified,
        bounced=one.bounced,
    )  # fmt: skip


def contacts_document(inquiry: DeskInquiry) -> DeskContacts:
    """Return the requests for contact, those that moved last at the end."""
    parts = [_contact(record) for record in inquiry.records(ContactRequest)]
    return DeskContacts.model_validate({**inquiry.head(), "contacts": parts})


def _contact(record: ContactRequest) -> DeskContact:
    due = due_of(record)
    sides = {id_.partition("/")[0]: id_ for id_ in record.about}
    demand = sides.pop("demand", None)
    return DeskContact.model_validate({
        "id": record.id,
        "demand": demand,
        "offer": next(iter(sides.values()), None),
        "from": record.asks,
        "to": record.asked,
        "state": record.state,
        "due": due.day.isoformat() if due else None,
    })  # fmt: skip
