"""Addresses of the API asked within this process, as whoever serves it would answer them."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from kg.base.audience import Audience

if TYPE_CHECKING:
    from fastapi import FastAPI

_HERE: Final = "127.0.0.1"
_OK: Final = 200
_API: Final = "/v1/"
_NOT_ASKED: Final = ("/v1/cypher", "/v1/export")
"""No figure stands there: who forged a file must not have us run what it says."""


class UnansweredError(Exception):
    """An address is not answered; its argument says why."""


class AskedAgain:
    """The API over one store and desk, as an audience reads it."""

    def __init__(self, app: FastAPI, secret: str, audience: Audience) -> None:
        self._app = app
        self._headers = [
            (b"host", _HERE.encode()),
            (b"x-coopgraph-audience", audience.encode()),
            (b"x-coopgraph-proxy-secret", secret.encode()),
        ]

    def answer(self, address: str) -> Any:
        """Return the document at an address of the API, a path with its query.

        Raises:
            UnansweredError: it is no such address, or not answered with a document.
        """
        parts = urlsplit(address)
        ours = parts.path.startswith(_API) and not parts.path.startswith(_NOT_ASKED)
        if parts.netloc or not ours:
            raise UnansweredError(address)
        status, body = asyncio.run(self._ask(parts.path, parts.query))
        try:
            document = json.loads(body)
        except ValueError:
            raise UnansweredError(str(status)) from None
        if status != _OK:
            raise UnansweredError(str(document.get("detail", status)))
        return document

    async def _ask(self, path: str, query: str) -> tuple[int, bytes]:
        scope: MutableMapping[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": self._headers,
            "client": (_HERE, 1),
            "server": (_HERE, 80),
            "root_path": "",
        }
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            await asyncio.sleep(0)
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            await asyncio.sleep(0)
            sent.append(message)

        await self._app(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in sent)
        return int(sent[0]["status"]), body


@contextmanager
def asked_again(
    store: str,
    desk: str | None,
    audience: Audience,
    *,
    cache: Path | None = None,
    password: str | None = None,
    desk_password: str | None = None,
) -> Iterator[AskedAgain]:
    """Give the API over a store and a desk; nobody outside of this process reaches it.

    Raises:
        StoreError: (when asked) one of them cannot be used.
    """
    from api.app import create_app
    from api.authentication.access_settings import AccessSettings
    from api.request_limits import Limits
    from kg.access.hosts import hosts_of
    from kg.access.proxy import TrustedProxy

    secret = secrets.token_urlsafe()
    access = AccessSettings(
        hosts=hosts_of(_HERE, 80, None),
        desk=desk,
        desk_password=desk_password,
        proxy=TrustedProxy((ip_network(f"{_HERE}/32"),), secret.encode()),
    )
    limits = Limits(rate=0)
    app = create_app(store, access=access, cache=cache, password=password, limits=limits)
    try:
        yield AskedAgain(app, secret, audience)
    finally:
        app.state.service.close()
        app.state.access.close()
