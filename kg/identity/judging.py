"""Whether two bodies are one: same, different, or a question for a person, with a score."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Final, Literal, NamedTuple

from kg.identity.bodies import Body
from kg.identity.doubts import against
from kg.identity.evidence import Evidence, Pair
from kg.identity.likeness import AGENCIES, misspelt, similarity
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
_DOUBT: Final = 100_000
"""What is taken off where something speaks against it."""
_MIN_ACRONYM: Final = 4
_UNLIKE: Final = 300_000


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
        paired = misspelt(first, second)
        if paired is True:
            return SPELLING, (Evidence("spelling", *reason),), (one, other)
        score = similarity(first, second)
        return score, (Evidence("similar", *reason),), (one, other)
    if one.places and one.places == other.places and (first | second) & AGENCIES:
        return _COUNTRY, (Evidence("country", *reason),), (one, other)
    return 0, (), None
