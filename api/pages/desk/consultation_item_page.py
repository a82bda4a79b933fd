"""The board's draft of one item: proposals beside its text, what each would change, the answer."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.consultation_parts import (
    FOLDER,
    ItemKey,
    Number,
    anchor_of,
    consultation_seen,
    effects_shown,
    item_head,
    item_of,
    said_shown,
    wrong_shown,
)
from api.pages.page_context import Context
from ingest.personal_data import personal_in
from kg.base.errors import UnknownIdError
from kg.exchange.consultation_decisions import (
    Answered,
    answer_item,
    answers_seen,
    wrong_in_answer,
)
from kg.exchange.consultations import require_board
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.moving import Seen
from kg.exchange.positions import positions_in
from kg.exchange.responses import Wrong
from kg.model.desk_types import OUTCOMES, BoardAnswer, Consultation
from kg.partners.guideline_diff import guideline_diff
from kg.partners.guideline_files import GUIDELINES
from kg.partners.guideline_items import Changed, with_changes

router = APIRouter()


@router.get("/{lang:language}/desk/consultations/{number}/item")
def consultation_item(
    here: Desk,
    number: Number,
    item: ItemKey = "",
    of: Annotated[str, Query(pattern="^[0-9a-f]{16}$|^$")] = "",
) -> Response:
    """Show what was said of an item; ``of`` is the response whose text the form begins with."""
    require_board(here.who)
    return _page(here, consultation_seen(here, number), item, of)


@router.post("/{lang:language}/desk/consultations/{number}/item")
def answer_of_board(here: Desk, number: Number, item: ItemKey = "") -> Response:
    """Write what the board answers to an item."""
    require_board(here.who)
    form, asked = form_of(here.reader.request), consultation_seen(here, number)
    item_of(asked.record, item)
    said = Answered(
        item, form.get("outcome", ""), form.get("text", "").replace("\r\n", "\n"),
        form.get("language", ""), form.get("change", ""),
    )  # fmt: skip
    wrong = wrong_in_answer(asked.record, said)
    personal = personal_in({"text": said.text, "change": said.change})
    if wrong or personal:
        return _page(here, asked, item, "", said, wrong, personal)
    with here.desk(write=True) as desk:
        answer_item(desk, asked, said, form.get("seen", ""), here.who, here.now)
    return here.to(FOLDER, f"{number}#{anchor_of(item)}")


def _page(  # noqa: PLR0917
    here: AtDesk,
    asked: Seen[Consultation],
    item: str,
    of: str,
    typed: Answered | None = None,
    wrong: Wrong | None = None,
    personal: list[str] | None = None,
) -> Response:
    p, record = Context(here.reader), asked.record
    head = item_head(here, p, record, item)
    with here.desk() as desk:
        inquiry = DeskInquiry(desk, here.who, here.now.date(), here.reader.lang)
        said = said_shown(p, record, positions_in(inquiry, record).get(item))
        answers = answers_seen(desk, record.id, here.who)
    before = answers.get(item)
    for one in (*said["states"], *said["bodies"]):
        one["effects"] = _effects(here, p, record, item, one["change"])
    own = before.record if before else None
    begins = next((o["change"] for o in (*said["states"], *said["bodies"])
                   if o["number"] == of and o["change"]), "")  # fmt: skip
    content: dict[str, Any] = {
        **head,
        **said,
        "own": own,
        "own_effects": _effects(here, p, record, item, own.change or "") if own else None,
        "typed": typed or _answered(here, own, item, begins or head["written"]),
        "outcomes": [(name, p.word("board_outcome", name)) for name in OUTCOMES],
        "seen": before.token if before else "",
        "may_write": record.state == "closed",
        **wrong_shown(p, wrong or Wrong({}), personal or ()),
    }
    return here.page("desk/consultation_item.html", content, wrong=bool(wrong or personal))


def _answered(here: AtDesk, own: BoardAnswer | None, item: str, change: str) -> Answered:
    if own is None:
        return Answered(item, "", "", here.reader.lang, change)
    return Answered(
        item, own.outcome or "", own.text or "", own.lang or "", own.change or change
    )  # fmt: skip


def _effects(
    here: AtDesk, p: Context, record: Consultation, item: str, change: str
) -> dict[str, Any] | None:
    """Return what a proposed text would change in the verdicts; None where none is proposed."""
    if not change or not item:
        return None
    return effects_of(here, p, record, with_changes(record.text or "", {item: change}))


def effects_of(
    here: AtDesk, p: Context, record: Consultation, changed: Changed
) -> dict[str, Any]:  # fmt: skip
    """Return what another text would change in verdicts and ranks, and which weights follow."""
    moved = [
        (name, p.share(before), p.share(after)) for name, (before, after) in changed.moved.items()
    ]
    shown: dict[str, Any] = {"moved": moved, "verdicts": [], "ranks": [], "unknown": False}
    if changed.guideline is None:
        return {**shown, "unknown": True}
    view, lang = here.reader.view, here.reader.lang
    before = GUIDELINES.parse(record.text or "")
    try:
        found = guideline_diff(before, changed.guideline, view.as_of, lang, view).partners
    except UnknownIdError:
        return {**shown, "unknown": True}
    return {**shown, **effects_shown(p, found or ())}
