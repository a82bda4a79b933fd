"""One consultation: its items, what was said of each, and what the board may do with it."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Response

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.consultation_parts import (
    FOLDER,
    Number,
    consultation_seen,
    has_answered,
    head_of,
    items_shown,
    points_of,
)
from api.pages.page_context import Context, Text
from kg.base.errors import UnknownIdError
from kg.exchange.acceptance import Ledgers
from kg.exchange.adoption import adopted_id
from kg.exchange.consultation_asked import ask_more, newcomers, spoken_for
from kg.exchange.consultation_decisions import decisions_before, undo_decision
from kg.exchange.consultations import (
    BadEndError,
    NobodyAskedError,
    act_on,
    extend,
    open_consultation,
)
from kg.exchange.moving import Seen, open_steps
from kg.exchange.parties import marks
from kg.exchange.responses import give_all
from kg.model.desk_types import Consultation
from kg.store.protocol import Store

router = APIRouter()
_YAML: Final = "application/yaml; charset=utf-8"


@router.get("/{lang:language}/desk/consultations/{number}")
def consultation(here: Desk, number: Number) -> Response:
    """Show a consultation to the board, and to who is asked."""
    return _page(here, consultation_seen(here, number))


@router.post("/{lang:language}/desk/consultations/{number}")
def act_on_consultation(here: Desk, number: Number) -> Response:
    """Do what a button says: open it, move its end, close it, ask more, give all drafts."""
    form, seen = form_of(here.reader.request), consultation_seen(here, number)
    act = form.get("act", "")
    seen = seen._replace(token=form.get("seen", ""))
    try:
        with here.desk(write=True) as desk:
            _act(here, desk, seen, act, form.get("until", "").strip())
    except (BadEndError, NobodyAskedError) as error:
        p = Context(here.reader)
        said = f"{p.say(error.detail)} {p.say(error.fix)}"
        return _page(here, consultation_seen(here, number), until=form.get("until", ""), said=said)
    return here.to(FOLDER, number)


@router.get("/{lang:language}/desk/consultations/{number}/text")
def consultation_text(here: Desk, number: Number) -> Response:
    """Give the file that is consulted on."""
    record = consultation_seen(here, number).record
    return _file(record, record.version, record.text)


@router.get("/{lang:language}/desk/consultations/{number}/adopted")
def adopted_file(here: Desk, number: Number) -> Response:
    """Give the file that the board adopted."""
    record = consultation_seen(here, number).record
    if record.adopted is None:
        raise UnknownIdError(record.id)
    return _file(record, record.adopted_version, record.adopted)


def _act(here: AtDesk, desk: Store, seen: Seen[Consultation], act: str, until: str) -> None:
    if act == "open":
        whom = newcomers(here.reader.view, points_of(here), seen.record).fields()
        open_consultation(desk, seen, until, here.who, here.now, whom)
    elif act == "extend":
        extend(desk, seen, until, here.who, here.now)
    elif act == "ask":
        more = newcomers(here.reader.view, points_of(here), seen.record)
        ask_more(desk, seen, more, here.who, here.now)
    elif act == "give":
        give_all(desk, consultation_seen(here, seen.record.number), here.who, here.now)
    elif act == "undo":
        with here.reader.service.knowledge.writing() as knowledge:
            undo_decision(Ledgers(knowledge, desk), seen, here.who, here.now)
    else:
        act_on(desk, seen, act, here.who, here.now)


def _file(record: Consultation, version: str | None, text: str | None) -> Response:
    name = f"{record.guideline}-{version}.yaml".replace('"', "").replace("\\", "")
    plain = "".join(sign if sign.isascii() and sign.isprintable() else "-" for sign in name)
    headers = {
        "Content-Disposition": f'attachment; filename="{plain}"',
        "Cache-Control": "no-store",
    }
    return Response(text or "", 200, headers, _YAML)


def _page(
    here: AtDesk, seen: Seen[Consultation], *, until: str = "", said: str = ""
) -> Response:  # fmt: skip
    p, record = Context(here.reader), seen.record
    with here.desk() as desk:
        items = items_shown(here, desk, record)
        content: dict[str, Any] = {
            **head_of(here, p, record),
            "items": items,
            "drafts": any(item["own"] and item["own"]["is_draft"] for item in items),
            "asked": _asked(here, p, desk, record),
            "steps": [
                (step, p.say(step.label))
                for step in open_steps(record, here.who)
                if step.act not in {"draw up", "decide"}
            ],
            "decides": any(step.act == "decide" for step in open_steps(record, here.who)),
            "undone": list(decisions_before(desk, record)) if marks(here.who) else [],
            "new_offices": _has_newcomers(here, record),
            "adopted_node": _adopted_node(p, record),
            "seen": seen.token,
            "until": until,
            "until_wrong": said,
        }
    return here.page("desk/consultation.html", content, wrong=bool(said))


def _asked(here: AtDesk, p: Context, desk: Store, record: Consultation) -> dict[str, Any]:
    """Return who is asked; for the board also who has an office, and who has answered when."""
    answered = has_answered(desk, record, here) if marks(here.who) else {}
    view = here.reader.view
    days: dict[str, str] = {}
    for office, day in answered.items():
        home = spoken_for(view, record, office)
        days[home] = max(days.get(home, ""), day)
    reached = {spoken_for(view, record, office) for office in (*record.offices, *record.invited)}

    def line(id_: str) -> tuple[Text, str, bool]:
        return p.label(id_), days.get(id_, ""), id_ in reached

    return {"states": [line(id_) for id_ in record.states],
            "bodies": [line(id_) for id_ in record.bodies]}  # fmt: skip


def _has_newcomers(here: AtDesk, record: Consultation) -> bool:
    if not marks(here.who) or record.state != "open":
        return False
    more = newcomers(here.reader.view, points_of(here), record)
    return not {*more.offices, *more.invited} <= {*record.offices, *record.invited}


def _adopted_node(p: Context, record: Consultation) -> str:
    id_ = adopted_id(record)
    return id_ if id_ and p.known(id_) else ""
