"""One field of a form of the desk for one cell: what it is called, what was found of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from ingest.findings import Finding
from ingest.sheet.column_help import help_of
from ingest.sheet.headers.column_words import words_of
from ingest.sheet.headers.sheet_kinds import COLUMNS, NECESSARY, TRANSLATED
from ingest.sheet.headers.synonyms import LANGUAGE_WORDS
from kg.base.i18n import Message, msg

_ROW: Final = re.compile(r"(?:(.{1,100})!)?row ([0-9]{1,7})\Z")
LONG: Final = (*TRANSLATED, "conditions", "evidence", "eligible")
"""Columns that take more than a line."""


class CellField(NamedTuple):
    """A field: its column, how it is called and helped with, its value, what was found.

    ``other`` are the words that somebody else wrote there, None where nobody did.
    """

    column: str
    label: str
    help: str
    value: str
    needed: bool
    long: bool
    findings: list[Finding]
    other: str | None = None


def place_words(where: str) -> Message | str:
    """Return the place of a row in a sheet as readers say it; other places as they are.

    >>> str(place_words("offers!row 3")), str(place_words("line 7"))
    ('offers, row 3', 'line 7')
    """
    found = _ROW.match(where)
    if found is None:
        return where
    if found[1]:
        return msg("{sheet}, row {n}", sheet=found[1], n=int(found[2]))
    return msg("row {n}", n=int(found[2]))


def column_label(kind: str, column: str, lang: str) -> str:
    """Return what a column is called, with its language where it has one."""
    name, _, code = column.partition(":")
    if name not in COLUMNS.get(kind, ()):
        return column
    label = words_of(kind, name)[lang][0]
    spoken = LANGUAGE_WORDS.get(code, (code,))[0]
    return f"{label} ({spoken})" if code else label


def cell_field(
    kind: str, column: str, cells: Mapping[str, str], found: Iterable[Finding], lang: str
) -> CellField:
    """Return the field of a column."""
    name = column.partition(":")[0]
    return CellField(
        column,
        column_label(kind, column, lang),
        help_of(kind, name).text(lang) if name in COLUMNS.get(kind, ()) else "",
        cells.get(column, ""),
        name in NECESSARY.get(kind, ()),
        name in LONG,
        [f for f in found if f.field == name],
    )
