"""Sentences that are translated when they leave, and the fallback order of languages."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

LANGUAGES: Final = ("es", "en", "pt", "fr")
DEFAULT_LANGUAGE: Final = "en"
DOMAIN: Final = "coopgraph"
MOST_SHOWN: Final = 500
"""Characters of a fact that a sentence shows: files may hold words of any length."""
LOCALE_DIR: Final = Path(__file__).parent.parent / "locale"

Text = Mapping[str, str]
"""A text in several languages: language code (ISO 639-1, ``und`` where unknown) → text."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet in any language: an English template and the facts that fill it."""

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    plural: str | None = None
    count: int = 1

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Return the sentence in ``lang``; facts that are texts or messages are translated too."""
        catalogue = translations(lang)
        if self.plural is None:
            template = catalogue.gettext(self.template)
        else:
            template = catalogue.ngettext(self.template, self.plural, self.count)
        return template.format(**{name: say(fact, lang) for name, fact in self.facts.items()})

    def __str__(self) -> str:
        return self.text()


def msg(template: str, /, **facts: Any) -> Message:
    """Return a message; ``template`` is the English sentence with ``{facts}`` in braces.

    >>> msg("{n} states answered", n=3).text("en")
    '3 states answered'
    """
    return Message(template, facts)


def nmsg(singular: str, plural: str, count: int, /, **facts: Any) -> Message:
    """Return a message whose form depends on ``count`` (also the fact ``{count}``).

    >>> nmsg("{count} state", "{count} states", 2).text("en")
    '2 states'
    """
    return Message(singular, {"count": count, **facts}, plural, count)


def say(fact: Any, lang: str) -> Any:
    """Return ``fact`` as a reader of ``lang`` sees it: messages, texts and lists of them."""
    if isinstance(fact, Message):
        return fact.text(lang)
    if isinstance(fact, Mapping):
        return choose(fact, lang)[0]
    if isinstance(fact, (list, tuple)):
        return ", ".join(str(say(item, lang)) for item in fact)
    if isinstance(fact, str) and len(fact) > MOST_SHOWN:
        return f"{fact[:MOST_SHOWN]}…"
    return fact


def choose(text: Text, lang: str) -> tuple[str, str]:
    """Return the text and its language: the reader's, else English, Spanish, whatever exists.

    >>> choose({"es": "Haití", "fr": "Haïti"}, "pt")
    ('Haití', 'es')
    """
    for code in (lang, "en", "es", *sorted(text)):
        if text.get(code):
            return text[code], code
    return "", lang


@cache
def translations(lang: str) -> gettext.NullTranslations:
    """Return the catalogue of ``lang``; English, the source language, needs none."""
    return gettext.translation(DOMAIN, LOCALE_DIR, [lang], fallback=True)
