"""The board's marks on its work plan: who is responsible, what is reached, by which decision."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.csrf import form_of
from api.etags import mark_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.initiatives_page import ordered_initiatives
from api.pages.page_context import Context
from ingest.personal_data import PERSONAL, personal_in
from kg.base.errors import ConflictError, ForbiddenError, UnknownIdError
from kg.base.i18n import Message, msg
from kg.base.text import fold
from kg.exchange.board_marks import (
    ACTORS,
    MARKS,
    Designation,
    Field,
    MilestoneMark,
    designate,
    mark_milestone,
    undo,
    wrong_in_designation,
    wrong_in_mark,
)
from kg.exchange.counted import is_of_example
from kg.exchange.parties import marks
from kg.model.nodes import Initiative, Milestone
from kg.model.records import NodeRecord
from kg.model.registry import NODES, TYPE_OF_PREFIX

router = APIRouter()
_LONGEST: Final = 400
_PLACES: Final = 3
"""How many may be responsible for a measure, by this form."""


@router.get("/{lang:language}/desk/milestones")
def milestones(
    here: Desk, of: Annotated[str | None, Query(max_length=_LONGEST)] = None
) -> Response:
    """Show the work plan, with the form for one measure or milestone where it is asked for."""
    _require(here)
    return _page(here, of or "")


@router.post("/{lang:language}/desk/milestones")
def mark(here: Desk) -> Response:
    """Do what a button says: mark, name who is responsible, or undo."""
    _require(here)
    form = form_of(here.reader.request)
    record = _record(here, form.get("id", ""))
    if form.get("seen", "") != _mark(here, record):
        raise ConflictError(record.id)
    if form.get("act") == "undo":
        with here.reader.service.knowledge.writing() as knowledge:
            undo(knowledge, record, here.who)
        return here.to("milestones")
    is_milestone = record.id.startswith(f"{Milestone.prefix}/")
    wrong = _marked(here, record, form) if is_milestone else _designated(here, record, form)
    if wrong:
        return _page(here, record.id, form, wrong)
    return here.to("milestones")


def _require(here: AtDesk) -> None:
    if not marks(here.who):
        raise ForbiddenError(
            msg("What the board decided is written down by the board and the secretariat."),
            msg("Write to the secretariat."),
        )


def _record(here: AtDesk, id_: str) -> NodeRecord:
    found = here.reader.inquiry.store.get([id_]).get(id_)
    prefix = id_.partition("/")[0]
    if found is None or prefix not in {Milestone.prefix, Initiative.prefix}:
        raise UnknownIdError(id_)
    return found


def _mark(here: AtDesk, record: NodeRecord) -> str:
    """Return by what a form knows a record as it was seen; its token leaves the program nowhere."""
    return mark_of(here.reader.request, "milestones", (record.id, record.token))


def _marked(here: AtDesk, record: NodeRecord, form: Mapping[str, str]) -> dict[Field, Message]:
    today = here.now.date()
    said = MilestoneMark(*(form.get(name, "").strip() for name in MilestoneMark._fields))
    wrong = wrong_in_mark(said, today)
    wrong |= _personal({"decision": said.decision, "evidence": said.evidence})
    if not wrong:
        with here.reader.service.knowledge.writing() as knowledge:
            mark_milestone(knowledge, record, said, here.who, today)
    return wrong


def _designated(here: AtDesk, record: NodeRecord, form: Mapping[str, str]) -> dict[Field, Message]:
    named = (form.get(name, "").strip() for name in _responsible_fields())
    said = Designation(tuple(filter(None, named)), form.get("decision", "").strip())
    known = {id_ for _, group in actors_to_name(Context(here.reader)) for id_, _ in group}
    wrong = wrong_in_designation(said, known) | _personal({"decision": said.decision})
    if not wrong:
        with here.reader.service.knowledge.writing() as knowledge:
            designate(knowledge, record, said, here.who, here.now.date())
    return wrong


def _personal(texts: Mapping[Field, str]) -> dict[Field, Message]:
    return dict.fromkeys(personal_in(texts), PERSONAL)


def _responsible_fields() -> list[str]:
    return [f"responsible-{number}" for number in range(1, _PLACES + 1)]


def _page(
    here: AtDesk,
    id_: str = "",
    form: Mapping[str, str] | None = None,
    wrong: Mapping[Field, Message] | None = None,
) -> Response:
    p = Context(here.reader)
    found = [_with_forms(here, one) for one in ordered_initiatives(p, here.reader.view)]
    content = {
        "initiatives": found,
        "actors": actors_to_name(p),
        "responsible_fields": _responsible_fields(),
        "marks": [(name, p.word("status", name)) for name in MARKS],
        "today": here.now.date().isoformat(),
        "action": p.path("desk", "milestones"),
        "open_id": id_,
        "wrong_id": id_ if wrong else "",
        "typed": form or {},
        "wrong": {name: p.say(text) for name, text in (wrong or {}).items()},
    }
    return here.page("desk/milestones.html", content, wrong=bool(wrong))


def _with_forms(here: AtDesk, one: dict[str, Any]) -> dict[str, Any]:
    ids = [one["id"], *(step["id"] for step in one["milestones"])]
    records = here.reader.inquiry.store.get(ids)
    for part in (one, *one["milestones"]):
        part["seen"] = _mark(here, records[part["id"]])
    return one


def actors_to_name(p: Context) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return who may be responsible: by type, by name; nobody who is made up."""
    types = [TYPE_OF_PREFIX[prefix] for prefix in ACTORS]
    return [(p.say(NODES[name].plural), _of_type(p, name)) for name in types]


def _of_type(p: Context, type_: str) -> list[tuple[str, str]]:
    ids = (p.view.id(node) for node in p.view.of_type(type_).tolist())
    found = [(id_, p.label(id_).text) for id_ in ids if not is_of_example(p.view, [id_])]
    return sorted(found, key=lambda pair: fold(pair[1]))
