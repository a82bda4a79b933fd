"""Forms of what is noted of a step: its fields as a page shows them, read and checked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from api.authentication.access_state import access_of
from api.pages.desk.at_desk import AtDesk
from api.pages.page_context import Context
from ingest.personal_data import PERSONAL, personal_in
from kg.base.audience import AUDIENCES
from kg.base.i18n import Message
from kg.exchange.board_marks import is_link
from kg.exchange.life_cycle import LIVES, NOTED, Step
from kg.exchange.moving import Seen, open_steps
from kg.exchange.noted_steps import (
    AGREEMENTS,
    Known,
    Told,
    asked_of,
    days_late,
    history,
    said_in,
    wrong_in_step,
)
from kg.graph.actors import house
from kg.graph.view import View
from kg.model.desk_types import CHANNELS, Approach, Moving, Transfer
from kg.model.fields import MAX_SHORT, MAX_TEXT
from kg.model.registry import metas
from kg.model.vocabulary import FOCAL_ROLES

N = TypeVar("N", Approach, Transfer)
Form = Mapping[str, str]
Options = list[tuple[str, str]]
_DAYS: Final = ("day", "next_day", "ends")
_AREAS: Final = ("text", "changed", "reason")
_IDS: Final = ("addressed", "in_charge")
_TOLD: Final = frozenset((*_AREAS, "document", "decision", "title", "next_step"))
_KEPT: Final = ("in_charge",)
"""Fields that a form begins with as the record has them."""


class StepField(NamedTuple):
    """A field of a form: what it is called and how it is filled in."""

    name: str
    label: str
    kind: str
    needed: bool
    value: str
    most: int
    options: Options
    latest: str


class Offices(NamedTuple):
    """Who may be named in a form: the offices of both bodies, and mailboxes of roles."""

    own: Options
    other: Options
    mailboxes: tuple[str, ...]

    def known(self) -> Known:
        """Return what a form may name."""
        return Known({id_ for id_, _ in (*self.own, *self.other)}, self.mailboxes)


def offices_of(here: AtDesk, body: str, other: str) -> Offices:
    """Return the offices of a body and of another one, the bodies themselves first."""
    points = access_of(here.reader.request).desk.all_focal_points()
    roles = {point.mailbox for point in points if point.role in {"secretariat", "board"}}
    return Offices(_house(here, body), _house(here, other), tuple(sorted(filter(None, roles))))


def _house(here: AtDesk, body: str) -> Options:
    view: View = here.reader.view
    index = view.snapshot.index(body)
    if index is None:
        return []
    p = Context(here.reader)
    own = [view.id(node) for node in house(view, index)]
    others = sorted((p.label(id_).text, id_) for id_ in own if id_ != body)
    return [(body, p.label(body).text), *((id_, label) for label, id_ in others)]


def fields_of(
    here: AtDesk, record: Moving, step: Step, form: Form, names: Offices
) -> list[StepField]:
    """Return the fields of the form of a step, with what was typed."""
    p, labels = Context(here.reader), metas(type(record))
    today = here.now.date().isoformat()
    return [
        StepField(
            name, p.say(labels[name].label), _kind(name), name in step.needs,
            form.get(name, _begins_with(record, name, today)),
            MAX_TEXT if name in _AREAS else MAX_SHORT,
            _options(p, name, names), today if name == "day" else "",
        )
        for name in _ordered(asked_of(step))
    ]  # fmt: skip


def _ordered(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: name in NOTED and name != "text")


def _begins_with(record: Moving, name: str, today: str) -> str:
    if name == "day":
        return today
    return str(getattr(record, name) or "") if name in _KEPT else ""


def _kind(name: str) -> str:
    if name in _DAYS:
        return "date"
    if name in _AREAS:
        return "area"
    return "select" if name in {"channel", "kind", "seen_by", *_IDS} else "text"


def _options(p: Context, name: str, names: Offices) -> Options:
    if name == "channel":
        return [(one, p.word("channel", one)) for one in CHANNELS]
    if name == "kind":
        return [(one, p.word("kind", one)) for one in AGREEMENTS]
    if name == "seen_by":
        return [(one, p.word("visibility", one)) for one in reversed(AUDIENCES)]
    if name == "addressed":
        return names.other
    return [*names.own, *((one, one) for one in names.mailboxes)] if name == "in_charge" else []


def read_form(
    here: AtDesk, step: Step, form: Form, names: Offices
) -> tuple[dict[str, Any], dict[str, Message]]:
    """Return what a form says of a step, and what is wrong with it by field."""
    said: dict[str, Any] = dict(said_in(step, form))
    wrong = wrong_in_step(step, said, here.now.date(), names.known())
    texts = {name: said[name] for name in sorted(_TOLD & {*said}) if said[name]}
    wrong |= dict.fromkeys(personal_in(texts), PERSONAL)
    return {**said, "lang": here.reader.lang}, wrong


def step_content(  # noqa: PLR0917
    here: AtDesk, seen: Seen[N], act: str, form: Form, wrong: Mapping[str, Message], names: Offices
) -> dict[str, Any]:
    """Return what the page of an approach or transfer shows, with the form of the step ``act``.

    Raises:
        StoreError: the desk cannot be read.
    """
    p, record = Context(here.reader), seen.record
    steps = open_steps(record, here.who)
    step = next((one for one in steps if one.act == act), None)
    with here.desk() as desk:
        told = history(desk, record)
    return {
        **row_of(here, record),
        "steps": [(one.act, p.say(one.label)) for one in steps],
        "step": step,
        "label": p.say(step.label) if step else "",
        "fields": fields_of(here, record, step, form, names) if step else [],
        "told": told_rows(here, type(record), told),
        "seen": seen.token,
        "wrong": {name: p.say(text) for name, text in wrong.items()},
    }


def row_of(here: AtDesk, record: Approach | Transfer) -> dict[str, Any]:
    """Return how far an approach or transfer is, by how many days it is late, who is in charge."""
    p = Context(here.reader)
    return {
        "record": record,
        "state": p.say(LIVES[type(record)].states[record.state or ""]),
        "late": days_late(record, here.now.date()),
        "in_charge": p.label(record.in_charge).text if record.in_charge else "",
    }


class ToldRow(NamedTuple):
    """A step of the history as its page shows it."""

    label: str
    day: str | None
    noted: str
    by: str
    rows: list[tuple[str, str, str]]


def told_rows(here: AtDesk, cls: type[Approach | Transfer], told: Iterable[Told]) -> list[ToldRow]:
    """Return steps as a page shows them, the last first: of each field its label, text, address."""
    p, labels = Context(here.reader), metas(cls)
    return [
        ToldRow(
            p.say(one.label), one.day, one.noted, _role(p, one.by),
            [(p.say(labels[name].label), *_shown(p, name, value))
             for name, value in one.said.items()],
        )
        for one in reversed(list(told))
    ]  # fmt: skip


def _role(p: Context, by: str) -> str:
    return p.say(FOCAL_ROLES[by]) if by in FOCAL_ROLES else p.label(by).text if by else ""


def _shown(p: Context, name: str, value: str) -> tuple[str, str]:
    """Return a value as its reader has it, and where it leads; nowhere: empty."""
    if name in {*_IDS, "agreement"} and p.known(value):
        return p.label(value).text, p.node(value)
    if name in _DAYS:
        return p.date(value), ""
    if name == "document" and is_link(value):
        return value, value
    field = {"seen_by": "visibility"}.get(name, name)
    return (p.word(field, value), "") if _kind(name) == "select" else (value, "")
