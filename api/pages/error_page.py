"""Errors as pages: what is wrong, what to do, and where to go from here."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from api.deps import language_of
from api.pages.chrome import Chrome
from api.pages.rendering import render
from kg.base.audience import AUDIENCES
from kg.base.errors import CoopgraphError, ForbiddenError, UnknownIdError


def error_page(request: Request, error: CoopgraphError, more: Mapping[str, str]) -> Response:
    """Return the page of an error in the reader's language, with more headers."""
    frame = Chrome(request, language_of(request))
    _keep(frame)
    nearest = error.nearest if isinstance(error, UnknownIdError) else ()
    html = render(
        frame,
        "error.html",
        {
            "title": frame.say(error.title),
            "detail": frame.say(error.detail),
            "fix": ""
            if isinstance(error, UnknownIdError | ForbiddenError)
            else frame.say(error.fix),
            "status": error.status,
            "nearest": nearest,
        },
    )
    headers = {"Cache-Control": "no-store", "Content-Language": frame.lang}
    return HTMLResponse(html, error.status, {**headers, **more})


def _keep(frame: Chrome) -> None:
    """Go on for the same audience, where the reader asked for a lower one."""
    asked = frame.request.query_params.get("audience")
    level = next((audience for audience in AUDIENCES if audience == asked), None)
    if level is not None:
        frame.given = {"audience": level}
