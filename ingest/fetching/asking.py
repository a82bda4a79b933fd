"""One request and its answer: over a connection that was checked, with an end to all waiting."""

from __future__ import annotations

import http.client
import io
import socket
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, cast

from ingest.fetching.decoding import decoded
from ingest.fetching.fetch_errors import StrayedError
from ingest.fetching.public_hosts import Reach
from ingest.fetching.web_address import WebAddress, followed
from kg.base.i18n import msg

MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_PIECE: Final = 65_536
_AGENT: Final = "coopgraph"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds, and by which clock.

    Attributes:
        connect: until a host has answered that it is there.
        read: for the next bytes.
        whole: for one file, all tries together.
        tries: how often it is tried while nothing more of the file comes.
        most_wait: between two tries, where the host says how long.
    """

    connect: float = 15.0
    read: float = 60.0
    whole: float = 3_600.0
    tries: int = 5
    most_wait: float = 120.0
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks: whom it may ask, how long it waits, how many bytes of a file it takes."""

    reach: Reach = field(default_factory=Reach)
    patience: Patience = field(default_factory=Patience)
    most: int = 2 * 10**9


class _Timed(io.RawIOBase):
    """What comes from a socket: each piece within its time, all of it before a deadline."""

    def __init__(self, wire: socket.socket, patience: Patience, deadline: float) -> None:
        self._wire = wire
        self._patience = patience
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        left = self._deadline - self._patience.now()
        if left <= 0:
            raise TimeoutError("it takes too long")
        self._wire.settimeout(min(self._patience.read, left))
        return self._wire.recv_into(into)


class _Wire:
    """A socket as ``http.client`` uses it."""

    def __init__(self, wire: socket.socket, patience: Patience, deadline: float) -> None:
        self._wire = wire
        self._timed = _Timed(wire, patience, deadline)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self._timed, _PIECE)

    def sendall(self, data: bytes) -> None:
        self._wire.sendall(data)

    def close(self) -> None:
        """Leave it open: ``http.client`` closes as soon as it has read the headers."""


class Answer:
    """An answer: its status and headers, then its bytes."""

    def __init__(self, address: WebAddress, response: http.client.HTTPResponse, most: int) -> None:
        self.address = address
        self.status = response.status
        self._response = response
        self._most = most

    def header(self, name: str) -> str:
        """Return a header, empty where there is none."""
        return (self._response.getheader(name) or "").strip()

    @property
    def reason(self) -> str:
        """What the status means; the words of the host are not repeated."""
        try:
            return HTTPStatus(self.status).phrase
        except ValueError:
            return ""

    @property
    def encoded(self) -> bool:
        """Say whether the bytes come packed: then half of them are no half of the file."""
        return self.header("Content-Encoding").lower() not in ("", "identity")

    @property
    def size(self) -> int | None:
        """How many bytes are to come, None where that is not said."""
        return self._response.length

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes, unpacked.

        Raises:
            TooMuchError, OddAnswerError: more than is taken; packed in an unknown way.
            http.client.HTTPException, OSError: it breaks off.
        """
        encoding = self.header("Content-Encoding").lower()
        yield from decoded(self._raw(), encoding, self.address.host, self._most)

    def _raw(self) -> Iterator[bytes]:
        size, total = self.size, 0
        while piece := self._response.read1(_PIECE):
            total += len(piece)
            yield piece
        if size is not None and total < size:
            raise http.client.IncompleteRead(b"", size - total)


@contextmanager
def answered(
    client: Client, address: WebAddress, headers: Mapping[str, str], deadline: float
) -> Generator[Answer, None, None]:
    """Ask, follow redirects, each checked like the first, and give the answer.

    Raises:
        FetchError: a host that may not be asked, redirects that stray.
        http.client.HTTPException, OSError: the host does not answer, or no HTTP.
    """
    for _turn in range(MOST_REDIRECTS + 1):
        with _asked(client, address, headers, deadline) as answer:
            location = answer.header("Location") if answer.status in _REDIRECTS else ""
            if not location:
                yield answer
                return
            address = _next(address, followed(address, location, client.reach.ports))
    why = msg("more than {n} times.", n=MOST_REDIRECTS)
    raise StrayedError(address.host, why)


def _next(address: WebAddress, onward: WebAddress) -> WebAddress:
    if address.scheme == "https" and onward.scheme != "https":
        why = msg("from an encrypted address to {url}, which is not.", url=onward.url)
        raise StrayedError(address.host, why)
    return onward


class _Response(http.client.HTTPResponse):
    """An answer whose connection may be closed before it is, as after what is no HTTP."""

    def flush(self) -> None:
        if self.fp is None or not self.fp.closed:
            super().flush()


@contextmanager
def _asked(
    client: Client, address: WebAddress, headers: Mapping[str, str], deadline: float
) -> Generator[Answer, None, None]:
    connection = http.client.HTTPConnection(address.host, address.port)
    connection.response_class = _Response
    wire = _connected(client, address)
    try:
        timed = _Wire(wire, client.patience, deadline)
        # The socket is ours, to the address that was checked: nothing looks the name up again.
        connection.sock = cast("socket.socket", timed)
        own = {
            "Host": address.authority,
            "User-Agent": _AGENT,
            "Accept": "*/*",
            "Connection": "close",
        }
        connection.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
        for name, value in {**own, **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        yield Answer(address, connection.getresponse(), client.most)
    finally:
        connection.close()
        wire.close()


def _connected(client: Client, address: WebAddress) -> socket.socket:
    wire = client.reach.connected(address.host, address.port, client.patience.connect)
    if address.scheme != "https":
        return wire
    try:
        return client.reach.tls().wrap_socket(wire, server_hostname=address.host)
    except BaseException:
        wire.close()
        raise
