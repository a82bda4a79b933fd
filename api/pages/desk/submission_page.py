"""One submission: for its office to follow and change, for the secretariat to decide."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from api.csrf import form_of
from api.pages.answer_link import answer_link
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.desk_lines import title_of
from api.pages.desk.entry_page import edit_form, preview, taken
from api.pages.page_context import Context
from api.service import today
from ingest.entries import cells_of, entry_source, office_of
from ingest.findings import Item, Outcome
from ingest.sheet.headers.column_words import words_of
from kg.exchange.acceptance import Ledgers, accept, undo
from kg.exchange.exchange_errors import NotAtThisStageError
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, move, open_steps, require_step, seen_record
from kg.model.changes import NodeStatement
from kg.model.desk_types import Submission

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]


@router.get("/{lang:language}/desk/entries/{number}")
def submission(here: Desk, number: Number) -> Response:
    """Show a submission, what is found of it, and what can be done with it."""
    return _shown(here, _seen(here, number))


@router.get("/{lang:language}/desk/entries/{number}/edit")
def edit(here: Desk, number: Number) -> Response:
    """Show the form of a submission that can still be changed."""
    seen = _seen(here, number)
    require_step(seen.record, "draft", here.who)
    return edit_form(here, seen)


@router.post("/{lang:language}/desk/entries/{number}/edit")
def edited(here: Desk, number: Number) -> Response:
    """Take a changed form."""
    seen = _seen(here, number)
    require_step(seen.record, "draft", here.who)
    return taken(here, seen.record.kind or "", seen)


@router.post("/{lang:language}/desk/entries/{number}")
def decide(here: Desk, number: Number) -> Response:
    """Do what a button says: send, withdraw, return, accept, undo."""
    form = form_of(here.reader.request)
    act, seen = form.get("act", ""), _seen(here, number)
    # As it was when the page was made: who decides must have seen what is decided about.
    seen = seen._replace(token=form.get("seen", ""))
    if act == "accept":
        _accept(here, seen)
    elif act == "undo":
        with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
            undo(Ledgers(knowledge, desk), seen, here.who, here.now)
    else:
        with here.desk(write=True) as desk:
            move(desk, seen, act, here.who, here.now, remark=form.get("remark", "").strip())
    return here.to("entries", number)


def _seen(here: AtDesk, number: str) -> Seen[Submission]:
    with here.desk() as desk:
        return seen_record(desk, Submission, f"{Submission.prefix}/{number}", here.who)


def _item(here: AtDesk, record: Submission) -> Item:
    """Return what becomes of a submission by what is known now, in the language of its office."""
    store = here.reader.inquiry.store
    known, office = here.reader.service.known.of(store), office_of(store, record.office or "")
    source = entry_source(
        record.kind or "", cells_of(record), office, known, store,
        lang=record.lang or here.reader.lang, today=today(), where=record.id,
    )  # fmt: skip
    return next(iter(source.items))


def _accept(here: AtDesk, seen: Seen[Submission]) -> None:
    item = _item(here, seen.record)
    if item.outcome is not Outcome.ACCEPTED:
        step = require_step(seen.record, "accept", here.who)
        states = LIVES[Submission].states
        others = [s.label for s in open_steps(seen.record, here.who) if s.act != "accept"]
        state = states[seen.record.state or ""]
        raise NotAtThisStageError(seen.record.id, step.label, state, others)
    with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
        accept(Ledgers(knowledge, desk), seen, list(item.changes), here.who, here.now)


def _shown(here: AtDesk, seen: Seen[Submission]) -> Response:
    frame, record = Context(here.reader), seen.record
    item = _item(here, record)
    due = here.due_of(record)
    content: dict[str, Any] = {
        "title": title_of(record),
        "record": record,
        "office": frame.label(record.office or ""),
        "state": frame.say(LIVES[Submission].states[record.state or ""]),
        "due": due.day.isoformat() if due else None,
        "rows": _rows(here, record, item),
        "findings": item.findings,
        "steps": [
            (step, frame.say(step.label))
            for step in open_steps(record, here.who)
            if step.act != "draft"
        ],
        "answer": answer_link(frame, record.record or "") if record.state == "accepted" else "",
        "can_edit": any(step.act == "draft" for step in open_steps(record, here.who)),
        "seen": seen.token,
        "older": _is_older(here, record),
        "action": frame.path("desk", "entries", record.id.partition("/")[2]),
        "edit": frame.path("desk", "entries", record.id.partition("/")[2], "edit"),
        "matches": preview(here, record.kind or "", item),
    }
    return here.page("desk/submission.html", content)


def _is_older(here: AtDesk, record: Submission) -> bool:
    """Say whether its record was changed by somebody since it was written, while it is open."""
    if record.record is None or record.based_on is None or record.state == "accepted":
        return False
    found = here.reader.inquiry.store.get([record.record]).get(record.record)
    return found is None or found.token != record.based_on


def _rows(here: AtDesk, record: Submission, item: Item) -> list[tuple[str, str, str]]:
    """Return columns, what is known of the record in them now, and what the submission says."""
    lang, kind = here.reader.lang, record.kind or ""
    known = _known(here, item)
    return [
        (words_of(kind, name.partition(":")[0])[lang][0], known.get(name, ""), text)
        for name, text in cells_of(record).items()
    ]


def _known(here: AtDesk, item: Item) -> dict[str, str]:
    id_ = next((c.id for c in item.changes if isinstance(c, NodeStatement)), None)
    index = here.reader.view.snapshot.index(id_) if id_ else None
    if index is None:
        return {}
    props = here.reader.view.props(index)
    return {name: _text(value, here.reader.lang) for name, value in props.items()}


def _text(value: Any, lang: str) -> str:
    if isinstance(value, dict):
        return str(value.get(lang) or next(iter(value.values()), ""))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
