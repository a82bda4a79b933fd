"""Rows of tables against those of the report before: the same key, other amounts."""

from __future__ import annotations

import re
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

    The key of a row is its first cell with letters. A row is compared with that of the same key
    whose table is most alike: in its caption, its columns, its cells. Where it stands is no change.
    """
    known = {fold(_shown(row)) for row in before}
    by_key: dict[str, list[Block]] = {}
    for row in before:
        by_key.setdefault(key_of(row), []).append(row)
    found = RowChanges([], [])
    for row in now:
        if fold(_shown(row)) in known or not key_of(row):
            continue
        was = _nearest(row, by_key.get(key_of(row), [])[:_MOST])
        if was is None:
            found.new.append(row)
        elif differ_in_more_than_years(_numbers(row), _numbers(was)):
            found.changed.append((row, was))
    return found


def key_of(row: Block) -> str:
    """Return the folded key of a row, empty where no cell has letters.

    >>> key_of(Block("row", "1 Haiti 250", 1, 1, cells=("1", "Haiti", "250")))
    'haiti'
    """
    lettered = (cell for cell in row.cells if any(sign.isalpha() for sign in cell))
    return fold(next(lettered, ""))


def _shown(row: Block) -> str:
    return " | ".join(row.cells) if row.cells else row.text


def _numbers(row: Block) -> Counter[str]:
    """Return the numbers of a row; under a column that is not of time 2000 is an amount."""
    found: Counter[str] = Counter()
    for at, cell in enumerate(row.cells or (row.text,)):
        column = fold(row.columns[at]) if at < len(row.columns) else ""
        is_amount = bool(column) and _OF_TIME.search(column) is None and cell.strip().isdigit()
        found.update({amount(cell.strip()): 1} if is_amount else numbers(cell))
    return found


def _nearest(row: Block, rows: Sequence[Block]) -> Block | None:
    """Return the row that is most like one; None where none is of a like table."""
    ranked = [(_alike(row, other), -at) for at, other in enumerate(rows)]
    if not ranked:
        return None
    (of_table, of_cells), at = max(ranked)
    least = 1 if key_of(row) in _SUMS or of_cells == 0 else 0
    return rows[-at] if of_table >= least else None


def _alike(row: Block, other: Block) -> tuple[int, int]:
    """Return how many of caption, columns and section two tables share, then how many cells."""
    tables = (
        _same(row.caption, other.caption)
        + _same(" ".join(row.columns), " ".join(other.columns))
        + _same(row.section, other.section)
    )
    cells = sum(
        bool(a) and fold(a) == fold(b) for a, b in zip(row.cells, other.cells, strict=False)
    )
    return tables, cells - 1


def _same(one: str, other: str) -> int:
    plain = fold(_YEARS.sub(" ", one))
    return int(bool(plain) and plain == fold(_YEARS.sub(" ", other)))
