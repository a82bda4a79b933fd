"""My desk: what waits for an office and until when; for the secretariat also what all sent."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from fastapi import APIRouter
from fastapi import Response as Answer

from api.authentication.access_state import access_of
from api.pages.desk.approaches_page import approach_lines
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.consultation_parts import FOLDER, item_label
from api.pages.desk.consultations_page import waiting_consultations
from api.pages.desk.desk_lines import Line, first, line_of
from api.pages.desk.follow_up_page import follow_up_counts
from api.pages.desk.hand_over_page import pending_hand_overs
from api.pages.desk.new_matches_part import news_of, own_answers
from api.pages.desk.papers_page import delivered_papers
from api.pages.desk.records_page import waiting_records
from api.pages.desk.suggestion_page import waiting_suggestions
from api.pages.page_context import Context
from ingest.entries import title_of
from ingest.sheet.headers.sheet_kinds import DECLARED, RECORDS
from kg.base.i18n import msg
from kg.exchange.contact_requests import offices_that_act, waits_for_passing_on
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import records_of
from kg.exchange.parties import decides, enters
from kg.model.desk_types import (
    ContactRequest,
    FocalPoint,
    Response,
    Submission,
    Translation,
    Upload,
)
from kg.store.protocol import Store

router = APIRouter()


@router.get("/{lang:language}/desk")
def my_desk(here: Desk) -> Answer:
    """Show what waits for an office."""
    with here.desk() as desk:
        return here.page("desk/my_desk.html", _content(here, desk))


def _submissions(here: AtDesk, desk: Store) -> Iterator[Line]:
    opened = {u.id for u in records_of(desk, Upload, here.who) if u.state == "open"}
    for record in records_of(desk, Submission, here.who):
        if record.state == "draft" and record.upload in opened:
            continue  # it is looked through with its sheet
        yield line_of(here, record, title_of(record), ("entries", record.number))


def _uploads(here: AtDesk, desk: Store) -> Iterator[Line]:
    for record in records_of(desk, Upload, here.who):
        if record.state == "open":
            address = "upload", record.number
            yield line_of(here, record, record.file or record.id, address)


def _contacts(here: AtDesk, desk: Store) -> Iterator[Line]:
    frame = Context(here.reader)
    active = offices_that_act(access_of(here.reader.request).desk.all_focal_points())
    for record in records_of(desk, ContactRequest, here.who):
        address = "contacts", record.number
        line = line_of(here, record, _about(frame, record), address)
        if here.who.role == "secretariat":
            # It may always pass something on; it is to where a side cannot sign in.
            line = line._replace(mine=waits_for_passing_on(record, active))
        yield line


def _translations(here: AtDesk, desk: Store) -> Iterator[Line]:
    frame = Context(here.reader)
    for record in records_of(desk, Translation, here.who):
        title = msg("Courtesy translation: {title}", title=record.title or "")
        line = line_of(here, record, frame.say(title), ("translations", record.number))
        yield line._replace(mine=line.mine and record.state == "proposed" and not decides(here.who))


LISTED: Final[tuple[Callable[[AtDesk, Store], Iterable[Line]], ...]] = (
    _submissions,
    _contacts,
    _uploads,
    _translations,
    waiting_records,
    waiting_suggestions,
    pending_hand_overs,
    waiting_consultations,
    delivered_papers,
    approach_lines,
)
"""What the desk lists: what waits for an office, and what goes on."""


def _content(here: AtDesk, desk: Store) -> dict[str, Any]:
    frame = Context(here.reader)
    lines = [line for source in LISTED for line in source(here, desk)]
    office = here.focal_point.office
    return {
        "office": frame.label(office) if office else None,
        "role": here.focal_point.role,
        "news": news_of(here),
        "answers": own_answers(here),
        "waiting": first(line for line in lines if line.mine),
        "others": first(line for line in lines if not line.mine),
        "kinds": [
            (kind, frame.say(RECORDS[kind].node.title_of_type))
            for kind in DECLARED
            if kind in enters(here.who)
        ],
        "focal_points": _focal_points(frame, here, desk),
        "follow_up": follow_up_counts(here, desk),
        "responses": _responses(frame, here, desk),
    }


def _about(frame: Context, record: ContactRequest) -> str:
    return " · ".join(frame.label(id_).text for id_ in record.about)


def _responses(frame: Context, here: AtDesk, desk: Store) -> list[dict[str, Any]]:
    """Return what an office has drafted for consultations and not given yet."""
    found = records_of(desk, Response, here.who)
    return [
        {
            "address": frame.path(
                "desk",
                FOLDER,
                (one.initiative or "").partition("/")[2],
                f"answer?item={one.item or ''}",
            ),
            "item": item_label(frame, one.item or ""),
            "position": frame.word("position", one.position or ""),
            "until": one.until,
        }
        for one in found
        if one.state == "draft"
    ]


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
            "bounced": found.bounced,
        }
        for found in sorted(records_of(desk, FocalPoint, here.who), key=lambda f: f.id)
    ]
