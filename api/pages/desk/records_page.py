"""Our records: what an office declares, what waits of it, and what can be done with each."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter, Response

from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.desk.desk_lines import Line
from api.pages.desk.office_records import Shown, all_shown, id_in_address, own_of, shown
from api.pages.page_context import Context
from ingest.own_cells import ASIDE, kind_of, own_cells
from ingest.sheet.headers.column_words import words_of
from ingest.sheet.record_cells import named_by
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.text import fold
from kg.exchange.acting_on_records import act_on, last_act, undo_act
from kg.exchange.own_statements import OwnRecord, own_record
from kg.exchange.parties import enters
from kg.exchange.record_acts import open_acts
from kg.model.registry import NODES
from kg.store.protocol import Store

router = APIRouter()
UNDO: Final = "undo"
_DAYS: Final = ("starts", "ends")
MOST_LINES: Final = 10
"""Records that My desk lists one by one; the page of all records has the others."""


@router.get("/{lang:language}/desk/records")
def our_records(here: Desk) -> Response:
    """List what an office declares; what waits comes first."""
    frame = Context(here.reader)
    found = sorted(all_shown(here), key=lambda one: (not one.waits, fold(one.title.text)))
    content = {
        "office": frame.label(here.office.id),
        "rows": [
            (one, frame.say(NODES[one.own.type].title_of_type), _sentences(frame, one))
            for one in found
        ],
    }
    return here.page("desk/records.html", content)


@router.get("/{lang:language}/desk/records/{id:path}")
def our_record(here: Desk) -> Response:
    """Show a record of an office, and what it can do with it."""
    return _page(here, own_of(here, id_in_address(here)))


@router.post("/{lang:language}/desk/records/{id:path}")
def act_on_record(here: Desk) -> Response:
    """Do what a button says: at once, or undo it."""
    form, own = form_of(here.reader.request), own_of(here, id_in_address(here))
    act, token = form.get("act", ""), form.get("seen", "")
    with here.reader.service.knowledge.writing() as knowledge:
        now = own_record(knowledge, own.id, own.office) or own
        # As it was when the page was made: whoever was faster is not overwritten.
        seen = replace(now, record=replace(now.record, token=token))
        if act == UNDO:
            undo_act(knowledge, seen)
        else:
            name = Context(here.reader).label(own.office).text
            act_on(knowledge, seen, act, name, here.now.date(), **_said(form))
    return here.to("records", own.id)


def waiting_records(here: AtDesk, _desk: Store) -> Iterator[Line]:
    """Yield what waits of the records of an office: an end, or that nobody confirmed them.

    Those with a day come first; beyond some of them the page of all records is named.
    """
    if not enters(here.who):
        return
    frame = Context(here.reader)
    found = [one for one in all_shown(here) if one.waits]
    found.sort(key=lambda one: (one.waits[0].due is None, one.waits[0].due, one.own.id))
    for one in found[:MOST_LINES]:
        state = " · ".join(_sentences(frame, one))
        since, due = one.confirmed or "", one.waits[0].due
        yield Line(("records", one.own.id), one.title.text, state, since, due, mine=True)
    if len(found) > MOST_LINES:
        more = msg("{n} more of your records wait", n=len(found) - MOST_LINES)
        yield Line(("records",), frame.say(more), "", "", None, mine=True)


def _page(here: AtDesk, own: OwnRecord) -> Response:
    frame, one, store = Context(here.reader), shown(here, own), here.reader.inquiry.store
    last = last_act(store, own.id, own.office)
    kind = kind_of(own.type)
    content: dict[str, Any] = {
        "one": one,
        "type": frame.say(NODES[own.type].title_of_type),
        "status": own.status,
        "waits": _sentences(frame, one),
        "cells": _cells(frame, kind, own),
        "acts": [(act, frame.say(act.label)) for act in open_acts(own.type, own.status)],
        "last": (frame.say(last.act.label), last.at) if last else None,
        "undo": UNDO,
        "seen": own.record.token,
        "action": frame.path("desk", "records", own.id),
        "change": frame.path("desk", "change", own.id),
        "in_view": here.reader.view.snapshot.index(own.id) is not None,
    }
    return here.page("desk/record.html", content)


def _cells(frame: Context, kind: str, own: OwnRecord) -> list[tuple[str, str]]:
    """Return what the declarer of a record says, as it is read: names for ids, days as days."""
    hidden = ("visibility", "nature", *ASIDE)
    named = named_by(kind, own.id, own.related())
    cells = own_cells(own)
    said = {name: cells[name] for name in cells if name.partition(":")[0] not in hidden}
    said |= {n: ", ".join(frame.label(id_).text for id_ in named[n]) for n in said if n in named}
    said |= {n: frame.date(said[n]) for n in _DAYS if n in said}
    return [(cell_label(frame, kind, name), text) for name, text in said.items()]


def cell_label(frame: Context, kind: str, name: str) -> str:
    """Return what a column is called on a page, with its language where it is of one."""
    column, _, lang = name.partition(":")
    word = words_of(kind, column)[frame.lang][0]
    return f"{word} ({frame.language(lang)})" if lang else word


def _sentences(frame: Context, one: Shown) -> list[str]:
    return [frame.say(each.text) for each in one.waits]


def _said(form: dict[str, str]) -> dict[str, str]:
    ends = form.get("ends", "").strip()
    if not ends:
        return {}
    try:
        return {"ends": parse_day(ends).isoformat()}
    except ValueError:
        fix = msg("Write a day as year-month-day: {day}.", day="2027-12-31")
        raise BadOptionError("ends", ends[:40], fix) from None
