"""Acronyms per language: which of them a reader sees, and all by which somebody is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kg.base.i18n import choose

ACRONYM: Final = "acronym"
ACRONYMS: Final = "acronyms"
BY_LANGUAGE: Final[Mapping[str, str]] = {ACRONYM: ACRONYMS}
"""A column of one language, such as ``acronym:es``, fills the field that holds a text per
language; without a language it fills the field of its own name."""


def acronym_in(props: Mapping[str, Any], lang: str) -> str:
    """Return the acronym of somebody in a language, empty where there is none at all.

    Where a language has no form of its own, the one without a language holds: SEGIB is SEGIB.

    >>> both = {"acronym": "OAS", "acronyms": {"es": "OEA", "pt": "OEA", "fr": "OEA"}}
    >>> acronym_in(both, "es"), acronym_in(both, "en")
    ('OEA', 'OAS')
    """
    own = props.get(ACRONYMS, {})
    return str(own.get(lang) or props.get(ACRONYM) or choose(own, lang)[0])


def acronyms_of(props: Mapping[str, Any]) -> Iterator[str]:
    """Yield the acronyms of somebody in all languages, each once.

    >>> list(acronyms_of({"acronym": "ECLAC", "acronyms": {"es": "CEPAL", "pt": "CEPAL"}}))
    ['ECLAC', 'CEPAL']
    """
    found = [props.get(ACRONYM), *props.get(ACRONYMS, {}).values()]
    yield from dict.fromkeys(str(one) for one in found if one)
