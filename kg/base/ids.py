"""The grammar of ids: readable, ASCII, compared bytewise, stable."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from kg.base.text import fold

_SAFE: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~:/-")
_ID: Final = re.compile(r"[a-z]+/(?:[A-Za-z0-9._~:/-]++|%[0-9A-F]{2})++\Z")
_WORD: Final = re.compile(r"[a-z0-9]+")
MAX_LENGTH: Final = 400
_SLUG_LENGTH: Final = 80


def is_id(text: str) -> bool:
    """Say whether ``text`` is an id.

    >>> is_id("sector/dac/14030"), is_id("Sector 14030")
    (True, False)
    """
    return len(text) <= MAX_LENGTH and _ID.match(text) is not None


def encode(identifier: str) -> str:
    """Return an identifier of a source, percent-encoded beyond ``[A-Za-z0-9._~:/-]``.

    >>> encode("CO 1/ñ")
    'CO%201/%C3%B1'
    """
    raw = identifier.strip().encode()
    return "".join(chr(b) if b in _SAFE else f"%{b:02X}" for b in raw)


def slug(text: str) -> str:
    """Return words of ``text`` folded and joined by hyphens; a digest where nothing is left.

    Long texts are cut and end in a digest, so that two of them do not become one.

    >>> slug("Ministério da Saúde")
    'ministerio-da-saude'
    """
    ascii_words = _WORD.findall(fold(text))
    joined = "-".join(ascii_words)
    if joined and len(joined) <= _SLUG_LENGTH and len(ascii_words) == len(fold(text).split()):
        return joined
    digest = hashlib.sha256(fold(text).encode()).hexdigest()[:10]
    return f"{joined[:_SLUG_LENGTH].rstrip('-')}-{digest}".lstrip("-")


def organisation_id(name: str, country: str | None = None) -> str:
    """Return the id of an organisation known only by its name (and country, ISO 3166-1).

    >>> organisation_id("Ministerio de Salud", "CRI")
    'org/name/cri/ministerio-de-salud'
    """
    return f"org/name/{country.lower() if country else 'xx'}/{slug(name)}"
