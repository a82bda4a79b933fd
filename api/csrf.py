"""Against forged forms (CSRF): what could change something comes from a page of ours."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.authentication.access_errors import (
    BadFormError,
    BadProgramUploadError,
    BadUploadError,
    ForeignFormError,
    KeylessUploadError,
    LargeFormError,
    StaleFormError,
)
from api.authentication.access_state import access_of, our_origin
from api.authentication.asker import asker_of, sessions_of
from api.deps import raw_path
from api.request_log import note_route
from api.upload_form import UploadedFile, UploadForm, UploadPlace, program_place, upload_place
from kg.access.hosts import origin_of
from kg.access.sessions import Session
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


async def guarded(request: Request) -> AsyncIterator[None]:
    """Let requests pass that only read, and forms that a page of ours sent in its reader's session.

    A dependency of the whole application: no route can forget it. A file that comes with a form
    lies in a folder of its own until the request is answered.

    Raises:
        ForeignFormError, StaleFormError, BadFormError, LargeFormError: as their names say.
        BadUploadError, LargeFileError: of a form with a file.
    """
    note_route(request)
    if request.method in SAFE:
        yield
        return
    if raw_path(request).startswith(f"{LETTERS}/"):
        # What the link in its address says is all that counts: mail programs send this (RFC 8058).
        request.state.form = _if_form(request, await _body(request))
        yield
        return
    place = upload_place(request.scope)
    if place is not None:
        by_script = place.by_key and _by_script(request)
        if not by_script:
            _require_our_page(request, place)
        with tempfile.TemporaryDirectory(prefix="coopgraph-") as folder:
            await _take_upload(request, Path(folder), place, by_script=by_script)
            yield
        return
    program = program_place(request.scope)
    if program is not None and _by_script(request):
        raise BadProgramUploadError(program.files)
    by_script = _by_script(request) and asker_of(request).focal_point is not None
    if not by_script:
        _require_our_page(request, program)
    request.state.form = _fields(request, await _body(request))
    if raw_path(request) == KEPT:
        # Its seal takes the place of a token: it came from before whatever session there is now.
        yield
        return
    if not by_script and _held(request) and not _is_ours(request, token_of(request)):
        raise StaleFormError
    yield


def form_of(request: Request) -> dict[str, str]:
    """Return the fields of the form that a request sent."""
    form: dict[str, str] = request.state.form
    return form


def file_of(request: Request, field: str) -> UploadedFile | None:
    """Return the file that came in a field of the form of a request, None where none was chosen.

    It is there until the request is answered.
    """
    files: dict[str, UploadedFile] = getattr(request.state, "files", {})
    file = files.get(field)
    return file if file is not None and file.name else None


def token_of(request: Request) -> str:
    """Return the token of a form, empty where it has none."""
    return form_of(request).get(TOKEN, "")


def _require_our_page(request: Request, place: UploadPlace | None = None) -> None:
    """Raise where no header says that a page of ours sent this, or where one says otherwise."""
    sites = request.headers.getlist("sec-fetch-site")
    origins = request.headers.getlist("origin")
    ours = our_origin(request)
    if not (sites or origins):
        raise KeylessUploadError if place is not None and place.by_key else ForeignFormError
    if sites not in ([], ["same-origin"]):
        raise ForeignFormError
    if origins and (len(origins) > 1 or origin_of(origins[0]) != ours):
        raise ForeignFormError


def _held(request: Request) -> list[Session]:
    """Return the sessions by which a form may come: that of who acts, else all that are held."""
    found = asker_of(request).session
    return list(sessions_of(access_of(request), request)) if found is None else [found]


def _is_ours(request: Request, token: str) -> bool:
    """Say whether a token is that of a session of whoever asks."""
    return any(same(token, session.token) for session in _held(request))


def _by_script(request: Request) -> bool:
    """Say whether a request shows a key and no session: no page makes a browser send a key."""
    return asker_of(request).by_key and not list(sessions_of(access_of(request), request))


async def _take_upload(
    request: Request, folder: Path, place: UploadPlace, *, by_script: bool
) -> None:
    """Take a form with files; without a session or a key nothing of it is read."""
    if not by_script and not _held(request):
        raise StaleFormError
    kind = request.headers.get("content-type", "")
    form = UploadForm(kind, folder, lambda token: by_script or _is_ours(request, token), place)
    try:
        async for data in request.stream():
            # Elsewhere: a body that is nothing but beginnings of boundaries takes a while.
            await run_in_threadpool(form.write, data)
        form.finish()
    except BadUploadError as error:
        if by_script:
            raise BadProgramUploadError(place.files) from error
        raise
    finally:
        form.close()
    request.state.form, request.state.files = form.fields, form.files
    if not by_script and not _is_ours(request, token_of(request)):
        raise StaleFormError


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
