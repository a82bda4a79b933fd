"""How much one answer may bring over a connection, and how long we wait for it.

The server sends a record whole, however large, and the driver keeps it whole before it gives
anything away: ``RETURN range(0, 100000000)`` would fill our memory and no row limit would help. The
server also ends late: not while it packs a record, and never where a text overflows its parser's
stack. The driver has no setting for either, so we count where it reads from the socket.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from neo4j import Transaction


class _Socket(Protocol):
    def get_read_timeout(self) -> float | None: ...

    def set_read_timeout(self, timeout: float | None) -> None: ...

    def recv_into(self, buffer: memoryview, nbytes: int) -> int: ...


class Meter:
    """Stands between a connection and its socket; breaks the connection where a limit is passed."""

    def __init__(self, socket: _Socket, most: int, seconds: float) -> None:
        self._socket = socket
        self.allow(most)
        self._until = time.monotonic() + seconds
        self.too_much = False
        self.too_late = False

    def allow(self, most: int) -> None:
        """Let this many bytes come from now on."""
        self._left = most

    def recv_into(self, buffer: memoryview, nbytes: int) -> int:
        """Read at most ``nbytes``, as the socket does.

        Raises:
            OSError: a limit is passed; the driver then closes the connection, and the server ends
                what it was doing for it.
        """
        try:
            # Never 0, by which a socket is told not to wait at all.
            self._socket.set_read_timeout(max(self._until - time.monotonic(), 0.001))
            got = self._socket.recv_into(buffer, nbytes)
        except TimeoutError:
            self.too_late = True
            raise
        self._left -= got
        if self._left < 0:
            self.too_much = True
            raise OSError
        return got


@contextmanager
def metered(transaction: Transaction, most: int, seconds: float) -> Iterator[Meter]:
    """Limit what a transaction receives to ``most`` bytes, within ``seconds``."""
    inbox: Any = transaction._connection.inbox  # noqa: SLF001 (see above)
    socket: _Socket = inbox._socket  # noqa: SLF001
    usual = socket.get_read_timeout()
    inbox._socket = meter = Meter(socket, most, seconds)  # noqa: SLF001
    try:
        yield meter
    finally:
        # The connection goes back to the pool, and on to readers with other limits.
        inbox._socket = socket  # noqa: SLF001
        socket.set_read_timeout(usual)
