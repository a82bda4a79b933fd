"""Connections that may not linger: how long headers, a body and an idle reader may take."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

Waiting = Literal["", "headers", "body"]
_FULL: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)
_SLOW: Final = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a connection may take, in seconds, and how many of them there may be.

    Attributes:
        headers: from the first moment until all headers of a request are here.
        body: until its body is here.
        idle: between an answer and the next request.
        most: connections at a time; the next one is told to come back, and closed.
    """

    headers: float = 10.0
    body: float = 30.0
    idle: int = 5
    most: int = 512


class Connection(H11Protocol):
    """One connection: what it is waiting for has an end."""

    patience: ClassVar[Patience] = Patience()

    def __init__(self, config: Config, *args: Any, **options: Any) -> None:
        super().__init__(config, *args, **options)
        self._waiting: Waiting = ""
        self.since = self.loop.time()
        self._end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for headers, where there is room for one more connection."""
        super().connection_made(transport)
        _send_at_once(transport)
        # This one is among them already.
        if len(self.connections) > self.patience.most and not self._make_room():
            transport.write(_FULL)
            transport.close()
        else:
            self._await("headers", self.patience.headers)

    def data_received(self, data: bytes) -> None:
        """Take what came, and see what is still waited for."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for no more than the next request."""
        super().on_response_complete()
        self._watch(idle=True)
        if self.conn.their_state is h11.SEND_BODY:
            # What nobody asked for is not read to its end.
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._await("")
        super().connection_lost(exc)

    def _make_room(self) -> bool:
        """Let go of who has been silent longest before asking anything; False where nobody is."""
        silent = [
            other
            for other in self.connections
            if isinstance(other, Connection) and other is not self and other.is_silent
        ]
        if not silent:
            return False
        # Not close, which would first wait until what is still to be sent has gone.
        min(silent, key=lambda other: other.since).transport.abort()
        return True

    @property
    def is_silent(self) -> bool:
        """Whether it is connected, and no request of it is here."""
        return self._waiting == "headers" and not self.transport.is_closing()

    def _watch(self, *, idle: bool = False) -> None:
        state = self.conn.their_state
        if state is h11.SEND_BODY:
            self._await("body", self.patience.body)
        # Between two requests uvicorn counts the time (``timeout_keep_alive``).
        elif state is h11.IDLE and not idle:
            self._await("headers", self.patience.headers)
        else:
            self._await("")

    def _await(self, what: Waiting, seconds: float = 0.0) -> None:
        """Wait for something from now on; whoever sends it drop by drop gains no time."""
        # The time goes on from where the waiting began, however often something comes.
        if what == self._waiting:
            return
        self._waiting = what
        if self._end is not None:
            self._end.cancel()
            self._end = None
        if what:
            self._end = self.loop.call_later(seconds, self._give_up)

    def _give_up(self) -> None:
        if self.transport.is_closing():
            return
        # Only where no answer has begun: in the middle of one, these bytes would be a part of it.
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            self.transport.write(_SLOW)
        self.transport.close()


def _send_at_once(transport: asyncio.Transport) -> None:
    """Let no part of an answer wait until the one before it is acknowledged, up to 40 ms.

    asyncio sees to that on sockets of its own, not on one that was made before it.
    """
    line = transport.get_extra_info("socket")
    if line is not None and line.family in {socket.AF_INET, socket.AF_INET6}:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def protocol_with(patience: Patience) -> type[asyncio.Protocol]:
    """Return the protocol for connections with this patience; ``Config(http=…)`` takes it."""
    return type("Connection", (Connection,), {"patience": patience})
