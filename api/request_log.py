"""A line in the log for each request: what was asked for and how it ended, nothing that is secret.

No query, no header, no path with what somebody typed is written, only the route; and no address of
a reader, which is personal.
"""

from __future__ import annotations

import logging
import re
import secrets
from time import perf_counter
from typing import Any, Final

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.authentication.access_state import access_of
from api.authentication.asker import asker_of

HEADER: Final = "X-Request-ID"
_NOTES: Final = "coopgraph.notes"
_GIVEN: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
_LOG: Final = structlog.wrap_logger(
    logging.getLogger("coopgraph.requests"),
    wrapper_class=structlog.stdlib.BoundLogger,
    processors=[
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        # How it leaves is for whoever runs the service to say (coopgraph.logs).
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
)
_QUIET: Final = ("/-/live", "/-/ready")
_MISTAKE: Final = 500


class Journal:
    """Gives each request an id, which its answer carries, and writes down how it ended."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        notes: dict[str, Any] = {"id": _id_for(scope), "status": _MISTAKE, "bytes": 0}
        scope[_NOTES] = notes
        begun = perf_counter()
        try:
            await self.app(scope, receive, _Noting(send, notes))
        finally:
            _write(scope, notes, perf_counter() - begun)


def note_route(request: Request) -> None:
    """Note which route answers a request, and whom: they are known where it is answered."""
    notes = request.scope.get(_NOTES)
    if notes is not None:
        notes["route"] = _route(request.scope)
        notes["audience"] = asker_of(request).audience


def _route(scope: Scope) -> str:
    path: str = getattr(scope.get("route"), "path", "-")
    # Routes of the data know nothing of the prefix under which they are.
    within = str(scope["path"]).startswith("/v1/") and not path.startswith("/v1")
    return f"/v1{path}" if within else path


def id_of(scope: Scope) -> str:
    """Return the id of a request, empty where it has none."""
    notes: dict[str, Any] = scope.get(_NOTES, {})
    return str(notes.get("id", ""))


class _Noting:
    def __init__(self, send: Send, notes: dict[str, Any]) -> None:
        self._send = send
        self._notes = notes

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._notes["status"] = message["status"]
            MutableHeaders(scope=message)[HEADER] = self._notes["id"]
        elif message["type"] == "http.response.body":
            self._notes["bytes"] += len(message.get("body", b""))
        await self._send(message)


def _write(scope: Scope, notes: dict[str, Any], seconds: float) -> None:
    if scope["path"] in _QUIET and notes["status"] < _MISTAKE:
        return
    level = _LOG.error if notes["status"] >= _MISTAKE else _LOG.info
    level(
        "request",
        request=notes["id"],
        method=scope["method"] if scope["method"].isalpha() else "?",
        route=notes.get("route", "-"),
        status=notes["status"],
        bytes=notes["bytes"],
        ms=round(seconds * 1000, 1),
        audience=notes.get("audience", "-"),
    )


def _id_for(scope: Scope) -> str:
    """Return the id that a trusted proxy gave a request, else a new one."""
    proxy = access_of(Request(scope)).settings.proxy
    client = scope.get("client")
    given = Headers(scope=scope).getlist(HEADER)
    trusted = proxy is not None and client is not None and proxy.is_peer(client[0])
    if trusted and len(given) == 1 and _GIVEN.fullmatch(given[0]):
        return given[0]
    return secrets.token_hex(8)
