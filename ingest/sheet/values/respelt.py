"""Whether a name is another one written otherwise, or that of somebody else who is called alike."""

from __future__ import annotations

from typing import Final

from ingest.index import Index

_LEAST: Final = 80
"""From this likeness on a word is another one with a slip of the pen."""
_LITTLE: Final = 3
"""Words of so few letters (of, and, de) tell no bodies apart."""
_EMPTY: Final = frozenset(("para", "pour", "from", "with", "avec"))
"""Nor do these."""
_LONGEST: Final = 4
"""Words in the names of countries that are looked for."""


def is_respelt(one: str, other: str, territories: Index) -> bool:
    """Say whether two folded names that look alike can be those of one body.

    Each has the words of the other, but for slips; and neither says a state or country that the
    other does not.
    """
    if _places(one, territories) ^ _places(other, territories):
        return False
    return has_words_of(one, other) and has_words_of(other, one)


def has_words_of(name: str, other: str) -> bool:
    """Say whether a folded name has the longer words of another, or nearly, joined or apart.

    >>> has_words_of("banco inter americano de desarollo", "banco interamericano de desarrollo")
    True
    >>> has_words_of("asian development fund", "african development fund")
    False
    """
    from rapidfuzz import fuzz

    longer = (word for word in other.split() if len(word) > _LITTLE and word not in _EMPTY)
    return all(fuzz.partial_ratio(word, name) >= _LEAST for word in longer)


def _places(name: str, territories: Index) -> set[str]:
    words = name.split()
    spans = (
        " ".join(words[start : start + length])
        for length in range(1, _LONGEST + 1)
        for start in range(len(words) - length + 1)
    )
    return {id_ for span in spans for id_ in territories.names.get(span, ())}
