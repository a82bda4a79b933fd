"""Our cookies: never readable by scripts, bound to the host, and only by TLS where there is TLS."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, Literal

from starlette.requests import Request
from starlette.responses import Response

from kg.access.hosts import Origin

Kind = Literal["session", "form"]
_SAME_SITE: Final[dict[Kind, Literal["lax", "strict"]]] = {"session": "lax", "form": "strict"}
"""With ``strict`` a link in a letter would lead a reader who has entered to the public's page."""


def name_of(kind: Kind, origin: Origin) -> str:
    """Return the name of a cookie.

    ``__Host-`` lets no other host and no plain HTTP set it. On the loopback, whose cookies all
    ports share, the port keeps two services from overwriting each other's.
    """
    return f"__Host-coopgraph-{kind}" if origin.secure else f"coopgraph-{kind}-{origin.port}"


def values(request: Request, kind: Kind, origin: Origin) -> Iterator[str]:
    """Yield all that a request brings as a cookie: another port of the host may have added one."""
    name = name_of(kind, origin)
    for header in request.headers.getlist("cookie"):
        for pair in header.split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name:
                yield value


def give(response: Response, kind: Kind, origin: Origin, value: str, lasts: timedelta) -> None:
    """Let the reader's browser keep a cookie."""
    response.set_cookie(
        name_of(kind, origin),
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=origin.secure,
        httponly=True,
        samesite=_SAME_SITE[kind],
    )


def take(response: Response, kind: Kind, origin: Origin) -> None:
    """Let the reader's browser forget a cookie."""
    give(response, kind, origin, "", timedelta(0))
