"""A record as a row of its sheet: the cells that would state it as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from ingest.sheet.headers.field_shapes import Shape, shape_of
from ingest.sheet.headers.sheet_kinds import RECORDS, Kind
from kg.graph.view import Direction, View
from kg.model.changes import RelationKey
from kg.model.registry import type_of

_PLAIN: Final = ("sector/dac/", "goal/sdg/", "language/")
"""What codes in cells do without."""


def cells_of_record(view: View, node: int, kind: str) -> dict[str, str]:
    """Return the cells of a record by column, as a view shows it; texts as ``title:es``.

    What its relations say comes by id or code; several values of a cell with a semicolon.
    """
    return row_cells(kind, view.id(node), view.props(node), dict(_links(view, node, RECORDS[kind])))


def row_cells(
    kind: str, id_: str, values: Mapping[str, Any], named: Mapping[str, Iterable[str]]
) -> dict[str, str]:
    """Return the cells that state these values, and ids of other records by column."""
    read = RECORDS[kind]
    found = {"id": id_, **{column: ";".join(map(_code, ids)) for column, ids in named.items()}}
    for field in read.fields:
        if field in values:
            found |= _texts(read, field, values[field])
    return found


def named_by(kind: str, id_: str, relations: Iterable[RelationKey]) -> dict[str, list[str]]:
    """Return the ids that relations of a record lead to, by the column that would state them."""
    found: dict[str, list[str]] = {}
    for relation in relations:
        inward = relation.end == id_
        other = relation.start if inward else relation.end
        for link in RECORDS[kind].links:
            told = link.relation.type == relation.type and link.inward == inward
            if told and type_of(other) in link.types:
                found.setdefault(link.column, []).append(other)
    return found


def kind_of_record(view: View, node: int) -> str:
    """Return the kind of sheet that a record is a row of."""
    return next(name for name, kind in RECORDS.items() if view.is_a(node, kind.node.__name__))


def _links(view: View, node: int, kind: Kind) -> Iterator[tuple[str, list[str]]]:
    for link in kind.links:
        way: Direction = "in" if link.inward else "out"
        near = view.adjacency((link.relation.type,), way).of(node).tolist()
        ids = [view.id(other) for other in near if view.is_a(other, *link.types)]
        if ids:
            yield link.column, ids


def _code(id_: str) -> str:
    plain = next((prefix for prefix in _PLAIN if id_.startswith(prefix)), "")
    return id_.removeprefix(plain)


def _texts(kind: Kind, field: str, value: Any) -> Mapping[str, str]:
    if shape_of(kind.node, field) is Shape.TEXT and isinstance(value, dict):
        return {f"{field}:{lang}": str(text) for lang, text in value.items()}
    if isinstance(value, list):
        return {field: ";".join(map(str, value))}
    return {field: str(value)}
