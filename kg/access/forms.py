"""The form of somebody who has no session yet: its token belongs to a short-lived cookie."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from kg.access.clock import Clock
from kg.access.signing import Signer, same

LASTS: Final = timedelta(minutes=10)
_COOKIE: Final = "form-cookie"
_FIELD: Final = "form-field"


class Forms:
    """Cookies for those who open a form, and the token that the form must send with them."""

    def __init__(self, signer: Signer, clock: Clock) -> None:
        self._signer = signer
        self._clock = clock

    def cookie(self) -> str:
        """Return the cookie of a form opened now."""
        facts = {"id": secrets.token_urlsafe(16)}
        return self._signer.seal(_COOKIE, facts, self._clock() + LASTS)

    def is_good(self, cookie: str) -> bool:
        """Say whether a cookie was given here and is not over."""
        return self._signer.facts(_COOKIE, cookie, self._clock()) is not None

    def token(self, cookie: str) -> str:
        """Return the token that goes into the form of a cookie."""
        return self._signer.mark(_FIELD, cookie)

    def fits(self, cookie: str, token: str) -> bool:
        """Say whether a form was opened here, by whoever holds the cookie, and not long ago."""
        return self.is_good(cookie) and same(token, self.token(cookie))
