"""Suggesting something about another office's record, and what becomes of it."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Path, Response

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.desk_lines import Line, line_of
from api.pages.desk.entry_page import entry_columns
from api.pages.desk.entry_target import Target, target_of
from api.pages.desk.office_records import asked_about, id_in_address, own_of
from api.pages.desk.records_page import cell_label
from api.pages.page_context import Context
from ingest.entries import OWN, pairs_of
from ingest.own_cells import ASIDE, changed_cells, in_language, own_cells
from ingest.sheet.headers.sheet_kinds import DECLARED, TRANSLATED
from ingest.sheet.record_cells import cells_of_record, kind_of_record
from kg.base.errors import UnknownIdError
from kg.base.i18n import LANGUAGES, choose
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import (
    Seen,
    begin,
    move,
    new_id,
    open_steps,
    records_of,
    require_step,
)
from kg.exchange.parties import require_entering
from kg.exchange.suggestions import take_up
from kg.model.desk_types import Suggestion
from kg.model.relations import DECLARED as DECLARED_TYPES
from kg.store.protocol import Store

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
_HIDDEN: Final = (*OWN, *ASIDE, "visibility")
_LONG: Final = (*TRANSLATED, "conditions", "evidence", "eligible")
_MOST: Final = 20_000


class About(NamedTuple):
    """Another's record as this office reads it: its kind, and its cells."""

    id: str
    kind: str
    cells: dict[str, str]
    lang: str


@router.get("/{lang:language}/desk/suggest/{id:path}")
def suggest_form(here: Desk) -> Response:
    """Show another's record as a form: what is written otherwise is suggested to its office."""
    about = _about(here)
    return _form(here, about, about.cells, "")


@router.post("/{lang:language}/desk/suggest/{id:path}")
def suggest(here: Desk) -> Response:
    """Send a suggestion to the office of a record."""
    form, about = form_of(here.reader.request), _about(here)
    names = [name for name in entry_columns(about.kind, form) if name in form]
    cells = {**about.cells, **{name: form[name].strip() for name in names if _asked(name)}}
    changed, text = changed_cells(about.cells, cells), form.get("text", "").strip()[:_MOST]
    if not changed and not text:
        return _form(here, about, cells, text, wrong=True)
    new = Suggestion(
        id=new_id(Suggestion), asks=here.office.id, asked=asked_about(here, about.id),
        record=about.id, kind=about.kind, lang=about.lang, text=text or None,
        row=_pairs(changed), based_on=_token(here, about.id),
    )  # fmt: skip
    with here.desk(write=True) as desk:
        begin(desk, new, "suggest", here.who, here.now)
    return here.to("suggestions", new.number)


@router.get("/{lang:language}/desk/suggestions/{number}")
def suggestion(here: Desk, number: Number) -> Response:
    """Show a suggestion to one of both offices, or to the secretariat."""
    return _shown(here, here.seen(Suggestion, number))


@router.post("/{lang:language}/desk/suggestions/{number}")
def decide_suggestion(here: Desk, number: Number) -> Response:
    """Do what a button says: take it up, decline it, withdraw it."""
    form, seen = form_of(here.reader.request), here.seen(Suggestion, number)
    seen = seen._replace(token=form.get("seen", ""))
    if form.get("act") != "take up":
        with here.desk(write=True) as desk:
            move(desk, seen, form.get("act", ""), here.who, here.now)
        return here.to("suggestions", number)
    record = seen.record
    require_step(record, "take up", here.who)
    own = own_of(here, record.record or "")
    told = record.lang or here.reader.lang
    cells = {**in_language(own_cells(own), "", told), **_cells(record), "id": own.id}
    row = pairs_of(record.kind or "", cells)
    with here.desk(write=True) as desk:
        take_up(desk, seen, row, record.based_on or own.record.token, here.who, here.now)
    return here.to("entries", number, "edit")


def waiting_suggestions(here: AtDesk, desk: Store) -> Iterator[Line]:
    """Yield the suggestions that somebody sees, as My desk lists them."""
    frame = Context(here.reader)
    for record in records_of(desk, Suggestion, here.who):
        title = frame.label(record.record or "").text
        yield line_of(here, record, title, ("suggestions", record.number))


def _about(here: AtDesk) -> About:
    """Return the record that somebody wants to suggest something about.

    Raises:
        UnknownIdError: there is none for this reader, or none that offices declare.
        NotOfRoleError: this office enters nothing of the kind.
    """
    target: Target = target_of(here, id_in_address(here))
    view = here.reader.view
    if not target.other or not view.is_a(view.index(target.other), *DECLARED_TYPES):
        raise UnknownIdError(id_in_address(here))
    node = view.index(target.other)
    kind = kind_of_record(view, node)
    require_entering(here.who, kind)
    found = {name: text for name, text in cells_of_record(view, node, kind).items() if _asked(name)}
    lang = choose(view.props(node).get("title") or {}, here.reader.lang)[1]
    lang = lang if lang in LANGUAGES else here.reader.lang
    return About(target.other, kind, in_language(found, "", lang), lang)


def _asked(name: str) -> bool:
    column, _, lang = name.partition(":")
    return column not in _HIDDEN and (not lang or lang in LANGUAGES)


def _form(
    here: AtDesk, about: About, cells: dict[str, str], text: str, *, wrong: bool = False
) -> Response:
    frame = Context(here.reader)
    columns = [name for name in entry_columns(about.kind, cells) if _asked(name)]
    content: dict[str, Any] = {
        "about": about.id,
        "asked": frame.label(asked_about(here, about.id)),
        "fields": [
            (name, cell_label(frame, about.kind, name), cells.get(name, ""),
             name.partition(":")[0] in _LONG)
            for name in columns
        ],
        "text": text,
        "wrong": wrong,
        "action": frame.path("desk", "suggest", about.id),
    }  # fmt: skip
    return here.page("desk/suggest.html", content, wrong=wrong)


def _pairs(cells: dict[str, str]) -> list[str]:
    """Return cells as a suggestion holds them; those that would be empty too."""
    return [json.dumps(pair, ensure_ascii=False) for pair in cells.items()]


def _cells(record: Suggestion) -> dict[str, str]:
    return dict(json.loads(pair) for pair in record.row)


def _token(here: AtDesk, id_: str) -> str | None:
    found = here.reader.inquiry.store.get([id_]).get(id_)
    return found.token if found else None


def _shown(here: AtDesk, seen: Seen[Suggestion]) -> Response:
    frame, record = Context(here.reader), seen.record
    number = record.number
    draft = record.submission if "asked" in _sides(here, record) else None
    content: dict[str, Any] = {
        "record": record,
        "state": frame.say(LIVES[Suggestion].states[record.state or ""]),
        "asks": frame.label(record.asks or ""),
        "asked": frame.label(record.asked or ""),
        "rows": [
            (cell_label(frame, record.kind or DECLARED[0], name), text)
            for name, text in _cells(record).items()
        ],
        "older": record.state == "sent" and _token(here, record.record or "") != record.based_on,
        "steps": [(step, frame.say(step.label)) for step in open_steps(record, here.who)],
        "draft": frame.path("desk", "entries", number) if draft else "",
        "seen": seen.token,
        "action": frame.path("desk", "suggestions", number),
    }
    return here.page("desk/suggestion.html", content)


def _sides(here: AtDesk, record: Suggestion) -> set[str]:
    office = here.who.office
    return {side for side in ("asks", "asked") if office and getattr(record, side) == office}
