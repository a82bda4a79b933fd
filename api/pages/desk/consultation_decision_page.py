"""The decision about a consultation: what the text becomes, what that changes, the form."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from difflib import unified_diff
from typing import Any, Final

from fastapi import APIRouter, Response

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.consultation_item_page import effects_of
from api.pages.desk.consultation_parts import (
    FOLDER,
    Number,
    consultation_seen,
    head_of,
    item_label,
    keys_of,
    wrong_shown,
)
from api.pages.page_context import Context
from ingest.personal_data import personal_in
from kg.base.audience import AUDIENCES
from kg.base.errors import BadDefinitionError, BadOptionError
from kg.base.i18n import Message, msg
from kg.exchange.acceptance import Ledgers
from kg.exchange.consultation_decisions import (
    Decided,
    answers_seen,
    as_it_would_be,
    decide,
    wrong_in_decision,
)
from kg.exchange.consultations import require_board
from kg.exchange.moving import Seen, require_step
from kg.exchange.responses import Wrong
from kg.model.desk_types import Consultation

router = APIRouter()
_NONE: Final = Wrong({})
_NO_VERSION: Final = msg("Give the version that is adopted a number, such as 1.0.")


@router.get("/{lang:language}/desk/consultations/{number}/decision")
def decision_form(here: Desk, number: Number) -> Response:
    """Show what the guideline becomes with what the board takes up, and the form."""
    require_board(here.who)
    asked = consultation_seen(here, number)
    require_step(asked.record, "decide", here.who)
    return _page(here, asked)


@router.post("/{lang:language}/desk/consultations/{number}/decision")
def write_decision(here: Desk, number: Number) -> Response:
    """Write the decision; what it adopts is known from then on."""
    require_board(here.who)
    form, asked = form_of(here.reader.request), consultation_seen(here, number)
    require_step(asked.record, "decide", here.who)
    adopts = form.get("adopts") == "yes"
    said = Decided(
        form.get("day", "").strip(), form.get("decision", "").strip(),
        form.get("reasons", "").replace("\r\n", "\n"),
        form.get("version", "").strip() if adopts else "", form.get("audience", "board"),
    )  # fmt: skip
    wrong, personal = _wrong(here, asked.record, said, adopts=adopts)
    if wrong or personal:
        return _page(here, asked, form, wrong, personal)
    seen = asked._replace(token=form.get("seen", ""))
    try:
        with here.reader.service.knowledge.writing() as known, here.desk(write=True) as desk:
            decide(Ledgers(known, desk), seen, said, here.who, here.now)
    except (BadOptionError, BadDefinitionError) as error:
        return _page(here, asked, form, Wrong({"version": _sentence(here, error)}))
    return here.to(FOLDER, number)


def _sentence(here: AtDesk, error: BadOptionError | BadDefinitionError) -> Message:
    p = Context(here.reader)
    return Message(f"{p.say(error.detail)} {p.say(error.fix)}")


def _wrong(
    here: AtDesk, record: Consultation, said: Decided, *, adopts: bool
) -> tuple[Wrong, list[str]]:
    with here.desk() as desk:
        changed = as_it_would_be(record, answers_seen(desk, record.id, here.who))
    wrong = wrong_in_decision(record, said, changed, here.now.date())
    if adopts and not said.version:
        wrong = Wrong({**wrong.fields, "version": _NO_VERSION}, wrong.mistakes)
    return wrong, personal_in({"decision": said.decision, "reasons": said.reasons})


def _page(
    here: AtDesk,
    asked: Seen[Consultation],
    typed: dict[str, str] | None = None,
    wrong: Wrong = _NONE,
    personal: list[str] | None = None,
) -> Response:
    p, record = Context(here.reader), asked.record
    with here.desk() as desk:
        answers = answers_seen(desk, record.id, here.who)
    changed = as_it_would_be(record, answers)
    keys = keys_of(record)
    old, new = (record.text or "").splitlines(), changed.text.splitlines()
    content: dict[str, Any] = {
        **head_of(here, p, record),
        "answers": [
            (item_label(p, key), p.word("board_outcome", answers[key].record.outcome or ""), key)
            for key in keys
            if key in answers
        ],
        "unanswered": [(item_label(p, key), key) for key in keys if key not in answers],
        "diff": [
            (line[:1], line[1:])
            for line in unified_diff(old, new, lineterm="", n=1)
            if not line.startswith(("---", "+++", "@@"))
        ],
        "effects": effects_of(here, p, record, changed),
        "lines": [one.sentence(p.lang) for several in changed.mistakes.values() for one in several],
        "typed": typed or {"day": here.now.date().isoformat(), "adopts": "yes"},
        "audiences": [(name, p.word("visibility", name)) for name in reversed(AUDIENCES)],
        "today": here.now.date().isoformat(),
        "seen": asked.token,
        **wrong_shown(p, wrong, personal or ()),
    }
    return here.page("desk/consultation_decision.html", content, wrong=bool(wrong or personal))
