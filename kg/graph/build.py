"""From the rows of a store to the snapshot of what one audience reads of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from typing import Any, Final

import numpy as np

from kg.base.audience import Audience
from kg.base.collection import no_collection
from kg.base.dates import ALWAYS, FOREVER, day_number, number_of, parse_day
from kg.graph.edition import (
    SeenNode,
    SeenRelation,
    cited_sources,
    nodes_of,
    relations_of,
)
from kg.graph.snapshot import Edges, Int8, Int32, Int64, Snapshot, Strings
from kg.model.audiences import FEWEST, SOURCE
from kg.model.fields import NATURES
from kg.model.records import NodeRow, Point, RelationRow
from kg.model.registry import NODES, RELATIONS, type_of
from kg.store.protocol import Store

_NOT_STATED: Final = ""
_EMPTY: Final = Point()
_RANKS: Final = {cls.prefix: rank for rank, cls in enumerate(NODES.values())}
"""The order of types, by the prefix of their ids."""
_PLAIN: Final = (ALWAYS, FOREVER, -1, 0)
_HAS_COLUMNS: Final = re.compile('"(starts|ends|nature)": ?"([^"]+)"|"(specificity)": ?([0-9]+)')
"""The values that are columns, in the JSON of a node: within a text a quotation mark is escaped,
and what lies deeper goes by languages and currencies."""


def snapshot_of(
    store: Store, audience: Audience, revision: int | None = None, *, examples: bool = True
) -> Snapshot:
    """Return what an audience reads of a store at a revision (default: now).

    Without ``examples`` nothing of them: as if nobody had loaded any.
    """
    point = store.point(revision)
    at = point.number
    with (
        no_collection(),
        closing(store.nodes(at)) as nodes,
        closing(store.relations(at)) as relations,
    ):
        return build(
            nodes,
            relations,
            audience=audience,
            examples=examples,
            point=point,
            redirects=store.redirects(at),
        )


def build(
    nodes: Iterable[NodeRow],
    relations: Iterable[RelationRow],
    *,
    audience: Audience = FEWEST,
    examples: bool = True,
    point: Point = _EMPTY,
    redirects: Mapping[str, str] | None = None,
) -> Snapshot:
    """Return what an audience reads of these rows; every end must be among all the nodes."""
    return assemble(
        nodes_of(nodes, audience, examples=examples),
        relations_of(relations, audience),
        audience=audience,
        examples=examples,
        point=point,
        redirects=redirects or {},
    )


def assemble(
    nodes: Iterable[SeenNode],
    relations: Iterable[SeenRelation],
    *,
    audience: Audience,
    examples: bool = True,
    point: Point,
    redirects: Mapping[str, str],
    differs: bool = False,
) -> Snapshot:
    """Return the snapshot of what was read: relations without an end and silent sources go."""
    read, links = list(nodes), list(relations)
    redirects_read = dict(redirects)
    if audience != FEWEST or not examples:
        ids = {node.id for node in read}
        links = [link for link in links if link.row.start in ids and link.row.end in ids]
        redirects_read = {old: new for old, new in redirects.items() if new in ids}
    if audience != FEWEST:
        cited = cited_sources(read, links, redirects)
        heard = {redirects.get(id_, id_) for id_ in cited}
        read = [node for node in read if type_of(node.id) != SOURCE or node.id in heard]
        redirects_read = _redirects_read(read, cited, redirects)
    read.sort(key=lambda node: place_of(node.id))
    indexes = {node.id: index for index, node in enumerate(read)}
    statuses: dict[str, int] = {_NOT_STATED: 0}
    source_sets = SourceSets()
    edges = _edges(links, indexes, statuses, source_sets)
    return Snapshot(
        revision=point.number,
        token=point.token,
        audience=audience,
        examples=examples,
        updated=point.at,
        **node_columns(read, source_sets),
        ranges=_ranges(read),
        statuses=tuple(statuses),
        edges=edges,
        sources=tuple(source_sets.known),
        merged={node.id: node.merged for node in read if node.merged},
        differs=differs or any(node.differs for node in read) or any(e.differs for e in links),
        redirects=redirects_read,
    )


def _redirects_read(
    nodes: Iterable[SeenNode], cited: set[str], redirects: Mapping[str, str]
) -> dict[str, str]:
    """Return the redirects from ids under which something was stated, or states, that is read."""
    told = {old for node in nodes for old in node.merged} | cited
    return {old: redirects[old] for old in sorted(told & redirects.keys())}


def place_of(id_: str) -> tuple[int, str]:
    """Return what nodes are ordered by: their type, then their id."""
    return _RANKS[id_.partition("/")[0]], id_


class SourceSets:
    """Numbers for the sets of sources that state the same records."""

    def __init__(self, known: Iterable[tuple[str, ...]] = ()) -> None:
        self.known = {each: number for number, each in enumerate(known)}

    def column(self, sets: Iterable[tuple[str, ...]]) -> Int32:
        """Return the number of each set, new ones numbered on."""
        known = self.known
        return np.array([known.setdefault(each, len(known)) for each in sets], np.int32)


def node_columns(read: Sequence[SeenNode], source_sets: SourceSets) -> dict[str, Any]:
    """Return the columns of nodes in order, by their names in a snapshot."""
    columns = np.array([_columns(node.body) for node in read], np.int64).reshape(-1, 4)
    return {
        "ids": Strings.of(node.id for node in read),
        "bodies": Strings.of(node.body for node in read),
        "starts": columns[:, 0].astype(np.int32),
        "ends": columns[:, 1].astype(np.int32),
        "nature": _natures(columns[:, 2].astype(np.int8), _ranges(read)),
        "specificity": columns[:, 3].astype(np.int32),
        "to_confirm": np.array([node.to_confirm for node in read], np.bool_),
        "stated_by": source_sets.column(node.sources for node in read),
    }


def _columns(body: str) -> tuple[int, int, int, int]:
    found = _HAS_COLUMNS.findall(body)
    if not found:
        return _PLAIN
    props = {name or other: text or number for name, text, other, number in found}
    nature = props.get("nature")
    return (
        number_of(props.get("starts"), ALWAYS),
        _day_after(props.get("ends")),
        NATURES.index(nature) if nature else -1,
        int(props.get("specificity", 0)),
    )


def _natures(natures: Int8, ranges: Mapping[str, tuple[int, int]]) -> Int8:
    """Return the natures, that of the type where none is stated: it is never unknown."""
    for name, (low, high) in ranges.items():
        field = NODES[name].model_fields.get("nature")
        if field is not None and field.default is not None:
            part = natures[low:high]
            part[part < 0] = NATURES.index(field.default)
    return natures


def _day_after(iso: str | None) -> int:
    return day_number(parse_day(iso) + timedelta(days=1)) if iso else FOREVER


def _ranges(nodes: Sequence[SeenNode]) -> dict[str, tuple[int, int]]:
    ranks = np.array([_RANKS[node.id.partition("/")[0]] for node in nodes], np.int64)
    low = np.searchsorted(ranks, np.arange(len(NODES)), "left")
    high = np.searchsorted(ranks, np.arange(len(NODES)), "right")
    return {name: (int(low[rank]), int(high[rank])) for rank, name in enumerate(NODES)}


def _edges(
    links: Iterable[SeenRelation],
    indexes: Mapping[str, int],
    statuses: dict[str, int],
    source_sets: SourceSets,
) -> dict[str, Edges]:
    by_type: dict[str, list[SeenRelation]] = {name: [] for name in RELATIONS}
    for link in links:
        by_type[link.row.type].append(link)
    nodes = len(indexes)
    return {
        name: edges_of(some, indexes, nodes, statuses, source_sets)
        for name, some in by_type.items()
    }


def edges_of(
    links: list[SeenRelation],
    indexes: Mapping[str, int],
    nodes: int,
    statuses: dict[str, int],
    source_sets: SourceSets,
) -> Edges:
    """Return relations of one type as columns; ``indexes`` are those of their ends among nodes."""
    if any(link.row.key for link in links):
        links = sorted(links, key=lambda link: link.row.key)
    start = np.array([indexes[link.row.start] for link in links], np.int32)
    end = np.array([indexes[link.row.end] for link in links], np.int32)
    order = np.lexsort((end, start))
    start, end, links = start[order], end[order], [links[index] for index in order.tolist()]
    rows = [link.row for link in links]
    in_order = np.lexsort((start, end)).astype(np.int32)
    codes = [statuses.setdefault(row.status or _NOT_STATED, len(statuses)) for row in rows]
    return Edges(
        start=start,
        end=end,
        since=_days([row.since for row in rows], ALWAYS),
        until=_days([row.until for row in rows], FOREVER),
        status=np.array(codes, np.int8),
        stated_by=source_sets.column(link.sources for link in links),
        to_confirm=np.array([link.to_confirm for link in links], np.bool_),
        basis=np.array([link.basis for link in links], np.int8),
        keys=Strings.of(row.key for row in rows),
        bodies=Strings.of(row.body for row in rows),
        out_ptr=pointers(start, nodes),
        in_ptr=pointers(end, nodes),
        in_order=in_order,
    )


def _days(texts: list[str | None], default: int) -> Int32:
    known = {text: number_of(text, default) for text in set(texts)}
    return np.array([known[text] for text in texts], np.int32)


def pointers(ends: Int32, nodes: int) -> Int64:
    """Return where the relations of each node begin among all, ordered by this end."""
    found = np.zeros(nodes + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=nodes), out=found[1:])
    return found
