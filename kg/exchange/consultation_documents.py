"""Consultations as a document: for each reader what was said, as far as it is for them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.positions import WHOLE, ItemPosition, ItemPositions, positions_in
from kg.model.desk_types import Consultation
from kg.model.documents import (
    ConsultationAnswer,
    ConsultationItem,
    ConsultationPart,
    ConsultationPosition,
    DeskConsultations,
)
from kg.partners.guideline_items import items_of


def consultations_document(inquiry: DeskInquiry) -> DeskConsultations:
    """Return the consultations that are for whoever asks, those that moved last at the end.

    Raises:
        StoreError: the desk cannot be read.
    """
    return of_consultations(inquiry, inquiry.records(Consultation))


def of_consultations(
    inquiry: DeskInquiry, records: Iterable[Consultation]
) -> DeskConsultations:  # fmt: skip
    """Return some consultations as a document.

    Raises:
        StoreError: the desk cannot be read.
    """
    parts = [_part(inquiry, record) for record in records]
    return DeskConsultations.model_validate({**inquiry.head(), "consultations": parts})


def _part(inquiry: DeskInquiry, record: Consultation) -> ConsultationPart:
    said = positions_in(inquiry, record)
    written = {item.key: item.text for item in items_of(record.text or "")}
    return ConsultationPart(
        id=record.id, guideline=record.guideline or "", version=record.version or "",
        checksum=record.digest or "", state=record.state or "", opened=record.opened,
        until=record.until, states=record.states, bodies=record.bodies,
        items=[_item(item, written.get(item, ""), said.get(item)) for item in (WHOLE, *written)],
        decided=record.decided, decision=record.decision, reasons=record.reasons,
        adopted_version=record.adopted_version,
    )  # fmt: skip


def _item(item: str, written: str, said: ItemPositions | None) -> ConsultationItem:
    answer = said.answer if said else None
    return ConsultationItem(
        item=item,
        written=written,
        states=[_position(one) for one in (said.states if said else ())],
        bodies=[_position(one) for one in (said.bodies if said else ())],
        answer=None if answer is None else ConsultationAnswer(
            outcome=answer.outcome, text=answer.text, lang=answer.lang, change=answer.change
        ),
    )  # fmt: skip


def _position(one: ItemPosition) -> ConsultationPosition:
    return ConsultationPosition(
        office=one.office, position=one.position, text=one.text, lang=one.lang, change=one.change,
        given=one.day,
    )  # fmt: skip
