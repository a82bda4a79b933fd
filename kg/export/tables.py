"""CSV tables, one per node type and relation type, in a folder or a zip."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.export.rows import Graph, Row, Rows
from kg.i18n import LANGUAGES
from kg.schema.fields import Merge
from kg.schema.registry import NODES, RELATIONS, merge_of

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Signs with which a spreadsheet begins a formula; cells that begin so get an apostrophe."""
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NODE_COLUMNS: Final = ("id", "type", "label", "nature", "sources")
_EDGE_COLUMNS: Final = ("type", "from", "to", "status", "since", "until", "in_force", "sources")


def tables(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield name and text of each table that has rows."""
    for type_ in NODES:
        yield from _table(type_, _NODE_COLUMNS, list(graph.nodes(type_)))
    for type_ in RELATIONS:
        yield from _table(type_, _EDGE_COLUMNS, list(graph.relations(type_)))


def _table(type_: str, fixed: Sequence[str], rows: Sequence[Rows]) -> Iterator[tuple[str, str]]:
    if not rows:
        return
    cells = [{**_cells(row.fixed), **_cells(row.props, type_)} for row in rows]
    others = sorted({name for row in cells for name in row} - set(fixed), key=_column)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*fixed, *others], restval="")
    writer.writeheader()
    writer.writerows({name: safe(value) for name, value in row.items()} for row in cells)
    yield f"{type_}.csv", text.getvalue()


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
    """Return a cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("Haiti")
    ("'=1+1", 'Haiti')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def write_zip(graph: Graph, file: IO[bytes]) -> None:
    """Write all tables into one zip, the same bytes for the same graph."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in tables(graph):
            info = ZipInfo(name, _ZIP_TIME)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8-sig"))
