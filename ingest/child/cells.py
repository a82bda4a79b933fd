"""Cells counted before anybody makes room for them: the rectangle, and all characters in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ingest.child.child_limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_ODD,
    MAX_ROWS,
    MAX_TEXT,
)
from ingest.child.child_xml import Local, feed, new_parser
from ingest.child.frames import Refused

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z", re.ASCII)
# Eighteen digits fit into 64 bits: who reads the same number next reads no other one.
_COUNT: Final = re.compile(r"[0-9]{1,18}\Z", re.ASCII)
_VALUE: Final = frozenset({"v", "is"})
_NOT_SHARED: Final = "no"


Odd = list[tuple[int, list[int]]]
"""By row, the columns of cells with an error, or a formula without its result; both from 0. Whoever
reads cells gives them as empty, which they are not."""


@dataclass(slots=True)
class Extent:
    """How far the sheets of a workbook reach, and what they hold: never more than is read."""

    cells: int = 0
    characters: int = 0

    def add(self, rows: int, columns: int, characters: int) -> None:
        """Count a sheet.

        Raises:
            Refused: this one, or all of them, are too large.
        """
        # The rectangle, not the cells that stand there: the library makes room for all of it.
        self.cells += rows * columns
        self.characters += characters
        if self.cells > MAX_CELLS:
            raise Refused("too-many-cells", n=self.cells)
        if rows > MAX_ROWS:
            raise Refused("too-many-rows", n=rows, most=MAX_ROWS)
        if columns > MAX_COLUMNS:
            raise Refused("too-many-columns", n=columns, most=MAX_COLUMNS)
        if self.characters > MAX_TEXT:
            raise Refused("too-much-text")


def number(text: str) -> int:
    """Return a count as the formats write it.

    Raises:
        Refused: it is none, and who reads it next might take it for one.
    """
    if not _COUNT.match(text):
        raise Refused("damaged")
    return int(text)


def shared_lengths(pieces: Iterable[bytes]) -> list[int]:
    """Return how many characters each shared text of a .xlsx has."""
    local, lengths, depth = Local(), list[int](), 0

    def start(tag: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused("damaged")
        if local[tag] == "si":
            lengths.append(0)

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    feed(parser, pieces)
    if sum(lengths) > MAX_TEXT:
        raise Refused("too-much-text")
    return lengths


def count_sheet(pieces: Iterable[bytes], lengths: list[int], extent: Extent) -> Odd:
    """Count the cells of a worksheet of a .xlsx, by their references; return those that are odd.

    Raises:
        Refused: a reference is none, or they reach too far.
    """
    counter = _SheetCounter(lengths)
    feed(counter.parser, pieces)
    extent.add(counter.last_row, counter.last_column, counter.characters)
    return sorted(counter.odd.items())


class _SheetCounter:
    """The rectangle from A1 to the last filled cell, and the characters that texts unfold to."""

    def __init__(self, lengths: list[int]) -> None:
        self.last_row = self.last_column = self.characters = 0
        self.odd: dict[int, list[int]] = {}
        self._lengths = lengths
        self._odds = 0
        self._lacks = self._error = False
        self._row = self._column = self._cell_row = self._depth = 0
        self._shared = ""
        self._local, self._columns = Local(), _Columns()
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        name = self._local[tag]
        if name == "c":
            self._cell(attributes)
        elif name in _VALUE:
            self._filled(name)
        elif name == "f":
            # A formula; its value, which comes after it, takes this back.
            self._lacks = True
        elif name == "row":
            self._row = number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif self._depth > MAX_DEPTH:
            raise Refused("damaged")

    def _end(self, tag: str) -> None:
        self._depth -= 1
        # Characters are listened to only where one is needed: a call for each cell is what counting
        # costs.
        taken, self.parser.CharacterDataHandler = self.parser.CharacterDataHandler, None
        if taken is not None and self._shared != _NOT_SHARED:
            self._unfold()
        elif (self._lacks or self._error) and self._local[tag] == "c":
            self._add_odd()

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            self._cell_row = self._row
        else:
            letters = reference.rstrip("0123456789")
            self._column = self._columns[letters]
            self._cell_row = number(reference[len(letters) :])
        type_ = attributes.get("t")
        self._shared = "" if type_ == "s" else _NOT_SHARED
        self._error, self._lacks = type_ == "e", False

    def _filled(self, name: str) -> None:
        self.last_row = max(self.last_row, self._cell_row)
        self.last_column = max(self.last_column, self._column)
        if name == "is":
            self._lacks = False
        elif not self._shared:
            self.parser.CharacterDataHandler = self._index
        elif self._lacks:
            self.parser.CharacterDataHandler = self._result

    def _result(self, _data: str) -> None:
        self._lacks = False

    def _add_odd(self) -> None:
        self._odds += 1
        if self._odds > MAX_ODD:
            raise Refused("too-many-cells", n=self._odds)
        self.odd.setdefault(self._cell_row - 1, []).append(self._column - 1)
        self._lacks = self._error = False

    def _index(self, data: str) -> None:
        self._shared += data

    def _unfold(self) -> None:
        """Count the text that a cell names by its number; what is no number, nobody can read."""
        text = self._shared.strip()
        self._shared = ""
        # One beyond the last, which names nothing.
        index = number(text) if text else len(self._lengths)
        self.characters += self._lengths[index] if index < len(self._lengths) else 0


class _Columns(dict[str, int]):
    """Letters of a column → its number from 1."""

    def __missing__(self, letters: str) -> int:
        if not _REFERENCE.match(f"{letters}1"):
            raise Refused("damaged")
        found = 0
        for letter in letters:
            found = found * 26 + ord(letter) - ord("A") + 1
        self[letters] = found
        return found
