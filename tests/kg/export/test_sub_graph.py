"""A part of the graph as it leaves."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx

from kg.export.sub_graph import Counted, SubGraph, document_of, table_of, xml_of
from kg.graph.view import Edge, View
from tests.graphs import view_of

NAMES = {
    "org/a": {"name": {"en": "=HYPERLINK(1)"}},
    "org/b": {"name": {"en": "B & <c>"}},
    "org/c": {"name": {"en": "Not chosen"}},
}
LINES = "org/a MEMBER_OF org/b observer 1990-01-01\norg/c MEMBER_OF org/b"


def part() -> SubGraph:
    view = view_of(LINES, NAMES)
    return SubGraph(view, "en", (view.index("org/a"), view.index("org/b")), (edge(view),),
                    (Counted("org/b@all", "1 organisation", 1),))  # fmt: skip


def edge(view: View) -> Edge:
    return next(e for e in view.edges(view.index("org/a")) if e.type == "MEMBER_OF")


def test_a_table_has_what_is_named_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(table_of(part()).removeprefix("\ufeff"))))
    assert [row["kind"] for row in rows] == ["node", "node", "relation", "counted"]
    assert rows[0]["label"] == "'=HYPERLINK(1)"
    assert rows[2]["from"] == "org/a"
    assert rows[2]["since"] == "1990-01-01"
    assert rows[3]["count"] == "1"


def test_a_document_says_what_it_is_about() -> None:
    found = json.loads(document_of(part(), {"middle": "org/b"}))
    assert found["middle"] == "org/b"
    assert [node["id"] for node in found["nodes"]] == ["org/a", "org/b"]
    assert [one["status"] for one in found["relations"]] == ["observer"]
    assert found["counted"] == [{"key": "org/b@all", "label": "1 organisation", "count": 1}]


def test_graphs_are_read_by_others() -> None:
    for kind, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        graph = read(io.BytesIO(xml_of(part(), kind).encode()))
        assert sorted(graph.nodes) == ["org/a", "org/b"]
        assert list(graph.edges()) == [("org/a", "org/b")]
