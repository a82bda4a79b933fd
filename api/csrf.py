"""Against forged forms (CSRF): what could change something comes from a page of ours."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from api.authentication.access_errors import (
    BadFormError,
    ForeignFormError,
    LargeFormError,
    StaleFormError,
)
from api.authentication.access_state import access_of, our_origin
from api.authentication.asker import asker_of, sessions_of
from api.deps import raw_path
from api.request_log import note_route
from kg.access.hosts import origin_of
from kg.access.signing import same
from kg.exchange.mail.stop_links import LETTERS

SAFE: Final = ("GET", "HEAD")
MAX_FORM: Final = 64 * 1024
"""Bytes of a form."""
TOKEN: Final = "token"  # noqa: S105 (the name of a field)
KEPT: Final = "/-/kept"
"""Where a form goes on that came when its session had ended; all it does is to show it again."""
_MAX_FIELDS: Final = 100
_FORM: Final = "application/x-www-form-urlencoded"


async def guarded(request: Request) -> None:
    """Let requests pass that only read, and forms that a page of ours sent in its reader's session.

    A dependency of the whole application: no route can forget it.

    Raises:
        ForeignFormError, StaleFormError, BadFormError, LargeFormError: as their names say.
    """
    note_route(request)
    if request.method in SAFE:
        return
    if raw_path(request).startswith(f"{LETTERS}/"):
        # What the link in its address says is all that counts: mail programs send this (RFC 8058).
        request.state.form = _if_form(request, await _body(request))
        return
    asker = asker_of(request)
    sessions = list(sessions_of(access_of(request), request))
    # No page can make a browser send a key: a script that shows one needs no page of ours.
    by_script = asker.by_key and asker.focal_point is not None and not sessions
    if not by_script:
        _require_our_page(request)
    request.state.form = _fields(request, await _body(request))
    if raw_path(request) == KEPT:
        # Its seal takes the place of a token: it came from before whatever session there is now.
        return
    held = sessions if asker.session is None else [asker.session]
    if not by_script and held and not any(same(token_of(request), s.token) for s in held):
        raise StaleFormError


def form_of(request: Request) -> dict[str, str]:
    """Return the fields of the form that a request sent."""
    form: dict[str, str] = request.state.form
    return form


def token_of(request: Request) -> str:
    """Return the token of a form, empty where it has none."""
    return form_of(request).get(TOKEN, "")


def _require_our_page(request: Request) -> None:
    """Raise where no header says that a page of ours sent this, or where one says otherwise."""
    sites = request.headers.getlist("sec-fetch-site")
    origins = request.headers.getlist("origin")
    ours = our_origin(request)
    if not (sites or origins):
        raise ForeignFormError
    if sites not in ([], ["same-origin"]):
        raise ForeignFormError
    if origins and (len(origins) > 1 or origin_of(origins[0]) != ours):
        raise ForeignFormError


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MAX_FORM:
            raise LargeFormError(MAX_FORM)
    return bytes(body)


def _if_form(request: Request, body: bytes) -> dict[str, str]:
    """Return the fields of a form of ours; of anything else that was sent none."""
    try:
        return _fields(request, body)
    except BadFormError:
        return {}


def _fields(request: Request, body: bytes) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind != _FORM:
        raise BadFormError
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError:
        raise BadFormError from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise BadFormError
    return fields
