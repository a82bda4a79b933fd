"""The campaign: for the secretariat each state, for an office its own line, else totals alone."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Any, NamedTuple

from fastapi import APIRouter, Response

from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.page_context import Context
from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.exchange.asking import KINDS
from kg.exchange.campaign import Campaign, campaign_document, campaign_of
from kg.exchange.campaign_list import PLACES
from kg.exchange.campaign_words import counted, place_of, standing_of
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.life_cycle import LIVES
from kg.exchange.parties import decides
from kg.model.desk_types import FocalPoint
from kg.model.documents import CampaignState
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
    frame = Context(here.reader)
    content: dict[str, Any] = {
        "standing": frame.say(standing_of(document.list)),
        "counted": frame.say(counted(document.totals)),
        "totals": document.totals,
        "rows": [_row(frame, found, line) for line in document.states],
        "kinds": [(kind, frame.say(label)) for kind, label in KINDS.items()],
        "asks": decides(here.who),
        "picture": None,
        "action": frame.path("desk", "campaign", "letters"),
    }
    return here.page("desk/campaign.html", content)


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
