"""“Was it useful? What was missing?”: a mailed link, what the paper is called, three buttons.

It shows nothing of the paper itself: that is read signed in.
"""

from __future__ import annotations

from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from api.authentication.access_state import access_of
from api.csrf import form_of
from api.pages.chrome import Chrome
from api.pages.desk.at_desk import SIGN_IN
from api.pages.desk.mailed_page import followed, mailed_page, over_page, require_form
from kg.base.errors import ConflictError
from kg.base.i18n import LANGUAGES
from kg.exchange.focal_points import who_is
from kg.exchange.mail.sending import language_of as language_of_letters
from kg.exchange.moving import Seen
from kg.exchange.paper_deliveries import LONGEST_TEXT, is_said, note_reply
from kg.exchange.paper_links import USEFUL as ADDRESS
from kg.exchange.paper_links import may_reply, read_useful
from kg.model.desk_types import USEFUL, Delivery, FocalPoint
from kg.model.vocabulary import USEFULNESS

router = APIRouter()
_UNPROCESSABLE = 422
_TRIES = 5


class Link(NamedTuple):
    """What a link stands for while it counts: what was delivered, and to whom."""

    seen: Seen[Delivery]
    point: FocalPoint


@router.get(f"{ADDRESS}/{{token}}")
def show_question(request: Request, token: str) -> Response:
    """Show the three buttons; whoever opens the page alters nothing."""
    link = _link(request, token)
    return over_page(request, "desk/useful.html") if link is None else _page(request, token, link)


@router.post(f"{ADDRESS}/{{token}}")
def say_useful(request: Request, token: str) -> Response:
    """Take what an office says of a paper; said again, the last counts."""
    require_form(request)
    form = form_of(request)
    useful, missing = form.get("useful", ""), form.get("missing", "").strip()
    for left in reversed(range(_TRIES)):
        link = _link(request, token)
        if link is None:
            return over_page(request, "desk/useful.html")
        if not is_said(useful, missing):
            return _page(request, token, link, typed=missing, wrong=True)
        try:
            return _page(request, token, _noted(request, link, useful, missing), done=True)
        except ConflictError:
            if not left:
                raise
    raise AssertionError


def _noted(request: Request, link: Link, useful: str, missing: str) -> Link:
    access = access_of(request)
    with access.desk.opened(write=True) as desk:
        now, who = access.settings.clock(), who_is(link.point)
        record = note_reply(desk, link.seen, who, now, useful=useful, missing=missing)
    return Link(Seen(record, ""), link.point)


def _link(request: Request, token: str) -> Link | None:
    """Return what a link stands for, None where it is not ours, altered, over, or of nobody now."""
    found = followed(request, token, read_useful, Delivery, may_reply)
    return None if found is None else Link(*found)


def _page(
    request: Request,
    token: str,
    link: Link,
    typed: str | None = None,
    *,
    done: bool = False,
    wrong: bool = False,
) -> Response:
    asked, record = request.query_params.get("lang"), link.seen.record
    lang = asked if asked in LANGUAGES else language_of_letters(link.point)
    frame = Chrome(request, lang or "en")
    content = {
        "state": "done" if done else "open",
        "one": record,
        "choices": [(name, frame.say(USEFULNESS[name])) for name in USEFUL],
        "said": frame.say(USEFULNESS[record.useful]) if record.useful else "",
        "missing": (record.missing or "") if typed is None else typed,
        "most": LONGEST_TEXT,
        "wrong": wrong,
        "action": f"{frame.root}{ADDRESS}/{token}?lang={frame.lang}",
        "again": f"{frame.root}{SIGN_IN}?lang={frame.lang}",
    }
    status = _UNPROCESSABLE if wrong else 200
    return mailed_page(request, frame, "desk/useful.html", content, status)
