"""Evidence as sentences, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kg.base.i18n import Message, msg
from kg.identity.evidence import Evidence

_SENTENCES: Final[Mapping[str, Callable[[str, str], Message]]] = {
    "identifier": lambda one, _: msg("Both have the identifier {value}.", value=one),
    "name": lambda one, _: msg("Both are called “{name}”.", name=one),
    "words": lambda one, other: msg("“{one}” and “{other}” say the same.", one=one, other=other),
    "spelling": lambda one, other: msg(
        "“{one}” and “{other}” differ in the spelling of one word.", one=one, other=other
    ),
    "acronym": lambda one, other: msg(
        "{acronym} stands beside the name “{name}”.", acronym=one, name=other
    ),
    "initials": lambda one, other: msg(
        "{acronym} may be short for “{name}”.", acronym=one, name=other
    ),
    "mark": lambda one, other: msg("{acronym} occurs in “{name}”.", acronym=one, name=other),
    "similar": lambda one, other: msg("“{one}” and “{other}” share words.", one=one, other=other),
    "country": lambda one, other: msg(
        "“{one}” and “{other}”: a country and a body by which it may give.", one=one, other=other
    ),
    "other-identifier": lambda one, other: msg(
        "But they have different identifiers: {one}, {other}.", one=one, other=other
    ),
    "public-country": lambda one, other: msg(
        "But they are at home in different countries: {one}, {other}.", one=one, other=other
    ),
    "other-country": lambda one, other: msg(
        "But they are at home in different countries: {one}, {other}.", one=one, other=other
    ),
    "other-place": lambda one, other: msg(
        "But their names name different countries: {one}, {other}.", one=one, other=other
    ),
    "one-place": lambda one, other: msg(
        "But only one name names a country, as that of an office there would: {one}, {other}.",
        one=one,
        other=other,
    ),
    "no-country": lambda _one, _other: msg(
        "But many countries have a public body of that name, and not of both is it known of which "
        "country they are."
    ),
    "other-acronym": lambda one, other: msg(
        "But they go by different acronyms: {one}, {other}.", one=one, other=other
    ),
    "other-order": lambda one, other: msg(
        "But “{one}” and “{other}” name what is part of what in another order.",
        one=one,
        other=other,
    ),
    "other-form": lambda one, other: msg(
        "But “{one}” and “{other}” are of different legal forms.", one=one, other=other
    ),
    "other-number": lambda one, other: msg(
        "But “{one}” and “{other}” hold different numbers.", one=one, other=other
    ),
    "unlike": lambda one, other: msg(
        "But “{one}” and “{other}” are unlike each other.", one=one, other=other
    ),
    "short": lambda one, _: msg("But “{name}” says little, and may mean many.", name=one),
}


def sentence(evidence: Evidence) -> Message:
    """Return what one piece of evidence says; what speaks against begins with “But”."""
    return _SENTENCES[evidence.kind](evidence.one, evidence.other)
