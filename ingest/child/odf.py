"""What an .ods holds, counted with everything that it says stands there more than once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ingest.child.cells import Extent, number
from ingest.child.child_limits import MAX_CELL, MAX_CELLS, MAX_DEPTH, MAX_REPEATED, MAX_SHEETS
from ingest.child.child_xml import Attributes, Local, elements, feed, new_parser
from ingest.child.frames import Refused
from ingest.child.zips import Parts

CONTENT: Final = "content.xml"
MANIFEST: Final = "META-INF/manifest.xml"
MIMETYPE: Final = "mimetype"
SPREADSHEET: Final = "application/vnd.oasis.opendocument.spreadsheet"
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_GAPS: Final = frozenset({"s", "tab", "line-break"})


def is_spreadsheet(parts: Parts) -> bool:
    """Say whether a file declares a spreadsheet.

    Raises:
        Refused: it is protected by a password.
    """
    return declared_kind(parts).startswith(SPREADSHEET) and CONTENT in parts


def declared_kind(parts: Parts) -> str:
    """Return what the manifest, else the part kept for it, declares a file to be; else nothing.

    Raises:
        Refused: it is protected by a password.
    """
    declared: list[str] = []

    def take(tag: str, attributes: Attributes) -> None:
        if tag == "encryption-data":
            raise Refused("protected")
        if tag == "file-entry" and attributes.get("full-path") == "/":
            declared.append(attributes.get("media-type", ""))

    if MANIFEST in parts:
        elements(parts.small(MANIFEST), take)
    if not declared and MIMETYPE in parts:
        declared.append(parts.small(MIMETYPE).decode("ascii", "replace").strip())
    return next((kind for kind in declared if kind.startswith(SPREADSHEET)), "".join(declared[:1]))


def count_content(pieces: Iterable[bytes], extent: Extent) -> None:
    """Count the cells of all tables.

    Raises:
        Refused: there are too many, a text is too long, rows are repeated without end.
    """
    counter = _Counter(extent)
    feed(counter.parser, pieces)


class _Counter:
    """Rows that hold something and those above them, repetitions unrolled, table by table."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._depth = self._tables = self._again = 0
        self._local = Local()
        self._begin_table()
        self._begin_row(1)
        self._begin_cell(1, filled=False)
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _begin_table(self) -> None:
        self._rows = self._empty = self._widest = self._characters = 0

    def _begin_row(self, times: int) -> None:
        self._times = times
        self._width = self._reach = self._row_text = 0

    def _begin_cell(self, times: int, *, filled: bool) -> None:
        self._wide = times
        self._is_filled = filled
        self._cell_text = 0

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Refused("damaged")
        name = self._local[tag]
        if name in _CELLS:
            filled = any("value" in self._local[each] for each in attributes)
            self._begin_cell(self._repeated(attributes, "columns", _LAST_COLUMN), filled=filled)
            # The library may take the value from an attribute rather than from the text inside.
            self._cell_text = sum(map(len, attributes.values()))
        elif name == "table-row":
            self._begin_row(self._repeated(attributes, "rows", _LAST_ROW))
        elif name == "table":
            self._begin_table()
        else:
            self._inside(name, attributes)

    def _inside(self, name: str, attributes: Mapping[str, str]) -> None:
        self._is_filled = True
        if name in _GAPS:
            # One element may stand for any number of spaces.
            counts = [number(v) for k, v in attributes.items() if self._local[k] == "c"]
            self._cell_text += max(counts, default=1)
            if self._cell_text > MAX_CELL:
                raise Refused("too-long-cell", most=MAX_CELL)

    def _repeated(self, attributes: Mapping[str, str], what: str, most: int) -> int:
        name = f"number-{what}-repeated"
        times = [number(v) for k, v in attributes.items() if self._local[k] == name]
        if max(times, default=1) > most:
            raise Refused("damaged")
        return max(times, default=1)

    def _text(self, data: str) -> None:
        self._cell_text += len(data)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        name = self._local[tag]
        if name in _CELLS:
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name == "table":
            self._end_table()

    def _end_cell(self) -> None:
        self._width += self._wide
        if self._is_filled:
            self._reach = self._width
            self._row_text += self._wide * self._cell_text

    def _end_row(self) -> None:
        if not self._reach:
            # Most files end with a million empty rows: they count once something stands below them.
            self._empty += self._times
            return
        self._rows += self._empty + self._times
        self._empty = 0
        self._widest = max(self._widest, self._reach)
        # Now, not at the end of the table: a row that is repeated a million times is a few bytes.
        if self._rows * self._widest > MAX_CELLS:
            raise Refused("too-many-cells", n=self._rows * self._widest)
        self._characters += self._times * self._row_text
        self._again += self._times - 1
        if self._again > MAX_REPEATED:
            raise Refused("too-many-repeated", n=self._again, most=MAX_REPEATED)
        self._begin_row(1)

    def _end_table(self) -> None:
        self._tables += 1
        if self._tables > MAX_SHEETS:
            raise Refused("too-many-sheets", most=MAX_SHEETS)
        self._extent.add(self._rows, self._widest, self._characters)
        self._begin_table()
