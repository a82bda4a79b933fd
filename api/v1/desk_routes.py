"""What the desk holds, for those who may see it: focal points, what waits, who asked whom."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.authentication.access_state import access_of
from api.deps import DataReader
from api.v1.desk_asker import asks_by_focal_point, desk_answered
from api.v1.document_answer import described
from ingest.desk_queue import queue_document
from kg.base.i18n import msg
from kg.exchange.desk_documents import contacts_document, focal_points_document
from kg.model.documents import DeskContacts, DeskQueue, FocalPoints

router = APIRouter(prefix="/desk")


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
