"""Who somebody is to a record, and what they may see of it: decided here alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import msg
from kg.exchange.exchange_errors import NotOfRoleError
from kg.exchange.life_cycle import Part
from kg.model.desk_types import (
    Approach,
    Asking,
    BoardAnswer,
    Consultation,
    ContactRequest,
    Delivery,
    FocalPoint,
    FocalRole,
    Moving,
    Response,
    Side,
    Submission,
    Suggestion,
    Transfer,
    Translation,
    Upload,
    Watch,
)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who acts: a focal point, or a service of the house that acts in nobody's name.

    ``office`` is the office of the knowledge base that the focal point speaks for.
    """

    role: FocalRole | None
    office: str | None = None
    focal_point: str | None = None


_DRAFTS: Final[Mapping[type[Moving], tuple[str, ...]]] = {
    Submission: ("draft",),
    Response: ("draft", "lapsed"),
}
"""In which states records are their office's own; what lapsed of a response was never given."""
ENTERS: Final[Mapping[FocalRole, tuple[str, ...]]] = {
    "authority": ("offers", "demands", "practices"),
    "partner_body": ("practices",),
    "secretariat": (),
    "board": (),
}
"""What each role enters in the name of its office, by the kind of sheet."""
ASK: Final[tuple[FocalRole, ...]] = ("authority",)
"""The roles that ask others for contact; a partner body answers."""
CLOCK: Final = Who(None)
"""The time that has passed: it lets records lapse and sends letters, and may do nothing else."""
HOUSE: Final = Who(None, None, None)
"""The program itself, when it puts the desk right: it sets records back, and nothing else."""


def enters(who: Who) -> tuple[str, ...]:
    """Return the kinds of sheet of which somebody enters rows."""
    return ENTERS[who.role] if who.role and who.office else ()


def require_entering(who: Who, kind: str) -> None:
    """Refuse an entry that is not for a role.

    Raises:
        NotOfRoleError: it is not.
    """
    if kind not in enters(who):
        raise NotOfRoleError(msg("Entering this is not for you."))


def asks_others(who: Who) -> bool:
    """Say whether somebody may ask other offices for contact."""
    return who.role in ASK and who.office is not None


def require_asking(who: Who) -> None:
    """Refuse who may not ask for contact.

    Raises:
        NotOfRoleError: they may only answer, or speak for no office.
    """
    if not asks_others(who):
        raise NotOfRoleError(msg("Asking for contact is not for you."))


def parts_of(who: Who, record: Moving) -> frozenset[Part]:
    """Return what somebody is to a record."""
    if who is CLOCK:
        return frozenset({"clock"})
    if who is HOUSE:
        return frozenset({"house"})
    found: set[Part] = {"secretariat"} if _decides(who, record) else set()
    found |= {"board"} if _is_board(who, record) else set()
    if isinstance(record, FocalPoint):
        found |= {"own"} if who.focal_point == record.id else set()
    elif isinstance(record, Submission | Upload):
        found |= {"own"} if _enters(who, record) else set()
    elif isinstance(record, Asking | Translation | Watch | Response | Delivery):
        found |= {"own"} if _speaks_for(who, record.office) else set()
    elif isinstance(record, ContactRequest):
        found |= _sides(who, record)
    elif isinstance(record, Approach | Transfer):
        found |= {"board"} if who.role == "board" else set()
    elif isinstance(record, Suggestion):
        found |= {"asks"} if _speaks_for(who, record.asks) else set()
        found |= {"asked"} if _speaks_for(who, record.asked) else set()
    elif isinstance(record, Consultation):
        found |= {"asked"} if _is_asked(who, record) else set()
    return frozenset(found)


def sees(who: Who, record: Moving) -> bool:
    """Say whether somebody may see a record at all.

    Focal points see themselves; submissions, sheets, courtesy translations and what the campaign
    asked are seen by their office, contact requests and suggestions by both sides. The secretariat
    sees all but drafts, sheets and watch lists, and of the first two what it entered for an office.
    The board sees totals, and none of these but what was said of delivered papers; approaches and
    transfers are its own and the secretariat's. A consultation is seen by the board and the
    secretariat, and once it was opened by who is asked; a response once it is given by its office,
    the board and the secretariat, after the end by the offices that it names; what the board
    answers by these once it has decided. The time that has passed is nobody, and sees all.
    """
    of_papers = isinstance(record, Delivery) and who.role == "board"
    return of_papers or bool(parts_of(who, record)) or _is_reader(who, record)


def _is_reader(who: Who, record: Moving) -> bool:
    """Say whether something has been opened to an office that was asked.

    >>> told = BoardAnswer(id="boardanswer/1", state="told", readers=["org/a"])
    >>> _is_reader(Who("partner_body", "org/a"), told), _is_reader(Who("partner_body"), told)
    (True, False)
    """
    if isinstance(record, Response):
        opened = record.state == "published"
    elif isinstance(record, BoardAnswer):
        opened = record.state == "told"
    else:
        return False
    return opened and who.office is not None and who.office in record.readers


def _is_board(who: Who, record: Moving) -> bool:
    """Say whether somebody keeps a consultation: the board, or the secretariat for it.

    What an office drafts, or never gave, is its own.
    """
    kept = isinstance(record, Consultation | BoardAnswer | Response)
    return kept and marks(who) and record.state not in _DRAFTS.get(type(record), ())


def _is_asked(who: Who, record: Consultation) -> bool:
    """Say whether somebody is asked by a consultation that was opened."""
    asked = who.office in {*record.offices, *record.invited}
    return who.office is not None and asked and record.opened is not None


def side_of(who: Who, record: Consultation) -> Side | None:
    """Return for whom an office answers a consultation, None where it is not asked."""
    if not _is_asked(who, record):
        return None
    return "state" if who.office in record.offices else "body"


def readers_of(record: Consultation, side: Side) -> list[str]:
    """Return the offices that may read responses of a side once a consultation has closed.

    States read what all said. A body reads its own alone, unless the board has said that bodies
    read the positions of states too; what other bodies said it never reads.
    """
    bodies = record.invited if side == "state" and record.bodies_see else ()
    return sorted({*record.offices, *bodies})


def told_of(record: Consultation) -> list[str]:
    """Return the offices that read what the board answered, once it has decided: all asked."""
    return sorted({*record.offices, *record.invited})


def decides(who: Who) -> bool:
    """Say whether somebody is the secretariat, which decides about what others enter."""
    return who.role == "secretariat"


def proposes(who: Who) -> bool:
    """Say whether somebody puts in the queue what a report says: the board and the secretariat."""
    return who.role == "board" or decides(who)


def marks(who: Who) -> bool:
    """Say whether somebody writes down what the board decided of measures and milestones.

    The board itself, and the secretariat, which keeps its records.
    """
    return who.role == "board" or decides(who)


def as_seen(who: Who, record: ContactRequest) -> ContactRequest:
    """Return a contact request as somebody may read it.

    A reason stays with the side that gave it, and the secretariat, unless it said that the other
    may see it.
    """
    giver = record.reason_by or record.asked
    if record.reason_shown or decides(who) or _speaks_for(who, giver):
        return record
    return record.model_copy(update={"reason": None})


def _decides(who: Who, record: Moving) -> bool:
    """Say whether somebody is the secretariat to a record.

    Drafts, sheets and watch lists are their office's own.
    """
    own = isinstance(record, Watch | Upload) or record.state in _DRAFTS.get(type(record), ())
    return decides(who) and not own


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
