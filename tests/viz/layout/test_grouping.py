"""Communities: as good as networkx finds them, the same every time, whole numbers only."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.viz.layout.made_graphs import made_scene
from viz.layout.grouping import between, communities, ties_of
from viz.layout.place import neighbours


def modularity(graph: nx.Graph[int], home: list[int]) -> float:
    groups: dict[int, set[int]] = {}
    for node, group in enumerate(home):
        groups.setdefault(group, set()).add(node)
    return float(nx.community.modularity(graph, groups.values()))


@pytest.mark.parametrize("count", [40, 300])
def test_as_modular_as_networkx_finds(count: int) -> None:
    links = neighbours(made_scene(count))
    graph: nx.Graph[int] = nx.Graph((a, b) for a, others in enumerate(links) for b in others)
    graph.add_nodes_from(range(count))
    found = communities(ties_of(links)).tolist()
    peers = nx.community.louvain_communities(graph, seed=1)
    assert modularity(graph, found) >= nx.community.modularity(graph, peers) - 0.02


def test_two_cliques_and_a_lone_node() -> None:
    links = [[1, 2], [0, 2], [0, 1, 3], [2, 4, 5], [3, 5], [3, 4], []]
    assert communities(ties_of(links)).tolist() == [0, 0, 0, 1, 1, 1, 2]


def test_no_nodes() -> None:
    assert communities(ties_of([])).tolist() == []


def test_between_counts_each_tie_at_both_ends() -> None:
    ties = between(ties_of([[1, 2], [0], [0]]), np.array([0, 0, 1]))
    assert ties.first.tolist() == [0, 2, 3]
    assert ties.ends.tolist() == [0, 1, 0]
    assert ties.weights.tolist() == [2, 1, 1]
