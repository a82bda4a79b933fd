"""The entry code of a running service: typed once, within ten minutes, in five tries."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Final, Literal

from kg.access.clock import Clock
from kg.access.signing import same

LASTS: Final = timedelta(minutes=10)
TRIES: Final = 5
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 characters: none is taken for another."""
_MISTAKEN: Final = str.maketrans("OIL", "011", "- \t\r\n")
_GROUPS: Final = 5
_IN_GROUP: Final = 4
_MAX_TYPED: Final = 200

Outcome = Literal["entered", "wrong", "closed"]
Once = Callable[[str, datetime], bool]
"""``Store.once``: true for exactly one caller."""


@dataclass(frozen=True, slots=True)
class Code:
    """What the service keeps of a code: its digest, and until when it may be spent."""

    digest: str = field(repr=False)
    until: datetime


def new_code(now: datetime) -> tuple[str, Code]:
    """Return a code of 100 random bits as it is shown, and what is kept of it."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_IN_GROUP)) for _ in range(_GROUPS))
    text = "-".join(groups)
    return text, Code(_digest(text), now + LASTS)


class Entry:
    """The tries at one code in one process, or with ``shared`` in all processes of a service."""

    def __init__(self, code: Code | None, clock: Clock, shared: Once | None = None) -> None:
        self._code = code
        self._clock = clock
        self._shared = shared
        self._lock = Lock()
        self._left = TRIES
        self._spent = False

    @property
    def tries_left(self) -> int:
        """How often a code can still be tried; 0 where there is none to try."""
        return self._left if self._open() is not None else 0

    def spend(self, typed: str, once: Once) -> Outcome:
        """Try a code; whatever is typed counts as a try, and the right code enters once.

        Args:
            typed: what somebody typed; case, spaces and hyphens do not matter.
            once: spends the code on the desk, so that no other process takes it again.

        Raises:
            StoreError: the desk cannot be written to; the code is not spent.
        """
        with self._lock:
            code = self._open()
            if code is None:
                return "closed"
            if not self._take(code):
                return "closed"
            if not same(_digest(typed[:_MAX_TYPED]), code.digest):
                return "wrong" if self._left else "closed"
            entered = once(f"entry/{code.digest}", code.until)
            self._spent = True
        return "entered" if entered else "closed"

    def _take(self, code: Code) -> bool:
        """Take one of the tries; False where other processes have taken all of them."""
        while self._left:
            number, self._left = self._left, self._left - 1
            if self._shared is None or self._shared(f"try/{code.digest}/{number}", code.until):
                return True
        return False

    def _open(self) -> Code | None:
        code = self._code
        usable = code is not None and not self._spent and self._left > 0
        return code if usable and code is not None and self._clock() < code.until else None


def _digest(typed: str) -> str:
    plain = typed.upper().translate(_MISTAKEN)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
