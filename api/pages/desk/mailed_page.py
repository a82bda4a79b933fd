"""Pages that a mailed link leads to, without signing in: a form of a short-lived cookie, no trace.

Looking at them spends nothing; only a form sent from the page does something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final, TypeVar

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from api.authentication import cookies
from api.authentication.access_errors import StaleFormError
from api.authentication.access_state import access_of, our_origin
from api.authentication.asker import asker_of
from api.csrf import token_of
from api.deps import language_of
from api.pages.chrome import Chrome
from api.pages.desk.at_desk import SIGN_IN
from api.pages.rendering import render
from kg.access import forms
from kg.access.signing import Signer
from kg.base.errors import UnknownIdError
from kg.base.store_errors import StoreMissingError
from kg.exchange.mailed_links import LinkedRecord
from kg.exchange.moving import Seen, seen_record
from kg.exchange.parties import CLOCK
from kg.model.desk_types import Asking, Delivery, FocalPoint

GONE: Final = 410
M = TypeVar("M", Asking, Delivery)
Read = Callable[[Signer, str, datetime], LinkedRecord | None]
Counts = Callable[[LinkedRecord, M, Mapping[str, FocalPoint]], bool]


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


def followed(
    request: Request, token: str, read: Read, cls: type[M], counts: Counts[M]
) -> tuple[Seen[M], FocalPoint] | None:
    """Return the record that a link is about, and the focal point that it was mailed to.

    None where the link is not ours, altered, over, or of nobody now.

    Raises:
        StoreError: the desk cannot be read.
    """
    access = access_of(request)
    with suppress(StoreMissingError, UnknownIdError):
        signer = access.desk.links()
        found = read(signer, token, access.settings.clock()) if signer else None
        if found is None:
            return None
        with access.desk.opened() as desk:
            seen = seen_record(desk, cls, found.id, CLOCK)
        points = {point.id: point for point in access.desk.all_focal_points()}
        if counts(found, seen.record, points):
            return seen, points[seen.record.focal_point or ""]
    return None


def over_page(request: Request, template: str) -> Response:
    """Return the page of a link that leads nowhere any more: with the way to sign in."""
    frame = Chrome(request, language_of(request))
    content = {"state": "over", "again": f"{frame.root}{SIGN_IN}?lang={frame.lang}"}
    return mailed_page(request, frame, template, content, GONE)


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
