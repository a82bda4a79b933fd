"""Entering with the code that the service shows at its terminal, and leaving again."""

from __future__ import annotations

from typing import Any, Final, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.authentication import cookies
from api.authentication.access_errors import StaleFormError
from api.authentication.access_state import access_of, our_origin
from api.authentication.asker import asker_of, sessions_of
from api.csrf import form_of, token_of
from api.deps import language_of, root_of
from api.pages.chrome import ENTER, Chrome
from api.pages.rendering import render
from kg.access import forms, sessions

router = APIRouter()
_FORBIDDEN: Final = 403
_SEE_OTHER: Final = 303

State = Literal["ask", "wrong", "closed", "entered"]
"""What the page shows: the form, the form with an error, that there is no code, the session."""


@router.get(ENTER)
def enter_form(request: Request) -> Response:
    """Show the form that takes the code."""
    if asker_of(request).session is not None:
        return _page(request, "entered")
    return _page(request, "ask" if _tries(request) else "closed")


@router.post(ENTER)
def enter(request: Request) -> Response:
    """Spend the code and begin a session, or show the form again."""
    if asker_of(request).session is not None:
        return _home(request)
    access, origin = access_of(request), our_origin(request)
    given = cookies.values(request, "form", origin)
    if not any(access.forms.fits(value, token_of(request)) for value in given):
        raise StaleFormError
    outcome = _outcome(request)
    if outcome != "entered":
        return _page(request, outcome, _FORBIDDEN)
    response = _home(request)
    token = access.sessions.begin(access.settings.most)
    cookies.give(response, "session", origin, token, sessions.LASTS)
    cookies.take(response, "form", origin)
    return response


@router.post("/-/leave")
def leave(request: Request) -> Response:
    """End the session, also for whoever else may hold its cookie."""
    access = access_of(request)
    for session in sessions_of(access, request):
        access.sessions.end(session)
    response = _home(request)
    response.headers["Clear-Site-Data"] = '"cache"'
    cookies.take(response, "session", our_origin(request))
    return response


def _outcome(request: Request) -> Literal["entered", "wrong", "closed"]:
    access = access_of(request)
    if not _tries(request):
        return "closed"
    return access.entry.spend(form_of(request).get("code", ""), access.desk.once)


def _tries(request: Request) -> int:
    """Return how often the code can be tried; never where others could read what is typed."""
    origin = our_origin(request)
    return access_of(request).entry.tries_left if origin.secure or origin.loopback else 0


def _home(request: Request) -> Response:
    headers = {"Cache-Control": "no-store"}
    address = f"{root_of(request)}/{language_of(request)}/"
    return RedirectResponse(address, _SEE_OTHER, headers)


def _page(request: Request, state: State, status: int = 200) -> Response:
    access, origin = access_of(request), our_origin(request)
    frame = Chrome(request, language_of(request))
    kept = filter(access.forms.is_good, cookies.values(request, "form", origin))
    cookie = next(kept, None) or access.forms.cookie()
    content: dict[str, Any] = {
        "state": state,
        "action": f"{frame.root}{ENTER}?lang={frame.lang}",
        "token": access.forms.token(cookie),
        "tries": access.entry.tries_left,
    }
    headers = {"Cache-Control": "no-store", "Content-Language": frame.lang}
    response = HTMLResponse(render(frame, "enter.html", content), status, headers)
    if state in ("ask", "wrong"):
        cookies.give(response, "form", origin, cookie, forms.LASTS)
    return response
