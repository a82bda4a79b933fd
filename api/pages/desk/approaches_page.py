"""How partners are approached: what is late, each with its history, and a form for each step."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Response

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.desk_lines import Line, line_of
from api.pages.desk.step_forms import Form, fields_of, offices_of, read_form, row_of, step_content
from api.pages.page_context import Context
from kg.base.errors import UnknownIdError
from kg.base.i18n import Message, msg
from kg.definitions.shipped_names import APPROACH
from kg.exchange.acceptance import Ledgers
from kg.exchange.approach_acts import approach_id, decide, take
from kg.exchange.approach_documents import require_house
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, records_of, require_step
from kg.exchange.parties import marks
from kg.model.desk_types import Approach, Transfer
from kg.model.documents import Partner
from kg.model.vocabulary import VERDICTS
from kg.partners.adopted_guidelines import guideline_named
from kg.partners.guideline.guideline import Guideline
from kg.questions import PartnersQuestion
from kg.store.protocol import Store

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
_ALL: Final = 200
_LONGEST: Final = 400
_RIPE: Final = ("approach", "conditions")
LIFE: Final = LIVES[Approach]


def in_house(here: Desk) -> AtDesk:
    """Return who is at the desk, where that is the board or the secretariat.

    Raises:
        SignInNeededError: nobody signed in.
        ForbiddenError: it is somebody else.
    """
    require_house(here.who)
    return here


House = Annotated[AtDesk, Depends(in_house)]


@router.get("/{lang:language}/desk/approaches")
def approaches(here: House) -> Response:
    """Show how far each partner is, what is late first, and whom nobody has decided on yet."""
    with here.desk() as desk:
        records = records_of(desk, Approach, here.who)
        transfers = records_of(desk, Transfer, here.who)
    known = {record.partner for record in records}
    content = {
        "rows": _rows(here, records),
        "transfers": [t for t in transfers if t.state != "closed"],
        "ripe": [one for one in _judged(here) if one.id not in known and one.verdict in _RIPE],
        "verdicts": _verdicts(here),
    }
    return here.page("desk/approaches.html", content)


@router.get("/{lang:language}/desk/approaches/new")
def new_approach(here: House, partner: Annotated[str, Query(max_length=_LONGEST)]) -> Response:
    """Show the form by which the decision to approach a partner is written down."""
    return _new(here, partner, {}, {})


@router.post("/{lang:language}/desk/approaches/new")
def begin_approach(here: House, partner: Annotated[str, Query(max_length=_LONGEST)]) -> Response:
    """Write down that the board decided to approach a partner."""
    form, one, rules = form_of(here.reader.request), _partner(here, partner), _guideline(here)
    said, wrong = read_form(here, LIFE.first, form, offices_of(here, rules.body, one.id))
    if wrong:
        return _new(here, partner, form, wrong)
    record = Approach.model_validate({
        "id": approach_id(rules.body, one.id), "partner": one.id, "body": rules.body,
        "verdict": one.verdict, "guideline": f"{rules.guideline} {rules.version}", **said,
    })  # fmt: skip
    with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
        decide(Ledgers(knowledge, desk), record, here.who, here.now)
    return here.to("approaches", record.number)


@router.get("/{lang:language}/desk/approaches/{number}")
def one_approach(
    here: House, number: Number, step: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """Show an approach with its history, and the form of the step that is asked for."""
    return _shown(here, here.seen(Approach, number), step, {}, {})


@router.post("/{lang:language}/desk/approaches/{number}")
def note_step(here: House, number: Number) -> Response:
    """Note a step, or undo the signing."""
    form, now = form_of(here.reader.request), here.seen(Approach, number)
    seen, act = now._replace(token=form.get("seen", "")), form.get("act", "")
    step = require_step(seen.record, act, here.who)
    names = offices_of(here, seen.record.body or "", seen.record.partner or "")
    said, wrong = read_form(here, step, form, names)
    if wrong:
        return _shown(here, now, act, form, wrong)
    with here.desk(write=True) as desk, here.reader.service.knowledge.writing() as knowledge:
        take(Ledgers(knowledge, desk), seen, act, here.who, here.now, said)
    return here.to("approaches", number)


def approach_lines(here: AtDesk, desk: Store) -> Iterator[Line]:
    """Yield the approaches under way for the secretariat's own desk, by the day of what is next."""
    if not marks(here.who):
        return
    p = Context(here.reader)
    for record in records_of(desk, Approach, here.who):
        if record.state not in LIFE.ends and record.state not in {"signed", "closed"}:
            title = msg("Approach: {partner}", partner=p.label(record.partner or "").text)
            line = line_of(here, record, p.say(title), ("approaches", record.number))
            due = date.fromisoformat(record.next_day) if record.next_day else None
            yield line._replace(due=due, mine=due is not None)


def _guideline(here: AtDesk) -> Guideline:
    return guideline_named(here.reader.view, APPROACH)


def _judged(here: AtDesk) -> list[Partner]:
    return here.reader.answer(PartnersQuestion(APPROACH, _ALL)).results


def _partner(here: AtDesk, id_: str) -> Partner:
    """Return a partner with its verdict.

    Raises:
        UnknownIdError: the guideline judges nobody of this id.
    """
    found = next((one for one in _judged(here) if one.id == id_), None)
    if found is None:
        raise UnknownIdError(id_)
    return found


def _verdicts(here: AtDesk) -> dict[str, str]:
    p = Context(here.reader)
    return {name: p.say(word) for name, word in VERDICTS.items()}


def _rows(here: AtDesk, records: list[Approach]) -> list[dict[str, Any]]:
    """Return the approaches as the list shows them: the most late first, then by what is next."""
    rows = [row_of(here, one) for one in records]
    return sorted(rows, key=lambda row: (-(row["late"] or 0), row["record"].next_day or "9999"))


def _new(here: AtDesk, id_: str, form: Form, wrong: Mapping[str, Message]) -> Response:
    one, p, body, step = (
        _partner(here, id_),
        Context(here.reader),
        _guideline(here).body,
        LIFE.first,
    )
    record = Approach(id=approach_id(body, id_), partner=id_, body=body)
    content = {
        "one": one,
        "verdicts": _verdicts(here),
        "fields": fields_of(here, record, step, form, offices_of(here, body, id_)),
        "step": step,
        "label": p.say(step.label),
        "action": f"{p.path('desk', 'approaches', 'new')}?partner={id_}",
        "seen": "",
        "wrong": {name: p.say(text) for name, text in wrong.items()},
    }
    return here.page("desk/new_approach.html", content, wrong=bool(wrong))


def _shown(
    here: AtDesk, seen: Seen[Approach], act: str, form: Form, wrong: Mapping[str, Message]
) -> Response:
    record = seen.record
    names = offices_of(here, record.body or "", record.partner or "")
    content = {
        **step_content(here, seen, act, form, wrong, names),
        "verdict": _verdicts(here).get(record.verdict or ""),
        "action": Context(here.reader).path("desk", "approaches", record.number),
    }
    return here.page("desk/approach.html", content, wrong=bool(wrong))
