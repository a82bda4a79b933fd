"""Identifiers of bodies in one spelling each: the scheme that gave it, and the number in it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_CHANNEL: Final = re.compile(
    r"(?:XM[-:]|)(?:DAC|OECD|XM)?[-:]?(\d{5}|4[0-9A-Z]{4})\Z", re.IGNORECASE
)
_PREFIXED: Final = re.compile(r"([A-Z]{2})[-:]([A-Z0-9_]{2,20}+)[-:](.{1,100})\Z", re.IGNORECASE)
_DUNS: Final = re.compile(
    r"(?:[A-Z]{2}[-:])?D[-.]?U[-.]?N[-.]?S[-:\s#]*+0*+([\d-]{1,20})\Z", re.IGNORECASE
)
_ADDRESSES: Final = (
    ("ROR", re.compile(r"(?:https?://)?(?:www\.)?ror\.org/(\w{9})/?\Z", re.IGNORECASE)),
    ("WIKIDATA", re.compile(r"(?:https?://)?(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q\d{1,12})\Z",
                            re.IGNORECASE)),
    ("WIKIDATA", re.compile(r"(Q\d{2,12})\Z")),
)  # fmt: skip
_NOISE: Final = re.compile(r"[\s./-]++")
_SAME_SCHEME: Final = {
    "XI-DUNS": "DUNS", "US-DUNS": "DUNS", "XM-DAC": "DAC", "XM-OECD": "DAC", "XI-ROR": "ROR",
    "XI-WIKIDATA": "WIKIDATA", "US-EIN": "US-EIN", "GB-COH": "GB-COH", "XI-GRID": "GRID",
}  # fmt: skip
_NO_COUNTRY: Final = frozenset({"XI", "XM", "XR", "XE", "EU", "XX", "QQ", "ZZ"})
_MOST: Final = 200


class Identifier(NamedTuple):
    """The scheme and the number in it, both in one spelling."""

    scheme: str
    value: str


def normalised(text: str) -> Identifier | None:
    """Return what an identifier says; None where it names no scheme.

    Schemes are those of org-id.guide, DUNS, ROR and Wikidata. Zeros in front, points and hyphens of
    a number count for nothing, nor do small letters. Five figures alone are a channel of the DAC.

    >>> normalised("XM-DAC-41114") == normalised("41114") == normalised("xm-dac:41114")
    True
    >>> normalised("US-DUNS-001234567") == normalised("DUNS: 1234567")
    True
    >>> normalised("BR-CNPJ-00.000.000/0001-91")
    Identifier(scheme='BR-CNPJ', value='191')
    >>> normalised("a mere name") is None
    True
    """
    text = text.strip()
    if not 0 < len(text) <= _MOST:
        return None
    for pattern, scheme in ((_CHANNEL, "DAC"), (_DUNS, "DUNS")):
        found = pattern.match(text)
        if found:
            return Identifier(scheme, _plain(found[1]))
    for scheme, pattern in _ADDRESSES:
        found = pattern.match(text)
        if found:
            return Identifier(scheme, found[1].upper())
    return _prefixed(text)


def _prefixed(text: str) -> Identifier | None:
    found = _PREFIXED.match(text)
    if found is None:
        return None
    scheme = f"{found[1]}-{found[2]}".upper()
    value = _plain(found[3])
    return Identifier(_SAME_SCHEME.get(scheme, scheme), value) if value else None


def _plain(value: str) -> str:
    plain = _NOISE.sub("", value).upper()
    return (plain.lstrip("0") or plain) if plain.isdigit() else plain


def country_of(identifier: Identifier) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of the register of an identifier, None of others.

    >>> country_of(Identifier("CO-CCB", "1")), country_of(Identifier("DAC", "41114"))
    ('CO', None)
    """
    prefix, apart, _ = identifier.scheme.partition("-")
    known = apart and prefix not in _NO_COUNTRY
    return prefix if known else None
