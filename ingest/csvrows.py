"""Rows of CSV text, within the bounds that hold for every sheet: met before a row is looked at."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final

from ingest.child.child_limits import (  # fmt: skip
    MAX_CELL,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROW_TEXT,
    MAX_ROWS,
    MAX_TEXT,
)
from ingest.child.frames import Refused

_LINE: Final = re.compile(r"[^\r\n]*+(?:\r\n|[\r\n])|[^\r\n]++")


def csv_rows(text: str, delimiter: str = ",") -> Iterator[list[str]]:
    """Yield the rows of a text, its cells stripped and cut at what a cell may hold.

    Raises:
        csv.Error: it is no CSV.
        Refused: a row, or all of them, are too large.
    """
    lines = _Lines(text)
    cells = characters = 0
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter, strict=True), start=1):
        width = _width(row)
        if width > MAX_COLUMNS:
            raise Refused("too-many-columns", n=width, most=MAX_COLUMNS)
        cells += len(row)
        characters += lines.taken
        if number > MAX_ROWS:
            raise Refused("too-many-rows", n=number, most=MAX_ROWS)
        if cells > MAX_CELLS:
            raise Refused("too-many-cells", n=cells)
        if characters > MAX_TEXT:
            raise Refused("too-much-text")
        lines.taken = 0
        yield [cell.strip()[:MAX_CELL] for cell in row[:MAX_COLUMNS]]


def _width(row: list[str]) -> int:
    """Cells up to the last one that is filled: spreadsheets leave delimiters behind it."""
    if len(row) <= MAX_COLUMNS:
        return len(row)
    return max((index for index, cell in enumerate(row, start=1) if cell), default=0)


class _Lines:
    """The lines of a text one by one; ``taken`` is what went into the present row so far."""

    def __init__(self, text: str) -> None:
        self._found = _LINE.finditer(text)
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        for match in self._found:
            self.taken += match.end() - match.start()
            if self.taken > MAX_ROW_TEXT:
                raise Refused("too-much-text")
            yield match[0]
