"""Whether two bodies are one: what speaks for it, what against it, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Final, Literal, NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from kg.identity.bodies import Body
from kg.identity.lexicon import GENERIC, LEGAL, LEVELS, MEANINGS, PHRASES, PUBLIC
from kg.identity.words import SHORTEST, Words, shortens

Outcome = Literal["same", "ask", "different"]

IDENTIFIER: Final = 1_000_000
NAME: Final = 990_000
WORDS: Final = 970_000
ACRONYM: Final = 960_000
SPELLING: Final = 955_000
INITIALS: Final = 952_000
CERTAIN: Final = 950_000
"""From this score on two bodies are the same, where nothing speaks against it."""
_INITIALS_ONLY: Final = 760_000
_ACRONYM_ONLY: Final = 800_000
_MARK: Final = 640_000
_COUNTRY: Final = 630_000
PROPOSED: Final = 560_000
"""From this score on a person is asked."""
_SIMILAR: Final = 800_000
"""What two names score at most that only share words."""
_DOUBT: Final = 100_000
"""What is taken off where something speaks against it."""

_FIELD_WORDS: Final = frozenset({*MEANINGS.values(), *PHRASES.values()})
_WEIGHTS: Final = (1, 2, 4)
_LONG: Final = 7
"""Letters from which a word may be misspelt by one."""
_NO_FORMS: Final = frozenset({"ngo", "ong", "as", "ab", "co", "ca", "ac", "ip"})
"""Legal forms that are other words as well, or none: of two of them nothing follows."""
_AGREEING: Final = 2
_MIN_ACRONYM: Final = 4
_NEARLY: Final = 5
_NEAR_ENOUGH: Final = 0.8
AGENCIES: Final = frozenset({"cooperation", "development", "foreign"})
"""Words in the names of the bodies by which countries give: a country as donor may mean them."""
_UNLIKE: Final = 300_000


class Evidence(NamedTuple):
    """One thing that speaks for or against: its kind, and the values that it is about."""

    kind: str
    one: str = ""
    other: str = ""


class Verdict(NamedTuple):
    """What follows for two bodies: the outcome, a score in millionths, and why."""

    outcome: Outcome
    score: int
    evidence: tuple[Evidence, ...]


DIFFERENT: Final = Verdict("different", 0, ())


class Uses(NamedTuple):
    """How many different names an acronym stands beside, and how many have it for initials."""

    stated: Mapping[str, int]
    initials: Mapping[str, int]


def judge(one: Body, other: Body, uses: Uses) -> Verdict:
    """Return whether two bodies are the same; ``uses``: of acronyms among all bodies."""
    if one.prefix != other.prefix or _one_within_other(one, other):
        return DIFFERENT
    score, reasons, pair = _for(one, other, uses)
    if score < PROPOSED:
        return DIFFERENT
    doubts = tuple(against(one, other, pair))
    if any(each.kind == "unlike" for each in reasons):
        reasons, doubts = reasons[:1], (*reasons[1:], *doubts)
    if score < IDENTIFIER and any(_excludes(each, score) for each in doubts):
        return DIFFERENT
    if score >= CERTAIN and not doubts:
        return Verdict("same", score, reasons)
    if doubts:
        score = max(score - _DOUBT, 0)
    if score < PROPOSED:
        return DIFFERENT
    return Verdict("ask", min(score, CERTAIN - 1), (*reasons, *doubts))


def _excludes(doubt: Evidence, score: int) -> bool:
    """Say whether nobody need be asked: other countries' bodies are called alike everywhere."""
    least = _EXCLUDES.get(doubt.kind)
    return least is not None and score < least


_EXCLUDES: Final = {
    "public-country": IDENTIFIER,
    "other-place": IDENTIFIER,
    "other-country": NAME,
}
"""What excludes that two bodies are one, up to the score from which a person is still asked."""


def _one_within_other(one: Body, other: Body) -> bool:
    return one.id in other.within or other.id in one.within


Pair = tuple[Words, Words]
Found = tuple[int, tuple[Evidence, ...], Pair | None]


def _for(one: Body, other: Body, uses: Uses) -> Found:
    """Return the best score, what it rests on, and the names it compares."""
    best: Found = (0, (), None)
    for names in product(one.names, other.names):
        found = _names(*names)
        if found[0] > best[0]:
            best = found
    shared = sorted(one.identifiers & other.identifiers)
    if shared:
        text = f"{shared[0].scheme} {shared[0].value}"
        return IDENTIFIER, (Evidence("identifier", text, text), *_akin(best, one, other)), best[2]
    return max(best, _acronym(one, other, uses), key=lambda found: found[0])


def _akin(best: Found, one: Body, other: Body) -> tuple[Evidence, ...]:
    """Return what names say beside a shared identifier: that they are alike, or that they are not.

    Sources write one body's identifier on another one's name.
    """
    if best[0] >= _UNLIKE or not (one.names and other.names):
        return best[1]
    for first, second in ((one, other), (other, one)):
        for short, name in product(sorted(first.acronyms | first.bare), second.names):
            if shortens(short, name.plain):
                return (Evidence("initials", short.upper(), name.plain),)
    return (Evidence("unlike", one.names[0].plain, other.names[0].plain),)


def _acronym(one: Body, other: Body, uses: Uses) -> Found:
    for first, second in ((one, other), (other, one)):
        for short in sorted(first.bare):
            if short in second.acronyms:
                certain = len(short) >= _MIN_ACRONYM and uses.stated.get(short, 0) <= 1
                score = ACRONYM if certain else _ACRONYM_ONLY
                return score, (Evidence("acronym", short.upper(), _plain(second)),), None
            if len(short) >= SHORTEST and any(short == name.initials for name in second.names):
                certain = len(short) > _MIN_ACRONYM and uses.initials.get(short, 0) <= 1
                score = INITIALS if certain else _INITIALS_ONLY
                return score, (Evidence("initials", short.upper(), _plain(second)),), None
    return _mark(one, other)


def _mark(one: Body, other: Body) -> Found:
    """Find an acronym of the one among the words of the other, not alone."""
    for first, second in ((one, other), (other, one)):
        known = first.acronyms | first.bare | {name.initials for name in first.names}
        for name in second.names:
            found = known & name.marks
            if found:
                said = max(found, key=lambda short: (len(short), short)).upper()
                return _MARK, (Evidence("mark", said, name.plain),), None
    return 0, (), None


def _plain(body: Body) -> str:
    return next((name.plain for name in body.names if not name.is_bare), body.id)


def _names(one: Words, other: Words) -> Found:
    reason = one.plain, other.plain
    if one.plain == other.plain:
        return NAME, (Evidence("name", *reason),), (one, other)
    first, second = one.words, other.words
    if first == second and (first or one.places):
        return WORDS, (Evidence("words", *reason),), (one, other)
    if first and second:
        paired = _misspelt(first, second)
        if paired is True:
            return SPELLING, (Evidence("spelling", *reason),), (one, other)
        score = _similarity(first, second)
        return score, (Evidence("similar", *reason),), (one, other)
    if one.places and one.places == other.places and (first | second) & AGENCIES:
        return _COUNTRY, (Evidence("country", *reason),), (one, other)
    return 0, (), None


def _misspelt(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two names differ in the spelling of one long word, beside two that agree."""
    left, right = one - other, other - one
    if len(left) != 1 or len(right) != 1 or len(one & other) < _AGREEING:
        return False
    return alike(*left, *right)


def alike(one: str, other: str) -> bool:
    """Say whether one long word can be the other one misspelt, by one letter or two swapped.

    >>> alike("orgamization", "organization"), alike("provincia1", "provincia2")
    (True, False)
    """
    if min(len(one), len(other)) < _LONG or one[0] != other[0]:
        return False
    if any(letter.isdigit() for letter in one + other) or {one, other} <= _FIELD_WORDS:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _similarity(one: frozenset[str], other: frozenset[str]) -> int:
    """Return how much of what two names say they share, in millionths of what a person is asked at.

    Words that tell little weigh little.
    """
    common = sum(map(weight, one & other)) + _nearly(one - other, other - one)
    if not common:
        return 0
    first, second = sum(map(weight, one)), sum(map(weight, other))
    dice = 2 * common * _SIMILAR // (first + second)
    contained = common * _SIMILAR // min(first, second)
    return min((dice + contained) // 2, _SIMILAR)


def _nearly(one: frozenset[str], other: frozenset[str]) -> int:
    """Return what words weigh that are nearly words of the other name."""
    return sum(
        max((min(weight(word), weight(each)) for each in other if _near(word, each)), default=0)
        for word in one
    )


def _near(one: str, other: str) -> bool:
    if one[0] != other[0] or min(len(one), len(other)) < _NEARLY:
        return False
    return Levenshtein.normalized_similarity(one, other) >= _NEAR_ENOUGH


def weight(word: str) -> int:
    """Return how much a word tells of who somebody is: a kind of body least, a name most.

    >>> weight("organisation"), weight("health"), weight("wajir")
    (1, 2, 4)
    """
    if word in GENERIC:
        return _WEIGHTS[0]
    return _WEIGHTS[1] if word in _FIELD_WORDS else _WEIGHTS[2]


def against(one: Body, other: Body, pair: Pair | None = None) -> list[Evidence]:
    """Return what speaks against two bodies being one, whatever speaks for it.

    ``pair``: the names that are compared, which may contradict each other too.
    """
    found = [*_identifiers(one, other), *_places(one, other, pair)]
    if pair is not None:
        found += _of_names(one, other, *pair)
        alike_only = pair[0].words != pair[1].words
        if alike_only and one.acronyms and other.acronyms and not one.acronyms & other.acronyms:
            found.append(Evidence("other-acronym", _short(one), _short(other)))
    return found


def _short(body: Body) -> str:
    return min(body.acronyms).upper()


def _identifiers(one: Body, other: Body) -> list[Evidence]:
    """Return the schemes in which two bodies have no identifier in common."""
    mine, theirs = _by_scheme(one), _by_scheme(other)
    return [
        Evidence("other-identifier", f"{scheme} {min(values)}", f"{scheme} {min(theirs[scheme])}")
        for scheme, values in sorted(mine.items())
        if scheme in theirs and not values & theirs[scheme]
    ]


def _by_scheme(body: Body) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for scheme, value in body.identifiers:
        found.setdefault(scheme, set()).add(value)
    return found


def _places(one: Body, other: Body, pair: Pair | None) -> list[Evidence]:
    is_public = pair is not None and bool(pair[0].words & pair[1].words & PUBLIC)
    if one.country and other.country and one.country != other.country:
        kind = "public-country" if is_public else "other-country"
        return [Evidence(kind, one.country, other.country)]
    if pair is None:
        return []
    first, second = pair[0].places, pair[1].places
    if first and second and first != second:
        return [Evidence("other-place", _said(first), _said(second))]
    named = first ^ second
    if named and named not in ({one.country}, {other.country}):
        return [Evidence("one-place", _said(first), _said(second))]
    if is_public and not (first & second) and not (one.country and other.country):
        return [Evidence("no-country", pair[0].plain, pair[1].plain)]
    return []


def _said(places: frozenset[str]) -> str:
    return " ".join(sorted(places)) or "—"


def _of_names(one: Body, other: Body, first: Words, second: Words) -> list[Evidence]:
    found = []
    if _levels(first) != _levels(second) and first.words == second.words:
        found.append(Evidence("other-order", first.plain, second.plain))
    if _numbers(first) != _numbers(second):
        found.append(Evidence("other-number", first.plain, second.plain))
    forms, others = (LEGAL & set(name.plain.split()) - _NO_FORMS for name in (first, second))
    if forms and others and not forms & others:
        found.append(Evidence("other-form", first.plain, second.plain))
    if _say_little(one, other, first, second):
        found.append(Evidence("short", first.plain, second.plain))
    return found


def _say_little(one: Body, other: Body, first: Words, second: Words) -> bool:
    """Say whether two names are a short acronym, or two translations of less than three words.

    What many bodies have in their names: "Banco Nacional", "National Bank". Of one country they say
    enough, and so does the very same name: by that they would have had one id.
    """
    if first.plain == second.plain:
        is_short = first.is_bare and len(first.plain) < _MIN_ACRONYM
        return is_short and not (one.is_curated or other.is_curated)
    few = any(len(name.order) <= _AGREEING and not name.places for name in (first, second))
    is_known = one.country is not None and one.country == other.country
    return few and not is_known and all(weight(word) < _WEIGHTS[-1] for word in first.order)


def _levels(name: Words) -> tuple[str, ...]:
    levels = [word for word in name.order if word in LEVELS]
    # With one level it says of what; with several the order says what is part of what.
    return name.order if len(levels) > 1 else ()


def _numbers(name: Words) -> frozenset[str]:
    return frozenset(word for word in name.order if any(letter.isdigit() for letter in word))
