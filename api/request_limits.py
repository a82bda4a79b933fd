"""How much one service takes on: requests at a time, their bytes, the questions of one address."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import ip_address
from time import monotonic
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.authentication.access_state import access_of
from api.gate import PROBES
from api.problems import answer_error
from api.retry_errors import LaterError
from api.upload_form import UploadPlace, upload_place
from kg.base.errors import CoopgraphError, WrongUseError
from kg.base.i18n import msg

MAX_BODY: Final = 64 * 1024
"""Bytes of a request where nothing is uploaded."""
MAX_HEAD: Final = 32 * 1024
"""Bytes of all headers of a request."""
_ADDRESSES: Final = 20_000
"""How many addresses are remembered; those that asked least lately are forgotten."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process takes on.

    Attributes:
        at_once: requests that are answered at a time; the next one is asked to come back.
        exports: files of the whole graph that are written at a time.
        rate: requests a second of one address, on average; 0 counts none.
        burst: how many of them may come at once.
    """

    at_once: int = 100
    exports: int = 2
    rate: float = 20.0
    burst: int = 200

    def shared_by(self, processes: int) -> Limits:
        """Return the share of one of several processes, at least one of each."""
        return Limits(
            max(1, self.at_once // processes),
            max(1, self.exports // processes),
            self.rate / processes,
            max(1, self.burst // processes),
        )


class BusyError(LaterError):
    """As many requests are being answered as the service takes on."""

    slug = "busy"
    status = 503
    title = msg("The service is busy")

    def __init__(self) -> None:
        super().__init__(
            msg("Too many questions are being answered just now."),
            msg("Ask again in a moment."),
        )


class TooManyError(LaterError):
    """One address asks more than its share."""

    slug = "too-many-requests"
    status = 429
    title = msg("Too many requests")
    after = 5

    def __init__(self) -> None:
        super().__init__(
            msg("Too many requests come from this address."),
            msg("Wait as long as Retry-After says; for everything at once, take an export."),
        )


class LongHeadError(WrongUseError):
    """The headers of a request are longer than any reader of ours needs."""

    slug = "headers-too-large"
    status = 431
    title = msg("The request is too large")

    def __init__(self) -> None:
        super().__init__(
            msg("The request is larger than {limit} bytes.", limit=MAX_HEAD),
            msg("Send fewer headers and cookies."),
        )


class TooLargeError(WrongUseError):
    """A request brings more than any question of ours needs."""

    slug = "body-too-large"
    status = 413
    title = msg("The request is too large")

    def __init__(self, limit: int, place: UploadPlace | None) -> None:
        if place is None:
            why = msg("The request is larger than {limit} bytes.", limit=limit)
            super().__init__(why, msg("Nothing is uploaded here; ask with GET."))
        else:
            why = msg("What is sent is larger than {n} MB.", n=place.most // 10**6)
            super().__init__(why, place.fix)


class Limited:
    """Lets in what the service can take on, and asks all others to come back."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self._limits = limits
        self._busy = 0
        self._shares = _Shares(limits.rate, limits.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] != "http" or scope["path"] in PROBES:
            await self.app(scope, receive, send)
            return
        try:
            self._require_room(Request(scope))
        except CoopgraphError as error:
            await answer_error(Request(scope), error)(scope, receive, send)
            return
        # Without a lock: all of this runs in one event loop, and nothing is awaited since the
        # check.
        self._busy += 1
        try:
            await self.app(scope, _Body(receive, scope), send)
        finally:
            self._busy -= 1

    def _require_room(self, request: Request) -> None:
        if sum(len(name) + len(value) for name, value in request.scope["headers"]) > MAX_HEAD:
            raise LongHeadError
        # What it says is believed where it is too much; otherwise ``_Body`` counts.
        length = request.headers.get("content-length", "0")
        most = _most(request.scope)
        if length.isdecimal() and int(length) > most:
            raise TooLargeError(most, upload_place(request.scope))
        # Before the share: who is turned away for others' sake has used none of it.
        if self._busy >= self._limits.at_once:
            raise BusyError
        peer = request.client.host if request.client else ""
        if _counts(request, peer) and not self._shares.take(peer):
            raise TooManyError


def _most(scope: Scope) -> int:
    """Return how many bytes the body of a request may have."""
    place = upload_place(scope)
    return MAX_BODY if place is None else place.body


def _counts(request: Request, peer: str) -> bool:
    """Say whether requests of a peer are counted: a proxy asks for many, who are counted there."""
    try:
        own = ip_address(peer).is_loopback
    except ValueError:
        return False  # no address: a socket of this machine
    proxy = access_of(request).settings.proxy
    return not own and not (proxy is not None and proxy.is_peer(peer))


class _Body:
    """Hands on the body of a request, up to the limit; a chunked one does not say its length."""

    def __init__(self, receive: Receive, scope: Scope) -> None:
        self._receive, self._scope = receive, scope
        self._most = _most(scope)
        self._taken = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if self._taken > self._most:
            raise TooLargeError(self._most, upload_place(self._scope))
        return message


class _Shares:
    """A bucket of tokens for each address: filled at a rate, emptied by requests."""

    def __init__(self, rate: float, burst: int) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> bool:
        """Take a token; False where there is none."""
        if not self._rate:
            return True
        now = monotonic()
        # Taken out and put in at the end: the first of all is who asked least lately.
        left, since = self._left.pop(address, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        # Never below 0: who asks on in vain does not wait the longer for it.
        self._left[address] = (max(left - 1, 0.0), now)
        if len(self._left) > _ADDRESSES:
            self._left.popitem(last=False)
        return left >= 1
