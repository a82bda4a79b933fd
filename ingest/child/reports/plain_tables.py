"""Tables of plain texts: cells apart by tabs, by bars, or by two spaces in columns that align."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_GAP: Final = re.compile(r"\s{2,}|\t")
_RULE: Final = re.compile(r"[\s|+:=\-─━┼┬┴]+\Z")
_LEAST: Final = 2
"""Lines, and columns, that a table has at least."""
_MOST: Final = 60
"""Columns beyond which it is none."""
_NUMBER: Final = re.compile(r"[\d.,\s%$()+\-]+\Z")
_CLOSE: Final = 2
"""Characters by which columns may be out of line."""


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Rows of equal width; the first heads the others where a rule stands below it."""

    rows: tuple[tuple[str, ...], ...]
    has_head: bool


def is_rule(line: str) -> bool:
    """Say whether a line is drawn rather than written."""
    return _RULE.match(line) is not None and any(one in line for one in "-=─━")


def cells_in(line: str) -> list[str]:
    """Return the cells of a line.

    >>> cells_in("Haiti    12   4,000"), cells_in("| Haiti | 12 |")
    (['Haiti', '12', '4,000'], ['Haiti', '12'])
    """
    line = line.strip()
    if "|" in line:
        return [cell.strip() for cell in line.strip("|").split("|")]
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    return [cell for cell in _GAP.split(line) if cell]


def table_in(lines: Sequence[str]) -> PlainTable | None:
    """Return the table that lines are; None where they are text."""
    rules = [place for place, line in enumerate(lines) if is_rule(line)]
    kept = [line for line in lines if not is_rule(line)]
    if len(kept) < _LEAST:
        return None
    rows = _marked(kept) or _aligned(kept)
    if rows is None:
        return None
    first = rules[0] if rules else 0
    # A rule above all, and another one below the head.
    has_head = 1 in rules or (first == 0 and 2 in rules)  # noqa: PLR2004
    return PlainTable(rows, has_head)


def _marked(lines: Sequence[str]) -> tuple[tuple[str, ...], ...] | None:
    if not all("\t" in line.strip() for line in lines) and not all("|" in line for line in lines):
        return None
    rows = [cells_in(line)[:_MOST] for line in lines]
    width = max(map(len, rows))
    if width < _LEAST:
        return None
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def _aligned(lines: Sequence[str]) -> tuple[tuple[str, ...], ...] | None:
    """Rows by the columns at which their cells begin or end, of the fullest line."""
    spans = [_spans(line) for line in lines]
    widest = max(spans, key=len)
    width = len(widest)
    if not _LEAST <= width <= _MOST or sum(len(one) == width for one in spans) < len(lines) * 0.6:
        return None
    # Two columns of words may be a text with wide spaces: columns of numbers are none.
    rows = [_placed(line, one, widest) for line, one in zip(lines, spans, strict=True)]
    if any(row is None for row in rows):
        return None
    found = tuple(row for row in rows if row is not None)
    numbers = any(
        _NUMBER.match(row[place]) for row in found for place in range(width) if row[place]
    )
    return found if width > _LEAST or numbers else None


def _spans(line: str) -> list[tuple[int, int]]:
    found, place = [], 0
    for cell in _GAP.split(line):
        if cell:
            start = line.index(cell, place)
            place = start + len(cell)
            found.append((start, place))
    return found


def _placed(
    line: str, spans: Sequence[tuple[int, int]], widest: Sequence[tuple[int, int]]
) -> tuple[str, ...] | None:
    if len(spans) == len(widest):
        return tuple(line[start:end] for start, end in spans)
    cells = [""] * len(widest)
    for start, end in spans:
        near = [
            place
            for place, (left, right) in enumerate(widest)
            if start < right + _CLOSE and end > left - _CLOSE
        ]
        if not near:
            return None
        cells[near[0]] = f"{cells[near[0]]} {line[start:end]}".strip()
    return tuple(cells)
