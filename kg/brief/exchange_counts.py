"""What came of the exchange in a period, as figures of papers: what is open, what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.base.i18n import Message, msg
from kg.brief.paper import Block, Figure, Points, Tiles
from kg.brief.paper_telling import Telling
from kg.exchange.campaign_list import campaign_list
from kg.exchange.follow_up import follow_up_document
from kg.model.documents import Declared, FollowUp
from kg.questions import DeclaredQuestion

_ENDED: Final = {
    "declined": msg("Requests for contact declined: {count}."),
    "lapsed": msg("Requests for contact that lapsed without an answer: {count}."),
    "fell_through": msg("Cooperation that fell through: {count}."),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """What is open at the end of a period, and what came of it on the desk.

    ``desk`` is None where its figures are not for the readers of the paper.
    """

    first: date
    offers: Declared
    demands: Declared
    practices: Declared
    desk: FollowUp | None


def counts(telling: Telling, first: date) -> Counts:
    """Return what came of the exchange from a day on.

    Raises:
        StoreError: the desk cannot be read.
    """
    asked = telling.asked
    offers, demands, practices = (
        asked.inquiry.answer(DeclaredQuestion(type_, limit=DeclaredQuestion.MOST))
        for type_ in ("Offer", "Demand", "Practice")
    )
    desk = None
    if asked.desk.desk is not None:
        rules = asked.campaign or campaign_list()
        desk = follow_up_document(asked.desk, telling.view, rules, first)
    return Counts(first, offers, demands, practices, desk)


def key_figures(telling: Telling, found: Counts) -> tuple[Block, ...]:
    """Return the figures that lead: what is open, what fits, what was asked and came of it."""
    tiles = [
        telling.tile(msg("open offers"), telling.declared(found.offers)),
        telling.tile(msg("open demands"), telling.declared(found.demands)),
        telling.tile(msg("good practices"), telling.declared(found.practices)),
        telling.tile(msg("demands that an offer fits"), telling.declared(found.demands, "$.met")),
    ]
    tiles += [
        telling.tile(label, of_desk(telling, found, field, found.desk))
        for field, label in (
            ("entered", msg("entries of offices accepted")),
            ("confirmed", msg("cooperation confirmed by both sides")),
        )
        if found.desk is not None
    ]
    return (Tiles(tuple(tiles)),)


def without_result(telling: Telling, found: Counts) -> tuple[Block, ...]:
    """Return what was declined, lapsed or fell through; nothing where the desk is not told."""
    if found.desk is None:
        return ()
    return (Points(tuple(
        telling.says(
            Message(said.template, {"count": telling.number(getattr(found.desk, field))}),
            of_desk(telling, found, field, found.desk),
        )
        for field, said in _ENDED.items()
    )),)  # fmt: skip


def of_desk(telling: Telling, found: Counts, field: str, desk: FollowUp) -> Figure:
    """Return a figure of the desk; it is asked for as the board, which sees totals."""
    return telling.of_board(
        getattr(desk, field), _UNITS[field], "/v1/desk/follow-up", f"$.{field}",
        since=found.first.isoformat(),
    )  # fmt: skip


_REQUESTS: Final = msg("requests")
_UNITS: Final = dict.fromkeys(
    (
        "asked", "accepted", "declined", "lapsed", "started", "fell_through", "concluded",
        "confirmed",
    ),
    _REQUESTS,
) | {"entered": msg("entries")}  # fmt: skip


def steps(found: FollowUp) -> Iterator[tuple[str, int]]:
    """Yield the steps of requests, in their order, with how many came to each."""
    for field in ("asked", "accepted", "started", "concluded", "confirmed"):
        yield field, getattr(found, field)
