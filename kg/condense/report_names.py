"""A text searched for many names at once: the longest that fits counts, at word boundaries.

A name is a run of folded words: "Dominica" is not in "Dominican Republic", "Guinea" not in "Papua
New Guinea". Acronyms count as they are written alone ("CAF", no "caf"), names of places with their
capital ("Chile", no "chile").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kg.base.text import folded_words
from kg.condense.place_words import NOT_PLACES, ONLY_IN, is_place, standing
from kg.condense.text_tokens import Token, tokens
from kg.glossary.stems import STOP

NOBODY: Final = -1
"""What stands for a name that several records bear, or that is no place."""
ANY: Final[frozenset[str]] = frozenset()
_NONE: Final = (0, NOBODY)
_SHORTEST: Final = 3
"""Letters of a name that is no acronym, at least."""
_TITLE_CASE: Final = 5
"""Letters of an acronym that may be written as a word too: Mercosur, Unicef."""
_LOUD: Final = 9
"""Characters of a name that must be in capitals where it is written so: EE. UU., U.S.A."""
_FOREIGN: Final = 4
"""Letters of an acronym that counts in languages of which it is not known."""
_APART: Final = re.compile(r"[()\[\];:|\n·]")
"""What parts the words of two names that stand beside each other."""
_OWN: Final = re.compile(
    r"\s(?:[A-ZÀ-Ý]\w+\s){0,2}(?:Fund|Bank|Foundation|University|Institute|Fondo|Banco)\b"
)
"""What stands behind an acronym where both together are called otherwise."""
_SYMBOL: Final = re.compile(r"/(?:Ser|RES|DEC|doc|CIDI|CP|AG|CEPCIDI|INF)\b")
_COMPOUND: Final = re.compile(r"[-‑][A-ZÀ-Ý][a-zà-ÿ]")


class Name(NamedTuple):
    """A name in a text: the record (its number in the view), and where its words stand.

    ``is_weak``: it bears the name of the record, and is something else: a university, a canal.
    """

    node: int
    start: int
    end: int
    is_weak: bool = False


class Called(NamedTuple):
    """What a record is called: its number, and the languages in which it is (all: none said).

    Of two that are called alike the one of the lower ``rank`` counts; of the same neither does.
    """

    text: str
    node: int
    rank: int = 0
    langs: frozenset[str] = ANY


class _Entry(NamedTuple):
    node: int
    rank: int
    langs: frozenset[str]
    is_loud: bool
    is_capital: bool
    is_whole: bool
    """Whether nothing parts its words: no bracket, no colon."""


@dataclass(slots=True)
class _Table:
    """Runs of folded words → what is called so."""

    entries: dict[tuple[str, ...], _Entry] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)

    def add(self, words: tuple[str, ...], entry: _Entry) -> None:
        known = self.entries.get(words)
        if known is None:
            lengths = self.lengths.setdefault(words[0], [])
            if len(words) not in lengths:
                lengths.append(len(words))
                lengths.sort(reverse=True)
        elif known.rank == entry.rank and known.node != entry.node:
            entry = known._replace(node=NOBODY)
        elif known.node == entry.node and known.rank == entry.rank:
            langs = known.langs | entry.langs if known.langs and entry.langs else ANY
            loud, capital = known.is_loud and entry.is_loud, known.is_capital and entry.is_capital
            whole = known.is_whole and entry.is_whole
            entry = _Entry(entry.node, entry.rank, langs, loud, capital, whole)
        elif known.rank < entry.rank:
            return
        self.entries[words] = entry

    def found(self, text: str, said: Sequence[Token], lang: str) -> Iterator[tuple[int, int, int]]:
        """Yield node, first and last word of the names in a text, none within another."""
        at, words = 0, [token.folded for token in said]
        while at < len(words):
            known = words[at] in self.lengths
            size, node = self._longest(text, said, words, at, lang) if known else _NONE
            if node != NOBODY:
                yield node, at, at + size - 1
            at += size or 1

    def _longest(
        self, text: str, said: Sequence[Token], words: Sequence[str], at: int, lang: str
    ) -> tuple[int, int]:
        for size in self.lengths[words[at]]:
            entry = self.entries.get(tuple(words[at : at + size]))
            # Where the text ends before it, that would be a shorter name.
            if entry is None or at + size > len(words):
                continue
            if entry.node == NOBODY and _is_listed(text, said[at].start, said[at + size - 1].end):
                continue
            if _is_so(text, said[at : at + size], entry, lang):
                return size, entry.node
        return _NONE


class Names:
    """The names of records, to be found in texts.

    ``places`` are names of states and countries; ``others`` those of all other records, and
    ``bodies`` which of these hold the names of places for themselves ("Bank of Jamaica").
    ``acronyms`` are acronyms of others: they count as written alone.
    """

    def __init__(
        self,
        places: Iterable[Called],
        others: Iterable[Called] = (),
        acronyms: Iterable[Called] = (),
        bodies: frozenset[int] = frozenset(),
    ) -> None:
        self._places, self._others = _Table(), _Table()
        self._acronyms: dict[str, tuple[int, int, frozenset[str]]] = {}
        self._bodies = bodies
        for one in places:
            self._add(self._places, one, is_place=True)
        for text in NOT_PLACES:
            self._add(self._places, Called(text, NOBODY, -1), is_place=True)
        for one in others:
            self._add(self._others, one, is_place=False)
        for one in acronyms:
            self._add_acronym(one)

    def _add(self, table: _Table, one: Called, *, is_place: bool) -> None:
        words = tuple(folded_words(one.text))
        is_loud = len(one.text) <= _LOUD and one.text.isupper() and one.node != NOBODY
        if sum(map(len, words)) >= _SHORTEST or (is_loud and is_place and words):
            langs = one.langs
            if is_place and len(words) == 1:
                langs = langs or ONLY_IN.get(words[0], ANY)
            is_capital = is_place or len(words) < _SHORTEST
            is_whole = not _APART.search(one.text)
            table.add(words, _Entry(one.node, one.rank, langs, is_loud, is_capital, is_whole))

    def _add_acronym(self, one: Called) -> None:
        text = one.text.strip()
        known = self._acronyms.get(text)
        if known is None or one.rank < known[1]:
            self._acronyms[text] = one.node, one.rank, one.langs
        elif known[1] == one.rank:
            node = one.node if known[0] == one.node else NOBODY
            langs = known[2] | one.langs if known[2] and one.langs else ANY
            self._acronyms[text] = node, one.rank, langs
        if len(text) >= _TITLE_CASE and text.isupper() and text.isalpha():
            self._add(self._others, one._replace(text=text.title()), is_place=False)

    def found_in(self, text: str, lang: str = "") -> list[Name]:
        """Return the names in a text of a language, in its order.

        None lies within another but places within what is no body: the title of an activity says
        where it is, the name of a university does not. Without a language all count.
        """
        said = tokens(text)
        others = [
            Name(
                node,
                said[first].start,
                said[last].end,
                first == last and _OWN.match(text, said[last].end) is not None,
            )
            for node, first, last in self._others.found(text, said, lang)
        ]
        others += self._acronyms_in(text, said, lang, others)
        held = [one for one in others if one.node in self._bodies]
        places = [
            one
            for one in self._places_in(text, said, lang)
            if not any(of.start <= one.start and one.end <= of.end for of in held)
        ]
        return sorted((*others, *places), key=lambda one: (one.start, -one.end, one.node))

    def _places_in(self, text: str, said: Sequence[Token], lang: str) -> Iterator[Name]:
        for node, first, last in self._places.found(text, said, lang):
            how = standing(text, said, first, last)
            if how != "nothing" and is_place(text, said, first, last):
                yield Name(node, said[first].start, said[last].end, how == "weak")

    def _acronyms_in(
        self, text: str, said: Sequence[Token], lang: str, taken: Sequence[Name]
    ) -> Iterator[Name]:
        for at, token in enumerate(said):
            written = text[token.start : token.end]
            node, _, langs = self._acronyms.get(written, (NOBODY, 0, ANY))
            if node == NOBODY or (token.folded in STOP and _is_loud(text, said, at)):
                continue
            is_short = len(written) < _FOREIGN or not written.isupper()
            if is_short and lang and langs and lang not in langs:
                continue
            if _SYMBOL.match(text, token.end) or _COMPOUND.match(text, token.end):
                continue
            if not any(of.start <= token.start and token.end <= of.end for of in taken):
                is_weak = _OWN.match(text, token.end) is not None
                yield Name(node, token.start, token.end, is_weak)


def _is_loud(text: str, said: Sequence[Token], at: int) -> bool:
    """Whether a word stands between others in capitals, so that its own say nothing."""
    pairs = [pair for pair in ((at - 1, at), (at, at + 1)) if pair[0] >= 0 and pair[1] < len(said)]
    joined = [
        said[one if one != at else other]
        for one, other in pairs
        if text[said[one].end : said[other].start].isspace()
    ]
    words = [text[one.start : one.end] for one in joined]
    return any(len(word) > 1 and word.isupper() and word.isalpha() for word in words)


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether two names with a comma between stand in a list: "Cuba, Granada, Nicaragua"."""
    return "," in text[start:end] and text[:start].rstrip()[-1:] in (",", ";")


def _is_so(text: str, said: Sequence[Token], entry: _Entry, lang: str) -> bool:
    """Whether words are written as the name must be, in a language of which it is one."""
    if entry.langs and lang and lang not in entry.langs:
        return False
    if entry.is_whole and _APART.search(text, said[0].end, said[-1].start):
        return False
    if entry.is_loud:
        return text[said[0].start : said[-1].end].upper() == text[said[0].start : said[-1].end]
    if not entry.is_capital:
        return True
    long = [token for token in said if token.end - token.start > _SHORTEST] or said
    return any(text[token.start].isupper() for token in long)
