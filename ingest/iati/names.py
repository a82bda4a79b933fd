"""What a name says by itself: a country acting, a local public body, the same body as another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.index import Index
from kg.base.text import fold

_FORMAL: Final = (
        "government of the", "government of", "royal government of", "gobierno de la",
        "gobierno de", "gobierno del", "governo da", "governo de", "governo do", "governo dos",
        "gouvernement de la", "gouvernement de l", "gouvernement de", "gouvernement du",
        "gouvernement des", "gouvernement d", "republic of the", "republic of", "republica de la",
        "republica del", "republica de", "republica da", "republica do", "republica dos",
        "republica oriental del", "republica oriental do", "republica bolivariana de",
        "republica bolivariana da", "republica federativa do", "republica cooperativa de",
        "republica", "republique de la", "republique de l", "republique de", "republique du",
        "republique des", "republique d", "islamic republic of", "federal republic of",
        "federative republic of", "oriental republic of", "bolivarian republic of",
        "cooperative republic of", "co operative republic of", "plurinational state of",
        "people s republic of", "estado plurinacional de", "kingdom of the", "kingdom of",
        "reino de los", "reino de", "reino dos", "reino da", "royaume de", "royaume du",
        "royaume des", "commonwealth of the", "commonwealth of", "mancomunidad de",
        "mancomunidad de las", "commonwealth de la",
)  # fmt: skip
_FORMAL_START: Final = re.compile(f"(?:{'|'.join(sorted(_FORMAL, key=len, reverse=True))}) ")
_GOVERNMENT: Final = " government"
_ARTICLE: Final = "the "
_NOT_FORMAL: Final = frozenset({"republic of china", "republica de china", "republique de chine"})
"""Taiwan, whose formal name without its first words would be another country's."""

_PUBLIC_BODY: Final = re.compile(
    r"(?:ministerio|ministry|ministere|municipalidad|municipio|municipality|muy ilustre"
    r"|prefeitura|prefectura|intendencia|alcaldia|gobierno|governo|government|secretaria"
    r"|secretariat|departamento|department|direccion|diretoria|direction|provincia|estado"
    r"|contraloria|procuraduria|instituto nacional|corte|poder judicial|tribunal)\b"
)
_LONGEST: Final = 6
"""Words in the longest name of a country that is looked for inside other names."""
_ABROAD: Final = re.compile(
    r"foreign|exterior|extern[ao]|estrangeiros|etrangeres|(?:u s |us )?department (?:of|for)\b"
    r"|state department|cooperacion|cooperacao|co ?operation|international development"
    r"|desarrollo internacional|desenvolvimento internacional|developpement international"
    r"|development agency|(?:embassy|embajada|embaixada|ambassade)\b"
)

_STOP: Final = frozenset(
    (
        "a", "an", "and", "at", "by", "da", "das", "de", "del", "des", "do", "dos", "du", "e",
        "el", "en", "et", "for", "in", "l", "la", "las", "le", "les", "los", "no", "of", "on",
        "the", "to", "y",
    )
)  # fmt: skip
_GROUP: Final = frozenset(("group", "groupe", "grupo"))
_APART: Final = frozenset(
    (
        "capital", "corporacion", "corporation", "company", "compania", "companhia", "compagnie",
        "fondation", "foundation", "fundacao", "fundacion", "invest", "lab", "ventures",
    )
)  # fmt: skip
"""Words by which bodies of one house that are legal persons apart are told."""
_AKIN: Final = 0.5
_ACRONYM: Final = re.compile(r"[A-Z]{2,8}\Z")


def acting_territory(territories: Index, folded: str) -> str | None:
    """Return the state or country that a folded name is the name of, formal or not."""
    for candidate in (folded, _informal(folded)):
        found = territories.names.get(candidate, ())
        if len(found) == 1:
            return found[0]
    return None


def _informal(folded: str) -> str:
    if folded in _NOT_FORMAL:
        return folded
    bare = folded.removesuffix(_GOVERNMENT).removeprefix(_ARTICLE)
    found = _FORMAL_START.match(bare)
    return bare[found.end() :] if found else bare


def named_territory(territories: Index, folded: str) -> str | None:
    """Return the state or country named inside a folded name, the longest name first."""
    words = folded.split()
    for length in range(min(len(words), _LONGEST), 0, -1):
        for start in range(len(words) - length + 1):
            found = territories.names.get(" ".join(words[start : start + length]), ())
            if len(found) == 1:
                return found[0]
    return None


def is_public_body(folded: str) -> bool:
    """Say whether a folded name begins as those of ministries, municipalities and the like do."""
    return _PUBLIC_BODY.match(folded) is not None


def acts_abroad(folded: str) -> bool:
    """Say whether a public body is one that acts abroad: where it acts is not where it is.

    Foreign ministries, agencies of cooperation, and departments, which those of the recipients are
    hardly ever called in English.
    """
    return _ABROAD.search(folded) is not None


def akin(one: str, other: str) -> bool:
    """Say whether two names can be those of one body.

    They share half of their words, or one is the acronym of the other.

    >>> akin("Department of State", "U.S. Government - Department of State")
    True
    >>> akin("Hughes Schools", "New York Slogan Company LLC")
    False
    """
    first, second = _words(one), _words(other)
    if len(first & second) >= _AKIN * min(len(first), len(second)):
        return True
    return _stands_for(one, other) or _stands_for(other, one)


def is_house(name: str, own: Sequence[str]) -> bool:
    """Say whether a name is one of ``own``, or that of the group around the body.

    >>> is_house("World Bank Group", ["World Bank"]), is_house("IDB Invest", ["IDB"])
    (True, False)
    """
    said = _words(name) - _GROUP
    return bool(said) and any(said == _words(each) - _GROUP for each in own)


def is_body_apart(name: str, own: Sequence[str]) -> bool:
    """Say whether a name is of a legal person apart from the body that has the names ``own``.

    >>> is_body_apart("IDB Invest", ["IDB", "Inter-American Development Bank"])
    True
    >>> is_body_apart("CAF Headquarters", ["CAF", "Corporación Andina de Fomento"])
    False
    """
    return bool((_words(name) & _APART).difference(*map(_words, own)))


def _stands_for(short: str, long: str) -> bool:
    """Say whether an acronym's letters follow each other in a name, from its first letter on."""
    if _ACRONYM.match(short.strip()) is None:
        return False
    letters = iter(fold(long).removeprefix(_ARTICLE))
    acronym = fold(short)
    return next(letters, "") == acronym[0] and all(letter in letters for letter in acronym[1:])


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split()) - _STOP
