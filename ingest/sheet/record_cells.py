"""A record as a row of its sheet: the cells that would state it as it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ingest.sheet.headers.field_shapes import Shape, shape_of
from ingest.sheet.headers.sheet_kinds import RECORDS, Kind
from kg.graph.view import Direction, View

_PLAIN: Final = ("sector/dac/", "goal/sdg/", "language/")
"""What codes in cells do without."""


def cells_of_record(view: View, node: int, kind: str) -> dict[str, str]:
    """Return the cells of a record by column, as a view shows it; texts as ``title:es``.

    What its relations say comes by id or code; several values of a cell with a semicolon.
    """
    read = RECORDS[kind]
    found = {"id": view.id(node), **dict(_links(view, node, read))}
    for field in read.fields:
        if field in view.props(node):
            found |= _texts(read, field, view.props(node)[field])
    return found


def kind_of_record(view: View, node: int) -> str:
    """Return the kind of sheet that a record is a row of."""
    return next(name for name, kind in RECORDS.items() if view.is_a(node, kind.node.__name__))


def _links(view: View, node: int, kind: Kind) -> Iterator[tuple[str, str]]:
    for link in kind.links:
        way: Direction = "in" if link.inward else "out"
        near = view.adjacency((link.relation.type,), way).of(node).tolist()
        ids = [view.id(other) for other in near if view.is_a(other, *link.types)]
        if ids:
            yield link.column, ";".join(map(_code, ids))


def _code(id_: str) -> str:
    plain = next((prefix for prefix in _PLAIN if id_.startswith(prefix)), "")
    return id_.removeprefix(plain)


def _texts(kind: Kind, field: str, value: Any) -> Mapping[str, str]:
    if shape_of(kind.node, field) is Shape.TEXT and isinstance(value, dict):
        return {f"{field}:{lang}": str(text) for lang, text in value.items()}
    if isinstance(value, list):
        return {field: ";".join(map(str, value))}
    return {field: str(value)}
