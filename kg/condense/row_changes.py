"""Rows of tables against those of the report before: the same key, other amounts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from kg.base.text import fold
from kg.condense.long_report import Block
from kg.condense.said_numbers import amount, differ_in_more_than_years, numbers

_YEARS: Final = re.compile(r"\b(?:19|20)\d\d\b")
_OF_TIME: Final = re.compile(
    r"\b(?:year|date|period|since|until|ano|fecha|periodo|data|annee|duree|plazo|prazo|duration)s?\b"
)
"""Columns in which a number may be a year."""
_IN_BRACKETS: Final = re.compile(r"\(([^()\w]*\d[\d.,\s]*)\)")
_MOST: Final = 60
"""Rows of the same key that are looked at."""
_SUMS: Final = frozenset(
    {"total", "totals", "totales", "totais", "totaux", "subtotal", "subtotales"}
)
"""Keys that each table has: such a row is that of the same table alone."""


class RowChanges(NamedTuple):
    """Rows that are new; and pairs of a row and how it was."""

    new: list[Block]
    changed: list[tuple[Block, Block]]


def row_changes(now: Sequence[Block], before: Sequence[Block]) -> RowChanges:
    """Return the rows that are new or have other numbers than before.

    The key of a row is its first cell with letters, of a row of numbers its first. A row is
    compared with that of the same key whose table is most alike: in its caption, its columns, its
    cells. Where it stands is no change.
    """
    known = {_said(row) for row in before}
    by_key: dict[str, list[Block]] = {}
    for row in before:
        by_key.setdefault(key_of(row), []).append(row)
    found = RowChanges([], [])
    for row in now:
        if _said(row) in known or not key_of(row):
            continue
        was = _nearest(row, by_key.get(key_of(row), [])[:_MOST])
        if was is None:
            found.new.append(row)
        elif _says_other(row, was):
            found.changed.append((row, was))
    return found


def key_of(row: Block) -> str:
    """Return the folded key of a row: its first cell with letters, else its first, as a year is.

    >>> key_of(Block("row", "1 Haiti 250", 1, 1, cells=("1", "Haiti", "250")))
    'haiti'
    """
    lettered = (cell for cell in row.cells if any(sign.isalpha() for sign in cell))
    return fold(next(lettered, next(iter(row.cells), "")))


def _shown(row: Block) -> str:
    return " | ".join(row.cells) if row.cells else row.text


def _said(row: Block) -> tuple[str, str, frozenset[tuple[str, int]]]:
    """What a row says: its words, and signs of currencies and numbers, which folding leaves out."""
    shown = _shown(row)
    return fold(shown), "".join(_currencies(shown)), frozenset(_numbers(row).items())


def _says_other(row: Block, was: Block) -> bool:
    """Whether a row says something else: other numbers in the same columns, or other words.

    Columns that stand in another order, or are called otherwise, are no change.
    """
    if differ_in_more_than_years(_numbers(row), _numbers(was)):
        return True
    pairs = _in_same_columns(row, was)
    apart = [_cells_differ(*pair) for pair in pairs]
    return any(apart) and (
        any(one == "numbers" for one in apart) or 2 * sum(map(bool, apart)) <= len(pairs)
    )


def _in_same_columns(row: Block, was: Block) -> list[tuple[str, str]]:
    """Return the cells of two rows that stand in columns of one name, each name once."""
    columns, before = ([fold(_YEARS.sub(" ", name)) for name in one.columns] for one in (row, was))
    whole = len(columns) == len(row.cells) and len(before) == len(was.cells)
    if not whole or len({*columns}) < len(columns) or len({*before}) < len(before):
        return []
    there = dict(zip(before, was.cells, strict=True))
    here = zip(columns, row.cells, strict=True)
    return [(cell, there[name]) for name, cell in here if name and name in there]


def _cells_differ(cell: str, was: str) -> str:
    """Return in what two cells differ: numbers, words, nothing; years aside."""
    own, other = numbers(_signed(cell)), numbers(_signed(was))
    if differ_in_more_than_years(own, other):
        return "numbers"
    both = bool(cell) and bool(was)
    return "words" if both and _words(cell) != _words(was) else ""


def _signed(cell: str) -> str:
    """Return a cell whose brackets are a minus with one."""
    found = _IN_BRACKETS.fullmatch(cell.strip())
    return f"-{found[1]}" if found else cell


def _words(cell: str) -> list[str]:
    """Return the folded words of a cell, and the signs of its currency."""
    return [word for word in fold(cell).split() if not word.isdigit()] + _currencies(cell)


def _currencies(text: str) -> list[str]:
    return [sign for sign in text if unicodedata.category(sign) == "Sc"]


def _numbers(row: Block) -> Counter[str]:
    """Return the numbers of a row; under a column that is not of time 2000 is an amount."""
    found: Counter[str] = Counter()
    for at, cell in enumerate(row.cells or (row.text,)):
        column = fold(row.columns[at]) if at < len(row.columns) else ""
        is_amount = bool(column) and _OF_TIME.search(column) is None and cell.strip().isdigit()
        found.update({amount(cell.strip()): 1} if is_amount else numbers(_signed(cell)))
    return found


def _nearest(row: Block, rows: Sequence[Block]) -> Block | None:
    """Return the row that is most like one; None where none is of a like table."""
    ranked = [(_alike(row, other), -at) for at, other in enumerate(rows)]
    if not ranked:
        return None
    (of_table, of_cells), at = max(ranked)
    is_common = key_of(row) in _SUMS or not any(map(str.isalpha, key_of(row)))
    least = 1 if is_common or of_cells == 0 else 0
    return rows[-at] if of_table >= least else None


def _alike(row: Block, other: Block) -> tuple[int, int]:
    """Return how many of caption, columns and section two tables share, then how many cells."""
    tables = (
        _same(row.caption, other.caption)
        + _same(" ".join(sorted(row.columns)), " ".join(sorted(other.columns)))
        + _same(row.section, other.section)
    )
    cells = sum(
        bool(a) and fold(a) == fold(b) for a, b in zip(row.cells, other.cells, strict=False)
    )
    return tables, cells - 1


def _same(one: str, other: str) -> int:
    plain = fold(_YEARS.sub(" ", one))
    return int(bool(plain) and plain == fold(_YEARS.sub(" ", other)))
