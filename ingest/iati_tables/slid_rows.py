"""Rows whose words got cells of their own, as when spaces were taken for separators.

Such a row has more cells than there are columns. It is put together again where what the columns
hold (dates, codes, languages) leaves exactly one way to do it; else nobody can say what it says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ingest.iati_tables.table_columns import DATED

_CODE: Final = re.compile(r"\d{0,2}+\Z")
_FLAG: Final = re.compile(r"(?:[01]|true|false)?\Z")
_DAY: Final = re.compile(r"(?:\d{4}-\d\d-\d\d(?:T[\d:.+-]{0,40}+Z?)?)?\Z")
_NUMBER: Final = re.compile(r"[\d.]{0,20}+\Z")
_LANGUAGE: Final = re.compile(r"(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)?\Z")
_WORD: Final = re.compile(r"\S*+\Z")
_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    "default_currency": re.compile(r"(?:[A-Z]{3})?\Z"),
    "last_updated_datetime": _DAY,
    "recipient_country_code": re.compile(r"(?:[A-Z]{2})?\Z"),
    "recipient_region_code": re.compile(r"\d{0,4}+\Z"),
    "default_finance_type": re.compile(r"\d{0,4}+\Z"),
    "default_aid_type": re.compile(r"(?:[A-Z]\d\d)?\Z"),
    "activity_identifier": _WORD,
    "reporting_org_ref": _WORD,
    "humanitarian": _FLAG,
    "conditions_attached": _FLAG,
    "reporting_org_secondary_reporter": _FLAG,
    **dict.fromkeys(DATED, _DAY),
}
_TEXTS: Final = frozenset(
    {
        "title", "description", "reporting_org_name", "recipient_country_name",
        "recipient_region_name",
    }
)  # fmt: skip
MOST: Final = 400
"""Cells of a row beyond which nothing is tried."""


def joined(cells: Sequence[str], columns: Sequence[str]) -> list[str] | None:
    """Return one cell per column, None where there is no way to do it or more than one.

    Of several ways the one counts that fills most columns: a text that swallowed the codes behind
    it leaves them empty.

    >>> joined(["A-1", "Agua", "y", "suelo", "", "2"],
    ...        ["activity_identifier", "title", "title_lang", "activity_status"])
    ['A-1', 'Agua y suelo', '', '2']
    """
    filled = _trimmed(cells)
    if not filled or len(filled) > MOST:
        return None
    _, ways = _Ways(filled, columns).best(0, 0)
    return list(ways[0]) if len(ways) == 1 else None


def _trimmed(cells: Sequence[str]) -> list[str]:
    end = max((index for index, cell in enumerate(cells, start=1) if cell), default=0)
    return list(cells[:end])


_Best = tuple[int, list[tuple[str, ...]]]
"""How many columns are filled, and the ways to fill so many."""


class _Ways:
    """The ways to give the cells of one row to columns: none, one, or two of more."""

    def __init__(self, cells: Sequence[str], columns: Sequence[str]) -> None:
        self._cells = cells
        self._columns = columns
        self._known: dict[tuple[int, int], _Best] = {}

    def best(self, column: int, cell: int) -> _Best:
        """Return at most two ways that fill most columns, from a column and a cell on."""
        if column == len(self._columns):
            return (0, [()] if cell >= len(self._cells) else [])
        key = column, cell
        if key not in self._known:
            self._known[key] = self._found(column, cell)
        return self._known[key]

    def _found(self, column: int, cell: int) -> _Best:
        most = 0
        ways: list[tuple[str, ...]] = []
        for text, after in self._taken(self._columns[column], cell):
            filled, rest = self.best(column + 1, after)
            filled += bool(text)
            if rest and (filled > most or not ways):
                most, ways = filled, []
            if filled == most:
                ways += [(text, *way) for way in rest]
        return most, ways[:2]

    def _taken(self, column: str, cell: int) -> list[tuple[str, int]]:
        """Return what a column may hold if it begins at a cell, and the cell after that."""
        first = self._cells[cell] if cell < len(self._cells) else ""
        if column not in _TEXTS:
            return [(first, cell + 1)] if _pattern(column).match(first) else []
        taken = [(first, cell + 1)]
        words = [first]
        # Only single words got cells of their own; what was quoted stayed whole.
        for after in range(cell + 1, len(self._cells) if _is_word(first) else 0):
            if not _is_word(self._cells[after]):
                break
            words.append(self._cells[after])
            taken.append((" ".join(words), after + 1))
        return taken


def _pattern(column: str) -> re.Pattern[str]:
    if column.endswith("_lang"):
        return _LANGUAGE
    return _NUMBER if column.endswith("_percentage") else _PATTERNS.get(column, _CODE)


def _is_word(cell: str) -> bool:
    return bool(cell) and _WORD.match(cell) is not None
