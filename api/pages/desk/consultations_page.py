"""All consultations that somebody sees; for the board the form by which one is drawn up."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import APIRouter, Response

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.consultation_parts import (
    FOLDER,
    languages,
    points_of,
    wrong_shown,
)
from api.pages.desk.desk_lines import Line
from api.pages.page_context import Context
from ingest.personal_data import personal_in
from kg.base.errors import BadOptionError
from kg.base.i18n import LANGUAGES, Message, msg
from kg.exchange.consultation_asked import asked, possible_bodies, proposed_states
from kg.exchange.consultations import draw_up, named, require_board, takes_answers
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import new_id, records_of
from kg.exchange.parties import marks, side_of
from kg.exchange.responses import MOST, Wrong, own_responses
from kg.model.desk_types import Consultation
from kg.partners.adopted_guidelines import adopted_versions, guideline_named, guideline_text
from kg.partners.guideline_files import GUIDELINES
from kg.store.protocol import Store

router = APIRouter()
_MOST_BODIES: Final = 40
"""A form takes a hundred fields."""


@router.get("/{lang:language}/desk/consultations")
def consultations(here: Desk) -> Response:
    """Show the consultations that somebody sees."""
    return _page(here)


@router.post("/{lang:language}/desk/consultations")
def new_consultation(here: Desk) -> Response:
    """Draw up a consultation; it is opened from its own page."""
    require_board(here.who)
    form = form_of(here.reader.request)
    wrong = _wrong(here, form)
    personal = personal_in({"intro": form.get("intro", "")})
    if wrong or personal:
        return _page(here, form, wrong, personal)
    view, name = here.reader.view, form["guideline"]
    ids = [field.partition("-")[2] for field in form if field.startswith("ask-")]
    who = asked(view, points_of(here), ids, ids)
    text = guideline_text(view, name)
    new = Consultation.model_validate({
        "id": new_id(Consultation), "guideline": name,
        "version": guideline_named(view, name).version, "text": text,
        "intro": form.get("intro", "").strip() or None,
        "lang": form.get("language", "") if form.get("intro", "").strip() else None,
        "bodies_see": form.get("bodies_see") == "yes", "digest": "0" * 64, **who.fields(),
    })  # fmt: skip
    with here.desk(write=True) as desk:
        draw_up(desk, new, here.who, here.now)
    return here.to(FOLDER, new.number)


def waiting_consultations(here: AtDesk, desk: Store) -> Iterator[Line]:
    """Yield the consultations that somebody sees, as My desk lists them.

    One waits for who is asked and has given nothing yet, and once it has closed for the board.
    """
    p = Context(here.reader)
    for record in records_of(desk, Consultation, here.who):
        title = p.say(msg("Consultation on {title}", title=named(record)))
        state = p.say(LIVES[Consultation].states[record.state or ""])
        due = here.due_of(record)
        yield Line(
            (FOLDER, record.number), title, state, record.moved or "", due.day if due else None,
            _waits(here, desk, record),
        )  # fmt: skip


def _waits(here: AtDesk, desk: Store, record: Consultation) -> bool:
    if marks(here.who):
        return record.state in {"drawn up", "closed"}
    if side_of(here.who, record) is None or not takes_answers(record, here.now.date()):
        return False
    return all(one.state != "given" for one in own_responses(desk, record.id, here.who))


def _wrong(here: AtDesk, form: Mapping[str, str]) -> Wrong:
    found: dict[str, Message] = {}
    if form.get("guideline") not in _names(here):
        found["guideline"] = msg("Choose one of them.")
    if len(form.get("intro", "")) > MOST:
        found["intro"] = msg("It has more than {n} characters.", n=MOST)
    if form.get("language", LANGUAGES[0]) not in LANGUAGES:
        found["language"] = msg("Choose one of them.")
    return Wrong(found)


def _names(here: AtDesk) -> list[str]:
    adopted = {one.guideline.guideline for one in adopted_versions(here.reader.view)}
    return sorted({*GUIDELINES.names(), *adopted})


def _page(
    here: AtDesk,
    form: Mapping[str, str] | None = None,
    wrong: Wrong | None = None,
    personal: list[str] | None = None,
) -> Response:
    p = Context(here.reader)
    with here.desk() as desk:
        lines = list(waiting_consultations(here, desk))
    content: dict[str, Any] = {
        "lines": lines,
        "is_board": marks(here.who),
        "action": p.path("desk", FOLDER),
        "typed": form or {},
        "languages": languages(p),
        **wrong_shown(p, wrong or Wrong({}), personal or ()),
    }
    if marks(here.who):
        content |= _choices(here, p)
    return here.page("desk/consultations.html", content, wrong=bool(wrong or personal))


def _choices(here: AtDesk, p: Context) -> dict[str, Any]:
    view, points = here.reader.view, points_of(here)
    rules = here.reader.service.campaign
    bodies = possible_bodies(view, points)
    reached = asked(view, points, proposed_states(view, rules), ())
    return {
        "guidelines": [_guideline(here, name) for name in _names(here)],
        "states": [(id_, p.label(id_)) for id_ in proposed_states(view, rules)],
        "reached": {id_ for id_ in reached.states if asked(view, points, [id_], ()).offices},
        "bodies": [(id_, p.label(id_)) for id_ in bodies[:_MOST_BODIES]],
    }


def _guideline(here: AtDesk, name: str) -> tuple[str, str, str]:
    try:
        found = guideline_named(here.reader.view, name)
    except BadOptionError:
        return name, "", ""
    p = Context(here.reader)
    return name, found.version, p.say(found.standing.sentence())
