"""Which column is which: one or two header rows in any of four languages, in any order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Final, NamedTuple

from ingest.sheet.column_words import all_words, words_of
from ingest.sheet.grids import Cell
from ingest.sheet.header_phrases import (
    column_of_parts,
    column_of_phrase,
    column_of_tag,
    is_tag,
    without_number,
)
from ingest.sheet.sheet_kinds import COLUMNS, NECESSARY, SETTLED, TRANSLATED
from ingest.sheet.synonyms import LANGUAGE_WORDS
from kg.base.text import fold

_SEARCHED_ROWS: Final = 40
_NEAR: Final = 84
_RATHER: Final = 70
"""From this likeness on somebody is asked whether a header is meant."""
_LEAD: Final = 4
_SHORTEST_GUESSED: Final = 5
_CLEAR: Final = 3
_SEARCHED_CELLS: Final = 2_000
_LONGEST: Final = 200
"""Characters of a header; what is longer is a text."""
# From the end, so that nothing is tried twice; ne, ni and me are “en”, “in” and “em”.
_LANGUAGE_LAST: Final = re.compile(
    r"\s*+(?:[)\]]\s*+)?+(?P<lang>[^\W\d_]++)(?:\s*+[:_(\[]|\s++(?:ne|ni|me)\s)"
)
"""The language at the end of a header, in the header written backwards."""
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*+[)\]]")
_PLACE: Final = ("pais", "pays", "country", "state", "estado", "etat")


class Name(NamedTuple):
    """A recognised header: the column, its language if it has one, whether it was guessed."""

    column: str
    lang: str | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: what each column is, and what was left over.

    ``names`` and ``unknown`` are by index of the column; ``first`` is the index of the first row
    below the header; ``lang`` the language of the headers where they speak clearly.
    """

    names: dict[int, Name]
    unknown: dict[int, str]
    words: dict[int, str]
    first: int
    lang: str | None = None

    @property
    def columns(self) -> set[str]:
        """The canonical columns that the sheet has."""
        return {name.column for name in self.names.values()}

    def missing(self, kind: str) -> list[str]:
        """Return the necessary columns that the sheet lacks; with ids it may say a part."""
        if "id" in self.columns and kind not in SETTLED:
            return []
        return [column for column in NECESSARY[kind] if column not in self.columns]


Given = Mapping[str, Name | None]
"""Header (see ``header_key``) → what it means, None where it is not to be read."""
_NOTHING: Final[Given] = MappingProxyType({})


def find_header(
    rows: Sequence[Sequence[Cell]],
    kind: str,
    given: Given = _NOTHING,
    told: Collection[str] = (),
) -> Header:
    """Return the header that names most columns of ``kind``, among the first rows of a sheet.

    ``given`` is what headers mean because somebody said so, ``told`` are columns that all rows
    have without a header.
    """
    candidates = (
        _header(words, index + 1, kind, given)
        for index, words in _candidates(islice(rows, _SEARCHED_ROWS))
    )
    # Of equals max takes the first: a row by itself, before the same one under the row above it.
    best = max(candidates, key=_worth, default=Header({}, {}, {}, 0))
    return best if "actor" in told else _with_actor(best)


def nearest_header(header: Header, column: str, kind: str) -> str | None:
    """Return the unrecognised header most like a name of ``column``, None where none is."""
    from rapidfuzz import fuzz

    names = [fold(word) for words in words_of(kind, column).values() for word in words]
    scored = {
        word: max(fuzz.token_set_ratio(fold(word), name) for name in names)
        for word in header.unknown.values()
    }
    best = max(scored, key=scored.__getitem__, default=None)
    return best if best is not None and scored[best] >= _RATHER else None


@lru_cache(maxsize=4_096)
def recognise(word: str, kind: str) -> Name | None:
    """Return what a header means in a sheet of ``kind``, None where it cannot be told.

    >>> recognise("Título (inglés)", "offers")
    Name(column='title', lang='en', guessed=False)
    >>> recognise("Intitucion oferente", "offers")
    Name(column='actor', lang=None, guessed=True)
    """
    word = without_number(word.strip(" *:")).strip(" *:")
    bare, lang = _without_language(word)
    # As written before folded: canonical names have signs that folding takes away.
    for text in dict.fromkeys((word.casefold(), fold(bare), _without_brackets(bare))):
        column = _exact(kind).get(text)
        if column is not None:
            return Name(column, lang if column in TRANSLATED else None)
    column, sure = _longer(word, bare, kind)
    return Name(column, lang if column in TRANSLATED else None, not sure) if column else None


def _longer(word: str, bare: str, kind: str) -> tuple[str | None, bool]:
    """What a header means that is no name: a tag, two names, nearly a name, a phrase with one."""
    tagged = column_of_tag(word, _exact(kind))
    if tagged is not None or is_tag(word):
        return tagged, True
    twice = column_of_parts(bare, _exact(kind))
    if twice is not None:
        return twice
    return _guess(fold(bare), kind) or column_of_phrase(bare, _exact(kind)), False


def _candidates(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[int, list[list[str]]]]:
    """Each row as a header, alone and under the row above it; per column the texts to try."""
    above: list[str] = []
    cells = 0
    for index, row in enumerate(rows):
        cells += len(row)
        # The first row is looked at however wide it is.
        if index and cells > _SEARCHED_CELLS:
            return
        texts = [_one_line(cell) for cell in row]
        yield index, [[text] for text in texts]
        if above:
            yield (
                index,
                [
                    _two_rows(over, text)
                    for over, text in zip(_spread(above, texts), texts, strict=True)
                ],
            )
        above = texts


def _one_line(cell: Cell) -> str:
    return " ".join(cell[:_LONGEST].split()) if isinstance(cell, str) else str(cell)


def _spread(above: list[str], below: list[str]) -> list[tuple[str, bool]]:
    """Texts of the upper row, merged ones spread to the right; and whether they stand there."""
    spread: list[tuple[str, bool]] = []
    last = ""
    for text, under in zip([*above, *[""] * (len(below) - len(above))], below, strict=False):
        last = text or last
        spread.append((text or (last if under else ""), bool(text)))
    return spread


def _two_rows(over: tuple[str, bool], text: str) -> list[str]:
    upper, own = over
    joined = f"{upper} {text}".strip()
    # A tag says less than the header above it.
    if own and is_tag(text):
        return [upper, text]
    return list(dict.fromkeys([joined, text, *([upper] if own and not text else [])]))


def header_key(word: str) -> str:
    """Return a header as it is compared: folded, or as it is where nothing would be left."""
    return fold(word) or word.casefold().strip()


def _header(words: list[list[str]], first: int, kind: str, given: Given) -> Header:
    names: dict[int, Name] = {}
    unknown: dict[int, str] = {}
    shown: dict[int, str] = {index: texts[0] for index, texts in enumerate(words)}
    said = {
        index: given[key]
        for index, texts in enumerate(words)
        if (key := next((k for k in map(header_key, texts) if k in given), None)) is not None
    }
    names |= {index: name for index, name in said.items() if name is not None}
    for index, texts in enumerate(words):
        if index in said:
            continue
        found = [name for text in texts if text and (name := recognise(text, kind)) is not None]
        name = min(found, key=lambda name: name.guessed, default=None)
        if name is None:
            unknown |= {index: texts[0]} if texts[0] else {}
        elif any(names[i][:2] == name[:2] for i in said if i in names):
            unknown[index] = texts[0]
        else:
            _take(names, unknown, index, name, shown)
    return Header(names, unknown, shown, first, _language(shown[i] for i in names))


def _take(
    names: dict[int, Name], unknown: dict[int, str], index: int, name: Name, shown: dict[int, str]
) -> None:
    """Keep a name for a column; of two that mean the same, the one that was not guessed."""
    # The same column in another language is another one.
    other = next((i for i, n in names.items() if n[:2] == name[:2]), None)
    if other is None:
        names[index] = name
    # Two columns that say who: the country offers, the institution is its unit.
    elif name.column == "actor" and not any(n.column == "unit" for n in names.values()):
        place = _is_place(shown[index])
        if place and _is_place(shown[other]):
            # Nothing tells which of two countries it is: the second is found, and not read.
            unknown[index] = shown[index]
            return
        names[index], names[other] = (
            (name, Name("unit", None, True)) if place else (Name("unit", None, True), names[other])
        )
    elif names[other].guessed and not name.guessed:
        unknown[other] = shown[other]
        del names[other]
        names[index] = name
    else:
        unknown[index] = shown[index]


def _is_place(word: str) -> bool:
    return any(part in _PLACE for part in fold(word).split())


def _worth(header: Header) -> tuple[int, int, int]:
    if not header.names:
        # A title above has one cell; where no word is known, the header is the first full row.
        return 0, len(header.unknown), -header.first
    sure = sum(not name.guessed for name in header.names.values())
    return 2 * sure + len(header.names), -len(header.unknown), -header.first


def _with_actor(header: Header) -> Header:
    """Where nobody else is named, the responsible institution is the actor."""
    if "actor" in header.columns or "unit" not in header.columns:
        return header
    names = {
        index: Name("actor", None, True) if name.column == "unit" else name
        for index, name in header.names.items()
    }
    return Header(names, header.unknown, header.words, header.first, header.lang)


def _language(words: Iterable[str]) -> str | None:
    """The language of most headers, where one leads; canonical names and tags speak none."""
    votes: Counter[str] = Counter()
    canonical = {column for columns in COLUMNS.values() for column in columns}
    for word in words:
        if word not in canonical and not is_tag(word):
            votes.update(_spoken().get(fold(_without_language(word)[0]), ()))
    # There are always two to compare, even where nobody voted.
    ranked = [*votes.most_common(2), ("", 0), ("", 0)]
    (lang, most), (_, next_most) = ranked[:2]
    return lang if most >= _CLEAR and most > next_most else None


@cache
def _spoken() -> dict[str, set[str]]:
    spoken: dict[str, set[str]] = {}
    for name, lang in all_words():
        spoken.setdefault(fold(name), set()).add(lang)
    return spoken


@cache
def _exact(kind: str) -> dict[str, str]:
    """Folded header → column; canonical names win over synonyms, earlier columns over later."""
    names: dict[str, str] = {}
    for column in COLUMNS[kind]:
        for words in words_of(kind, column).values():
            for word in words:
                names.setdefault(fold(word), column)
    canonical = {column: column for column in COLUMNS[kind]}
    return {**names, **canonical, **{fold(column): column for column in COLUMNS[kind]}}


@cache
def _languages() -> dict[str, str]:
    return {fold(word): lang for lang, words in LANGUAGE_WORDS.items() for word in words}


def _without_language(word: str) -> tuple[str, str | None]:
    """Split “title:es”, “Título (es)”, “Título en inglés” into the header and the language."""
    match = _LANGUAGE_LAST.match(word[::-1])
    lang = _languages().get(fold(match["lang"][::-1])) if match else None
    bare = word[: -match.end()].strip() if match else ""
    return (bare, lang) if bare and lang else (word, None)


def _without_brackets(word: str) -> str:
    return fold(_BRACKETS.sub(" ", word))


def _guess(text: str, kind: str) -> str | None:
    from rapidfuzz import fuzz, process

    if len(text) < _SHORTEST_GUESSED:
        return None
    names = _exact(kind)
    found = process.extract(text, list(names), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=5)
    # The best comes last, and so is what stays for its column.
    columns = {names[name]: score for name, score, _ in reversed(found)}
    ranked = sorted(columns.values(), reverse=True)
    # A second column nearly as near: better to ask than to guess.
    clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0] - ranked[1] >= _LEAD)
    return max(columns, key=columns.__getitem__) if clear else None
