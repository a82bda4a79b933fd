"""The thin layer around the app: what goes on every answer, and what no request may do."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import TooLongError, answer_error
from api.safety import add_safety

MAX_URL: Final = 8192
"""Bytes of path and query."""


class Envelope:
    """Puts headers on every answer, answers HEAD as GET without body, refuses long addresses."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        inner = {**scope, "method": "GET"} if head else scope
        sender = _Sender(send, head=head)
        if _length(scope) > MAX_URL:
            refused = answer_error(Request(inner, receive), TooLongError(MAX_URL))
            await refused(inner, receive, sender)
            return
        await self.app(inner, receive, sender)


class _Sender:
    def __init__(self, send: Send, *, head: bool) -> None:
        self._send = send
        self._head = head
        self._ended = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            add_safety(MutableHeaders(scope=message))
        elif message["type"] == "http.response.body" and self._head:
            if self._ended or message.get("more_body", False):
                return
            self._ended = True
            message = {**message, "body": b""}
        await self._send(message)


def _length(scope: Scope) -> int:
    return len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"")
