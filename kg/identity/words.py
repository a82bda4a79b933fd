"""What a name says, whatever its language and spelling: its words, places, acronyms and numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from kg.base.text import fold
from kg.identity.lexicon import ADJECTIVES, LEGAL, MEANINGS, PHRASES, SHORT_FORMS, STOP

MAX_NAME: Final = 400
"""Letters of a name that are read; the rest of longer ones counts for nothing."""
_MAX_PLACE: Final = 6
"""Words in the longest name of a country."""

_BRACKETED: Final = re.compile(r"[(\[]([^()\[\]]{0,200}+)[)\]]?+")
_APART: Final = re.compile(r"\s[-–—:|]\s|\s?[/*|;]\s?|,\s|[–—]|\s-(?=\S)|(?<=[A-Z])-(?=[A-Z][a-z])")
_CAPITALS: Final = re.compile(r"[A-ZÁÉÍÓÚÑÇ][\w&.-]{0,11}+\Z")
_INITIALS: Final = re.compile(r"(?<!\w)(?:[A-Za-z]\.\s?+){2,8}+(?:[A-Za-z](?!\w))?+")
_NATIONS: Final = re.compile(r"(?<!\w)UN(?=[\s-]*+\w)(?!\w)")
_HYPHEN: Final = re.compile(r"\bco-(?=o)", re.IGNORECASE)
_PHRASE: Final = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(PHRASES, key=len, reverse=True))})(?!\w)")
_GOVERNMENT: Final = frozenset({"government", "republic", "state", "kingdom", "royal", "reino"})
SHORTEST: Final = 3
"""Letters of the shortest acronym that is looked for by itself."""
_LONGEST: Final = 9
_PLURAL: Final = 4
_FEW: Final = 2
_LONG: Final = 8
"""Letters from which a word may be misspelt by one."""


class Words(NamedTuple):
    """What a name says: its words by meaning, in order, and what was set apart from them.

    ``places`` are ISO 3166-1 alpha-3 codes. ``plain`` is the name folded. ``acronyms`` stand beside
    words that they can be short for; a name that is nothing but an acronym is in ``plain``.
    """

    plain: str
    order: tuple[str, ...]
    places: frozenset[str]
    acronyms: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """The words, whatever their order."""
        return frozenset(self.order)

    @property
    def initials(self) -> str:
        """The first letters of the words as they stand, small ones and acronyms left out."""
        return initials(word for word in self.plain.split() if word not in self.acronyms)

    @property
    def marks(self) -> frozenset[str]:
        """The words that may be acronyms of somebody: short, and of no language."""
        return frozenset(
            word
            for word in (*self.plain.split(), *self.acronyms)
            if SHORTEST <= len(word) <= _LONGEST
            and word not in MEANINGS
            and word not in STOP
            and word not in LEGAL
            and word not in ADJECTIVES
        )

    @property
    def is_bare(self) -> bool:
        """Whether it is a single word: an acronym, or a name that tells little."""
        return len(self.plain.split()) == 1


class Reader:
    """Reads names, with the names of countries that are known."""

    def __init__(self, places: Mapping[str, str]) -> None:
        """``places``: folded name of a country → its ISO 3166-1 alpha-3 code, upper case."""
        self._places = places
        self._openers = frozenset(name.split()[0] for name in places if name)

    def read(self, name: str) -> Words:
        """Return what a name says.

        >>> Reader({"spain": "ESP"}).read("Government of Spain - Ministry of Health (MoH)")
        ... # doctest: +NORMALIZE_WHITESPACE
        Words(plain='government of spain ministry of health moh',
            order=('ministry', 'health'), places=frozenset({'ESP'}), acronyms=frozenset({'moh'}))
        """
        text = _INITIALS.sub(_joined, _HYPHEN.sub("co", name[:MAX_NAME]))
        text = _NATIONS.sub("United Nations", text)
        parts, acronyms = self._parts(text)
        tokens = _phrased(fold(" ".join(parts))).split()
        tokens, more = _without_acronym(tokens)
        places, order = self._meanings(tokens)
        if places and _GOVERNMENT.issuperset(order):
            order = []
        elif places and len(order) > 1:
            order = [word for word in order if word != "government"]
        return Words(fold(text), tuple(order), places, acronyms | more)

    def _parts(self, text: str) -> tuple[list[str], frozenset[str]]:
        """Return the parts of a name without its acronyms, and these."""
        brackets = [found.strip() for found in _BRACKETED.findall(text)]
        parts = [part for part in _APART.split(_BRACKETED.sub(" , ", text)) if part.strip(" ,")]
        brackets = [one for one in brackets if not one.isdigit()]
        acronyms: set[str] = set()
        kept: list[str] = []
        for part in parts:
            others = " ".join(other for other in parts if other is not part)
            if others and self._is_acronym(part.strip(" ,"), others):
                acronyms.add("".join(fold(part).split()))
            else:
                kept.append(part.strip(" ,"))
        for one in brackets:
            if self._is_acronym(one, " ".join(kept)):
                acronyms.add("".join(fold(one).split()))
            else:
                kept.append(one)
        return kept, frozenset(acronyms)

    def _is_acronym(self, part: str, rest: str) -> bool:
        if not _CAPITALS.match(part.upper()) or fold(part) in self._places:
            return False
        folded = fold(part).replace(" ", "")
        return folded not in ADJECTIVES and shortens(folded, rest)

    def _meanings(self, tokens: list[str]) -> tuple[frozenset[str], list[str]]:
        places: set[str] = set()
        words: list[str] = []
        at = 0
        while at < len(tokens):
            length, iso3 = self._place(tokens, at)
            if iso3:
                places.add(iso3)
            elif tokens[at] not in STOP:
                words.extend(meanings(tokens[at]))
            at += max(length, 1)
        kept = [word for word in words if word not in LEGAL]
        return frozenset(places), list(dict.fromkeys(kept or words))

    def _place(self, tokens: list[str], at: int) -> tuple[int, str]:
        if tokens[at] in self._openers:
            for length in range(min(_MAX_PLACE, len(tokens) - at), 0, -1):
                iso3 = self._places.get(" ".join(tokens[at : at + length]))
                if iso3:
                    return length, iso3
        return 1, ADJECTIVES.get(tokens[at], "")


def _phrased(folded: str) -> str:
    """Put one word where several mean something else together."""
    return _PHRASE.sub(lambda found: PHRASES[found[0]], folded)


def _joined(found: re.Match[str]) -> str:
    letters = "".join(letter for letter in found[0] if letter.isalpha())
    return f"{letters} " if found[0][-1:].isspace() else letters


def _without_acronym(tokens: list[str]) -> tuple[list[str], frozenset[str]]:
    """Take an acronym off the first or last place, where the other words are what it is short for.

    >>> _without_acronym("asal action in semi arid lands".split())
    (['action', 'in', 'semi', 'arid', 'lands'], frozenset({'asal'}))
    """
    for token, rest in ((tokens[:1], tokens[1:]), (tokens[-1:], tokens[:-1])):
        enough = len(rest) > 1 and len(token[0]) > 1
        if enough and token[0] not in MEANINGS and stands_for(token[0], " ".join(rest)):
            return rest, frozenset(token)
    return tokens, frozenset()


@cache
def meanings(token: str) -> tuple[str, ...]:
    """Return what a folded word means: the words that stand for it.

    >>> meanings("naciones"), meanings("onu"), meanings("widgets")
    (('nation',), ('nation', 'united'), ('widget',))
    """
    if token in SHORT_FORMS:
        return SHORT_FORMS[token]
    found = MEANINGS.get(token) or misspelt(token)
    if found is None and len(token) > _PLURAL and token.endswith("s") and not token.endswith("ss"):
        singular = token[:-1]
        return (MEANINGS.get(singular, singular),)
    return (found or token,)


def misspelt(token: str) -> str | None:
    """Return what a long word means that is none, but one letter away from one of the table.

    >>> misspelt("orgamization"), misspelt("organization"), misspelt("wajirian")
    ('organisation', None, None)
    """
    if len(token) < _LONG or token in MEANINGS or not token.isalpha():
        return None
    near = {
        MEANINGS[word]
        for each in _shortened(token)
        for word in _NEAR.get(each, ())
        if word[0] == token[0] and OSA.distance(word, token, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None


def _shortened(word: str) -> list[str]:
    return [word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]


def _nearby() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for word in MEANINGS:
        if len(word) >= _LONG:
            for each in _shortened(word):
                table.setdefault(each, []).append(word)
    return table


_NEAR: Final = _nearby()
"""Each long word of the table, and each with a letter left out → the words it comes from."""


def stands_for(acronym: str, name: str) -> bool:
    """Say whether the letters of a folded acronym are the initials of a name's words, in order.

    Small words may count or not.

    >>> stands_for("undp", "United Nations Development Programme"), stands_for("who", "A bank")
    (True, False)
    """
    words = fold(name).split()
    return any(acronym == letters for letters in _initials(words))


def shortens(acronym: str, name: str) -> bool:
    """Say whether the letters of a folded acronym follow each other in a name, from its first on.

    >>> shortens("fundeso", "Fundación Desarrollo Sostenido"), shortens("ida", "World Bank")
    (True, False)
    """
    words = fold(name).split()
    if len(words) < _FEW or not acronym or acronym in words:
        return False
    if len(acronym) > _FEW and _mostly_initials(acronym, words):
        return True
    starts = range(len(words) - 1) if len(acronym) > _FEW else (0,)
    return any(_follow(acronym, "".join(words[at:])) for at in starts)


def _mostly_initials(acronym: str, words: list[str]) -> bool:
    """Say whether three in five of its letters are initials, whatever their order: UNFPA."""
    left = Counter(word[0] for word in words)
    shared = sum((Counter(acronym) & left).values())
    return shared * 5 >= len(acronym) * 3


def _follow(acronym: str, letters: str) -> bool:
    left = iter(letters)
    return letters[:1] == acronym[:1] and all(letter in left for letter in acronym)


def initials(words: Iterable[str]) -> str:
    """Return the first letters of the words that tell names apart."""
    return "".join(word[0] for word in words if word not in STOP)


def _initials(words: list[str]) -> Iterator[str]:
    yield "".join(word[0] for word in words)
    yield initials(words)
    yield initials(word for word in words if word not in LEGAL)
