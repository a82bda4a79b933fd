"""The form by which an office answers one item of a consultation; it keeps drafts."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi import Response as Answer

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.consultation_parts import (
    FOLDER,
    ItemKey,
    Number,
    anchor_of,
    consultation_seen,
    item_head,
    item_of,
    wrong_shown,
)
from api.pages.page_context import Context
from ingest.personal_data import personal_in
from kg.exchange.consultations import NotAskedError, require_answers
from kg.exchange.exchange_errors import NotAtThisStageError
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen
from kg.exchange.parties import side_of
from kg.exchange.responses import Said, Wrong, keep, own_response, take_back, wrong_in
from kg.model.desk_types import POSITIONS, Consultation, Response

router = APIRouter()


@router.get("/{lang:language}/desk/consultations/{number}/answer")
def response_form(here: Desk, number: Number, item: ItemKey = "") -> Answer:
    """Show the form for one item, with what the office has said of it."""
    return _page(here, _asked(here, number), item)


@router.post("/{lang:language}/desk/consultations/{number}/answer")
def respond(here: Desk, number: Number, item: ItemKey = "") -> Answer:
    """Keep what was typed as a draft, give it, or take back what was given."""
    form, asked = form_of(here.reader.request), _asked(here, number)
    require_answers(asked.record, here.now.date())
    item_of(asked.record, item)
    act, token = form.get("act", ""), form.get("seen", "")
    if act == "take back":
        with here.desk(write=True) as desk:
            take_back(desk, asked, item, token, here.who, here.now)
        return here.to(FOLDER, number, f"answer?item={item}")
    said = Said(
        item, form.get("position", ""), form.get("text", "").replace("\r\n", "\n"),
        form.get("language", ""), form.get("change", ""),
    )  # fmt: skip
    wrong = wrong_in(asked.record, said)
    personal = personal_in({"text": said.text, "change": said.change})
    if wrong or personal:
        return _page(here, asked, item, said, wrong, personal)
    if act not in {"draft", "give"}:
        raise NotAtThisStageError(asked.record.id, _label("draft"), _label("draft"), ())
    with here.desk(write=True) as desk:
        keep(desk, asked, said, token, here.who, here.now, give=act == "give")
    return here.to(FOLDER, f"{number}#{anchor_of(item)}")


def _label(act: str) -> Any:
    return next(step.label for step in LIVES[Response].steps if step.act == act)


def _asked(here: AtDesk, number: str) -> Seen[Consultation]:
    """Return a consultation that an office answers.

    Raises:
        UnknownIdError: there is none for them.
        NotAskedError: they see it, and are not asked: the board.
    """
    found = consultation_seen(here, number)
    if side_of(here.who, found.record) is None:
        raise NotAskedError
    return found


def _page(  # noqa: PLR0917
    here: AtDesk,
    asked: Seen[Consultation],
    item: str,
    said: Said | None = None,
    wrong: Wrong | None = None,
    personal: list[str] | None = None,
) -> Answer:
    p, record = Context(here.reader), asked.record
    head = item_head(here, p, record, item)
    with here.desk() as desk:
        before = own_response(desk, record.id, item, here.who)
    own = before.record if before else None
    content: dict[str, Any] = {
        **head,
        "own": own,
        "own_state": p.say(LIVES[Response].states[own.state or ""]) if own else "",
        "typed": said or _said(here, own, item, head["written"]),
        "positions": [(name, p.word("position", name)) for name in POSITIONS],
        "seen": before.token if before else "",
        **wrong_shown(p, wrong or Wrong({}), personal or ()),
    }
    return here.page("desk/response.html", content, wrong=bool(wrong or personal))


def _said(here: AtDesk, own: Response | None, item: str, written: str) -> Said:
    if own is None:
        return Said(item, "", "", here.reader.lang, written)
    return Said(item, own.position or "", own.text or "", own.lang or "", own.change or written)
