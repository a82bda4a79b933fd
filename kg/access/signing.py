"""Tokens that only who knows a secret can have made: facts, an end, a signature over both."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

MAX_TOKEN: Final = 1024
"""Characters of the longest token that is looked at."""
_SECRET_BYTES: Final = 32
_END: Final = "until"


class Signer:
    """Signs with a secret: one that others know too, else drawn at random for this process.

    What was sealed with a ``former`` one is read as well: so that it can be changed.
    """

    def __init__(self, secret: bytes | None = None, former: Sequence[bytes] = ()) -> None:
        self._secret = secret or secrets.token_bytes(_SECRET_BYTES)
        self._known = (self._secret, *former)

    def seal(self, kind: str, facts: Mapping[str, str], until: datetime) -> str:
        """Return a token that carries ``facts``; it is good for its ``kind``, up to ``until``."""
        body = _encoded(json.dumps({**facts, _END: until.timestamp()}).encode())
        return f"{body}.{self.mark(kind, body)}"

    def facts(self, kind: str, token: str, now: datetime) -> dict[str, str] | None:
        """Return what a token carries; None where it is not ours, altered, or over."""
        body, _, mark = token.partition(".")
        if len(token) > MAX_TOKEN or not self._is_ours(kind, body, mark):
            return None
        found: dict[str, Any] = json.loads(_decoded(body))
        return found if now.timestamp() < float(found.pop(_END)) else None

    def mark(self, kind: str, text: str) -> str:
        """Return the signature of a text; one made for another ``kind`` is another."""
        return _mark(self._secret, kind, text)

    def _is_ours(self, kind: str, body: str, mark: str) -> bool:
        return any(same(mark, _mark(secret, kind, body)) for secret in self._known)


def _mark(secret: bytes, kind: str, text: str) -> str:
    message = f"{kind}\n{text}".encode("utf-8", "surrogatepass")
    return _encoded(hmac.digest(secret, message, hashlib.sha256))


def same(one: str, other: str) -> bool:
    """Say whether two texts are equal, in a time that does not tell where they differ."""
    pair = (text.encode("utf-8", "surrogatepass") for text in (one, other))
    return hmac.compare_digest(*pair)


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    # Only what was signed here comes so far.
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
