"""“Your records, still right?”: a mailed link, the records as they were asked about, one button."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Literal, NamedTuple

from fastapi import APIRouter, Request, Response

from api.authentication.access_state import Access, access_of
from api.deps import service_of
from api.pages.chrome import Chrome
from api.pages.desk.at_desk import SIGN_IN
from api.pages.desk.mailed_page import followed, mailed_page, over_page, require_form
from api.pages.page_context import Text
from api.service import today
from kg.base.errors import ConflictError
from kg.base.i18n import LANGUAGES, choose
from kg.exchange.confirmation_links import (
    CONFIRM,
    AskedRecords,
    asked_records,
    counts,
    read_confirm,
)
from kg.exchange.confirmations import confirm_records
from kg.exchange.focal_points import READS_AS, who_is
from kg.exchange.moving import move, seen_record
from kg.exchange.own_records import asked_about
from kg.exchange.parties import CLOCK
from kg.graph.view import View
from kg.model.desk_types import Asking, FocalPoint
from kg.model.registry import NODES
from kg.model.registry import type_of as type_of_id
from kg.store.protocol import Store

router = APIRouter()
State = Literal["open", "done", "over"]


class Link(NamedTuple):
    """What a link stands for while it counts: what was asked, and of whom."""

    asking: Asking
    point: FocalPoint


class Shown(NamedTuple):
    """A record as the page shows it."""

    type: str
    title: Text
    summary: Text
    about: list[Text]
    starts: str | None
    ends: str | None


@router.get(f"{CONFIRM}/{{token}}")
def show_records(request: Request, token: str) -> Response:
    """Show the records that a link is about; nothing is spent, whoever opens it."""
    link = _link(request, token)
    if link is None:
        return over_page(request, "desk/confirm.html")
    view = _view(request, link)
    return _page(request, token, link, view, _asked(request, link, view))


@router.post(f"{CONFIRM}/{{token}}")
def confirm(request: Request, token: str) -> Response:
    """Confirm what is still as it was when it was asked; again it alters nothing."""
    require_form(request)
    link = _link(request, token)
    if link is None:
        return over_page(request, "desk/confirm.html")
    view = _view(request, link)
    own = _own(request, link, view)
    with service_of(request).knowledge.writing() as knowledge:
        found = asked_records(knowledge, link.asking, own)
        day = access_of(request).settings.clock().date()
        confirm_records(knowledge, link.point.office or "", found.open, day)
    _note_answer(access_of(request), link)
    done = AskedRecords((), (*found.done, *found.open), found.gone)
    return _page(request, token, link, view, done)


def _link(request: Request, token: str) -> Link | None:
    """Return what a link stands for, None where it is not ours, altered, over, or of nobody now."""
    found = followed(request, token, read_confirm, Asking, counts)
    return None if found is None else Link(found[0].record, found[1])


def _note_answer(access: Access, link: Link) -> None:
    """Note that it was answered, unless somebody has just done so."""
    with access.desk.opened(write=True) as desk, suppress(ConflictError):
        seen = seen_record(desk, Asking, link.asking.id, CLOCK)
        if seen.record.state == "asked":
            now = access.settings.clock()
            move(desk, seen, "answer", who_is(link.point), now)


def _view(request: Request, link: Link) -> View:
    """Return what the office of a link reads."""
    audience = READS_AS[link.point.role or "partner_body"]
    inquiry = service_of(request).knowledge.inquiry(today(), audience, _lang(request, link))
    return inquiry.view


def _own(request: Request, link: Link, view: View) -> list[str]:
    points = access_of(request).desk.all_focal_points()
    active = {p.office for p in points if p.office and p.state == "active"}
    return [view.id(node) for node in asked_about(view, link.point.office or "", active)]


def _asked(request: Request, link: Link, view: View) -> AskedRecords:
    store: Store = service_of(request).knowledge.store
    return asked_records(store, link.asking, _own(request, link, view))


def _lang(request: Request, link: Link) -> str:
    asked = request.query_params.get("lang")
    return asked if asked in LANGUAGES else (link.point.lang or "en")


def _page(request: Request, token: str, link: Link, view: View, found: AskedRecords) -> Response:
    lang = _lang(request, link)
    frame = Chrome(request, lang if lang in LANGUAGES else "en")
    state: State = "open" if found.open else "done"
    office = view.snapshot.index(link.point.office or "")
    content: dict[str, Any] = {
        "state": state,
        "office": _text(view.snapshot.label(office), frame.lang)
        if office is not None
        else Text(""),
        "open": [_record(view, id_, frame) for id_ in found.open],
        "done": [_record(view, id_, frame) for id_ in found.done],
        "gone": len(found.gone),
        "action": f"{frame.root}{CONFIRM}/{token}?lang={frame.lang}",
        "again": f"{frame.root}{SIGN_IN}?lang={frame.lang}",
    }
    return mailed_page(request, frame, "desk/confirm.html", content)


def _record(view: View, id_: str, frame: Chrome) -> Shown:
    node = view.index(id_)
    props = view.props(node)
    related = ("IN_SECTOR", "TOWARDS", "IN_LANGUAGE")
    about = [n for name in related for n in view.adjacency((name,), "out").of(node).tolist()]
    return Shown(
        frame.say(NODES[type_of_id(id_) or ""].title_of_type),
        _text(props.get("title") or {}, frame.lang),
        _text(props.get("summary") or {}, frame.lang),
        [_text(view.snapshot.label(other), frame.lang) for other in about],
        props.get("starts"),
        props.get("ends"),
    )


def _text(words: Any, lang: str) -> Text:
    text, said = choose(words, lang)
    return Text(text, said if said != lang else None)
