"""What speaks against two bodies being one, whatever speaks for it."""

from __future__ import annotations

from typing import Final

from kg.identity.bodies import Body
from kg.identity.evidence import Evidence, Pair
from kg.identity.lexicon import LEGAL, LEVELS, PUBLIC
from kg.identity.likeness import AGREEING, is_distinctive
from kg.identity.words import SHORTEST, Words

_NO_FORMS: Final = frozenset({"ngo", "ong", "as", "ab", "co", "ca", "ac", "ip"})
"""Legal forms that are other words as well, or none: of two of them nothing follows."""


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
        is_short = first.is_bare and len(first.plain) <= SHORTEST
        return is_short and not (one.is_curated or other.is_curated)
    few = any(len(name.order) <= AGREEING and not name.places for name in (first, second))
    is_known = one.country is not None and one.country == other.country
    return few and not is_known and not any(map(is_distinctive, first.order))


def _levels(name: Words) -> tuple[str, ...]:
    levels = [word for word in name.order if word in LEVELS]
    # With one level it says of what; with several the order says what is part of what.
    return name.order if len(levels) > 1 else ()


def _numbers(name: Words) -> frozenset[str]:
    return frozenset(word for word in name.order if any(letter.isdigit() for letter in word))
