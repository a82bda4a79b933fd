"""The campaign: for the secretariat each state, for an office its own line, else totals alone."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Any, NamedTuple

from fastapi import APIRouter, Response
from markupsafe import Markup

from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.page_context import Context
from kg.base.errors import ForbiddenError
from kg.base.i18n import Message, msg
from kg.exchange.campaign import Campaign, campaign_document, campaign_of
from kg.exchange.campaign_asking import KINDS
from kg.exchange.campaign_list import PLACES
from kg.exchange.campaign_progress import progress
from kg.exchange.campaign_words import counted, place_of, standing_of
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.life_cycle import LIVES
from kg.exchange.parties import decides
from kg.model.desk_types import FocalPoint
from kg.model.documents import CampaignProgressPoint, CampaignState
from kg.store.protocol import Store

router = APIRouter()


class Row(NamedTuple):
    """A state as the page shows it; ``mailboxes`` are those of its focal points."""

    state: CampaignState
    place: str
    focal_point: str
    mailboxes: list[str]
    ask: list[str]
    asked_for: str
    asked_by: str


@router.get("/{lang:language}/desk/campaign")
def campaign(here: Desk) -> Response:
    """Show the campaign to whoever is at the desk, as far as it is for them."""
    if here.focal_point.role == "partner_body":
        raise ForbiddenError(
            msg("The campaign is about states."), msg("Sign in as an authority, or go to My desk.")
        )
    with here.desk() as desk:
        found = campaign_at(here, desk)
        document = campaign_document(found, _inquiry(here, desk))
        told = progress(here.reader.inquiry.store, desk, found)
    frame = Context(here.reader)
    content: dict[str, Any] = {
        "standing": frame.say(standing_of(document.list)),
        "counted": frame.say(counted(document.totals)),
        "totals": document.totals,
        "rows": [_row(frame, found, line) for line in document.states],
        "kinds": [(kind, frame.say(label)) for kind, label in KINDS.items()],
        "asks": decides(here.who),
        "progress": told,
        "picture": _picture(frame, told, document.list.name),
        "picture_caption": frame.say(_caption(document.list.name)),
        "action": frame.path("desk", "campaign", "letters"),
    }
    return here.page("desk/campaign.html", content)


def _picture(frame: Context, told: list[CampaignProgressPoint], name: str) -> Markup:
    """Return the lines over time, with the aim of the plan: all of the list."""
    from viz.progress_lines import Aim, Course, Days, progress_lines

    lines = [
        (msg("With a focal point that is verified"), [one.focal_points for one in told]),
        (msg("Have contributed"), [one.contributed for one in told]),
        (msg("Have confirmed within the year"), [one.confirmed for one in told]),
    ]
    courses = [
        Course(frame.say(label), tuple(counts), frame.number(counts[-1])) for label, counts in lines
    ]
    last = told[-1]
    aim = Aim(frame.say(msg("The aim: all {n} of the list", n=last.on_list)), last.on_list)
    days = Days(frame.date(told[0].day, "month"), frame.date(last.day, "month"))
    # viz escapes every text that it draws.
    return Markup(progress_lines(frame.say(_caption(name)), courses, aim, days, frame.lang))  # noqa: S704


def _caption(name: str) -> Message:
    return msg("How many authorities of the list {name}, month by month", name=name)


def campaign_at(here: AtDesk, desk: Store) -> Campaign:
    """Return the campaign as the service knows it.

    Raises:
        StoreError: the desk cannot be read.
    """
    return campaign_of(here.reader.view, here.reader.service.campaign, _inquiry(here, desk))


def _inquiry(here: AtDesk, desk: Store) -> DeskInquiry:
    return DeskInquiry(desk, here.who, here.reader.view.as_of, here.reader.lang)


def _row(frame: Context, found: Campaign, line: CampaignState) -> Row:
    state = found.state(line.id)
    points = state.points if state else ()
    return Row(
        line,
        frame.say(PLACES[place_of(line)]),
        frame.say(LIVES[FocalPoint].states[line.focal_point]) if line.focal_point else "",
        [point.mailbox or "" for point in points],
        [frame.say(KINDS[kind]) for kind in line.ask],
        frame.say(KINDS.get(line.asked_for or "", "")),
        frame.word("focal_role", line.asked_by) if line.asked_by else "",
    )
