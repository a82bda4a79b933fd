"""Who may act for an office: invited, verified, suspended by the secretariat."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, NamedTuple, cast

from fastapi import APIRouter, Path, Query, Response

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Secretariat
from api.pages.desk.office_choice import office_choice
from api.pages.page_context import Context, Text
from kg.base.errors import BadOptionError
from kg.base.i18n import LANGUAGES, Message, msg
from kg.exchange.deadlines import due_of
from kg.exchange.invitations import check_invitation, check_mailbox, check_new, invite
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, move, new_id, open_steps, records_of
from kg.model.desk_types import FOCAL_ROLES, FocalPoint, FocalRole

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Word = Annotated[str, Query(max_length=400)]
_PAGE: Final = 50
_BOUNCED: Final = "bounced"
_SAID: Final[Mapping[str, Message]] = {
    "verify": msg("You say that the mailbox is the office's: it may act at once."),
    "suspend": msg(
        "It may act no more, at once: its sessions and links end. What it sent stays where it is."
    ),
    "resume": msg("It is invited again, and may act once somebody has signed in by its mailbox."),
    "change": msg(
        "Its sessions and links end at once, and it is invited anew by the other mailbox."
    ),
}
"""What each step does, said before it is taken."""


class FocalPointRow(NamedTuple):
    """A focal point as the list shows it."""

    number: str
    office: Text
    role: str
    mailbox: str
    state: str
    verified: str | None
    bounced: str | None
    due: str | None


@router.get("/{lang:language}/desk/focal-points")
def focal_points(
    here: Secretariat,
    state: Word = "",
    page: Annotated[int, Query(ge=1, le=1_000)] = 1,
    q: Word = "",
    office: Word = "",
) -> Response:
    """Show who may act for which office, and the form that invites one more."""
    return _list(here, {"q": q, "office": office}, state, page)


@router.post("/{lang:language}/desk/focal-points")
def invite_office(here: Secretariat) -> Response:
    """Invite an office, or somebody of the secretariat or the board."""
    form = form_of(here.reader.request)
    try:
        new = _invited(here, form)
        with here.desk(write=True) as desk:
            made = invite(desk, new, here.who, here.now)
    except BadOptionError as error:
        return _list(here, form, "", 1, error)
    return here.to("focal-points", made.number)


@router.get("/{lang:language}/desk/focal-points/{number}")
def focal_point(here: Secretariat, number: Number) -> Response:
    """Show one focal point, and what each step would do."""
    return _shown(here, here.seen(FocalPoint, number), {})


@router.post("/{lang:language}/desk/focal-points/{number}")
def act_on_focal_point(here: Secretariat, number: Number) -> Response:
    """Verify, suspend, invite again, or change the mailbox."""
    form, seen = form_of(here.reader.request), here.seen(FocalPoint, number)
    act = form.get("act", "")
    said: dict[str, Any] = {}
    try:
        if act == "verify":
            said["verified"] = here.now.date().isoformat()
        elif act == "change":
            said["mailbox"] = _mailbox(here, seen.record, form)
        with here.desk(write=True) as desk:
            seen = seen._replace(token=form.get("seen", ""))
            move(desk, seen, act, here.who, here.now, **said)
    except BadOptionError as error:
        return _shown(here, here.seen(FocalPoint, number), form, error)
    return here.to("focal-points", number)


def _mailbox(here: AtDesk, record: FocalPoint, form: Mapping[str, str]) -> str:
    mailbox = form.get("mailbox", "").strip(" ")
    check_mailbox(mailbox)
    other = record.model_copy(update={"mailbox": mailbox})
    with here.desk() as desk:
        check_new(records_of(desk, FocalPoint, here.who), other)
    return mailbox


def _invited(here: AtDesk, form: Mapping[str, str]) -> FocalPoint:
    mailbox, role = form.get("mailbox", "").strip(" "), form.get("role", "")
    office, lang = form.get("office", ""), form.get("text_lang", "")
    check_invitation(mailbox, role, office)
    if office and office_choice(here, "", office).chosen is None:
        raise BadOptionError("office", office, msg("Search for the office, and choose it."))
    if lang not in LANGUAGES:
        raise BadOptionError("lang", lang, msg("Use one of: {names}.", names=list(LANGUAGES)))
    return FocalPoint(
        id=new_id(FocalPoint), office=office or None, role=cast("FocalRole", role),
        mailbox=mailbox, lang=lang,
    )  # fmt: skip


def _list(
    here: AtDesk,
    said: Mapping[str, str],
    state: str,
    page: int,
    error: BadOptionError | None = None,
) -> Response:
    frame = Context(here.reader)
    with here.desk() as desk:
        known = records_of(desk, FocalPoint, here.who)
    rows = [_row(frame, one) for one in known if _is_asked(one, state)]
    rows.sort(key=lambda row: (row.office.text, row.role, row.mailbox))
    first = (page - 1) * _PAGE
    states = LIVES[FocalPoint].states
    content: dict[str, Any] = {
        "rows": rows[first : first + _PAGE],
        "count": len(rows),
        "page": page,
        "pages": max(1, -(-len(rows) // _PAGE)),
        "state": state,
        "states": [
            *((name, frame.say(word)) for name, word in states.items()),
            (_BOUNCED, frame.say(msg("a letter came back"))),
        ],
        "choice": office_choice(here, said.get("q", ""), said.get("office", "")),
        "roles": FOCAL_ROLES,
        "role": said.get("role", ""),
        "mailbox": said.get("mailbox", ""),
        "text_lang": said.get("text_lang", ""),
        "problem": error and (error.detail, error.fix),
        "action": frame.path("desk", "focal-points"),
    }
    return here.page("desk/focal_points.html", content, wrong=error is not None)


def _is_asked(one: FocalPoint, state: str) -> bool:
    return state in ("", one.state) or (state == _BOUNCED and one.bounced is not None)


def _row(p: Context, one: FocalPoint) -> FocalPointRow:
    due = due_of(one)
    return FocalPointRow(
        one.number,
        p.label(one.office) if one.office else Text(p.word("focal_role", one.role or "")),
        one.role or "",
        one.mailbox or "",
        p.say(LIVES[FocalPoint].states[one.state or ""]),
        one.verified,
        one.bounced,
        due.day.isoformat() if due else None,
    )


def _shown(
    here: AtDesk,
    seen: Seen[FocalPoint],
    said: Mapping[str, str],
    error: BadOptionError | None = None,
) -> Response:
    frame, record = Context(here.reader), seen.record
    content: dict[str, Any] = {
        "row": _row(frame, record),
        "record": record,
        "steps": [
            (step, frame.say(step.label), frame.say(_SAID[step.act]))
            for step in open_steps(record, here.who)
            if step.act in _SAID
        ],
        "mailbox": said.get("mailbox", ""),
        "problem": error and (error.detail, error.fix),
        "seen": seen.token,
        "action": frame.path("desk", "focal-points", record.number),
    }
    return here.page("desk/focal_point.html", content, wrong=error is not None)
