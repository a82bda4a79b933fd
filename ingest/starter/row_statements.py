"""A row into the node and the relations it says, with one statement for each of its sources."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Final, get_origin

from pydantic import ValidationError

from ingest.starter.row_draft import Draft
from ingest.starter.starter_tables import Beside, Link, RelationTable, Table
from ingest.starter.table_rows import Row, split
from kg.base.i18n import msg
from kg.base.ids import is_id
from kg.model.acronyms import BY_LANGUAGE
from kg.model.changes import RelationKey
from kg.model.nodes import Node, Source
from kg.model.registry import type_of
from kg.model.relations import Relation

COMPILATION: Final = "source/coopgraph-compilation"
"""The source of what was compiled here rather than read in one publication."""
ABOUT: Final = ("source", "basis", "dated")
"""Columns that every table may have: they speak of the statement, not of the thing."""


def state_node(
    table: Table, draft: Draft, sources: Container[str], beside: Sequence[tuple[Beside, Row]]
) -> None:
    """Add what the row says about its node; ``beside`` are rows of the tables beside it."""
    id_ = draft.row.get("id")
    _check_id(table, draft, id_)
    _take_sources(draft, sources, id_ if table.node is Source else None)
    of_row = [pair for pair in beside if pair[0].of_row]
    ours = [pair for pair in beside if not pair[0].of_row]
    fields = {**_fields(table.node, table.columns, draft.row), **_extra(table.node, of_row)}
    props = _props(table.node, {"id": id_, **fields}, draft)
    extra = _props(table.node, {"id": id_, **_extra(table.node, ours)}, draft)
    if draft.refused:
        return
    for source in draft.sources:
        own = extra if source == COMPILATION else {}
        draft.state(id_, source, {**props, **own})
    if extra and COMPILATION not in draft.sources:
        draft.state(id_, COMPILATION, extra)


def state_links(table: Table, draft: Draft, ids: Container[str]) -> None:
    """Add the relations of a row to the nodes that its cells name."""
    for link in table.links:
        if link.when is None or draft.row.get(link.when[0]) == link.when[1]:
            _state_link(link, draft, ids)


def read_relation(table: RelationTable, draft: Draft, ids: Container[str]) -> dict[str, Any]:
    """Check the row of a relation and return its fields."""
    for column in (table.start, table.end):
        if draft.row.get(column) not in ids:
            draft.unknown(column, draft.row.get(column), refuse=True)
    _take_sources(draft, ids)
    return _props(table.relation, _fields(table.relation, {}, draft.row), draft)


def state_relation(
    table: RelationTable, draft: Draft, props: Mapping[str, Any], keys: Mapping[str, str | None]
) -> None:
    """Add the relation of a row; ``keys`` tells which period each source speaks of."""
    start, end = draft.row.get(table.start), draft.row.get(table.end)
    for source in draft.sources:
        key = keys.get(source, "")
        if key is None:
            message = msg("{source} says this already, in a row above.", source=source)
            draft.find("source", "duplicate", message, msg("Remove one of the two rows."))
        else:
            name = RelationKey(table.relation.type, start, end, key)
            draft.relate(name, source, props, table.end, refuse=True)


def columns_of(table: Table | RelationTable) -> set[str]:
    """Return the columns that a table may have; of ``name:en`` only what stands before."""
    if isinstance(table, RelationTable):
        return {*ABOUT, table.start, table.end, *table.relation.model_fields}
    given = {c for link in table.links for columns in link.given.values() for c in columns}
    links = {link.column for link in table.links}
    return {*ABOUT, *table.columns, *links, *given, *table.node.model_fields}


def _take_sources(draft: Draft, known: Container[str], own: str | None = None) -> None:
    draft.check_basis()
    draft.take_sources(known, own)


def _check_id(table: Table, draft: Draft, id_: str) -> None:
    if not is_id(id_) or type_of(id_) != table.node.__name__:
        message = msg("“{id}” is not an id of this table.", id=id_)
        fix = msg("Write {prefix}/ and then ASCII letters and digits.", prefix=table.node.prefix)
        draft.find("id", "bad-id", message, fix)


def _fields(cls: type[Node | Relation], renamed: Mapping[str, str], row: Row) -> dict[str, Any]:
    """The fields of a type that a row fills, as pydantic reads them."""
    values: dict[str, Any] = {}
    for column, cell in row.cells.items():
        name, _, part = column.partition(":")
        name = renamed.get(name, BY_LANGUAGE.get(name, name) if part else name)
        kind = get_origin(cls.model_fields[name].annotation) if name in cls.model_fields else None
        if kind is dict:
            values.setdefault(name, {})[part or "und"] = cell
        elif kind is list:
            values[name] = [*values.get(name, ()), *split(cell)]
        elif name in cls.model_fields:
            values[name] = cell
    return values


def _extra(cls: type[Node], beside: Iterable[tuple[Beside, Row]]) -> dict[str, Any]:
    """The fields that the rows beside fill: only the columns named, under their own names."""
    values: dict[str, Any] = {}
    for table, row in beside:
        cells = {c: v for c, v in row.cells.items() if c.partition(":")[0] in table.columns}
        values |= _fields(cls, table.columns, Row(row.number, cells))
    return values


def _props(cls: type[Node | Relation], values: Mapping[str, Any], draft: Draft) -> dict[str, Any]:
    """What a statement carries; where the model refuses a value, the findings say which."""
    try:
        return cls.model_validate(values).props()
    except ValidationError as error:
        for problem in error.errors():
            column = ":".join(str(part) for part in problem["loc"])
            message = msg(
                "“{value}”: {reason}.", value=str(problem["input"]), reason=problem["msg"]
            )
            draft.find(column, "bad-value", message, msg("Correct the cell."))
        return {}


def _state_link(link: Link, draft: Draft, ids: Container[str]) -> None:
    id_ = draft.row.get("id")
    props = {**link.props, **_given(link, draft.row)}
    for value in draft.row.several(link.column):
        type_, other = _type_and_end(link, value)
        if other not in ids:
            draft.unknown(link.column, other)
            continue
        ends = (other, id_) if link.inward else (id_, other)
        for source in draft.sources:
            draft.relate(RelationKey(type_, *ends), source, props, link.column, refuse=False)


def _type_and_end(link: Link, value: str) -> tuple[str, str]:
    if link.relation is None:
        type_, _, other = value.partition(":")
        return type_, other
    return link.relation.type, value if is_id(value) else link.prefix + value


def _given(link: Link, row: Row) -> dict[str, str]:
    found = {
        name: next((row.get(column) for column in columns if row.get(column)), "")
        for name, columns in link.given.items()
    }
    return {name: value for name, value in found.items() if value}
