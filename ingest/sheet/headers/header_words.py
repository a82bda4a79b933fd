"""What one header means: the name of a column, nearly one, a phrase with one; its language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from ingest.sheet.headers.column_words import words_of
from ingest.sheet.headers.header_phrases import (
    column_of_parts,
    column_of_phrase,
    column_of_tag,
    is_tag,
    without_number,
)
from ingest.sheet.headers.sheet_kinds import COLUMNS, TRANSLATED
from ingest.sheet.headers.synonyms import LANGUAGE_WORDS
from kg.base.text import fold
from kg.model.acronyms import BY_LANGUAGE

_NEAR: Final = 84
_LEAD: Final = 4
_SHORTEST_GUESSED: Final = 5
# From the end, so that nothing is tried twice; ne, ni and me are “en”, “in” and “em”.
_LANGUAGE_LAST: Final = re.compile(
    r"\s*+(?:[)\]]\s*+)?+(?P<lang>[^\W\d_]++)(?:\s*+[:_(\[]|\s++(?:ne|ni|me)\s)"
)
"""The language at the end of a header, in the header written backwards."""
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*+[)\]]")


class Name(NamedTuple):
    """A recognised header: the column, its language if it has one, whether it was guessed."""

    column: str
    lang: str | None = None
    guessed: bool = False


@lru_cache(maxsize=4_096)
def recognise(word: str, kind: str) -> Name | None:
    """Return what a header means in a sheet of ``kind``, None where it cannot be told.

    >>> recognise("Título (inglés)", "offers")
    Name(column='title', lang='en', guessed=False)
    >>> recognise("Intitucion oferente", "offers")
    Name(column='actor', lang=None, guessed=True)
    """
    word = without_number(word.strip(" *:")).strip(" *:")
    bare, lang = without_language(word)
    # As written before folded: canonical names have signs that folding takes away.
    for text in dict.fromkeys((word.casefold(), fold(bare), _without_brackets(bare))):
        column = _exact(kind).get(text)
        if column is not None:
            return _in_language(column, lang)
    column, sure = _longer(word, bare, kind)
    return _in_language(column, lang, guessed=not sure) if column else None


def _in_language(column: str, lang: str | None, *, guessed: bool = False) -> Name:
    if lang is not None:
        column = BY_LANGUAGE.get(column, column)
    return Name(column, lang if column in TRANSLATED else None, guessed)


def _longer(word: str, bare: str, kind: str) -> tuple[str | None, bool]:
    """What a header means that is no name: a tag, two names, nearly a name, a phrase with one."""
    tagged = column_of_tag(word, _exact(kind))
    if tagged is not None or is_tag(word):
        return tagged, True
    twice = column_of_parts(bare, _exact(kind))
    if twice is not None:
        return twice
    return _guess(fold(bare), kind) or column_of_phrase(bare, _exact(kind)), False


def header_key(word: str) -> str:
    """Return a header as it is compared: folded, or as it is where nothing would be left."""
    return fold(word) or word.casefold().strip()


@cache
def _exact(kind: str) -> dict[str, str]:
    """Folded header → column; canonical names win over synonyms, earlier columns over later."""
    names: dict[str, str] = {}
    for column in COLUMNS[kind]:
        for words in words_of(kind, column).values():
            for word in words:
                names.setdefault(fold(word), column)
    canonical = {column: column for column in COLUMNS[kind]}
    return {**names, **canonical, **{fold(column): column for column in COLUMNS[kind]}}


@cache
def _languages() -> dict[str, str]:
    return {fold(word): lang for lang, words in LANGUAGE_WORDS.items() for word in words}


def without_language(word: str) -> tuple[str, str | None]:
    """Split “title:es”, “Título (es)”, “Título en inglés” into the header and the language."""
    match = _LANGUAGE_LAST.match(word[::-1])
    lang = _languages().get(fold(match["lang"][::-1])) if match else None
    bare = word[: -match.end()].strip() if match else ""
    return (bare, lang) if bare and lang else (word, None)


def _without_brackets(word: str) -> str:
    return fold(_BRACKETS.sub(" ", word))


def _guess(text: str, kind: str) -> str | None:
    from rapidfuzz import fuzz, process

    if len(text) < _SHORTEST_GUESSED:
        return None
    names = _exact(kind)
    found = process.extract(text, list(names), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=5)
    # The best comes last, and so is what stays for its column.
    columns = {names[name]: score for name, score, _ in reversed(found)}
    ranked = sorted(columns.values(), reverse=True)
    # A second column nearly as near: better to ask than to guess.
    clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0] - ranked[1] >= _LEAD)
    return max(columns, key=columns.__getitem__) if clear else None
