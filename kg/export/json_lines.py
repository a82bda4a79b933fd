"""JSON lines: one node or relation a line, with the statements that it is made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import IO, Final

from kg.base.store_errors import StoreDamagedError, StoreReplacedError
from kg.export.graph_rows import Graph, Row, Rows
from kg.export.seen_statements import node_statements, relation_statements, stated_as
from kg.graph.view import View
from kg.model.changes import RelationKey
from kg.model.fields import VISIBLE
from kg.model.records import Statement
from kg.model.registry import NODES, RELATIONS
from kg.store.protocol import Store
from kg.store.stored_versions import missing

_ENDS: Final = re.compile("[\x85\u2028\u2029]")
"""Characters that some readers take for the end of a line."""
_TIMES: Final = ("status", "since", "until")


def write_jsonl(graph: Graph, file: IO[bytes], store: Store | None = None) -> None:
    """Write all nodes, then all relations, one JSON object a line.

    With the store that the graph was read from each record holds the statements that the audience
    reads, so that ``ingest.exported`` makes the same of them again.

    Raises:
        StoreReplacedError: another store lies where the graph was read from.
        StoreDamagedError: it lacks a record.
    """
    snapshot = graph.view.snapshot
    if store is not None and store.point(snapshot.revision).token != snapshot.token:
        raise StoreReplacedError(store.url)
    for row in _nodes(graph, store):
        file.write(_line(row))
    for row in _relations(graph, store):
        file.write(_line(row))


def _line(row: Row) -> bytes:
    text = json.dumps(row, ensure_ascii=False)
    # Inside a JSON text they only stand in strings, where an escape means the same.
    return (_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode()


def _nodes(graph: Graph, store: Store | None) -> Iterator[Row]:
    merged = _merged(graph.view)
    rows = (rows for name in NODES for rows in graph.nodes(name))
    if store is None:
        yield from ({"kind": "node", **fixed, "properties": props} for fixed, props in rows)
        return
    with closing(node_statements(store, graph.view)) as told:
        for each in rows:
            id_ = each.fixed["id"]
            said = next((said for known, said in told if known == id_), None)
            if said is None:
                raise _lacking(store, id_)
            row = {"kind": "node", **each.fixed}
            if id_ in merged:
                row["merged"] = merged[id_]
            # A source that the audience reads nothing of looks like one that says that it is there.
            row["statements"] = _stated(each, said or [Statement(id_, id_, {})], id_)
            yield {**row, "properties": each.props}


def _relations(graph: Graph, store: Store | None) -> Iterator[Row]:
    rows = (rows for name in sorted(RELATIONS) for rows in graph.relations(name))
    if store is None:
        yield from ({"kind": "relation", **fixed, "properties": props} for fixed, props in rows)
        return
    with closing(relation_statements(store, graph.view)) as told:
        for each in rows:
            ends = each.fixed["type"], each.fixed["from"], each.fixed["to"]
            found = next((one for one in told if one[1] and one[0][:3] == ends), None)
            if found is None:
                raise _lacking(store, RelationKey(*ends))
            link, said = found
            row = {"kind": "relation", **each.fixed}
            if link.key:
                row["key"] = link.key
            keys = (stated_as(link, one, graph.view) for one in said)
            named = [
                one._replace(subject=f"{key.start} {key.end}")
                for one, key in zip(said, keys, strict=True)
            ]
            row["statements"] = _stated(each, named, f"{link.start} {link.end}")
            yield {**row, "properties": each.props}


def _lacking(store: Store, key: str | RelationKey) -> StoreDamagedError:
    what = missing(key)
    return StoreDamagedError(store.url, what.what, what.id)


def _merged(view: View) -> Mapping[str, list[str]]:
    """Return id → the old ids that lead to it."""
    merged: dict[str, list[str]] = {}
    for old, new in sorted(view.snapshot.redirects.items()):
        merged.setdefault(new, []).append(old)
    return merged


def _stated(rows: Rows, said: Sequence[Statement], id_: str) -> list[Row]:
    """Return the statements of a record; what goes without saying is left out.

    That is a value of the record itself where one source says exactly that, an empty place, a
    published basis, and the subject where it is the record.
    """
    fixed, props = rows
    times = {name: fixed[name] for name in ("nature", *_TIMES) if fixed.get(name) is not None}
    shown = {name: value for name, value in {**props, **times}.items() if name != VISIBLE}
    return [_statement(one, shown if len(said) == 1 else None, id_) for one in said]


def _statement(one: Statement, shown: Row | None, id_: str) -> Row:
    row: Row = {"source": one.source}
    if one.subject != id_:
        row["about"] = one.subject
    if one.where:
        row["where"] = one.where
    if one.basis != "published":
        row["basis"] = one.basis
    if one.dated is not None:
        row["dated"] = one.dated
    if one.visibility is not None:
        row["visibility"] = one.visibility
    if one.props != shown:
        row["properties"] = one.props
    return row
