"""Words of four languages as the glossary compares them: small words out, endings off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final, NamedTuple

from kg.base.text import folded_words

MAX_WORDS: Final = 400
"""Words of a text that are read; the rest of longer ones counts for nothing."""
_MAX_LETTERS: Final = 40
_SHORTEST: Final = 3
"""Letters that are left of a word at least."""

_SMALL: Final[Mapping[str, str]] = {
    "es": (
        "a al ante asi aun bajo cada como con contra cual cuales cuando de del desde donde "
        "dos e el ella ellas ellos en entre era es esa ese eso esta este esto estos estas fue "
        "ha hacia han hasta hay la las le les lo los mas me mi muy ni no nos o otra otras "
        "otro otros para pero por porque que se sea ser si sin sobre son su sus tal te tiene "
        "todo todos traves tu u un una uno unos unas y ya mediante segun "
    ),
    "pt": (
        "ao aos as ate com da das do dos em essa esse isso isto mais mas na nas nao no nos "
        "num numa o os ou outra outro para pela pelas pelo pelos por qual quando que sao se "
        "sem ser seu seus sob sobre sua suas tem uma um umas uns "
    ),
    "fr": (
        "a au aux avec c ce ces cette d dans de des du elle en est et eu il ils l la le les "
        "leur leurs lors m mais meme n ne nos notre ou par pas plus pour qu que qui s sa sans "
        "se ses si son sont sous sur t un une vers vos votre y "
    ),
    "en": (
        "a an and any are as at be been between by can for from has have he her his how i if "
        "in into is it its may more most not of on or our she so such than that the their "
        "them then there these they this those through to was we were what when where which "
        "while who will with within you your under over via per "
    ),
}
SMALL_WORDS: Final[Mapping[str, frozenset[str]]] = {
    lang: frozenset(words.split()) for lang, words in _SMALL.items()
}
"""Words that say nothing of a subject, folded as texts are, by language."""
STOP: Final = frozenset(word for words in SMALL_WORDS.values() for word in words)
"""All of them."""

_ENDINGS: Final[tuple[tuple[str, str, int], ...]] = (
    ("eaux", "eau", 0), ("coes", "cion", 2), ("soes", "sion", 2), ("stoes", "scion", 2),
    ("ciones", "cion", 2), ("siones", "sion", 2), ("tions", "cion", 2), ("cao", "cion", 2),
    ("sao", "sion", 2), ("stao", "scion", 2), ("tion", "cion", 2), ("aux", "al", 2),
    ("ais", "al", 2), ("eis", "el", 2), ("idades", "id", 3), ("idade", "id", 3), ("idad", "id", 3),
    ("ities", "id", 3), ("iti", "id", 3), ("ites", "id", 3), ("ite", "id", 3), ("ies", "", 3),
)  # fmt: skip
"""Endings of plurals and of nouns that the languages share, what stands for them in all, and how
many letters stand before them at least; the first that fits counts."""
_LAST: Final[tuple[tuple[str, str], ...]] = (("iqu", "ic"), ("mient", "ment"), ("m", "n"))
_ALIKE: Final[tuple[tuple[str, str], ...]] = (("ph", "f"), ("th", "t"), ("y", "i"))
_KEPT: Final = frozenset({"aids", "wash", "smes", "pmes"})
"""Acronyms that end as plurals do."""
_SEEN: Final = re.compile(r"[^\W_][\w\u0300-\u036f]*+")
"""A word as it stands there, with marks that stand behind their letters."""
_DOUBLE: Final = re.compile(r"([b-df-hj-np-tv-z])\1")


class Word(NamedTuple):
    """A word that says something: its stem, as it is compared, and where it stands in the text."""

    stem: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of a text that say something, in order, at most ``MAX_WORDS``.

    >>> words_of("Gestión de los residuos")
    [Word(stem='gescion', start=0, end=7), Word(stem='residu', start=15, end=23)]
    """
    return list(islice(_words(text[: MAX_WORDS * _MAX_LETTERS]), MAX_WORDS))


def _words(text: str) -> Iterator[Word]:
    for found in _SEEN.finditer(text):
        shown = found[0]
        # Longer ones are words of no language: folding them would only take time.
        for word in folded_words(shown) if len(shown) <= _MAX_LETTERS else ():
            if word not in STOP and not word.isdigit():
                yield Word(stem(word), *found.span())


def stem(word: str) -> str:
    """Return a folded word without the ending that tells number, gender and language apart.

    Rough on purpose, and the same for all four languages: texts of sheets seldom say theirs.

    >>> [stem(word) for word in ("educacion", "educacao", "education", "educaciones")]
    ['educacion', 'educacion', 'educacion', 'educacion']
    >>> stem("biodiversidade") == stem("biodiversity"), stem("energia") == stem("energie")
    (True, True)
    """
    if len(word) <= _SHORTEST or word in _KEPT:
        return word
    for was, now in _ALIKE:
        word = word.replace(was, now)
    word = _DOUBLE.sub(r"\1", _without_ending(_DOUBLE.sub(r"\1", word)))
    for was, now in _LAST:
        if word.endswith(was):
            word = word[: -len(was)] + now
    return word


def _without_ending(word: str) -> str:
    for was, now, least in _ENDINGS:
        if word.endswith(was) and len(word) - len(was) >= least:
            return word[: -len(was)] + now
    for letters in ("s", "aeo", "i"):
        if len(word) > _SHORTEST and word[-1] in letters:
            word = word[:-1]
    return word
