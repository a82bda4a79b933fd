"""A part of the graph as it leaves: some records and some relations, in every format of the whole.

A table and a JSON document of a part hold what is fixed of each record, and what a picture only
counts. GEXF and GraphML hold all properties, and records alone: a node that stands for many would
be counted as one by whoever reckons with the graph. Their description says what was only counted.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from kg.base.i18n import msg
from kg.export.csv_tables import safe
from kg.export.graph_rows import Graph, Rows
from kg.export.graph_xml import write_gexf, write_graphml
from kg.graph.view import Edge

_COLUMNS: Final = (
    "kind", "id", "type", "label", "count", "nature", "from", "to", "status", "since", "until",
    "in_force", "sources",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """Records that are counted and not named: the key by which a picture knows them, its words."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class SubGraph(Graph):
    """The nodes and relations of a view that are named, and no others; and what is counted."""

    members: tuple[int, ...] = ()
    edges: tuple[Edge, ...] = ()
    counted: tuple[Counted, ...] = ()

    def nodes(self, type_: str) -> Iterator[Rows]:
        """Yield the nodes of a type, in the order in which they are named."""
        return (
            self._node(type_, node) for node in self.members if self.view.type_of(node) == type_
        )

    def relations(self, type_: str) -> Iterator[Rows]:
        """Yield the relations of a type, in the order in which they are named."""
        return (self._relation(edge) for edge in self.edges if edge.type == type_)

    @property
    def said(self) -> str:
        """What is only counted, in the language of its labels."""
        if not self.counted:
            return ""
        said = msg(
            "Shown as counted, and not in this file: {counted}.",
            counted="; ".join(one.label for one in self.counted),
        )
        return said.text(self.lang)

    def count(self) -> tuple[int, int]:
        """Return how many nodes and relations leave."""
        return len(self.members), len(self.edges)


def table_of(graph: SubGraph) -> str:
    """Return a part as one CSV table: a row for each node, each relation, all that is counted.

    Cells that a spreadsheet would take for a formula carry an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _COLUMNS, restval="", extrasaction="ignore")
    writer.writeheader()
    for row in _rows(graph):
        writer.writerow({name: safe(_cell(value)) for name, value in row.items()})
    return f"\ufeff{text.getvalue()}"


def document_of(graph: SubGraph, about: dict[str, Any]) -> str:
    """Return a part as JSON: ``about``, then its ``nodes``, ``relations``, what is ``counted``."""
    nodes, relations = graph.everything()
    document = {
        **about,
        "nodes": [rows.fixed for rows in nodes],
        "relations": [rows.fixed for rows in relations],
        "counted": [asdict(one) for one in graph.counted],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def xml_of(graph: SubGraph, kind: str) -> str:
    """Return a part as ``gexf`` or ``graphml``."""
    file = io.BytesIO()
    (write_gexf if kind == "gexf" else write_graphml)(graph, file)
    return file.getvalue().decode()


def _rows(graph: SubGraph) -> Iterator[dict[str, Any]]:
    nodes, relations = graph.everything()
    yield from ({"kind": "node", **rows.fixed} for rows in nodes)
    yield from ({"kind": "relation", **rows.fixed} for rows in relations)
    for one in graph.counted:
        yield {"kind": "counted", "id": one.key, "label": one.label, "count": one.count}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(map(str, value))
    return "" if value is None else str(value)
