"""CSV tables, one per node type and relation type, in a folder or a zip."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, BinaryIO, Final, TextIO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.base.i18n import LANGUAGES
from kg.base.text import in_xml
from kg.export.graph_rows import Graph, Row, Rows
from kg.model.fields import Merge
from kg.model.registry import NODES, RELATIONS, merge_of

_FORMULA: Final = re.compile(r"((?:^|[;\t\r\n])[ \"]*)(?=[=+\-@\t\r＝＋－＠])")
"""Where a spreadsheet begins a formula: in front of a cell, and of what it takes for one.

Where commas are decimal points (in Spanish, Portuguese and French) it parts cells at semicolons.
"""
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NODE_COLUMNS: Final = ("id", "type", "label", "nature", "sources")
_EDGE_COLUMNS: Final = ("type", "from", "to", "status", "since", "until", "in_force", "sources")


@dataclass(frozen=True)
class Table:
    """All nodes or relations of a type; read twice, once for its columns, so that none is kept."""

    name: str
    fixed: Sequence[str]
    rows: Callable[[], Iterator[Rows]]

    def write(self, text: TextIO) -> None:
        """Write the table as CSV."""
        found: set[str] = set()
        for cells in self._cells():
            found.update(cells)
        others = sorted(found - set(self.fixed), key=_column)
        writer = csv.DictWriter(text, [*self.fixed, *others], restval="")
        writer.writeheader()
        for cells in self._cells():
            writer.writerow({name: safe(value) for name, value in cells.items()})

    def _cells(self) -> Iterator[dict[str, str]]:
        for row in self.rows():
            yield {**_cells(row.fixed), **_cells(row.props, self.name)}


def tables(graph: Graph) -> Iterator[Table]:
    """Yield each table that has rows."""
    for name in NODES:
        if len(graph.view.of_type(name)):
            yield Table(name, _NODE_COLUMNS, partial(graph.nodes, name))
    for name, edges in graph.view.snapshot.edges.items():
        if len(edges):
            yield Table(name, _EDGE_COLUMNS, partial(graph.relations, name))


def write_table(table: Table, file: IO[bytes]) -> None:
    """Write a table as a spreadsheet takes it for UTF-8."""
    text = io.TextIOWrapper(cast("BinaryIO", file), encoding="utf-8-sig", newline="")
    table.write(text)
    text.detach()


def _column(name: str) -> tuple[str, int, str]:
    field, _, lang = name.partition(":")
    return field, LANGUAGES.index(lang) if lang in LANGUAGES else len(LANGUAGES), lang


def _cells(values: Row, type_: str | None = None) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in values.items():
        cls = None if type_ is None else NODES.get(type_) or RELATIONS[type_]
        if cls is not None and merge_of(cls, name) is Merge.PER_LANGUAGE:
            cells.update({f"{name}:{lang}": text for lang, text in value.items()})
        elif isinstance(value, list):
            cells[name] = ";".join(map(str, value))
        elif isinstance(value, dict):
            cells[name] = json.dumps(value, ensure_ascii=False)
        else:
            cells[name] = "" if value is None else str(value)
    return cells


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, and that breaks no reader of CSV.

    Also of a part of it nothing becomes a formula where semicolons part cells.

    >>> safe("=1+1"), safe("Haiti"), safe("water;=1+1"), safe("-1")
    ("'=1+1", 'Haiti', "water;'=1+1", "'-1")
    """
    return _FORMULA.sub(r"\1'", in_xml(cell))


def write_zip(graph: Graph, file: IO[bytes]) -> None:
    """Write all tables into one zip, the same bytes for the same graph."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for table in tables(graph):
            info = ZipInfo(f"{table.name}.csv", _ZIP_TIME)
            info.compress_type = ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as part:
                write_table(table, part)
