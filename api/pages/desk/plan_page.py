"""The plan as the board keeps it: what is late, and the forms by which its parts are altered."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Query, Response

from api.csrf import form_of
from api.etags import mark_of
from api.pages.desk.approaches_page import House
from api.pages.desk.at_desk import AtDesk
from api.pages.desk.milestones_page import actors_to_name
from api.pages.initiatives_page import ordered_initiatives
from api.pages.page_context import Context
from ingest.personal_data import PERSONAL, personal_in
from kg.base.errors import ConflictError, UnknownIdError
from kg.base.i18n import Message, msg
from kg.exchange.board_marks import MARKS
from kg.exchange.parties import Who
from kg.exchange.plan_marks import (
    ADDED,
    PlanForm,
    add,
    close,
    mark_action,
    mark_indicator,
    renew,
    replace,
    undo_part,
    wrong_in_form,
)
from kg.exchange.plan_view import late_parts, plan_history
from kg.model.nodes import Action, Indicator, Initiative, Objective
from kg.model.records import NodeRecord
from kg.model.registry import metas
from kg.store.protocol import Store

router = APIRouter()
Fields = Mapping[str, str]
_LONGEST: Final = 400
_PLACES: Final = 3
_TEXTS: Final = ("decision", "name", "text", "next_step", "evidence", "read_in", "unit_of_measure")


class PlanAct(NamedTuple):
    """What the board may do with a record of the plan: its button, and the fields of its form."""

    label: Message
    on: str
    fields: tuple[str, ...]


ACTS: Final[Mapping[str, PlanAct]] = {
    "objective": PlanAct(msg("Add an objective"), Initiative.prefix, ("name", "text")),
    "action": PlanAct(
        msg("Add an action"), Initiative.prefix,
        ("name", "text", "responsible", "starts", "ends", "next_step"),
    ),
    "indicator": PlanAct(
        msg("Add an indicator"), Initiative.prefix,
        ("name", "unit_of_measure", "baseline", "baseline_on", "target", "due"),
    ),
    "renew": PlanAct(msg("Renew it with other days"), Initiative.prefix, ("starts", "ends")),
    "replace": PlanAct(
        msg("Put another one in its place"), Initiative.prefix, ("name", "text", "starts", "ends")
    ),
    "close": PlanAct(msg("Close it"), Initiative.prefix, ()),
    "mark": PlanAct(
        msg("Mark it"), Action.prefix,
        ("responsible", "status", "reached", "evidence", "starts", "ends", "next_step"),
    ),
    "read": PlanAct(
        msg("Note a reading or a target"), Indicator.prefix,
        ("unit_of_measure", "baseline", "baseline_on", "target", "due",
         "read_on", "reading", "read_in"),
    ),
}  # fmt: skip
"""By the name of the act."""
_LABELS: Final[Mapping[str, Message]] = {
    "name": msg("Name"),
    "text": msg("Text"),
    "responsible": msg("Responsible"),
    "starts": msg("Starts"),
    "ends": msg("Ends (last day)"),
    "status": msg("Status"),
    "reached": msg("Reached on, where it is done"),
    "evidence": msg("Evidence, where it is done: a link or the name of a document"),
    "next_step": msg("Next step"),
    "unit_of_measure": msg("Unit of measure"),
    "baseline": msg("Baseline"),
    "baseline_on": msg("Day of the baseline"),
    "target": msg("Target"),
    "due": msg("Day of the target"),
    "read_on": msg("Day of the reading"),
    "reading": msg("Value that was read"),
    "read_in": msg("Where it was read: a link or the name of a document"),
}
_DATES: Final = ("starts", "ends", "reached", "baseline_on", "due", "read_on")
_WORDS: Final = ("name", "text", "next_step", "unit_of_measure")


@router.get("/{lang:language}/desk/plan")
def plan(
    here: House,
    of: Annotated[str, Query(max_length=_LONGEST)] = "",
    act: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Show what is late, the plan, and the form that is asked for."""
    return _page(here, of, act, {}, {})


@router.post("/{lang:language}/desk/plan")
def alter_plan(here: House) -> Response:
    """Do what a button says: add, mark, read off, renew, replace, close, or undo."""
    form = form_of(here.reader.request)
    record, act = _record(here, form.get("id", "")), form.get("act", "")
    if form.get("seen", "") != _mark(here, record):
        raise ConflictError(record.id)
    if act == "undo":
        with here.reader.service.knowledge.writing() as knowledge:
            undo_part(knowledge, record, here.who)
        return here.to("plan")
    known = ACTS.get(act)
    if known is None or known.on != record.id.partition("/")[0]:
        raise UnknownIdError(record.id)
    said = _read(here, form, known.fields)
    actors = {id_ for _, group in actors_to_name(Context(here.reader)) for id_, _ in group}
    wrong = wrong_in_form(said, known.fields, here.now.date(), actors)
    wrong |= dict.fromkeys(personal_in({n: getattr(said, n) for n in _TEXTS}), PERSONAL)
    if wrong:
        return _page(here, record.id, act, form, wrong)
    with here.reader.service.knowledge.writing() as knowledge:
        _do(knowledge, record, act, said, here)
    return here.to("plan")


def _read(here: AtDesk, form: Fields, fields: tuple[str, ...]) -> PlanForm:
    taken = {name: form.get(name, "").strip() for name in (*fields, "decision")}
    named = tuple(filter(None, (form.get(name, "").strip() for name in _responsible())))
    told: dict[str, Any] = {**taken, "lang": here.reader.lang}
    return PlanForm(**{**told, "responsible": named if "responsible" in fields else ()})


def _do(knowledge: Store, record: NodeRecord, act: str, said: PlanForm, here: AtDesk) -> None:
    today, who = here.now.date(), here.who
    if act in ADDED:
        add(knowledge, record, act, said, who, today)
    elif act == "close":
        close(knowledge, record, said.decision, who, today)
    else:
        doing: Mapping[str, Callable[[Store, NodeRecord, PlanForm, Who, Any], object]] = {
            "mark": mark_action, "read": mark_indicator, "renew": renew, "replace": replace,
        }  # fmt: skip
        doing[act](knowledge, record, said, who, today)


def _responsible() -> list[str]:
    return [f"responsible-{number}" for number in range(1, _PLACES + 1)]


def _record(here: AtDesk, id_: str) -> NodeRecord:
    found = here.reader.inquiry.store.get([id_]).get(id_)
    if found is None or id_.partition("/")[0] not in {Initiative.prefix, *ADDED}:
        raise UnknownIdError(id_)
    return found


def _mark(here: AtDesk, record: NodeRecord) -> str:
    return mark_of(here.reader.request, "plan", (record.id, record.token))


def _page(here: AtDesk, id_: str, act: str, form: Fields, wrong: Mapping[str, Message]) -> Response:
    p = Context(here.reader)
    found = ordered_initiatives(p, here.reader.view)
    for one in found:
        one["acts"] = _acts(p, Initiative.prefix)
        _seen(here, [one, *one["objectives"], *one["actions"], *one["indicators"]])
    open_ = ACTS.get(act)
    content = {
        "initiatives": found,
        "late": [(p.label(one.id), one) for one in late_parts(here.reader.view)],
        "action_acts": _acts(p, Action.prefix),
        "indicator_acts": _acts(p, Indicator.prefix),
        "open_id": id_,
        "open_act": act,
        "fields": _fields(here, id_, open_, form) if open_ else [],
        "label": p.say(open_.label) if open_ else "",
        "decision": form.get("decision", ""),
        "history": _history(here, id_),
        "actors": actors_to_name(p),
        "action": p.path("desk", "plan"),
        "today": here.now.date().isoformat(),
        "wrong": {name: p.say(text) for name, text in wrong.items()},
        "objective": Objective.prefix,
    }
    return here.page("desk/plan.html", content, wrong=bool(wrong))


def _seen(here: AtDesk, parts: list[dict[str, Any]]) -> None:
    records = here.reader.inquiry.store.get([part["id"] for part in parts])
    for part in parts:
        part["seen"] = _mark(here, records[part["id"]])


def _acts(p: Context, prefix: str) -> list[tuple[str, str]]:
    return [(name, p.say(act.label)) for name, act in ACTS.items() if act.on == prefix]


class FormField(NamedTuple):
    """A field of a form of the plan: its name, label, kind, what it holds, what it offers."""

    name: str
    label: str
    kind: str
    values: list[str]
    options: list[tuple[str, str]]


def _fields(here: AtDesk, id_: str, act: PlanAct, form: Fields) -> list[FormField]:
    p, view = Context(here.reader), here.reader.view
    node = view.snapshot.index(id_)
    new = node is None or "name" in act.fields
    props = {} if new or node is None else view.props(node)
    return [_field(p, name, props, form) for name in act.fields]


def _field(p: Context, name: str, props: Mapping[str, Any], form: Fields) -> FormField:
    label = p.say(_LABELS[name])
    if name == "responsible":
        given = [form.get(one, "") for one in _responsible()] if form else [
            *props.get("responsible", ()), *[""] * _PLACES
        ][:_PLACES]  # fmt: skip
        return FormField(name, label, "actors", given, [])
    value = props.get(name, "")
    if isinstance(value, dict):
        value = p.text(value).text
    kind = "date" if name in _DATES else "area" if name == "text" else "text"
    options = [(one, p.word("status", one)) for one in MARKS] if name == "status" else []
    return FormField(
        name, label, "select" if options else kind, [form.get(name, str(value))], options
    )


def _history(here: AtDesk, id_: str) -> list[dict[str, Any]]:
    """Return what the board said of a record, the last first: when, by which role, which fields."""
    if not id_ or id_.partition("/")[0] not in {Initiative.prefix, *ADDED}:
        return []
    p, prefix = Context(here.reader), id_.partition("/")[0]
    labels = metas({**ADDED, Initiative.prefix: Initiative}[prefix])
    found = plan_history(here.reader.inquiry.store, id_)
    return [
        {
            "at": one.at,
            "role": p.word("focal_role", one.role) if one.role else "",
            "decision": one.decision,
            "rows": [
                (p.say(labels[name].label), _told(p, name, one.props.get(name)))
                for name in one.changed
                if name in labels
            ],
        }
        for one in reversed(found)
    ]


def _told(p: Context, name: str, value: Any) -> str:
    if value in (None, "", {}, []):
        return "–"
    if isinstance(value, dict):
        return p.text(value).text
    if isinstance(value, list):
        return ", ".join(p.label(one).text if p.known(one) else str(one) for one in value)
    if name in _DATES:
        return p.date(str(value))
    return p.word(name, value) if isinstance(value, str) else p.number(value)
