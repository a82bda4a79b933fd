"""Pages that a mailed link leads to, without signing in: a form of a short-lived cookie, no trace.

Looking at them spends nothing; only a form sent from the page does something.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from api.authentication import cookies
from api.authentication.access_errors import StaleFormError
from api.authentication.access_state import access_of, our_origin
from api.authentication.asker import asker_of
from api.csrf import token_of
from api.pages.chrome import Chrome
from api.pages.rendering import render
from kg.access import forms

GONE: Final = 410


def require_form(request: Request) -> None:
    """Let a form pass that was sent from a page of ours, which its reader opened a while ago.

    Raises:
        StaleFormError: it was not.
    """
    if asker_of(request).session is not None:
        return  # The token of the session was asked for already.
    access, origin = access_of(request), our_origin(request)
    given = cookies.values(request, "form", origin)
    if not any(access.forms.fits(value, token_of(request)) for value in given):
        raise StaleFormError


def mailed_page(
    request: Request, frame: Chrome, template: str, content: Mapping[str, Any], status: int = 200
) -> Response:
    """Return a page with the token of its form; no cache keeps it."""
    access, origin = access_of(request), our_origin(request)
    session = asker_of(request).session
    kept = filter(access.forms.is_good, cookies.values(request, "form", origin))
    cookie = next(kept, None) or access.forms.cookie()
    token = access.forms.token(cookie) if session is None else session.token
    headers = {"Cache-Control": "no-store", "Content-Language": frame.lang}
    html = render(frame, template, {"token": token, **content})
    response = HTMLResponse(html, status, headers)
    cookies.give(response, "form", origin, cookie, forms.LASTS)
    return response
