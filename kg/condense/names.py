"""Which names a view holds, so that a text can be searched for all of them at once.

A name is a run of folded words; the longest that fits counts, at word boundaries: "Dominica" is not
in "Dominican Republic". What is written in capitals alone, as acronyms are, counts only so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kg.base.text import folded_words
from kg.graph.view import View

TYPES: Final = ("State", "Organisation", "Initiative", "Agreement", "Activity")
"""Types of records that a report is searched for."""
_SHORTEST: Final = 4
"""Letters of a name that is no acronym, at least."""
_WORD: Final = re.compile(r"[^\W_]+")


class Name(NamedTuple):
    """A name in a text: the record (its number in the view), and where its words stand."""

    node: int
    start: int
    end: int


class Names:
    """The names of a view, by the folded words they begin with."""

    def __init__(self, named: Iterable[tuple[str, int]]) -> None:
        self._plain: dict[tuple[str, ...], int] = {}
        self._acronyms: dict[str, int] = {}
        for text, node in named:
            self._add(text, node)
        self._longest = max(map(len, self._plain), default=0)

    def _add(self, text: str, node: int) -> None:
        words = tuple(folded_words(text))
        if len(words) == 1 and text.isupper():
            self._acronyms.setdefault(text, node)
        elif words and sum(map(len, words)) >= _SHORTEST:
            self._plain.setdefault(words, node)

    def found_in(self, text: str) -> list[Name]:
        """Return the names in a text, in its order; none lies within another."""
        spans = [
            (word, found.start(), found.end())
            for found in _WORD.finditer(text)
            for word in folded_words(found[0])
        ]
        return list(self._found(text, spans))

    def _found(self, text: str, spans: list[tuple[str, int, int]]) -> Iterator[Name]:
        at = 0
        while at < len(spans):
            length, node = self._longest_at(text, spans, at)
            if length:
                yield Name(node, spans[at][1], spans[at + length - 1][2])
            at += length or 1

    def _longest_at(self, text: str, spans: list[tuple[str, int, int]], at: int) -> tuple[int, int]:
        words = tuple(word for word, _, _ in spans[at : at + self._longest])
        for length in range(len(words), 0, -1):
            node = self._plain.get(words[:length])
            if node is not None:
                return length, node
        _, start, end = spans[at]
        node = self._acronyms.get(text[start:end])
        return (0, -1) if node is None else (1, node)


def names_of(view: View) -> Names:
    """Return the names under which the records of a view are found in a text."""
    return Names(_named(view))


def _named(view: View) -> Iterator[tuple[str, int]]:
    for type_ in TYPES:
        for node in sorted(map(int, view.of_type(type_))):
            for text in view.snapshot.label(node).values():
                yield text, node
