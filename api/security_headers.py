"""The security headers that every answer carries."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import Scope

from api.authentication.asker import AUDIENCE_HEADER, FOCAL_POINT_HEADER, SECRET_HEADER
from api.authentication.everybody import (
    is_embed,
    is_for_editors,
    is_for_everybody,
    is_picture_file,
)

CSP: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EMBED_CSP: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""Of what other sites show; those that may are added at its end."""
FILE_CSP: Final = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
"""Of a picture as a file: it brings all that it shows."""
EDITORS_CSP: Final = f"{CSP}; frame-src 'self'"
"""Of the page that shows an editor what other sites would show."""
LANGUAGE: Final = "Accept-Language"
SHOWN: Final = ("Cookie", "Authorization")
PROXIED: Final = (AUDIENCE_HEADER, FOCAL_POINT_HEADER, SECRET_HEADER)
SAFETY: Final = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def add_safety(headers: MutableHeaders, scope: Scope) -> None:
    """Add the headers of safety to an answer, and on what of the request it depends.

    That is told to everybody alike: a cache that got the public's answer must know that others may
    get another. With a stricter “Referrer-Policy” than this one a browser sends the forms of a page
    without the origin by which they are known as ours.
    """
    for name, value in SAFETY.items():
        headers[name] = value
    headers["Content-Security-Policy"] = _policy(scope)
    headers.add_vary_header(LANGUAGE)
    if not is_for_everybody(scope):
        headers.add_vary_header(", ".join(_showing(scope)))


def _policy(scope: Scope) -> str:
    if is_embed(scope):
        own = FILE_CSP if is_picture_file(scope) else EMBED_CSP
        return " ".join((own, *_framing(scope)))
    return EDITORS_CSP if is_for_editors(scope) else CSP


def _showing(scope: Scope) -> tuple[str, ...]:
    """Return the headers by which readers of a service can show who they are."""
    proxied = scope["app"].state.access.settings.proxy is not None
    return (*SHOWN, *PROXIED) if proxied else SHOWN


def _framing(scope: Scope) -> tuple[str, ...]:
    """Return the origins of the sites that may show pictures of this service."""
    origins: tuple[str, ...] = scope["app"].state.access.settings.embed_origins
    return origins
