"""The graph that analysts get: simple values alone, so that files of it are written as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import networkx as nx
import pytest

from kg.graph.view import View
from tests.graphs import Nodes, graph, view_of

BEFORE, AFTER = date(2023, 11, 18), date(2023, 11, 20)
LINES: Final = """
state/nic MEMBER_OF org/oas member 1950-01-01 2023-11-19
state/nic MEMBER_OF org/oas former 2023-11-19
activity/a IN_SECTOR sector/dac/14030
"""
NODES: Final[Nodes] = {
    "org/oas": {"name": {"en": "Organization", "es": "Organización"}, "acronym": {"en": "OAS"}},
    "activity/a": {"title": {"fr": "Eau\x00"}, "identifiers": {"x": ["1", "2"]}},
}


@pytest.fixture(scope="module")
def starter(starter_view: View) -> nx.MultiDiGraph[str]:
    return starter_view.to_networkx()


def test_nodes_have_labels_in_each_language_that_is_known() -> None:
    nodes = graph(LINES, NODES).to_networkx(lang="es").nodes
    assert nodes["org/oas"]["label"] == nodes["org/oas"]["label_es"] == "Organización"
    assert nodes["org/oas"]["label_en"] == "Organization"
    assert "label_fr" not in nodes["org/oas"]
    assert nodes["state/nic"]["label"] == "state/nic"


def test_what_no_file_may_hold_is_a_sign() -> None:
    assert graph(LINES, NODES).to_networkx().nodes["activity/a"]["label"] == "Eau\ufffd"


def test_relations_are_those_of_the_date() -> None:
    found = graph(LINES, NODES)
    for day, status in ((BEFORE, "member"), (AFTER, "former")):
        held = found.to_networkx(as_of=day).get_edge_data("state/nic", "org/oas")
        assert [facts["status"] for facts in held.values()] == [status]
        assert not any("in_force" in facts for facts in held.values())


def test_relations_of_all_dates_say_which_are_in_force() -> None:
    both = View(graph(LINES, NODES), BEFORE).to_networkx(all_dates=True)
    held = both.get_edge_data("state/nic", "org/oas").values()
    assert {facts["status"]: facts["in_force"] for facts in held} == {
        "member": True,
        "former": False,
    }
    undated = graph(LINES, NODES).to_networkx().get_edge_data("state/nic", "org/oas").values()
    assert len(undated) == 2
    assert not any("in_force" in facts for facts in undated)


def test_shares_of_an_activity_are_there(tmp_path: Path) -> None:
    from kg.graph.build import build
    from kg.model.records import NodeRow, RelationRow

    nodes = [NodeRow("activity/a", "{}"), NodeRow("sector/dac/14030", "{}")]
    said = RelationRow(
        "IN_SECTOR", "activity/a", "sector/dac/14030", "", None, None, None, '{"percentage": 62.5}'
    )
    found = build(nodes, [said]).to_networkx()
    path = tmp_path / "x.graphml"
    nx.write_graphml(found, path)
    read = nx.read_graphml(path)
    assert read.edges["activity/a", "sector/dac/14030"]["percentage"] == 62.5


def test_every_record_names_its_sources(starter: nx.MultiDiGraph[str]) -> None:
    said = [facts["sources"] for _, facts in starter.nodes(data=True)]
    said += [facts["sources"] for *_, facts in starter.edges(data=True)]
    assert len(said) > 3000
    assert all(one.startswith("source/") for text in said for one in text.split(";"))


def test_keys_are_unique_and_say_what_holds(starter: nx.MultiDiGraph[str]) -> None:
    keys = [key for *_, key in starter.edges(keys=True)]
    assert len(set(keys)) == len(keys)
    for start, end, key, facts in starter.edges(keys=True, data=True):
        assert key.split()[:3] == [start, facts["relation"], end]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_files_hold_the_whole_graph(
    form: str, starter: nx.MultiDiGraph[str], tmp_path: Path
) -> None:
    path = tmp_path / f"graph.{form}"
    getattr(nx, f"write_{form}")(starter, path)
    read = getattr(nx, f"read_{form}")(path)
    assert dict(read.nodes["org/segib"])["label_fr"] == starter.nodes["org/segib"]["label_fr"]
    assert read.number_of_nodes() == starter.number_of_nodes()
    assert read.number_of_edges() == starter.number_of_edges()


def test_an_audience_gets_what_it_reads() -> None:
    hidden: Nodes = {"org/oas": {"visibility": "board", "name": {"en": "Hidden"}}}
    seen = view_of("org/oas MEMBER_OF org/un", hidden, "public").to_networkx()
    assert list(seen.nodes) == ["org/un"]
    assert seen.graph["audience"] == "public"
