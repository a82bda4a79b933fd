"""The gate before all routes: under which name, how long an address, and who asks."""

from __future__ import annotations

from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.authentication.access_errors import BadKeyError, WrongHostError
from api.authentication.access_state import access_of, settle_origin
from api.authentication.asker import asker_of, asks_desk, decide, settle_asker
from api.authentication.everybody import is_for_everybody
from api.deps import language_of, raw_path
from api.problems import TooLongError, answer_error, answer_failure, problem_response
from kg.base.errors import CoopgraphError

MAX_URL: Final = 8192
"""Bytes of path and query."""
PROBES: Final = ("/-/live", "/-/ready")
"""What is answered under every name: those who ask know the address alone."""
PRIVATE: Final = "private, no-cache"


class Gate:
    """Lets a request in once it is settled who asks; answers all others itself.

    Nothing is asked of the store before.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] != "http" or scope["path"] in PROBES:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        refused = await _refusal(request)
        if refused is not None:
            await refused(scope, receive, send)
            return
        shown = asker_of(request).shown
        await self.app(scope, receive, _Privately(send) if shown else send)


class _Privately:
    """Lets no shared cache keep what somebody was answered who showed who they are."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "no-store" not in headers.get("cache-control", ""):
                headers["Cache-Control"] = PRIVATE
        await self._send(message)


async def _refusal(request: Request) -> Response | None:
    try:
        # The name first: nothing else is said to somebody who was led here by a foreign one.
        _check_name(request)
        _check_length(request.scope)
        await _settle(request)
    except (WrongHostError, BadKeyError) as error:
        # Whoever sends these reads no pages.
        return problem_response(error, language_of(request), raw_path(request))
    except TooLongError as error:
        return answer_error(request, error)
    except CoopgraphError as error:
        return answer_failure(request, error)
    return None


def _check_name(request: Request) -> None:
    given = request.headers.getlist("host")
    hosts = access_of(request).settings.hosts
    # Of two names a proxy might have gone by the other one.
    origin = hosts.origin(given[0]) if len(given) == 1 else None
    # An address that brings a host of its own would go before the header.
    if origin is None or not raw_path(request).startswith("/"):
        raise WrongHostError
    settle_origin(request, origin)


def _check_length(scope: Scope) -> None:
    if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > MAX_URL:
        raise TooLongError(MAX_URL)


async def _settle(request: Request) -> None:
    # The same for everybody: who asks need not be settled, they stay anybody.
    if is_for_everybody(request.scope):
        return
    access = access_of(request)
    if asks_desk(access, request):
        # The desk is a file or a server: asking it must not hold up others.
        asker = await run_in_threadpool(decide, access, request)
    else:
        asker = decide(access, request)
    settle_asker(request, asker)
