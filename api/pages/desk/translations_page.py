"""Courtesy translations: which are missing, proposed by the secretariat, decided by the office."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Path, Query, Response

from api.authentication.access_state import access_of
from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.page_context import Context
from kg.base.errors import BadOptionError, UnknownIdError
from kg.base.i18n import LANGUAGES, msg
from kg.exchange.acceptance import Ledgers
from kg.exchange.contact_requests import offices_that_act
from kg.exchange.exchange_errors import NotYoursError
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import PARTS, Seen, begin, move, new_id, open_steps, records_of
from kg.exchange.own_records import asked_about
from kg.exchange.parties import decides
from kg.exchange.translations import (
    approve,
    is_shown,
    mark_of_texts,
    missing_languages,
    of_record,
    original_of,
    take_back,
    written_in,
)
from kg.model.desk_types import Translation
from kg.model.fields import EXAMPLE

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
_SHOWN: Final = 200
"""Records that the queue lists at most."""
_MOST: Final = 400
_LONGEST: Final = 20_000


class Missing(NamedTuple):
    """A record that lacks a title in some languages of the pages, and whose office it is."""

    id: str
    office: str
    languages: list[tuple[str, str, str | None]]
    """Code, name, and the proposal that is open already."""


@router.get("/{lang:language}/desk/translations")
def translations(here: Desk) -> Response:
    """Show the secretariat which courtesy translations are missing."""
    _require_secretariat(here)
    with here.desk() as desk:
        known = records_of(desk, Translation, here.who)
    missing = _missing(here, known)
    content = {"missing": missing[:_SHOWN], "more": max(0, len(missing) - _SHOWN)}
    return here.page("desk/translations.html", content)


@router.get("/{lang:language}/desk/translations/new")
def new_translation(
    here: Desk,
    record: Annotated[str, Query(max_length=_MOST)],
    to: Annotated[str, Query(pattern=f"^({'|'.join(LANGUAGES)})$")],
) -> Response:
    """Show the form that proposes a translation."""
    _require_secretariat(here)
    return _form(here, record, to, "", "")


@router.post("/{lang:language}/desk/translations/new")
def propose(here: Desk) -> Response:
    """Propose a translation to the office of a record."""
    _require_secretariat(here)
    form = form_of(here.reader.request)
    record, to, title, summary = (
        form.get(name, "").strip() for name in ("record", "to", "title", "summary")
    )
    if to not in LANGUAGES:
        raise BadOptionError("to", to, msg("Use one of: {names}.", names=list(LANGUAGES)))
    if not title or len(title) > _LONGEST or len(summary) > _LONGEST:
        return _form(here, record, to, title, summary, wrong=True)
    new = Translation(
        id=new_id(Translation), office=_office(here, record), record=record, lang=to,
        title=title, summary=summary or None,
        original=mark_of_texts(original_of(here.reader.inquiry.store, record)),
    )  # fmt: skip
    with here.desk(write=True) as desk:
        open_ = of_record(records_of(desk, Translation, here.who), record, to, "proposed")
        found = next(open_, None) or begin(desk, new, "propose", here.who, here.now)
    return here.to("translations", found.number)


@router.get("/{lang:language}/desk/translations/{number}")
def translation(here: Desk, number: Number) -> Response:
    """Show a translation beside what it translates."""
    return _shown(here, here.seen(Translation, number))


@router.post("/{lang:language}/desk/translations/{number}")
def decide(here: Desk, number: Number) -> Response:
    """Do what a button says: approve, refuse, withdraw, take back."""
    form, seen = form_of(here.reader.request), here.seen(Translation, number)
    seen = seen._replace(token=form.get("seen", ""))
    act, knowing = form.get("act", ""), {"approve": approve, "take back": take_back}
    if act in knowing:
        with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
            knowing[act](Ledgers(knowledge, desk), seen, here.who, here.now)
    else:
        said = {"remark": form["remark"].strip()} if form.get("remark", "").strip() else {}
        with here.desk(write=True) as desk:
            move(desk, seen, act, here.who, here.now, **said)
    return here.to("translations", number)


def _require_secretariat(here: AtDesk) -> None:
    if not decides(here.who):
        raise NotYoursError("translations", msg("Propose"), [PARTS["secretariat"]])


def _missing(here: AtDesk, known: list[Translation]) -> list[Missing]:
    """Return the records of offices that sign in, real ones first, and what each lacks."""
    view, frame = here.reader.view, Context(here.reader)
    found = [
        Missing(id_, office, [(lang, frame.language(lang), _open(known, id_, lang))
                              for lang in missing_languages(view.props(view.index(id_)))])
        for id_, office in _offices(here).items()
    ]  # fmt: skip
    lacking = [one for one in found if one.languages]
    return sorted(lacking, key=lambda one: (frame.nature(one.id) == EXAMPLE, one.id))


def _open(known: list[Translation], id_: str, lang: str) -> str | None:
    found = next(of_record(known, id_, lang, "proposed"), None)
    return found.number if found else None


def _offices(here: AtDesk) -> dict[str, str]:
    """Return the records about which somebody can decide, and the office that does."""
    active = sorted(
        one
        for one in offices_that_act(access_of(here.reader.request).desk.all_focal_points())
        if one
    )
    view = here.reader.view
    found: dict[str, str] = {}
    for office in active:
        for node in asked_about(view, office, active):
            found.setdefault(view.id(node), office)
    return found


def _office(here: AtDesk, record: str) -> str:
    found = _offices(here).get(record)
    if found is None:
        raise UnknownIdError(record)
    return found


def _form(
    here: AtDesk, record: str, to: str, title: str, summary: str, *, wrong: bool = False
) -> Response:
    frame, office = Context(here.reader), _office(here, record)
    original = written_in(original_of(here.reader.inquiry.store, record), to)
    content: dict[str, Any] = {
        "record": record,
        "office": frame.label(office),
        "to": to,
        "to_name": frame.language(to),
        "original": original,
        "from_name": frame.language(original[2]),
        "title": title,
        "summary": summary,
        "wrong": wrong,
        "action": frame.path("desk", "translations", "new"),
    }
    return here.page("desk/translation_new.html", content, wrong=wrong)


def _shown(here: AtDesk, seen: Seen[Translation]) -> Response:
    frame, record, store = Context(here.reader), seen.record, here.reader.inquiry.store
    lang = record.lang or ""
    try:
        texts = original_of(store, record.record or "")
    except UnknownIdError:
        texts = {}
    original = written_in(texts, lang)
    content: dict[str, Any] = {
        "record": record,
        "office": frame.label(record.office or ""),
        "state": frame.say(LIVES[Translation].states[record.state or ""]),
        "to_name": frame.language(lang),
        "original": original,
        "from_name": frame.language(original[2]),
        "outdated": mark_of_texts(texts) != record.original,
        "shown": is_shown(store, record),
        "steps": [
            (step, frame.say(step.label))
            for step in open_steps(record, here.who)
            if step.act != "propose"
        ],
        "seen": seen.token,
        "action": frame.path("desk", "translations", record.number),
    }
    return here.page("desk/translation.html", content)
