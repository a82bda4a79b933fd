"""My desk: what waits for an office and until when; for the secretariat also what all sent."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from fastapi import APIRouter, Response

from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.page_context import Context
from ingest.entries import cells_of
from ingest.sheet.headers.sheet_kinds import DECLARED, RECORDS
from kg.exchange.deadlines import due_of
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import open_steps, records_of
from kg.model.desk_types import ContactRequest, FocalPoint, Moving, Submission
from kg.store.protocol import Store

router = APIRouter()


class Line(NamedTuple):
    """One record as the desk lists it."""

    address: tuple[str, ...]
    title: str
    state: str
    since: str
    due: date | None
    mine: bool


@router.get("/{lang:language}/desk")
def my_desk(here: Desk) -> Response:
    """Show what waits for an office."""
    with here.desk() as desk:
        return here.page("desk/my_desk.html", _content(here, desk))


def title_of(submission: Submission) -> str:
    """Return what a submission is called in lists: its title, in whichever language it has one."""
    cells = cells_of(submission)
    own = (text for name, text in cells.items() if name.partition(":")[0] == "title")
    return next(filter(None, own), submission.id)


def line_of(here: AtDesk, record: Moving, title: str, address: tuple[str, ...]) -> Line:
    """Return a record as the desk lists it, with the day until when something is to be done."""
    frame = Context(here.reader)
    due = due_of(record)
    waits = [s for s in open_steps(record, here.who) if s.act not in {"withdraw", "reopen"}]
    state = frame.say(LIVES[type(record)].states[record.state or ""])
    return Line(address, title, state, record.moved or "", due.day if due else None, bool(waits))


def _content(here: AtDesk, desk: Store) -> dict[str, Any]:
    frame = Context(here.reader)
    submissions = [
        line_of(here, record, title_of(record), ("entries", record.id.partition("/")[2]))
        for record in records_of(desk, Submission, here.who)
    ]
    requests = [
        line_of(here, record, _about(frame, record), ("contacts", record.id.partition("/")[2]))
        for record in records_of(desk, ContactRequest, here.who)
    ]
    office = here.focal_point.office
    return {
        "office": frame.label(office) if office else None,
        "role": here.focal_point.role,
        "waiting": _first(line for line in (*submissions, *requests) if line.mine),
        "others": _first(line for line in (*submissions, *requests) if not line.mine),
        "kinds": [(kind, frame.say(RECORDS[kind].node.title_of_type)) for kind in DECLARED]
        if office
        else [],
        "focal_points": _focal_points(frame, here, desk),
    }


def _first(lines: Iterable[Line]) -> list[Line]:
    """In the order of what has to be done first; what has no day comes last."""
    return sorted(lines, key=lambda line: (line.due is None, line.due or date.max, line.since))


def _about(frame: Context, record: ContactRequest) -> str:
    return " · ".join(frame.label(id_).text for id_ in record.about)


def _focal_points(frame: Context, here: AtDesk, desk: Store) -> list[dict[str, Any]]:
    if here.focal_point.role != "secretariat":
        return []
    states = LIVES[FocalPoint].states
    return [
        {
            "office": frame.label(found.office).text if found.office else "",
            "role": found.role,
            "state": frame.say(states[found.state or "invited"]),
            "mailbox": found.mailbox,
        }
        for found in sorted(records_of(desk, FocalPoint, here.who), key=lambda f: f.id)
    ]
