"""Answers that are the same for all readers: made once, kept within a bound, compressed once.

What is kept goes by its ETag, which changes with all that an answer depends on. Answers that hold
something of one session are never kept. Only what is public is compressed: what an attacker can
have repeated beside a secret must not become shorter by that (BREACH).
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from fastapi import Response
from starlette.requests import Request

from api.authentication.asker import asker_of
from api.retry_errors import LaterError

MOST: Final = 64 * 1024 * 1024
"""Bytes of all answers that one process keeps."""
# No single answer pushes out more than an eighth of all others.
_ONE: Final = MOST // 8
_SMALL: Final = 1_000
"""Bytes below which compressing gains nothing."""
_LEVEL: Final = 6
GZIP: Final = "gzip"


@dataclass(frozen=True, slots=True)
class Made:
    """An answer without what depends on the moment: its body, plain and compressed, its headers."""

    body: bytes
    media: str
    headers: Mapping[str, str]
    packed: bytes | None = None

    @property
    def size(self) -> int:
        """How many bytes it takes to keep it."""
        return len(self.body) + len(self.packed or b"")

    def response(self, coding: str, headers: Mapping[str, str]) -> Response:
        """Return it as an answer in a coding that the reader takes."""
        whole = {**self.headers, **headers}
        if coding != GZIP or self.packed is None:
            return Response(self.body, 200, whole, self.media)
        return Response(self.packed, 200, {**whole, "Content-Encoding": GZIP}, self.media)


@dataclass(slots=True)
class _Turn:
    """An answer that is being made; ``later``: there was no room to make it."""

    lock: Lock = field(default_factory=Lock)
    later: LaterError | None = None


class Answers:
    """The answers given lately; may be shared by threads. Who asks what is being made waits.

    Where there was no room to make it all who waited are told so: were each to try in its turn,
    one address that many ask for would take every thread.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[str, Made] = OrderedDict()
        self._making: dict[str, _Turn] = {}
        self._size = 0

    def get(self, tag: str, make: Callable[[], Made]) -> Made:
        """Return the answer of a tag, made where it is not kept; errors are passed on, not kept."""
        with self._lock:
            found = self._found(tag)
            if found is not None:
                return found
            turn = self._making.setdefault(tag, _Turn())
        try:
            # Who has waited for the turn looks again: it was made meanwhile, unless that failed.
            with turn.lock:
                with self._lock:
                    found = self._found(tag)
                return found or self._made(tag, turn, make)
        finally:
            with self._lock:
                self._making.pop(tag, None)

    def _made(self, tag: str, turn: _Turn, make: Callable[[], Made]) -> Made:
        if turn.later is not None:
            raise turn.later.with_traceback(None)
        try:
            found = make()
        except LaterError as error:
            turn.later = error
            raise
        self._keep(tag, found)
        return found

    def _found(self, tag: str) -> Made | None:
        found = self._kept.get(tag)
        if found is not None:
            self._kept.move_to_end(tag)
        return found

    def _keep(self, tag: str, made: Made) -> None:
        if made.size > min(_ONE, self._most):
            return
        with self._lock:
            # After a failure two may make the same: only one of them counts.
            before = self._kept.pop(tag, None)
            self._kept[tag] = made
            self._size += made.size - (before.size if before else 0)
            while self._size > self._most:
                _, oldest = self._kept.popitem(last=False)
                self._size -= oldest.size


def coding_for(request: Request, audience: str) -> str:
    """Return the coding of an answer: gzip for the public that takes it, else none.

    >>> from starlette.requests import Request
    >>> said = [(b"accept-encoding", b"br;q=1.0, gzip;q=0.8")]
    >>> coding_for(Request({"type": "http", "headers": said}), "public")
    'gzip'
    """
    shown = asker_of(request).shown
    return GZIP if audience == "public" and not shown and takes_gzip(request) else ""


def made(body: str, media: str, headers: Mapping[str, str], *, public: bool) -> Made:
    """Return an answer, compressed where it is public and long enough."""
    plain = body.encode()
    packed = None
    if public and len(plain) > _SMALL:
        # Without a time in it the same answer has the same bytes.
        packed = gzip.compress(plain, _LEVEL, mtime=0)
    return Made(plain, media, headers, packed)


def takes_gzip(request: Request) -> bool:
    """Say whether a reader takes gzip."""
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip() == GZIP:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
