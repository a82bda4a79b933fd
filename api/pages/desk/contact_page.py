"""A request for contact on its page: what both sides may do with it, and what comes of it."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Response

from api.authentication.access_state import access_of
from api.csrf import form_of
from api.pages.desk.asking_page import Side, is_full
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.contact_facts import Stated, holding, put_in, stated_rows
from api.pages.desk.entry_page import PRACTICES
from api.pages.page_context import Context
from ingest.entries import office_of
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg
from kg.exchange.acceptance import Ledgers
from kg.exchange.conclusion import conclude, concluded, confirm, confirmed_with, mark_of
from kg.exchange.contact_requests import MET, offices_that_act, waits_for_passing_on
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, move, open_steps, require_step
from kg.exchange.parties import as_seen, enters
from kg.exchange.passing_on import pass_on
from kg.exchange.shares import UNITS, Share, differ, read_share, share_of
from kg.model.desk_types import ContactRequest, FocalPoint

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Form = Mapping[str, str]
_SIDES: Final = ("asks", "asked")
_SHARE: Final = ("amount", "currency", "effort", "unit")


@router.get("/{lang:language}/desk/contacts/{number}")
def contact(here: Desk, number: Number) -> Response:
    """Show a request for contact to one of both sides."""
    return _shown(here, here.seen(ContactRequest, number), {})


@router.post("/{lang:language}/desk/contacts/{number}")
def act(here: Desk, number: Number) -> Response:
    """Do what a button says: accept, decline, start, conclude, confirm, pass on.

    What cannot be read is shown again with all that was typed.
    """
    form, seen = form_of(here.reader.request), here.seen(ContactRequest, number)
    now, seen = seen, seen._replace(token=form.get("seen", ""))
    try:
        if form.get("act") in {"confirm", "look"}:
            if not _confirmed(here, seen, form):
                return _shown(here, now, form, looked=form.get("act") == "look")
        else:
            _moved(here, seen, form)
    except BadOptionError as error:
        return _shown(here, now, form, error)
    return here.to("contacts", number)


def day_of(here: AtDesk, text: str) -> str:
    """Return a day as somebody wrote it; today where nothing was written.

    Raises:
        BadOptionError: it is no day, or one to come.
    """
    today = here.now.date()
    try:
        found = parse_day(text.strip()) if text.strip() else today
    except ValueError:
        found = None
    if found is None or found > today:
        fix = msg("Write a day that has passed, as year-month-day: {day}.", day=today.isoformat())
        raise BadOptionError("day", text, fix)
    return found.isoformat()


def _moved(here: AtDesk, seen: Seen[ContactRequest], form: Form) -> None:
    what = form.get("act", "")
    with here.desk(write=True) as desk:
        if what == "conclude":
            ended, share = day_of(here, form.get("ended", "")), _share(form)
            conclude(desk, seen, here.who, here.now, ended, share)
        elif what == "pass on":
            office, side = form.get("office", "").strip(), form.get("side", "")
            if office:
                _check_house(here, seen.record, office, side)
            pass_on(desk, seen, here.who, here.now, office, side)
        else:
            move(desk, seen, what, here.who, here.now, **_said(here, form))


def _said(here: AtDesk, form: Form) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if form.get("reason", "").strip():
        said = {"reason": form["reason"].strip(), "reason_shown": "reason_shown" in form}
    if form.get("text", "").strip():
        said["text"] = form["text"].strip()
    if "started" in form:
        said["started"] = day_of(here, form["started"])
    return said


def _confirmed(here: AtDesk, seen: Seen[ContactRequest], form: Form) -> bool:
    """Confirm what was shown; False where only a look was asked for, or it would be another."""
    require_step(seen.record, "confirm", here.who)
    share = _share(form)
    with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
        told = confirmed_with(seen.record, here.who, share)
        known = mark_of(concluded(knowledge, told)) == form.get("shown")
        if form.get("act") == "confirm" and known:
            confirm(Ledgers(knowledge, desk), seen, here.who, here.now, share)
            return True
    return False


def _share(form: Form) -> Share:
    amount, currency, effort, unit = (form.get(name, "") for name in _SHARE)
    return read_share(amount, currency, effort, unit)


def _shown(
    here: AtDesk,
    seen: Seen[ContactRequest],
    form: Form,
    error: WrongUseError | None = None,
    *,
    looked: bool = False,
) -> Response:
    frame, record = Context(here.reader), as_seen(here.who, seen.record)
    due = here.due_of(record)
    points = access_of(here.reader.request).desk.all_focal_points()
    active = offices_that_act(points)
    steps = open_steps(record, here.who)
    confirming = any(step.act == "confirm" for step in steps)
    sides = [Side(here, id_) for id_ in (record.asks or "", record.asked or "")]
    typed = {name: form.get(name, "") for name in (*_SHARE, "started", "ended", "reason", "text")}
    content: dict[str, Any] = {
        "record": record,
        "sides": [(side, _mailbox(points, record, side.id)) for side in sides],
        "silent": [side for side in sides if _is_awaited(record, side.id, active)],
        "state": frame.say(LIVES[ContactRequest].states[record.state or ""]),
        "due": due.day.isoformat() if due else None,
        "steps": [(step, frame.say(step.label)) for step in steps],
        "seen": seen.token,
        "action": frame.path("desk", "contacts", record.number),
        "holding": holding(here, record),
        "full": record.state == "sent" and is_full(here, record.about),
        "stated": _stated(here, record, form) if confirming and error is None else None,
        "typed": typed,
        "act": form.get("act", ""),
        "looked": looked,
        "error": error,
        "practice": _practice(frame, here, record),
        "put_in": put_in(frame, record),
        "differ": differ(*(share_of(record, side.id) for side in sides)),
        "units": [(unit, frame.word("effort", unit)) for unit in UNITS],
        "passing": _passing(here, record, active),
    }
    wrong = error is not None or (bool(form) and not looked)
    return here.page("desk/contact.html", content, wrong=wrong)


def _practice(p: Context, here: AtDesk, record: ContactRequest) -> str:
    """Return where a side makes a good practice of what both confirmed, empty for all others."""
    side = here.focal_point.office in {record.asks, record.asked}
    if record.state != "confirmed" or not side or PRACTICES not in enters(here.who):
        return ""
    number = record.number
    return f"{p.path('desk', 'new', PRACTICES)}?contact={number}"


def _stated(here: AtDesk, record: ContactRequest, form: Form) -> Stated:
    """Return what would be stated if it were confirmed now, with what was typed."""
    told = confirmed_with(record, here.who, _share(form))
    return stated_rows(Context(here.reader), here.reader.inquiry.store, told)


def _mailbox(points: list[FocalPoint], record: ContactRequest, office: str) -> str | None:
    """Return whom to write to, once it was accepted."""
    if record.state not in MET:
        return None
    found = (f for f in points if f.office == office and f.state == "active")
    return next((f.mailbox for f in found), None)


def _is_awaited(record: ContactRequest, office: str, active: set[str | None]) -> bool:
    """Say whether something is awaited of an office that nobody can act for now."""
    return office not in active and waits_for_passing_on(record, {*active} - {office})


def _passing(here: AtDesk, record: ContactRequest, active: set[str | None]) -> dict[str, Any]:
    """Return what the form by which the secretariat passes it on shows."""
    if here.who.role != "secretariat":
        return {}
    others = sorted(active - {record.asks, record.asked, None}, key=str)
    return {
        "needed": waits_for_passing_on(record, active),
        "offices": [Side(here, id_) for id_ in others if id_],
    }


def _check_house(here: AtDesk, record: ContactRequest, office: str, side: str) -> None:
    """Refuse an office that speaks for another state or body than the one whose place it takes.

    Raises:
        BadOptionError: it does, or there is no such side.
    """
    before, store = getattr(record, side, None) if side in _SIDES else None, here.reader.inquiry
    if not before or office_of(store.store, before).actor != office_of(store.store, office).actor:
        fix = msg("Name an office of the same state or body.")
        raise BadOptionError("office", office, fix)
