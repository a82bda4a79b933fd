"""A folder of tables into sources that can be loaded one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.findings import Item
from ingest.known import known_from_nodes
from ingest.loading import Source
from ingest.sheet import sheet_source
from ingest.sheet.rows.membership_periods import PeriodClaim, assign
from ingest.starter.row_draft import Draft
from ingest.starter.row_statements import (
    columns_of,
    read_relation,
    state_links,
    state_node,
    state_relation,
)
from ingest.starter.starter_tables import RECORDS, TABLES, Beside, RelationTable, Table
from ingest.starter.table_rows import Row, read_rows
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.model.changes import Change, NodeStatement, RelationStatement
from kg.model.claims import canonical, chosen_node
from kg.model.records import NodeRow, Statement
from kg.model.registry import type_of

Drafts = dict[str, list[Draft]]


def starter_sources(folder: Path, after: Iterable[Source] = ()) -> Iterator[Source]:
    """Yield the tables in ``folder`` as sources, in an order in which they can be loaded.

    A table that is not there is left out. What cannot be read is a finding of its row. ``after``
    are the tables of a folder that is loaded before, whose rows these may name. Each source can be
    gone through again.

    Raises:
        BadFileError: no table is there, or one of them is not a CSV table in UTF-8.
    """
    before = _nodes(item for source in after for item in source.items)
    items = _items(folder, before)
    nodes = _nodes(item for rows in items.values() for item in rows)
    written = set(before)
    for name, rows in items.items():
        yield Source(f"{name}.csv", rows, tuple(_missing(rows, written, nodes)))
    yield from _records(folder, {**before, **nodes})


def _items(folder: Path, before: Iterable[str]) -> dict[str, list[Item]]:
    """Return the rows of the tables that are there, read; they may name what was ``before``."""
    drafts = {table.name: _drafts(folder, table.name) for table in TABLES}
    if not any(drafts.values()):
        why = msg("none of the starter tables is there.")
        raise BadFileError(str(folder), why, msg("Give the folder that holds states.csv."))
    for table in TABLES:
        _check_columns(table, drafts[table.name])
    ids = _state_nodes(folder, drafts, before)
    _state_relations(drafts, ids)
    return {name: [draft.item() for draft in rows] for name, rows in drafts.items() if rows}


def _records(folder: Path, nodes: Mapping[str, list[Change]]) -> Iterator[Source]:
    """The tables that are read as any sheet of their kind, against what the others hold."""
    known = known_from_nodes(_rows_of(nodes))
    for kind in RECORDS:
        path = folder / f"{kind}.csv"
        if path.is_file():
            source = sheet_source(path, kind, known, today=datetime.now(UTC).date())
            yield replace(source, items=[*source.items])


def _rows_of(nodes: Mapping[str, list[Change]]) -> Iterator[NodeRow]:
    """The nodes of the tables as a store would show them."""
    for id_, changes in nodes.items():
        said = [
            Statement(c.source, id_, c.props, c.where, c.basis, c.dated, c.visibility)
            for c in changes
            if isinstance(c, NodeStatement)
        ]
        yield NodeRow(id_, canonical(chosen_node(type_of(id_) or "", said)))


def _drafts(folder: Path, name: str) -> list[Draft]:
    file = f"{name}.csv"
    return [Draft(file, row) for row in _rows(folder, name)]


def _rows(folder: Path, name: str) -> list[Row]:
    path = folder / f"{name}.csv"
    return read_rows(path) if path.is_file() else []


def _state_nodes(folder: Path, drafts: Drafts, before: Iterable[str]) -> set[str]:
    """Add what the rows say about nodes; return the ids that there are."""
    ids = set(before)
    for table in TABLES:
        if isinstance(table, Table):
            beside = _beside(folder, table.beside)
            for draft in drafts[table.name]:
                _state_node_once(table, draft, ids, beside)
    return ids


def _state_node_once(
    table: Table, draft: Draft, ids: set[str], beside: Mapping[str, list[tuple[Beside, Row]]]
) -> None:
    id_ = draft.row.get("id")
    if id_ in ids:
        message = msg("The id “{id}” stands in a row above.", id=id_)
        draft.find("id", "duplicate", message, msg("Give each row its own id."))
    state_node(table, draft, ids, beside.get(id_, []))
    if not draft.refused:
        ids.add(id_)


def _beside(folder: Path, tables: Iterable[Beside]) -> dict[str, list[tuple[Beside, Row]]]:
    rows: dict[str, list[tuple[Beside, Row]]] = {}
    for table in tables:
        for row in _rows(folder, table.name):
            rows.setdefault(row.get(table.id), []).append((table, row))
    return rows


def _state_relations(drafts: Drafts, ids: set[str]) -> None:
    for table in TABLES:
        if isinstance(table, RelationTable):
            _state_table(table, drafts[table.name], ids)
        else:
            for draft in drafts[table.name]:
                state_links(table, draft, ids)


def _state_table(table: RelationTable, drafts: Sequence[Draft], ids: set[str]) -> None:
    pairs: dict[tuple[str, str], list[tuple[Draft, dict[str, Any]]]] = {}
    for draft in drafts:
        props = read_relation(table, draft, ids)
        if not draft.refused:
            ends = draft.row.get(table.start), draft.row.get(table.end)
            pairs.setdefault(ends, []).append((draft, props))
    for rows in pairs.values():
        _state_periods(table, rows)


def _state_periods(table: RelationTable, rows: list[tuple[Draft, dict[str, Any]]]) -> None:
    """Add the rows about one pair of ends, each under the key of its period."""
    said = [(draft, source, props) for draft, props in rows for source in draft.sources]
    keys = assign(
        [
            PeriodClaim(source, props.get("status"), props.get("since"), props.get("until"))
            for _, source, props in said
        ]
    )
    by_row: dict[int, dict[str, str | None]] = {}
    for (draft, source, _), key in zip(said, keys, strict=True):
        by_row.setdefault(draft.row.number, {})[source] = key
    for draft, props in rows:
        state_relation(table, draft, props, by_row[draft.row.number])


def _check_columns(table: Table | RelationTable, drafts: Sequence[Draft]) -> None:
    """Find, once and on the first row that fills it, each column that means nothing here."""
    allowed = columns_of(table)
    seen: set[str] = set()
    for draft in drafts:
        for column in draft.row.cells:
            if column.partition(":")[0] not in allowed | seen:
                seen.add(column.partition(":")[0])
                message = msg("The column “{column}” means nothing here.", column=column)
                fix = msg("Remove it, or use one of: {columns}.", columns=sorted(allowed))
                draft.find(column, "unknown-column", message, fix, refuse=False)
        if draft.row.surplus:
            message = msg("The row has more cells than the header.")
            draft.find("", "surplus-cells", message, msg("Put quotation marks around commas."))


def _nodes(items: Iterable[Item]) -> dict[str, list[Change]]:
    nodes: dict[str, list[Change]] = {}
    for item in items:
        for change in item.changes:
            if isinstance(change, NodeStatement):
                nodes.setdefault(change.id, []).append(change)
    return nodes


def _missing(
    items: Iterable[Item], written: set[str], nodes: Mapping[str, list[Change]]
) -> Iterator[Change]:
    """What relations lead to before its own row is written; ``written`` grows with the items."""
    for item in items:
        for change in item.changes:
            if isinstance(change, NodeStatement):
                written.add(change.id)
            elif isinstance(change, RelationStatement):
                for end in (change.relation.start, change.relation.end):
                    if end not in written:
                        written.add(end)
                        yield from nodes[end]
