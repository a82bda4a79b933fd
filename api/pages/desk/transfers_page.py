"""Good practices on their way from one body to another: what was adapted, and what it changed."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from api.csrf import form_of
from api.pages.desk.approaches_page import House, Number
from api.pages.desk.at_desk import AtDesk
from api.pages.desk.step_forms import (
    Form,
    Options,
    fields_of,
    offices_of,
    read_form,
    row_of,
    step_content,
)
from api.pages.page_context import Context
from kg.base.i18n import Message, msg
from kg.definitions.shipped_names import APPROACH
from kg.exchange.counted import is_of_example
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, records_of, require_step
from kg.exchange.transfer_acts import note, propose, transfer_id
from kg.graph.actors import declarers
from kg.model.desk_types import Transfer
from kg.partners.adopted_guidelines import guideline_named

router = APIRouter()
LIFE: Final = LIVES[Transfer]


@router.get("/{lang:language}/desk/transfers")
def transfers(here: House) -> Response:
    """Show all transfers, and the form by which one is proposed."""
    return _list(here, {}, {}, "")


@router.post("/{lang:language}/desk/transfers")
def begin_transfer(here: House) -> Response:
    """Propose that a body takes a good practice over."""
    form = form_of(here.reader.request)
    practice, takes = form.get("practice", ""), form.get("takes", "")
    gives = _declarer(here, practice)
    if gives is None or takes not in {id_ for id_, _ in _bodies(here)} or takes == gives:
        wrong = msg("Choose a good practice of another body, and who takes it over.")
        return _list(here, form, {}, wrong.text(here.reader.lang))
    said, unfit = read_form(here, LIFE.first, form, offices_of(here, takes, gives))
    if unfit:
        return _list(here, form, unfit, "")
    record = Transfer.model_validate({
        "id": transfer_id(practice, takes), "practice": practice, "gives": gives, "takes": takes,
        **said,
    })  # fmt: skip
    with here.desk(write=True) as desk:
        propose(desk, record, here.who, here.now)
    return here.to("transfers", record.number)


@router.get("/{lang:language}/desk/transfers/{number}")
def one_transfer(
    here: House, number: Number, step: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """Show a transfer with its history, and the form of the step that is asked for."""
    return _shown(here, here.seen(Transfer, number), step, {}, {})


@router.post("/{lang:language}/desk/transfers/{number}")
def note_transfer(here: House, number: Number) -> Response:
    """Note a step of a transfer."""
    form, now = form_of(here.reader.request), here.seen(Transfer, number)
    seen, act = now._replace(token=form.get("seen", "")), form.get("act", "")
    step = require_step(seen.record, act, here.who)
    names = offices_of(here, seen.record.takes or "", seen.record.gives or "")
    said, wrong = read_form(here, step, form, names)
    if wrong:
        return _shown(here, now, act, form, wrong)
    with here.desk(write=True) as desk:
        note(desk, seen, act, here.who, here.now, said)
    return here.to("transfers", number)


def _declarer(here: AtDesk, practice: str) -> str | None:
    """Return whose a good practice is, None where there is none of that id."""
    view = here.reader.view
    node = view.snapshot.index(practice)
    if node is None or view.type_of(node) != "Practice":
        return None
    return next((view.id(one) for one in declarers(view, node)), None)


def _practices(here: AtDesk) -> Options:
    view, p = here.reader.view, Context(here.reader)
    ids = [view.id(node) for node in view.of_type("Practice").tolist()]
    real = [id_ for id_ in ids if not is_of_example(view, [id_]) and _declarer(here, id_)]
    named = [(id_, p.label(id_).text, p.label(_declarer(here, id_) or "").text) for id_ in real]
    return sorted(
        ((id_, f"{text} · {whose}") for id_, text, whose in named), key=lambda one: one[1]
    )


def _bodies(here: AtDesk) -> Options:
    """Return who may take a practice over: the body of the guideline, and whom it judges."""
    p, view = Context(here.reader), here.reader.view
    rules = guideline_named(view, APPROACH)
    body, kinds = rules.body, set(rules.candidates.kinds)
    ids = [view.id(node) for node in view.of_type("Organisation").tolist()]
    others = [i for i in ids if i != body and view.props(view.index(i)).get("kind") in kinds]
    real = [id_ for id_ in others if not is_of_example(view, [id_])]
    named = sorted(((id_, p.label(id_).text) for id_ in real), key=lambda one: one[1])
    return [(body, p.label(body).text), *named] if p.known(body) else named


def _list(here: AtDesk, form: Form, wrong: Mapping[str, Message], chosen: str) -> Response:
    p, step = Context(here.reader), LIFE.first
    with here.desk() as desk:
        records = records_of(desk, Transfer, here.who)
    body = guideline_named(here.reader.view, APPROACH).body
    names = offices_of(here, form.get("takes", "") or body, body)
    content = {
        "rows": [row_of(here, one) for one in records],
        "practices": _practices(here),
        "bodies": _bodies(here),
        "fields": fields_of(here, Transfer(id=f"{Transfer.prefix}/new"), step, form, names),
        "label": p.say(step.label),
        "typed": {"practice": form.get("practice", ""), "takes": form.get("takes", "")},
        "action": p.path("desk", "transfers"),
        "chosen_wrong": chosen,
        "wrong": {name: p.say(text) for name, text in wrong.items()},
    }
    return here.page("desk/transfers.html", content, wrong=bool(wrong or chosen))


def _shown(
    here: AtDesk, seen: Seen[Transfer], act: str, form: Form, wrong: Mapping[str, Message]
) -> Response:
    record = seen.record
    names = offices_of(here, record.takes or "", record.gives or "")
    content = {
        **step_content(here, seen, act, form, wrong, names),
        "action": Context(here.reader).path("desk", "transfers", record.number),
    }
    return here.page("desk/transfer.html", content, wrong=bool(wrong))
