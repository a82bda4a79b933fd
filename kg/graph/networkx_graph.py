"""A graph of networkx, for analysts: the one place that makes one.

Every attribute is a text, a number, or yes or no, so that ``nx.write_graphml`` and
``nx.write_gexf`` take the graph as it is; what is not known is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kg.base.dates import day_number, iso_of
from kg.base.i18n import LANGUAGES, choose
from kg.base.text import in_xml
from kg.graph.known_ids import without_unknown
from kg.model.fields import NATURES

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph.snapshot import Snapshot

Scalar = str | int | float | bool
Relation = tuple[str, str, str, dict[str, Scalar]]
"""Start, end, key, properties."""
_JOIN: Final = ";"
"""Between the ids of sources, and the values of a list of texts."""


def graph_of(
    snapshot: Snapshot, as_of: date | None = None, *, all_dates: bool = False, lang: str = "en"
) -> nx.MultiDiGraph[str]:
    """Return what an audience reads as a graph of networkx, its ends by id.

    Nodes have ``type``, ``label`` (in ``lang``, else the next best), ``label_es``, ``label_en``,
    ``label_pt``, ``label_fr`` where they are known, ``nature``, ``sources`` and their properties.
    Relations have ``relation``, ``status``, ``since``, ``until``, ``sources`` and their properties,
    such as ``percentage``; the key of each is “START TYPE END”, unique in the graph.

    As of a date those that are in force on it; with ``all_dates`` or without a date all, with a
    date each says ``in_force``.
    """
    import networkx as nx

    day = None if as_of is None else day_number(as_of)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        revision=snapshot.revision,
        audience=snapshot.audience,
        **({} if as_of is None else {"as_of": as_of.isoformat()}),
    )
    graph.add_nodes_from(_nodes(snapshot, lang))
    for start, end, key, found in _relations(snapshot, day):
        if all_dates or found.get("in_force", True):
            graph.add_edge(start, end, key, **found)
            if not all_dates:
                graph.edges[start, end, key].pop("in_force", None)
    return graph


def _nodes(snapshot: Snapshot, lang: str) -> Iterator[tuple[str, dict[str, Scalar]]]:
    for type_, (low, high) in snapshot.ranges.items():
        for node in range(low, high):
            labels, nature = snapshot.label(node), int(snapshot.nature[node])
            fixed = {
                "type": type_,
                "label": choose(labels, lang)[0] or snapshot.ids[node],
                **{f"label_{code}": labels.get(code) for code in LANGUAGES},
                "nature": NATURES[nature] if nature >= 0 else None,
                "sources": _JOIN.join(snapshot.sources[snapshot.stated_by[node]]),
                "to_confirm": bool(snapshot.to_confirm[node]) or None,
            }
            props = without_unknown(snapshot, snapshot.props(node))
            yield snapshot.ids[node], _scalars(fixed, props)


def _relations(snapshot: Snapshot, day: int | None) -> Iterator[Relation]:
    for type_, edges in snapshot.edges.items():
        for index in range(len(edges)):
            start, end = snapshot.ids[edges.start[index]], snapshot.ids[edges.end[index]]
            since, until = int(edges.since[index]), int(edges.until[index])
            fixed = {
                # Not “type”: that of an edge of GEXF says whether it is directed.
                "relation": type_,
                "status": snapshot.statuses[edges.status[index]] or None,
                "since": iso_of(since),
                "until": iso_of(until),
                "in_force": None if day is None else since <= day < until,
                "sources": _JOIN.join(snapshot.sources[edges.stated_by[index]]),
                "to_confirm": bool(edges.to_confirm[index]) or None,
            }
            # Several spells of one relation are told apart by keys of their own.
            key = " ".join(filter(None, (start, type_, end, edges.keys[index])))
            props = without_unknown(snapshot, edges.props(index))
            yield start, end, key, _scalars(fixed, props)


def _scalars(fixed: Mapping[str, Any], props: Mapping[str, Any]) -> dict[str, Scalar]:
    """Return simple values alone; a property called as something that is fixed gets ``own_``."""
    found = {name: value for name, value in fixed.items() if value is not None}
    for name, value in props.items():
        if name == "nature":
            continue
        own = f"own_{name}" if name in fixed else name
        found |= {f"{own}{ending}": one for ending, one in _parts(value)}
    return {n: in_xml(value) if isinstance(value, str) else value for n, value in found.items()}


def _parts(value: Any) -> Iterator[tuple[str, Scalar]]:
    """Yield what a value comes to: texts by language apart, other nested values as one text."""
    if isinstance(value, dict) and value.keys() <= {*LANGUAGES}:
        yield from ((f"_{lang}", text) for lang, text in value.items() if isinstance(text, str))
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        yield "", _JOIN.join(value)
    elif isinstance(value, (dict, list)):
        yield "", json.dumps(value, ensure_ascii=False, sort_keys=True)
    elif value is not None:
        yield "", value
