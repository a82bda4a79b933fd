"""What the desk holds, for those who may see it: focal points, what waits, the campaign."""

# ruff: noqa: FAST003 (the id is taken by AnswerId)

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path, Query, Response

from api.authentication.access_state import access_of
from api.deps import DataReader
from api.v1.desk_asker import asks_as, asks_by_focal_point, desk_answered
from api.v1.document_answer import described
from ingest.desk_queue import queue_document
from kg.base.i18n import msg
from kg.exchange.approach_documents import approaches_document
from kg.exchange.campaign import campaign_document, campaign_of
from kg.exchange.consolidated_answer import answer_document
from kg.exchange.consultation_documents import consultations_document
from kg.exchange.desk_documents import contacts_document, focal_points_document
from kg.exchange.follow_up import first_day, follow_up_document
from kg.model.documents import (
    DeskAnswer,
    DeskApproaches,
    DeskCampaign,
    DeskConsultations,
    DeskContacts,
    DeskQueue,
    FocalPoints,
    FollowUp,
)

router = APIRouter(prefix="/desk")
_BEFORE: Final = 4
"""Slashes before the id of a demand."""


def answer_id(
    reader: DataReader,
    id: Annotated[  # noqa: A002, ARG001 (named as in the address; its raw form is what counts)
        str,
        Path(
            description=str(msg("The id of a demand, slashes and all.")),
            json_schema_extra={"example": "demand/aaa-housing"},
        ),
    ],
) -> str:
    """Return the id at the end of an address below ``/v1/desk``."""
    return reader.id(_BEFORE)


AnswerId = Annotated[str, Depends(answer_id)]


@router.get(
    "/focal-points",
    response_model=FocalPoints,
    responses=described("desk_focal_points", 403),
    summary=str(msg("Who may act for an office (for the secretariat; for an office: itself)")),
)
def desk_focal_points(reader: DataReader) -> Response:
    """Focal points with their mailboxes, roles and states."""
    return desk_answered(reader, asks_by_focal_point(reader), focal_points_document)


@router.get(
    "/queue",
    response_model=DeskQueue,
    responses=described("desk_queue", 403),
    summary=str(msg("What waits for the secretariat; for an office: what it sent")),
)
def desk_queue(reader: DataReader) -> Response:
    """Submissions and held rows of files, the oldest first."""
    now = access_of(reader.request).settings.clock()
    who = asks_by_focal_point(reader)
    return desk_answered(reader, who, lambda inquiry: queue_document(inquiry, now))


@router.get(
    "/contacts",
    response_model=DeskContacts,
    responses=described("desk_contacts", 403),
    summary=str(msg("Requests for contact; for an office: those of which it is a side")),
)
def desk_contacts(reader: DataReader) -> Response:
    """Who asked whom about what, in which state, until when it waits."""
    return desk_answered(reader, asks_by_focal_point(reader), contacts_document)


@router.get(
    "/consultations",
    response_model=DeskConsultations,
    responses=described("desk_consultations", 403),
    summary=str(msg("Consultations on guidelines: what was said, as far as it is for who asks")),
)
def desk_consultations(reader: DataReader) -> Response:
    """Items with positions of states, comments of bodies apart, and what the board answered."""
    return desk_answered(reader, asks_as(reader), consultations_document)


@router.get(
    "/approaches",
    response_model=DeskApproaches,
    responses=described("desk_approaches", 403),
    summary=str(msg("How partners are approached, step by step (for the board)")),
)
def desk_approaches(reader: DataReader) -> Response:
    """Approaches and transfers of good practices: where each stands, its steps, what is late."""
    return desk_answered(reader, asks_as(reader), approaches_document)


@router.get(
    "/follow-up",
    response_model=FollowUp,
    responses=described("desk_follow_up", 403),
    summary=str(msg("What came of the exchange; for an office: of its own state or body")),
)
def desk_follow_up(
    reader: DataReader,
    since: Annotated[
        str | None,
        Query(
            description=str(msg("The first day that counts; without it the desk's first.")),
            json_schema_extra={"format": "date", "example": "2026-11-01"},
        ),
    ] = None,
) -> Response:
    """Posted, matched, asked, started, concluded, confirmed; how soon; what nobody meets."""
    first, rules, view = first_day(since), reader.service.campaign, reader.view
    return desk_answered(
        reader, asks_as(reader), lambda inquiry: follow_up_document(inquiry, view, rules, first)
    )


@router.get(
    "/campaign",
    response_model=DeskCampaign,
    responses=described("desk_campaign", 403),
    summary=str(msg("The campaign: totals; for the secretariat each state, for an office its own")),
)
def desk_campaign(reader: DataReader) -> Response:
    """Whom the campaign is about, what is there of each, what is missing, when last asked."""
    rules, view = reader.service.campaign, reader.view
    return desk_answered(
        reader,
        asks_as(reader),
        lambda inquiry: campaign_document(campaign_of(view, rules, inquiry), inquiry),
    )


@router.get(
    "/answers/{id:path}",
    response_model=DeskAnswer,
    responses=described("desk_answers", 403, 404),
    summary=str(msg("One answer to a demand: what covers it, partly or not (for its office)")),
)
def desk_answers(reader: DataReader, id_: AnswerId) -> Response:
    """Offers that cover it, what others lack, practices, and what nobody offers."""
    who, view = asks_by_focal_point(reader), reader.view_of_office()
    return desk_answered(reader, who, lambda inquiry: answer_document(inquiry, view, id_))
