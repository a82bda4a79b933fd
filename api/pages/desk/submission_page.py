"""One submission: for its office to follow and change, for the secretariat to decide."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Response

from api.csrf import form_of
from api.pages.answer_link import answer_link
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.cell_fields import CellField, cell_field, column_label
from api.pages.desk.entry_page import edit_form, preview, taken
from api.pages.desk.submission_history import Since, since
from api.pages.desk.submission_view import item_of, kind_of, view_of
from api.pages.page_context import Context
from ingest.entries import accepted_cells, cells_of, edits_between, form_columns, title_of
from ingest.findings import Item, Outcome
from kg.base.errors import ConflictError
from kg.exchange.acceptance import Ledgers, accept, undo
from kg.exchange.exchange_errors import NotAtThisStageError
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, move, open_steps, require_step
from kg.model.desk_types import Submission
from kg.model.fields import VISIBLE

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
_CONFLICT: Final = 409
_NO_EDITS: Final[dict[str, str]] = {}


@router.get("/{lang:language}/desk/entries/{number}")
def submission(here: Desk, number: Number) -> Response:
    """Show a submission, what it alters, what is found of it, and what can be done with it."""
    return _shown(here, here.seen(Submission, number))


@router.get("/{lang:language}/desk/entries/{number}/edit")
def edit(here: Desk, number: Number) -> Response:
    """Show the form of a submission that can still be changed."""
    seen = here.seen(Submission, number)
    require_step(seen.record, "draft", here.who)
    if here.focal_point.office is None:
        # What the secretariat enters for an office is corrected with the sheet that it came with.
        return here.to("upload", (seen.record.upload or "").partition("/")[2])
    return edit_form(here, seen)


@router.post("/{lang:language}/desk/entries/{number}/edit")
def edited(here: Desk, number: Number) -> Response:
    """Take a changed form."""
    seen = here.seen(Submission, number)
    require_step(seen.record, "draft", here.who)
    return taken(here, seen.record.kind or "", seen)


@router.get("/{lang:language}/desk/entries/{number}/accept")
def accept_form(here: Desk, number: Number) -> Response:
    """Show the form by which the secretariat accepts with other words."""
    seen = here.seen(Submission, number)
    require_step(seen.record, "accept", here.who)
    return _accepting(here, seen, accepted_cells(seen.record), None)


@router.post("/{lang:language}/desk/entries/{number}/accept")
def accept_edited(here: Desk, number: Number) -> Response:
    """Check what the secretariat puts instead, or accept it so."""
    form, seen = form_of(here.reader.request), here.seen(Submission, number)
    other = _decided_meanwhile(here, seen, form)
    if other is not None:
        return other
    require_step(seen.record, "accept", here.who)
    kind, own = seen.record.kind or "", cells_of(seen.record)
    columns = dict.fromkeys((*form_columns(kind), *own))
    cells = {name: form.get(name, own.get(name, "")).strip() for name in columns}
    item = item_of(here, seen.record, {name: text for name, text in cells.items() if text})
    if form.get("act") != "accept" or item.outcome is not Outcome.ACCEPTED:
        return _accepting(here, seen, cells, item, wrong=form.get("act") == "accept")
    remark = form.get("remark", "").strip()
    edits = edits_between(kind, own, cells)
    try:
        with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
            accept(
                Ledgers(knowledge, desk), seen, list(item.changes), here.who, here.now,
                edits=edits, remark=remark or None,
            )  # fmt: skip
    except ConflictError:
        return _conflict(here, number, form)
    return here.to("entries", number)


@router.post("/{lang:language}/desk/entries/{number}")
def decide(here: Desk, number: Number) -> Response:
    """Do what a button says: send, withdraw, return, accept, undo.

    Whoever decides must have seen what is decided about: where somebody was faster, it is shown
    what has changed since.
    """
    form, seen = form_of(here.reader.request), here.seen(Submission, number)
    act, remark = form.get("act", ""), form.get("remark", "").strip()
    other = _decided_meanwhile(here, seen, form)
    if other is not None:
        return other
    step = require_step(seen.record, act, here.who)
    if ("remark" in step.needs and not remark) or (act == "propose" and not _sendable(here, seen)):
        return _shown(here, seen, wrong=act)
    try:
        if act == "accept":
            _accept(here, seen)
        elif act == "undo":
            with (
                here.desk(write=True) as desk,
                here.reader.service.knowledge.writing() as knowledge,
            ):
                undo(Ledgers(knowledge, desk), seen, here.who, here.now)
        else:
            with here.desk(write=True) as desk:
                move(desk, seen, act, here.who, here.now, remark=remark)
    except ConflictError as error:
        if error.id != seen.record.id:
            raise
        return _conflict(here, number, form)
    return here.to("entries", number)


def _sendable(here: AtDesk, seen: Seen[Submission]) -> bool:
    """Say whether an entry can be sent as it stands: nothing is wrong, and who may read it said."""
    said = bool(cells_of(seen.record).get(VISIBLE))
    return said and item_of(here, seen.record).outcome is Outcome.ACCEPTED


def _decided_meanwhile(
    here: AtDesk, seen: Seen[Submission], form: Mapping[str, str]
) -> Response | None:
    """Return the page as it is now where it is no longer as somebody saw it who decides."""
    if form.get("seen", "") == seen.token:
        return None
    return _conflict(here, seen.record.number, form)


def _conflict(here: AtDesk, number: str, form: Mapping[str, str]) -> Response:
    seen = here.seen(Submission, number)
    with here.desk() as desk:
        found = since(desk, seen.record, form.get("seen_at", ""))
    return _shown(here, seen, meanwhile=found, remark=form.get("remark", ""))


def _accept(here: AtDesk, seen: Seen[Submission]) -> None:
    item = item_of(here, seen.record)
    if item.outcome is not Outcome.ACCEPTED:
        step = require_step(seen.record, "accept", here.who)
        states = LIVES[Submission].states
        others = [s.label for s in open_steps(seen.record, here.who) if s.act != "accept"]
        state = states[seen.record.state or ""]
        raise NotAtThisStageError(seen.record.id, step.label, state, others)
    with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
        accept(Ledgers(knowledge, desk), seen, list(item.changes), here.who, here.now)


def _shown(
    here: AtDesk,
    seen: Seen[Submission],
    *,
    meanwhile: Since | None = None,
    wrong: str = "",
    remark: str = "",
) -> Response:
    frame, record = Context(here.reader), seen.record
    item = item_of(here, record)
    due = here.due_of(record)
    steps = open_steps(record, here.who)
    number = record.number
    content: dict[str, Any] = {
        "title": title_of(record),
        "kind": kind_of(frame, record),
        "record": record,
        "office": frame.label(record.office or ""),
        "state": frame.say(LIVES[Submission].states[record.state or ""]),
        "due": due.day.isoformat() if due else None,
        "late": due is not None and due.is_over(here.now.date()),
        "findings": item.findings,
        "steps": [(step, frame.say(step.label)) for step in steps if step.act != "draft"],
        "can_edit": any(step.act == "draft" for step in steps),
        "can_accept_edited": any(step.act == "accept" for step in steps),
        "acceptable": item.outcome is Outcome.ACCEPTED,
        "meanwhile": meanwhile and _told_since(frame, record, meanwhile),
        "wrong": wrong,
        "remark": remark,
        "answer": answer_link(frame, record.record or "") if record.state == "accepted" else "",
        "older": _is_older(here, record),
        "seen": seen.token,
        "action": frame.path("desk", "entries", number),
        "edit": frame.path("desk", "entries", number, "edit"),
        **view_of(here, record, item),
    }
    answer = here.page("desk/submission.html", content, wrong=bool(wrong))
    if meanwhile is not None:
        answer.status_code = _CONFLICT
    return answer


def _told_since(frame: Context, record: Submission, found: Since) -> dict[str, Any]:
    kind = record.kind or ""
    return {
        "acts": [
            (frame.say(LIVES[Submission].states[state]), at) for state, at in found.states
        ],
        "columns": [column_label(kind, column, frame.lang) for column in found.columns],
    }  # fmt: skip


def _is_older(here: AtDesk, record: Submission) -> bool:
    """Say whether its record was changed by somebody since it was written, while it is open."""
    if record.record is None or record.based_on is None or record.state == "accepted":
        return False
    found = here.reader.inquiry.store.get([record.record]).get(record.record)
    return found is None or found.token != record.based_on


def _accepting(
    here: AtDesk,
    seen: Seen[Submission],
    cells: Mapping[str, str],
    item: Item | None,
    *,
    wrong: bool = False,
) -> Response:
    frame, record = Context(here.reader), seen.record
    kind, own, lang = record.kind or "", cells_of(record), here.reader.lang
    found = item.findings if item else ()
    columns = [c for c in dict.fromkeys((*form_columns(kind), *own)) if c not in {VISIBLE, "id"}]
    fields: list[CellField] = []
    for column in columns:
        field = cell_field(kind, column, cells, found, lang)
        theirs = own.get(column, "")
        fields.append(field._replace(other=theirs) if theirs != field.value else field)
    shown = {column.partition(":")[0] for column in columns}
    form = form_of(here.reader.request) if item else _NO_EDITS
    content = {
        "title": title_of(record),
        "kind": kind_of(frame, record),
        "office": frame.label(record.office or ""),
        "record_id": cells.get("id", ""),
        "filled": [f for f in fields if f.value or f.findings or f.other],
        "empty": [f for f in fields if not (f.value or f.findings or f.other)],
        "general": [f for f in found if f.field not in shown],
        "visibility": cells.get(VISIBLE, ""),
        "remark": form.get("remark", ""),
        "checked": item is not None,
        "good": item is not None and item.outcome is Outcome.ACCEPTED,
        "changed": [column_label(kind, f.column, lang) for f in fields if f.other is not None],
        "matches": preview(here, kind, item) if item else [],
        "seen": seen.token,
        "seen_at": record.moved,
        "back": frame.path("desk", "entries", record.number),
        "action": frame.path("desk", "entries", record.number, "accept"),
    }
    return here.page("desk/accepting.html", content, wrong=wrong)
