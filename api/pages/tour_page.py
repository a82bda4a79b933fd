"""A tour of the exchange as invented offices: what to do next, as the desk stands. In the demo."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request, Response

from api.authentication.access_state import access_of
from api.deps import PageReader
from api.pages.page_context import Context
from api.pages.rendering import fresh_page
from kg.base.store_errors import StoreMissingError
from kg.exchange.tour import ASKING, DEMAND, FIXED, STOPS, Progress, Stop, StopName, progress

router = APIRouter()
_KIND: Final = "demands"


@router.get("/{lang:language}/tour")
def tour(request: Request, reader: PageReader) -> Response:
    """Lead through the exchange: what is done, what comes next, and where."""
    if not reader.service.tour:
        raise HTTPException(404)
    p, reached = Context(reader), _reached(request)
    content = {
        "stops": [_stop(p, stop, reached) for stop in STOPS],
        "next": reached.next,
        "words": _words(p),
        "asking": p.say(ASKING),
    }
    return fresh_page(p, "tour.html", content)


def _reached(request: Request) -> Progress:
    with suppress(StoreMissingError), access_of(request).desk.opened() as desk:
        return progress(desk)
    return Progress()


def _stop(p: Context, stop: Stop, reached: Progress) -> dict[str, Any]:
    return {
        "name": stop.name,
        "mailbox": stop.who.mailbox,
        "office": p.label(stop.who.office) if stop.who.office else None,
        "role": stop.who.role,
        "title": p.say(stop.title),
        "text": p.say(stop.text),
        "done": stop.name in reached.done,
        "address": _addresses(p, reached)[stop.name],
    }


def _addresses(p: Context, reached: Progress) -> Mapping[StopName, str]:
    """Return where each stop happens: its record where there is one, else the desk."""
    desk = p.path("desk")
    entry, contact = reached.submission, reached.contact
    request = p.path("desk", "contacts", contact.id.partition("/")[2]) if contact else desk
    activity = contact.activity if contact else None
    return {
        "enter": f"{p.root}/-/sign-in?lang={p.lang}",
        "post": p.path("desk", "new", _KIND),
        "accept": p.path("desk", "entries", entry.id.partition("/")[2]) if entry else desk,
        "ask": p.path("match", entry.record) if entry and entry.record else desk,
        "answer": request,
        "start": request,
        "confirm": request,
        "found": p.path("node", activity) if activity else desk,
    }


def _words(p: Context) -> list[tuple[str, str]]:
    """Return what to write into which column of the form."""
    from ingest.sheet.headers.column_words import words_of

    texts = {name: p.say(text) for name, text in DEMAND.items()} | FIXED
    texts["visibility"] = p.word("visibility", FIXED["visibility"])
    return [(words_of(_KIND, name)[p.lang][0], text) for name, text in texts.items()]
