"""How a sender's columns are read: which is which, and what holds for all rows."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ingest.personal_data import PERSONAL_FIX, masked
from ingest.sheet.grids.formulas import FORMULA_FIX, looks_like_formula
from ingest.sheet.headers.header_words import Name, header_key, recognise
from ingest.sheet.headers.headers import Header
from ingest.sheet.headers.sheet_kinds import COLUMNS
from kg.base.errors import BadOptionError
from kg.base.i18n import Message, msg

IGNORED: Final = "-"
"""What stands for a column that is not to be read."""
MOST: Final = 512
"""Columns and values that a mapping holds at most."""
_PLACE: Final = re.compile(r"(?:([A-Za-z]{1,3})|([0-9]{1,4}))\Z")
_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """What to read each column as, by header or place (``B``, ``2``), and values for all rows.

    ``headers`` are the words of the header by which the next file of the sender is recognised,
    ``source`` is where its rows come from.
    """

    kind: str
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    name: str = ""
    made: str = ""
    headers: frozenset[str] = frozenset()

    @property
    def given(self) -> dict[str, Name | None]:
        """What headers mean; None for those that are not to be read.

        Without letters and numbers: cells of any row may hold such.
        """
        headers = {word: column for word, column in self.columns.items() if _index(word) is None}
        return {header_key(word): self.named(column) for word, column in headers.items()}

    @property
    def all_rows(self) -> dict[Name, str]:
        """What rows say that do not say it themselves."""
        found = ((self.named(column), value) for column, value in self.values.items())
        return {name: value for name, value in found if name is not None}

    @property
    def is_peculiar(self) -> bool:
        """Whether it tells a sender by the headers: those that need no mapping are anybody's."""
        return any(recognise(word, self.kind) != name for word, name in self.given.items())

    def and_also(self, other: SheetMapping) -> SheetMapping:
        """Return this mapping with what another says instead or beside."""
        return replace(
            self,
            columns={**self.columns, **other.columns},
            values={**self.values, **other.values},
            source=other.source or self.source,
        )

    def named(self, column: str) -> Name | None:
        """Return the column of ours that a word of the mapping names, None for one left out."""
        return None if column == IGNORED else recognise(column, self.kind)


def mapping_of(
    kind: str, columns: Sequence[str], values: Sequence[str], source: str | None = None
) -> SheetMapping:
    """Return the mapping that ``COLUMN=FIELD`` and ``FIELD=VALUE`` say.

    Raises:
        BadOptionError: one of them has no sign between, or names no column of the kind.
    """
    check_source(source or "")
    return SheetMapping(
        kind, _pairs("--map", columns[:MOST], kind), _pairs("--set", values[:MOST], kind), source
    )


def once(option: str, text: str, said: object, before: Container[object]) -> None:
    """Refuse what says something a second time: nobody knows which of both is meant.

    Raises:
        BadOptionError: it was said before.
    """
    if said in before:
        raise BadOptionError(
            option, text, msg("It is said twice. Say it once, several values with ; between them.")
        )


def _pairs(option: str, texts: Sequence[str], kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        one, other = _pair(option, text, kind)
        once(option, text, header_key(one), {header_key(word) for word in found})
        found[one] = other
    return found


def column_named(option: str, word: str, kind: str) -> Name:
    """Return the column that a word of the command line names: exactly, never nearly.

    Raises:
        BadOptionError: it names none; the error lists them.
    """
    found = recognise(word, kind)
    if found is None or found.guessed:
        raise BadOptionError(option, word, _columns(kind))
    return found


def check_text(option: str, text: str) -> None:
    """Refuse what a terminal hands over that is no text: signs that control, bytes of no encoding.

    Raises:
        BadOptionError: it holds such.
    """
    if not all(sign.isprintable() or sign in "\t\n" for sign in text):
        raise BadOptionError(option, ascii(text[:80]), msg("Write it as plain text."))


def check_source(source: str) -> None:
    """Refuse words for a source that are no text, would be calculated, or speak of a person.

    Raises:
        BadOptionError: they are so.
    """
    check_text("--source", source)
    if looks_like_formula(source):
        raise BadOptionError("--source", source, FORMULA_FIX)
    if masked(source) != source:
        raise BadOptionError("--source", masked(source), PERSONAL_FIX)


def placed(header: Header, mapping: SheetMapping) -> Header:
    """Return a header with the columns that a mapping names by their place.

    Raises:
        BadOptionError: it names a header or a place that the sheet does not have.
    """
    known = {header_key(word): index for index, word in header.words.items()}
    names, unknown = dict(header.names), dict(header.unknown)
    for word, column in mapping.columns.items():
        name, index = mapping.named(column), known.get(header_key(word), _index(word))
        if index is None or index not in header.words:
            raise BadOptionError("--map", word, _headers(header))
        unknown.pop(index, None)
        names = {i: n for i, n in names.items() if i != index and (not name or n[:2] != name[:2])}
        names |= {index: name} if name else {}
    return replace(header, names=names, unknown=unknown)


def fingerprint(header: Header) -> frozenset[str]:
    """Return the words by which a header is recognised again, in whatever order."""
    return frozenset(key for word in header.words.values() if (key := header_key(word)))


def fixed(mapping: SheetMapping, header: Header) -> SheetMapping:
    """Return a mapping that names columns by their headers, and knows all of these."""
    words = {header_key(word): word for word in header.words.values()}
    columns = {}
    for word, column in mapping.columns.items():
        index = None if header_key(word) in words else _index(word)
        columns[word if index is None else header.words[index] or word] = column
    return replace(mapping, columns=columns, headers=fingerprint(header))


def shown_headers(header: Header) -> list[str]:
    """Return the words of a header, from left to right."""
    return [word for _, word in sorted(header.words.items()) if word]


def _pair(option: str, text: str, kind: str) -> tuple[str, str]:
    # The header of a column may hold the sign itself, and so may a value.
    one, sign, other = text.rpartition("=") if option == "--map" else text.partition("=")
    check_text(option, text)
    one, other = one.strip(), other.strip()
    if not sign or not one or not other:
        fix = msg("Write it with = between: {example}.", example=_EXAMPLES[option])
        raise BadOptionError(option, text, fix)
    column = other if option == "--map" else one
    if column != IGNORED:
        column_named(option, column, kind)
    return one, other


_EXAMPLES: Final = {"--map": "--map “País”=actor", "--set": "--set currency=USD"}


def _index(word: str) -> int | None:
    """The index of a column by its letter or number, as spreadsheets count.

    >>> _index("A"), _index("aa"), _index("2"), _index("País")
    (0, 26, 1, None)
    """
    match = _PLACE.match(word.strip())
    if match is None:
        return None
    if match[2]:
        return int(match[2]) - 1
    number = 0
    for letter in match[1].upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def _columns(kind: str) -> Message:
    return msg("The columns are: {columns}.", columns=list(COLUMNS[kind]))


def _headers(header: Header) -> Message:
    return msg("The headers found are: {headers}.", headers=shown_headers(header))


def by_headers(mappings: Iterable[SheetMapping], kind: str) -> list[SheetMapping]:
    """Return the mappings of a kind that can be recognised, the latest first."""
    known = [one for one in mappings if one.kind == kind and one.headers]
    return sorted(known, key=lambda one: (one.made, one.name), reverse=True)
