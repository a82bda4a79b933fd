"""Asking another office for contact about a match, and what becomes of it."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Response

from api.authentication.access_state import access_of
from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.page_context import Context
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError, UnknownIdError
from kg.base.i18n import msg
from kg.exchange.acceptance import Ledgers
from kg.exchange.conclusion import confirm
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, begin, move, new_id, open_steps, seen_record
from kg.exchange.parties import as_seen
from kg.graph.actors import declarers, offices
from kg.model.desk_types import ContactRequest

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
_MOST: Final = 400


@router.get("/{lang:language}/desk/ask")
def ask_form(
    here: Desk,
    about: Annotated[str, Query(max_length=_MOST)],
    own: Annotated[str, Query(max_length=_MOST)],
) -> Response:
    """Show the form that asks another office about a match."""
    return here.page("desk/ask.html", _asking(here, own, about, ""))


@router.post("/{lang:language}/desk/ask")
def ask(here: Desk) -> Response:
    """Send a request for contact."""
    form = form_of(here.reader.request)
    own, about, text = (form.get(name, "").strip() for name in ("own", "about", "text"))
    asking = _asking(here, own, about, text)
    if not text:
        return here.page("desk/ask.html", {**asking, "wrong": True}, wrong=True)
    new = ContactRequest(
        id=new_id(ContactRequest), asks=here.office.id, asked=asking["asked"].id,
        about=[own, about], text=text, lang=here.reader.lang,
    )  # fmt: skip
    with here.desk(write=True) as desk:
        record = begin(desk, new, "ask", here.who, here.now)
    return here.to("contacts", record.id.partition("/")[2])


@router.get("/{lang:language}/desk/contacts/{number}")
def contact(here: Desk, number: Number) -> Response:
    """Show a request for contact to one of both sides."""
    return _shown(here, _seen(here, number))


@router.post("/{lang:language}/desk/contacts/{number}")
def act(here: Desk, number: Number) -> Response:
    """Do what a button says: accept, decline, start, conclude, confirm."""
    form, seen = form_of(here.reader.request), _seen(here, number)
    said: dict[str, Any] = {}
    if form.get("reason", "").strip():
        said = {"reason": form["reason"].strip(), "reason_shown": "reason_shown" in form}
    if form.get("text", "").strip():
        said["text"] = form["text"].strip()
    said |= {name: day_of(here, form[name]) for name in ("started", "ended") if name in form}
    seen = seen._replace(token=form.get("seen", ""))
    if form.get("act") == "confirm":
        with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
            confirm(Ledgers(knowledge, desk), seen, here.who, here.now)
    else:
        with here.desk(write=True) as desk:
            move(desk, seen, form.get("act", ""), here.who, here.now, **said)
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


class Side:
    """An office and how it is called."""

    def __init__(self, here: AtDesk, id_: str) -> None:
        self.id = id_
        self.label = Context(here.reader).label(id_)


def _asking(here: AtDesk, own: str, about: str, text: str) -> dict[str, Any]:
    """Return what the form shows.

    Raises:
        UnknownIdError: one of the records is not there, or nobody is known to ask.
    """
    view = here.reader.view
    node = view.index(about)
    # Where no office is known, whoever declared it is asked: the secretariat passes it on.
    found = offices(view, node) or declarers(view, node)
    view.index(own)
    if not found:
        raise UnknownIdError(about)
    known = access_of(here.reader.request).desk.all_focal_points()
    active = {f.office for f in known if f.state == "active"}
    ids = [view.id(office) for office in found]
    asked = next((id_ for id_ in ids if id_ in active), ids[0])
    frame = Context(here.reader)
    return {
        "own": own,
        "about": about,
        "text": text,
        "asked": Side(here, asked),
        "signs_in": asked in active,
        "wrong": False,
        "action": frame.path("desk", "ask"),
    }


def _seen(here: AtDesk, number: str) -> Seen[ContactRequest]:
    with here.desk() as desk:
        return seen_record(desk, ContactRequest, f"{ContactRequest.prefix}/{number}", here.who)


def _shown(here: AtDesk, seen: Seen[ContactRequest]) -> Response:
    frame, record = Context(here.reader), as_seen(here.who, seen.record)
    due = here.due_of(record)
    known = {f.office: f for f in access_of(here.reader.request).desk.all_focal_points()}
    met = record.state not in {"sent", "declined", "lapsed", "withdrawn"}
    sides = [Side(here, id_) for id_ in (record.asks or "", record.asked or "")]
    content: dict[str, Any] = {
        "record": record,
        "sides": [
            (side, known[side.id].mailbox if met and side.id in known else None) for side in sides
        ],
        "met": met,
        "state": frame.say(LIVES[ContactRequest].states[record.state or ""]),
        "due": due.day.isoformat() if due else None,
        "steps": [(step, frame.say(step.label)) for step in open_steps(record, here.who)],
        "seen": seen.token,
        "action": frame.path("desk", "contacts", record.id.partition("/")[2]),
    }
    return here.page("desk/contact.html", content)
