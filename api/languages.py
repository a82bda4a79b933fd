"""The reader's language: from the address, else from Accept-Language, else the service's own."""

from __future__ import annotations

from typing import Final

from starlette.convertors import Convertor, register_url_convertor

from kg.base.i18n import LANGUAGES

ENDONYMS: Final = {"es": "Español", "en": "English", "pt": "Português", "fr": "Français"}
"""The name of each language in itself."""


def accepted(header: str, default: str) -> str:
    """Return the language that an ``Accept-Language`` header (RFC 9110, 12.5.4) likes best.

    >>> accepted("de, pt-BR;q=0.8, en;q=0.9", "es"), accepted("de, es;q=0", "fr")
    ('en', 'fr')
    """
    wishes = [_wish(part) for part in header.split(",")]
    best = sorted(wishes, key=lambda wish: -wish[1])
    for name, quality in best:
        if quality > 0 and name in LANGUAGES:
            return name
    return default


def _wish(part: str) -> tuple[str, float]:
    name, _, parameter = part.partition(";")
    return name.strip().lower().partition("-")[0], _quality(parameter)


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        quality = float(value)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0


class LanguageConvertor(Convertor[str]):
    """The part ``{lang:language}`` of a route: the languages of the pages, else no such page."""

    regex = "|".join(LANGUAGES)

    def convert(self, value: str) -> str:
        """Return the language of an address."""
        return value

    def to_string(self, value: str) -> str:
        """Return the language as it stands in an address."""
        return value


register_url_convertor("language", LanguageConvertor())
