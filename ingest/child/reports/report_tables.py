"""A table of a report as its rows arrive: cells that span others, rows that head the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.child.reports.block_frames import Told
from ingest.child.reports.report_limits import MAX_CELLS, MAX_CHARACTERS

_NUMBER: Final = re.compile(
    r"[^\W\d_]{0,4}[\s$€£]*+[(\-–+]?\d[\d\s.,'’]*+[%)]?[\s$€£]*+[^\W\d_]{0,4}"
)
_MOST_ROWS: Final = 3
"""Rows that head a table at most."""


@dataclass(slots=True)
class Cell:
    """A cell: its text, how many columns and rows it spans, whether it heads others.

    With ``rows`` 0 it spans those below that continue it; ``continues`` says that it is such a one.
    """

    text: str = ""
    columns: int = 1
    rows: int = 1
    is_head: bool = False
    continues: bool = False


@dataclass(slots=True)
class Table:
    """Tells rows as they end; a table of one column or one row is no table but text.

    A cell that spans rows is told in each of them, unless it is a number: it might be their sum.
    """

    told: Told
    number: int
    caption: str = ""
    is_layout: bool = False
    _heads: list[list[str]] = field(default_factory=list)
    _columns: list[str] = field(default_factory=list)
    _above: dict[int, tuple[int, str]] = field(default_factory=dict)
    """For each column that a cell above reaches into: for how many rows yet (-1: for those that
    say so), and its text."""
    _first: tuple[list[str], int | None] | None = None
    """The first row, until the second shows whether it is a table at all."""
    _title: tuple[list[str], int | None] | None = None
    """A row of one cell before it, until it is known whether a head follows."""
    _rows: int = 0
    _copied: int = 0

    def row(self, cells: Sequence[Cell], page: int | None, *, is_head: bool = False) -> bool:
        """Take a row; False where no more are taken."""
        # One cell over all columns heads none of them: it is a title, or says of whom is below.
        is_head = is_head and (len(cells) > 1 or cells[0].columns == 1)
        texts = self._spread(cells, repeat=is_head)
        if not any(texts):
            return True
        if is_head and not self._rows and len(self._heads) < _MOST_ROWS:
            self._heads.append(texts)
            self._columns = _headed(self._heads)
            return self._take_title()
        if texts in self._heads:
            return True  # a head that stands again on the next page
        if not self._rows and not self._heads and self._title is None and _is_alone(texts):
            self._title = texts, page
            return True
        self._rows += 1
        if self._rows == 1 and not self._heads:
            self._first = texts, page
            return True
        return self._begun(texts) and self._tell(texts, page)

    def _take_title(self, *, names: bool = True) -> bool:
        """Take the row of one cell before the head as the caption, or tell it."""
        if self._title is None:
            return True
        (texts, page), self._title = self._title, None
        if names and not self.caption:
            self.caption = next(filter(None, texts))
            return True
        return self._tell(texts, page)

    def end(self) -> bool:
        """Tell what was held back."""
        for held in (self._title, self._first):
            if held is not None and not self._text(*held):
                return False
        self._title = self._first = None
        if self._heads and not self._rows:
            return all(self._text(texts, None) for texts in self._heads)
        return True

    def _begun(self, second: Sequence[str]) -> bool:
        """Tell the first row: it heads the others where it says no numbers and they do."""
        if self._first is None:
            return True
        (texts, page), self._first = self._first, None
        may_head = _may_head(texts, second)
        if not self._take_title(names=may_head):
            return False
        if may_head:
            self._columns = texts
            # Nobody said that it is a head: it is told as a row as well, so that nothing is lost.
            return self.told.row(texts, page, columns=[], table=self.number, caption=self.caption)
        return self._tell(texts, page)

    def _tell(self, texts: list[str], page: int | None) -> bool:
        if len(texts) == 1:
            return self._text(texts, page)
        return self.told.row(
            texts, page, columns=self._columns, table=self.number, caption=self.caption
        )

    def _text(self, texts: Sequence[str], page: int | None) -> bool:
        return all(self.told.block("paragraph", text, page) for text in texts if text)

    def _spread(self, cells: Sequence[Cell], *, repeat: bool) -> list[str]:
        """The texts of a row, one a column; with ``repeat`` in each column that a cell spans."""
        found: list[str] = []
        for cell in cells:
            while not cell.continues and self._is_covered(len(found)):
                found.append(self._from_above(len(found)))
            place = len(found)
            wide = max(1, min(cell.columns, MAX_CELLS + 1 - place))
            if cell.continues:
                found += [self._continued(place + n) for n in range(wide)]
            else:
                found += [cell.text] + [cell.text if repeat else ""] * (wide - 1)
                self._reach(cell, place, wide)
            if len(found) > MAX_CELLS:
                break
        while self._is_covered(len(found)):
            found.append(self._from_above(len(found)))
        return found

    def _is_covered(self, column: int) -> bool:
        return column in self._above and self._above[column][0] > 0

    def _reach(self, cell: Cell, place: int, wide: int) -> None:
        text = "" if _NUMBER.fullmatch(cell.text) else cell.text
        for column in range(place, place + wide):
            if cell.rows != 1:
                self._above[column] = cell.rows - 1, text if column == place else ""
            else:
                self._above.pop(column, None)

    def _from_above(self, column: int) -> str:
        left, text = self._above[column]
        if left == 1:
            del self._above[column]
        elif left > 1:
            self._above[column] = left - 1, text
        # What is repeated costs the file nothing: it is bounded here.
        self._copied += len(text)
        return text if self._copied < MAX_CHARACTERS // 4 else ""

    def _continued(self, column: int) -> str:
        return self._from_above(column) if column in self._above else ""


def _headed(heads: Sequence[Sequence[str]]) -> list[str]:
    """The name of each column, from the rows above it.

    >>> _headed([["State", "Amount", "Amount"], ["State", "planned", "paid"]])
    ['State', 'Amount planned', 'Amount paid']
    """
    width = max(map(len, heads))
    stacks = ([row[place] for row in heads if place < len(row)] for place in range(width))
    return [" ".join(dict.fromkeys(filter(None, stack))) for stack in stacks]


def _is_alone(texts: Sequence[str]) -> bool:
    """Whether a row says something in one of its cells only."""
    return len(texts) > 1 and sum(map(bool, texts)) == 1


def _may_head(first: Sequence[str], second: Sequence[str]) -> bool:
    filled = [text for text in first if text]
    if len(filled) < 2 or any(_NUMBER.fullmatch(text) for text in filled):  # noqa: PLR2004
        return False
    return any(_NUMBER.fullmatch(text) for text in second) or len(filled) == len(second)
