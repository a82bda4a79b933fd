"""What stands around names of places, and short names of states that no list of codes has.

"Panama Canal" and "Universidad de Costa Rica" name something in a state, not the state; "New
Mexico" and "US dollars" not even that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from kg.condense.text_tokens import Token

Standing = Literal["state", "weak", "nothing"]
"""The state itself, something that bears its name, something else altogether."""

SHORT: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "state/atg": (("Antigua", "en"),),
    "state/dom": (("R. Dominicana", ""), ("Rép. dominicaine", ""), ("Dominican Rep", "")),
    "state/kna": (("St. Kitts", "en"), ("Saint Kitts", "en es fr")),
    "state/tto": (("Trinidad", "en"),),
    "state/usa": (("É.-U.", "fr"), ("US", "en")),
    "state/vct": (
        ("St. Vincent", "en"),
        ("Saint Vincent", "en fr"),
        ("São Vicente e as Granadinas", ""),
    ),
}
"""State → further names, each with the languages in which it is one (all: empty)."""
ONLY_IN: Final[Mapping[str, frozenset[str]]] = {
    "chili": frozenset(("fr",)),
    "dominique": frozenset(("fr",)),
    "granada": frozenset(("es", "pt")),
    "grenade": frozenset(("fr",)),
    "mexico": frozenset(("en", "es", "pt")),
    "salvador": frozenset(("fr",)),
    "us": frozenset(("en",)),
}
"""Names that are a place in these languages, and something else in others."""
ARTICLE_BEFORE: Final[Mapping[str, frozenset[str]]] = {
    "dominique": frozenset(("la",)),
    "salvador": frozenset(("le", "au", "du")),
}
"""Names that are a place only behind one of these words, or alone: both are names of people too."""
OTHER_WORDS: Final = frozenset((
    "reunion", "reuniao", "san martin", "saint martin", "sao martinho", "san bartolome",
    "santa elena", "santa helena", "guadalupe", "jersey", "jordan", "chad", "man",
    "hollande",
))  # fmt: skip
"""Names of countries that are mostly something else: a meeting, a saint, a person."""
NOT_PLACES: Final = (
    "New Mexico", "Nuevo México", "Novo México", "Nouveau-Mexique", "Gulf of Mexico",
    "Golfo de México", "Golfo do México", "Golfe du Mexique", "New Jersey", "Nueva Jersey",
    "Panama hat", "Nueva Granada", "Peru, Indiana", "Saint Vincent de Paul", "Santiago de Cuba",
    "Antigua Guatemala", "La Antigua Guatemala", "Granada, España", "Granada (España)",
    "Granada, Nicaragua", "Granada (Nicaragua)", "Cambridge Jamaica", "Jamaica Plain",
)  # fmt: skip
"""What holds the name of a state and is none."""
_HEADS: Final = frozenset((
    "avenida", "avenue", "banco", "bank", "banque", "bolsa", "bourse", "canal", "ciudad",
    "city", "ciudade", "cidade", "club", "clube", "colegio", "college",
      "gulf", "hospital", "hopital", "hotel", "instituto", "institute",
    "institut", "museo", "museu", "musee", "museum", "plaza", "port", "puerto", "rua", "rue",
    "street", "calle", "universidad", "universidade", "universite", "university", "ville",
    "camara", "chamber", "chambre", "federacion", "federation", "federacao", "asociacion",
    "association", "associacao", "bahia", "baie", "archipielago",
))  # fmt: skip
"""What bears the name of a state behind "of"."""
_LANDS: Final = frozenset((
    "avenida", "bahia", "baie", "calle", "canal", "cidade", "city", "ciudad", "golfe", "golfo",
    "gulf", "rue", "universidad", "universidade", "universite", "ville",
))  # fmt: skip
"""Those of them that are written small too."""
_TAILS: Final = frozenset((
    "canal", "city", "college", "hotel", "street", "university", "bay", "times", "gleaner",
))  # fmt: skip
"""What bears the name of a state before it."""
_OF: Final = frozenset((
    "of", "the", "de", "del", "la", "las", "los", "el", "do", "da", "das", "dos", "du", "des",
    "d", "l", "le", "les",
))  # fmt: skip
_MONEY_AFTER: Final = re.compile(r"\.?\s(?:dollars?|d[oó]lar(?:es)?|pesos?|reais)\b")
_MONEY: Final = frozenset((
    "dollar", "dollars", "dolar", "dolares", "peso", "pesos", "real", "reais", "reales",
))  # fmt: skip
_FARTHEST: Final = 6
"""Words before a name in which what bears it is looked for."""
_SIGN: Final = re.compile(r"\.?\s?\$")
_STOPS: Final = frozenset('.,;:()[]|–—"“”«»\n')


def standing(text: str, said: Sequence[Token], first: int, last: int) -> Standing:
    """Return what the name of a place is in its surroundings; it is the words first to last.

    >>> from kg.condense.text_tokens import tokens
    >>> def of(text, first, last):
    ...     return standing(text, tokens(text), first, last)
    >>> of("Panama Canal", 0, 0), of("10 dollars des États-Unis", 3, 4), of("in Peru", 1, 1)
    ('weak', 'nothing', 'state')
    """
    after = _after(text, said, last)
    end = said[last].end
    if _MONEY_AFTER.match(text, end) or _SIGN.match(text, end) or _is_money(text, said, first):
        return "nothing"
    return "weak" if after in _TAILS or _is_borne(text, said, first) else "state"


def is_place(text: str, said: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a word that is a place and a name of people too is the place here."""
    before = ARTICLE_BEFORE.get(said[first].folded) if first == last else None
    if before is None or (first and said[first - 1].folded in before):
        return True
    alone = first == 0 or _gap(text, said, first - 1)
    return alone and (last + 1 == len(said) or _gap(text, said, last))


def _after(text: str, said: Sequence[Token], last: int) -> str:
    if last + 1 == len(said) or parted(text, said[last].end, said[last + 1].start):
        return ""
    return said[last + 1].folded


def _is_money(text: str, said: Sequence[Token], first: int) -> bool:
    """Dollars of the United States are no word about them."""
    at = first - 1
    while at >= 0 and said[at].folded in _OF and not _gap(text, said, at):
        at -= 1
    return at >= 0 and at < first - 1 and said[at].folded in _MONEY and not _gap(text, said, at)


def _is_borne(text: str, said: Sequence[Token], first: int) -> bool:
    """Behind "of" and what bears such names, with nothing between but capitals and small words."""
    at = first - 1
    if at < 0 or said[at].folded not in _OF or _gap(text, said, at):
        return False
    for back in range(at - 1, max(at - _FARTHEST, -1), -1):
        word = said[back]
        if _gap(text, said, back):
            return False
        if word.folded in _HEADS:
            return word.folded in _LANDS or text[word.start].isupper()
        if word.folded not in _OF and not text[word.start].isupper():
            return False
    return False


def _gap(text: str, said: Sequence[Token], at: int) -> bool:
    return parted(text, said[at].end, said[at + 1].start)


def parted(text: str, start: int, end: int) -> bool:
    """Whether something between two words parts what they say."""
    return any(sign in _STOPS for sign in text[start:end])
