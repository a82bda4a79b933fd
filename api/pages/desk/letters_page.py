"""How often letters come: chosen by the link at the foot of a digest, without signing in.

A mail program may do it with one click (RFC 8058): it sends no cookie and no header of a page of
ours, and what it sends says nothing. That the link is known is all that it takes, and all that it
can do is to get fewer letters, or more again.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final, get_args

from fastapi import APIRouter, Request, Response

from api.authentication.access_state import access_of
from api.csrf import form_of
from api.deps import language_of, service_of
from api.pages.chrome import Chrome
from api.pages.desk.at_desk import SIGN_IN
from api.pages.desk.mailed_page import GONE, mailed_page
from kg.base.errors import BadOptionError, ConflictError
from kg.base.i18n import LANGUAGES, choose, msg
from kg.base.store_errors import StoreMissingError
from kg.exchange.focal_points import who_is
from kg.exchange.mail.stop_links import LETTERS, whose_link
from kg.exchange.moving import move, seen_record
from kg.model.desk_types import DIGEST_PACES, DigestPace, FocalPoint

router = APIRouter()
_TRIES: Final = 5
_ONE_CLICK: Final = "never"
"""What the one click of a mail program chooses."""


@router.get(f"{LETTERS}/{{token}}")
def show_pace(request: Request, token: str) -> Response:
    """Show how often letters come; whoever opens it alters nothing."""
    found = _whose(request, token)
    return _over(request) if found is None else _page(request, token, found, done=False)


@router.post(f"{LETTERS}/{{token}}")
def choose_pace(request: Request, token: str) -> Response:
    """Take the choice of the page, or the one click of a mail program."""
    found = _whose(request, token)
    if found is None:
        return _over(request)
    pace = form_of(request).get("digest", _ONE_CLICK)
    return _page(request, token, keep_pace(request, found, pace), done=True)


def keep_pace(request: Request, focal_point: FocalPoint, pace: str) -> FocalPoint:
    """Note how often a focal point wants to hear; what others alter meanwhile stays.

    Raises:
        BadOptionError: no such choice.
        StoreError: the desk cannot be written to.
    """
    if pace not in DIGEST_PACES:
        fix = msg("Use one of: {names}.", names=list(get_args(DigestPace)))
        raise BadOptionError("digest", pace, fix)
    access, who = access_of(request), who_is(focal_point)
    with access.desk.opened(write=True) as desk:
        for left in reversed(range(_TRIES)):
            seen = seen_record(desk, FocalPoint, focal_point.id, who)
            try:
                now = access.settings.clock()
                return move(desk, seen, "pace", who, now, digest=pace)
            except ConflictError:
                if not left:
                    raise
    raise AssertionError


def _whose(request: Request, token: str) -> FocalPoint | None:
    access = access_of(request)
    with suppress(StoreMissingError):
        signer = access.desk.links()
        points = access.desk.all_focal_points()
        return whose_link(signer, token, points, access.settings.clock()) if signer else None
    return None


def _over(request: Request) -> Response:
    frame = Chrome(request, language_of(request))
    content = {"state": "over", "again": f"{frame.root}{SIGN_IN}?lang={frame.lang}"}
    return mailed_page(request, frame, "desk/letters.html", content, GONE)


def _page(request: Request, token: str, found: FocalPoint, *, done: bool) -> Response:
    asked, own = request.query_params.get("lang"), found.lang or ""
    frame = Chrome(request, next((x for x in (asked, own) if x in LANGUAGES), "en"))
    content = {
        "state": "done" if done else "open",
        "office": _office(request, found, frame.lang),
        "pace": found.digest or "week",
        "action": f"{frame.root}{LETTERS}/{token}?lang={frame.lang}",
        "watches": frame.path("desk", "watches"),
    }
    return mailed_page(request, frame, "desk/letters.html", content)


def _office(request: Request, found: FocalPoint, lang: str) -> str:
    view = service_of(request).knowledge.snapshot("board")
    index = view.index(found.office) if found.office else None
    return "" if index is None else choose(view.label(index), lang)[0]
