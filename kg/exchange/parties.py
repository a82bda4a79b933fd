"""Who somebody is to a record, and what they may see of it: decided here alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.exchange.life_cycle import Part
from kg.model.desk_types import ContactRequest, FocalPoint, FocalRole, Moving, Submission, Upload


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who acts: a focal point, or a service of the house that acts in nobody's name.

    ``office`` is the office of the knowledge base that the focal point speaks for.
    """

    role: FocalRole | None
    office: str | None = None
    focal_point: str | None = None


CLOCK: Final = Who(None)
"""The time that has passed: it lets records lapse and sends letters, and may do nothing else."""


def parts_of(who: Who, record: Moving) -> frozenset[Part]:
    """Return what somebody is to a record."""
    if who is CLOCK:
        return frozenset({"clock"})
    found: set[Part] = {"secretariat"} if _decides(who, record) else set()
    if isinstance(record, FocalPoint):
        found |= {"own"} if who.focal_point == record.id else set()
    elif isinstance(record, Submission | Upload):
        found |= {"own"} if _enters(who, record) else set()
    elif isinstance(record, ContactRequest):
        found |= _sides(who, record)
    return frozenset(found)


def sees(who: Who, record: Moving) -> bool:
    """Say whether somebody may see a record at all.

    Focal points see themselves, submissions and sheets are seen by their office, contact requests
    by both sides; the secretariat sees all but drafts and sheets, and of these what it entered for
    an office. The board sees totals, and none of these. The time
    that has passed is nobody, and sees all.
    """
    return bool(parts_of(who, record))


def decides(who: Who) -> bool:
    """Say whether somebody is the secretariat, which decides about what others enter."""
    return who.role == "secretariat"


def as_seen(who: Who, record: ContactRequest) -> ContactRequest:
    """Return a contact request as somebody may read it.

    The reason of a decline stays with the side that gave it, and the secretariat, unless it said
    that the other may see it.
    """
    if record.reason_shown or decides(who) or _speaks_for(who, record.asked):
        return record
    return record.model_copy(update={"reason": None})


def _decides(who: Who, record: Moving) -> bool:
    """Say whether somebody is the secretariat to a record.

    A draft is its office's own, and so is a sheet that it uploaded.
    """
    draft = isinstance(record, Submission) and record.state == "draft"
    return decides(who) and not draft and not isinstance(record, Upload)


def _enters(who: Who, record: Submission | Upload) -> bool:
    """Say whether something is somebody's own to enter and change.

    The secretariat enters what an office mailed to it, in the name of that office.
    """
    return _speaks_for(who, record.office) or (decides(who) and bool(record.on_behalf))


def _sides(who: Who, record: ContactRequest) -> set[Part]:
    sides: set[Part] = set()
    if _speaks_for(who, record.asks):
        sides.add("asks")
    if _speaks_for(who, record.asked):
        sides.add("asked")
    if sides and who.office not in record.confirmed:
        sides.add("other")
    return sides


def _speaks_for(who: Who, office: str | None) -> bool:
    return office is not None and who.office == office
