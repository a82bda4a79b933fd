"""The thin layer around the app: what goes on every answer."""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.security_headers import add_safety

_RANGE: Final = re.compile(rb"bytes=(?:[0-9]{1,15}-[0-9]{0,15}|-[0-9]{1,15})", re.ASCII)
"""One range of bytes; what else is asked for in parts is given whole."""


class Envelope:
    """Puts headers on every answer, and answers HEAD as GET without body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        inner = {**scope, "method": "GET" if head else scope["method"], "headers": _read(scope)}
        await self.app(inner, receive, _Sender(send, scope, head=head))


def _read(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Return the headers of a request, without a range that is none (RFC 9110, 14.2)."""
    return [
        (name, value)
        for name, value in scope["headers"]
        if name != b"range" or _RANGE.fullmatch(value)
    ]


class _Sender:
    def __init__(self, send: Send, scope: Scope, *, head: bool) -> None:
        self._send = send
        self._scope = scope
        self._head = head
        self._ended = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            add_safety(MutableHeaders(scope=message), self._scope)
        elif message["type"] == "http.response.body" and self._head:
            if self._ended or message.get("more_body", False):
                return
            self._ended = True
            message = {**message, "body": b""}
        await self._send(message)
