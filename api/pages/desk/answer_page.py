"""One consolidated answer to a demand, for its own office and the secretariat; can be printed."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Response

from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.page_context import Context
from kg.exchange.consolidated_answer import answer_document
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.life_cycle import LIVES
from kg.exchange.parties import asks_others
from kg.model.desk_types import ContactRequest
from kg.model.documents import AnswerMatch
from kg.model.vocabulary import OUTCOMES_OF_ANSWERS

router = APIRouter()
_BEFORE: Final = 4
"""Slashes before the id in the address."""


@router.get("/{lang:language}/desk/answers/{id:path}")
def answer(here: Desk) -> Response:
    """Show the answer to a demand."""
    reader, frame = here.reader, Context(here.reader)
    with here.desk() as desk:
        inquiry = DeskInquiry(desk, here.who, reader.view.as_of, reader.lang)
        document = answer_document(inquiry, reader.view_of_office(), reader.id(_BEFORE))
    demand = document.demand.id
    content: dict[str, Any] = {
        "answer": document,
        "outcome": frame.say(OUTCOMES_OF_ANSWERS[document.outcome]),
        "standing": frame.say(document.standing.sentence()),
        "covered": [_shown(here, demand, one) for one in document.covered],
        "partly": [_shown(here, demand, one) for one in document.partly],
        "practices": [_shown(here, demand, one) for one in document.practices],
    }
    return here.page("desk/answer.html", content)


def _shown(here: AtDesk, demand: str, one: AnswerMatch) -> dict[str, Any]:
    frame = Context(here.reader)
    number = (one.request or "").partition("/")[2]
    asked = urlencode({"own": demand, "about": one.id})
    states = LIVES[ContactRequest].states
    return {
        "match": one,
        "request": frame.path("desk", "contacts", number) if number else "",
        "state": frame.say(states[one.state]) if one.state else "",
        "ask": f"{frame.path('desk', 'ask')}?{asked}" if asks_others(here.who) else "",
    }
