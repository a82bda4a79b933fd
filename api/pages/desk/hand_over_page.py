"""Handing a desk over: an office names another one of its state, the secretariat confirms it."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from fastapi import APIRouter, Response

from api.authentication.access_state import access_of
from api.csrf import form_of
from api.pages.desk.at_desk import AtDesk, Desk, NoOfficeError
from api.pages.desk.desk_lines import Line
from api.pages.page_context import Context, Text
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.exchange.acceptance import Ledgers
from kg.exchange.handing_over import check_successor, hand_over, successors
from kg.exchange.moving import Seen, move, records_of, seen_record
from kg.exchange.parties import decides
from kg.model.desk_types import FocalPoint
from kg.store.protocol import Store

router = APIRouter()


class Asked(NamedTuple):
    """A desk that is to be handed over: from which office to which, and the record as it is."""

    id: str
    office: Text
    successor: Text
    seen: str


@router.get("/{lang:language}/desk/hand-over")
def hand_over_form(here: Desk) -> Response:
    """Show to whom a desk can be handed over; to the secretariat what offices have asked for."""
    return _shown(here)


@router.post("/{lang:language}/desk/hand-over")
def act(here: Desk) -> Response:
    """Ask to hand a desk over, keep it after all, or confirm that it is."""
    form = form_of(here.reader.request)
    what = form.get("act", "")
    id_ = form.get("focal_point", "") if decides(here.who) else here.focal_point.id
    with here.desk(write=True) as desk:
        seen = seen_record(desk, FocalPoint, id_, here.who)
        seen = seen._replace(token=form.get("seen", ""))
        if what == "confirm":
            _confirm(here, desk, seen)
        elif what == "hand over":
            try:
                _check(here, seen.record, form.get("successor", ""))
            except BadOptionError:
                return _shown(here, wrong=True)
            move(desk, seen, what, here.who, here.now, successor=form["successor"])
        else:
            move(desk, seen, what, here.who, here.now)
    return here.to("hand-over")


def pending_hand_overs(here: AtDesk, desk: Store) -> Iterator[Line]:
    """Yield the desks that offices want to hand over: the secretariat confirms it."""
    frame = Context(here.reader)
    for point in records_of(desk, FocalPoint, here.who) if decides(here.who) else ():
        if point.state == "active" and point.successor:
            office = frame.label(point.office or "").text
            state = frame.say(msg("A desk is to be handed over"))
            yield Line(("hand-over",), office, state, point.moved or "", None, mine=True)


def _confirm(here: AtDesk, desk: Store, seen: Seen[FocalPoint]) -> None:
    if decides(here.who):
        _check(here, seen.record, seen.record.successor or "")
    with here.reader.service.knowledge.writing() as knowledge:
        hand_over(Ledgers(knowledge, desk), seen, here.who, here.now)


def _check(here: AtDesk, point: FocalPoint, successor: str) -> None:
    points = access_of(here.reader.request).desk.all_focal_points()
    check_successor(here.reader.view, point.office or "", successor, points)


def _shown(here: AtDesk, *, wrong: bool = False) -> Response:
    frame = Context(here.reader)
    content: dict[str, Any] = {
        "action": frame.path("desk", "hand-over"),
        "wrong": wrong,
        "choices": [],
        "asked": [],
        "own": None,
        "seen": "",
    }
    with here.desk() as desk:
        if decides(here.who):
            content["asked"] = list(_all_asked(here, frame, desk))
        else:
            content |= _own(here, frame, desk)
    return here.page("desk/hand_over.html", content, wrong=wrong)


def _all_asked(here: AtDesk, frame: Context, desk: Store) -> list[Asked]:
    points = [p for p in records_of(desk, FocalPoint, here.who) if p.successor]
    return [
        _asked(frame, seen_record(desk, FocalPoint, point.id, here.who))
        for point in points
        if point.state == "active"
    ]


def _own(here: AtDesk, frame: Context, desk: Store) -> dict[str, Any]:
    """Return what an office is shown.

    Raises:
        NoOfficeError: it speaks for none.
    """
    if here.focal_point.office is None:
        raise NoOfficeError
    seen = seen_record(desk, FocalPoint, here.focal_point.id, here.who)
    points = access_of(here.reader.request).desk.all_focal_points()
    found = successors(here.reader.view, here.focal_point.office, points)
    return {
        "seen": seen.token,
        "own": _asked(frame, seen) if seen.record.successor else None,
        "choices": [(id_, frame.label(id_)) for id_ in found],
    }


def _asked(frame: Context, seen: Seen[FocalPoint]) -> Asked:
    record = seen.record
    return Asked(
        record.id,
        frame.label(record.office or ""),
        frame.label(record.successor or ""),
        seen.token,
    )
