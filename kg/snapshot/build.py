"""From the rows of a store to a snapshot."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from operator import attrgetter
from typing import Any, Final

import numpy as np

from kg.dates import ALWAYS, FOREVER, day_number, number_of, parse_day
from kg.records import NodeRow, RelationRow
from kg.schema.fields import AUDIENCES, NATURES
from kg.schema.registry import NODES, RELATIONS, type_of
from kg.snapshot.snapshot import Edges, Int8, Int32, Int64, Snapshot, Strings
from kg.store.protocol import Store

_NOT_STATED: Final = ""
_PLAIN: Final = (ALWAYS, FOREVER, 0, -1, 0)
_HAS_COLUMNS: Final = re.compile('"(?:starts|ends|visibility|nature|specificity)":')


def snapshot_of(store: Store, revision: int | None = None) -> Snapshot:
    """Return the snapshot of a store at a revision (default: now)."""
    at = store.revision() if revision is None else revision
    with closing(store.nodes(at)) as nodes, closing(store.relations(at)) as relations:
        return build(
            nodes,
            relations,
            identity=store.identity,
            revision=at,
            updated=store.updated(),
            redirects=store.redirects(at),
        )


def build(
    nodes: Iterable[NodeRow],
    relations: Iterable[RelationRow],
    *,
    identity: str = "",
    revision: int = 0,
    updated: str | None = None,
    redirects: Mapping[str, str] | None = None,
) -> Snapshot:
    """Return the snapshot of these rows; every end of a relation must be among the nodes."""
    order = {name: rank for rank, name in enumerate(NODES)}
    rows = sorted(nodes, key=lambda row: (order[type_of(row.id) or ""], row.id))
    numbers = {row.id: number for number, row in enumerate(rows)}
    statuses: dict[str, int] = {_NOT_STATED: 0}
    edges = _edges(relations, numbers, statuses)
    columns = np.array([_columns(row.body) for row in rows], np.int64).reshape(-1, 5)
    ranges = _ranges(rows, order)
    return Snapshot(
        identity=identity,
        revision=revision,
        updated=updated,
        ids=Strings.of(row.id for row in rows),
        bodies=Strings.of(row.body for row in rows),
        ranges=ranges,
        starts=columns[:, 0].astype(np.int32),
        ends=columns[:, 1].astype(np.int32),
        audience=columns[:, 2].astype(np.int8),
        nature=_natures(columns[:, 3].astype(np.int8), ranges),
        specificity=columns[:, 4].astype(np.int32),
        statuses=tuple(statuses),
        edges=edges,
        redirects=dict(redirects or {}),
    )


def _columns(body: str) -> tuple[int, int, int, int, int]:
    if not _HAS_COLUMNS.search(body):
        return _PLAIN
    props: dict[str, Any] = json.loads(body)
    nature = props.get("nature")
    return (
        number_of(props.get("starts"), ALWAYS),
        _day_after(props.get("ends")),
        AUDIENCES.index(props.get("visibility", "public")),
        NATURES.index(nature) if nature else -1,
        props.get("specificity", 0),
    )


def _natures(stated: Int8, ranges: Mapping[str, tuple[int, int]]) -> Int8:
    """Return the natures, that of the type where none is stated: it is never unknown."""
    for name, (low, high) in ranges.items():
        field = NODES[name].model_fields.get("nature")
        if field is not None:
            part = stated[low:high]
            part[part < 0] = NATURES.index(field.default)
    return stated


def _day_after(iso: str | None) -> int:
    return day_number(parse_day(iso) + timedelta(days=1)) if iso else FOREVER


def _ranges(rows: Sequence[NodeRow], order: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    ranks = np.array([order[type_of(row.id) or ""] for row in rows], np.int64)
    low = np.searchsorted(ranks, np.arange(len(order)), "left")
    high = np.searchsorted(ranks, np.arange(len(order)), "right")
    return {name: (int(low[rank]), int(high[rank])) for name, rank in order.items()}


def _edges(
    relations: Iterable[RelationRow], numbers: Mapping[str, int], statuses: dict[str, int]
) -> dict[str, Edges]:
    by_type: dict[str, list[RelationRow]] = {name: [] for name in RELATIONS}
    for row in relations:
        by_type[row.type].append(row)
    return {name: _of_type(rows, numbers, statuses) for name, rows in by_type.items()}


def _of_type(
    rows: list[RelationRow], numbers: Mapping[str, int], statuses: dict[str, int]
) -> Edges:
    rows = _ordered(rows, numbers)
    start = np.array([numbers[row.start] for row in rows], np.int32)
    end = np.array([numbers[row.end] for row in rows], np.int32)
    in_order = np.lexsort((start, end)).astype(np.int32)
    codes = [statuses.setdefault(row.status or _NOT_STATED, len(statuses)) for row in rows]
    return Edges(
        start=start,
        end=end,
        since=_days([row.since for row in rows], ALWAYS),
        until=_days([row.until for row in rows], FOREVER),
        status=np.array(codes, np.int8),
        keys=Strings.of(row.key for row in rows),
        bodies=Strings.of(row.body for row in rows),
        out_ptr=_pointers(start, len(numbers)),
        in_ptr=_pointers(end[in_order], len(numbers)),
        in_order=in_order,
    )


def _ordered(rows: list[RelationRow], numbers: Mapping[str, int]) -> list[RelationRow]:
    if any(row.key for row in rows):
        rows = sorted(rows, key=attrgetter("key"))
    start = np.array([numbers[row.start] for row in rows], np.int32)
    end = np.array([numbers[row.end] for row in rows], np.int32)
    return [rows[place] for place in np.lexsort((end, start)).tolist()]


def _days(texts: list[str | None], default: int) -> Int32:
    known = {text: number_of(text, default) for text in set(texts)}
    return np.array([known[text] for text in texts], np.int32)


def _pointers(sorted_numbers: Int32, nodes: int) -> Int64:
    return np.searchsorted(sorted_numbers, np.arange(nodes + 1), "left").astype(np.int64)
