"""Communities of states and organisations, by what they share: for graphs too large to draw.

Two are tied by a membership of one in the other, by being parties to one agreement, by taking part
in one activity; each counts once. Communities are those of Louvain (Blondel et al. 2008).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from kg.graph.actors import DOES, TERRITORIES, real
from kg.graph.memo import kept
from kg.graph.presence import present
from kg.graph.view import View

ACTORS: Final = ("State", "Country", "Organisation")
CROWD: Final = 12
"""Of a text or an activity with more than so many actors no two are tied by it: it says little."""
_SEED: Final = 1
_STATUSES: Final = ("", "member", "associate", "observer", "party")


@dataclass(frozen=True, slots=True)
class Community:
    """Actors that are tied to each other more than to others, the best known first."""

    members: tuple[int, ...]
    best: tuple[int, ...]
    """By whom it is named: its best known bodies, else its first states."""


@dataclass(frozen=True, slots=True)
class CommunityGraph:
    """Communities, the largest first; ``ties``: how many there are between two, by their places."""

    communities: tuple[Community, ...]
    ties: dict[tuple[int, int], int]
    within: tuple[int, ...]

    def actors(self) -> int:
        """Return how many actors are in a community."""
        return sum(len(one.members) for one in self.communities)


def community_graph(view: View) -> CommunityGraph:
    """Return the communities of a view; the same for the same view."""
    return kept(view, "communities", lambda: _communities(view))


def _communities(view: View) -> CommunityGraph:
    import networkx as nx

    weights = Counter(_ties(view))
    graph: nx.Graph[int] = nx.Graph()
    nodes = sorted({node for pair in weights for node in pair})
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((a, b, n) for (a, b), n in sorted(weights.items()))
    found = nx.community.louvain_communities(graph, seed=_SEED)
    groups = sorted((sorted(group) for group in found), key=lambda g: (-len(g), view.id(g[0])))
    home = {node: place for place, group in enumerate(groups) for node in group}
    ties: Counter[tuple[int, int]] = Counter()
    within = [0] * len(groups)
    for (a, b), count in weights.items():
        one, other = sorted((home[a], home[b]))
        if one == other:
            within[one] += count
        else:
            ties[one, other] += count
    known = {node: sum(graph[node][other]["weight"] for other in graph[node]) for node in nodes}
    made = tuple(_community(view, group, known) for group in groups)
    return CommunityGraph(made, dict(sorted(ties.items())), tuple(within))


def _community(view: View, group: list[int], known: dict[int, int]) -> Community:
    """States are in alphabetical order of their ids: they have no rank."""
    lands = sorted((n for n in group if view.is_a(n, *TERRITORIES)), key=view.id)
    bodies = [node for node in group if not view.is_a(node, *TERRITORIES)]
    bodies.sort(key=lambda node: (-known[node], view.id(node)))
    return Community((*bodies, *lands), tuple(bodies[:2] or lands[:2]))


def _ties(view: View) -> Iterator[tuple[int, int]]:
    """Yield each tie between two actors that are there on the day, the lesser number first."""
    there = present(view)
    actors = {
        node for name in ACTORS for node in real(view, view.of_type(name).tolist()) if there[node]
    }
    membership = view.snapshot.edges["MEMBER_OF"]
    for index in np.flatnonzero(view.counted("MEMBER_OF", _STATUSES)).tolist():
        pair = int(membership.start[index]), int(membership.end[index])
        yield from _pairs(actors.intersection(pair))
    for type_, roles in (("Agreement", ("PARTY_TO",)), ("Activity", DOES)):
        into = view.adjacency(roles, "in")
        for node in view.of_type(type_).tolist():
            if there[node] and view.nature(node) != "example":
                some = actors.intersection(into.of(node).tolist())
                if len(some) <= CROWD:
                    yield from _pairs(some)


def _pairs(nodes: Iterable[int]) -> Iterator[tuple[int, int]]:
    yield from combinations(sorted(nodes), 2)
