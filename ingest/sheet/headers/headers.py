"""Which column is which: one or two header rows in any of four languages, in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import Final

from ingest.sheet.grids.grids import Cell
from ingest.sheet.headers.column_words import all_words, words_of
from ingest.sheet.headers.header_phrases import is_tag
from ingest.sheet.headers.header_words import Name, header_key, recognise, without_language
from ingest.sheet.headers.sheet_kinds import COLUMNS, NECESSARY, SETTLED
from kg.base.text import fold

_SEARCHED_ROWS: Final = 40
_RATHER: Final = 70
"""From this likeness on somebody is asked whether a header is meant."""
_CLEAR: Final = 3
_SEARCHED_CELLS: Final = 2_000
_LONGEST: Final = 200
"""Characters of a header; what is longer is a text."""
_PLACE: Final = ("pais", "pays", "country", "state", "estado", "etat")


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
            votes.update(_spoken().get(fold(without_language(word)[0]), ()))
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
