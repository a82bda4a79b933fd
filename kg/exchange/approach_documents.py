"""Approaches and transfers as a document: where each stands, its steps, and what is late."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.noted_steps import Told, days_late, history
from kg.exchange.parties import Who, marks
from kg.model.desk_types import Approach, Transfer
from kg.model.documents import ApproachPart, DeskApproaches, NotedStep, TransferPart
from kg.store.protocol import Store


def require_house(who: Who) -> None:
    """Refuse who is neither the board nor the secretariat.

    Raises:
        ForbiddenError: they are somebody else.
    """
    if not marks(who):
        raise ForbiddenError(
            msg("How partners are approached is for the board and the secretariat."),
            msg("Sign in with the mailbox of one of them."),
        )


def approaches_document(inquiry: DeskInquiry) -> DeskApproaches:
    """Return the approaches and transfers with their steps, those that moved last at the end.

    Raises:
        ForbiddenError: whoever asks is neither the board nor the secretariat.
    """
    require_house(inquiry.who)
    return DeskApproaches.model_validate(
        {
            **inquiry.head(),
            "approaches": list(_approaches(inquiry)),
            "transfers": list(_transfers(inquiry)),
        }
    )


def _approaches(inquiry: DeskInquiry) -> Iterator[ApproachPart]:
    for one in inquiry.records(Approach):
        yield ApproachPart(
            id=one.id, partner=one.partner or "", body=one.body or "", state=one.state or "",
            day=one.day, verdict=one.verdict, guideline=one.guideline, next_step=one.next_step,
            next_day=one.next_day, days_late=days_late(one, inquiry.day), in_charge=one.in_charge,
            agreement=one.agreement, reason=one.reason, steps=_steps(inquiry.desk, one),
        )  # fmt: skip


def _transfers(inquiry: DeskInquiry) -> Iterator[TransferPart]:
    for one in inquiry.records(Transfer):
        yield TransferPart.model_validate({
            "id": one.id, "practice": one.practice or "", "from": one.gives or "",
            "to": one.takes or "", "state": one.state or "", "day": one.day,
            "changed": one.changed, "next_step": one.next_step, "next_day": one.next_day,
            "days_late": days_late(one, inquiry.day), "in_charge": one.in_charge,
            "reason": one.reason, "steps": _steps(inquiry.desk, one),
        })  # fmt: skip


def _steps(desk: Store | None, record: Approach | Transfer) -> list[NotedStep]:
    return [] if desk is None else [noted(told) for told in history(desk, record)]


def noted(told: Told) -> NotedStep:
    """Return a step as documents have it."""
    return NotedStep(act=told.act, day=told.day, noted=told.noted, by=told.by, said=dict(told.said))
