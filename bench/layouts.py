"""Our communities against networkx's spring and ForceAtlas2 and graphviz's sfdp, where it is here.

Time of each pair in turn; beside it what both keep of the graph (``bench.layout_quality``). Above
1,000 nodes ForceAtlas2 takes minutes, so it is left out there.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable

import networkx as nx
import numpy as np

from bench.layout_quality import Floats, quality
from bench.pairs import Pair, in_turn
from tests.viz.layout.made_graphs import home_of, made_scene
from viz.layout import lay_out
from viz.layout.place import neighbours
from viz.scene import Scene

SIZES = (100, 1_000, 5_000)
SLOW = 1_000
ROUNDS = 3
Draw = Callable[[], Floats]


def measure() -> list[Pair]:
    """Return a pair per size and peer."""
    if shutil.which("sfdp") is None:
        print("| layouts against sfdp | | graphviz is not installed here | | |")
    return [pair for count in SIZES for pair in _of_size(count)]


def _of_size(count: int) -> list[Pair]:
    scene = made_scene(count)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((a, b) for a, all_ in enumerate(neighbours(scene)) for b in all_)
    peers: dict[str, Draw] = {"networkx spring": lambda: _spots(nx.spring_layout(graph, seed=1))}
    if count <= SLOW:
        peers["networkx ForceAtlas2"] = lambda: _spots(nx.forceatlas2_layout(graph, seed=1))
    if shutil.which("sfdp") is not None:
        peers["graphviz sfdp"] = lambda: _sfdp(graph)
    return [_pair(scene, name, draw) for name, draw in peers.items()]


def _pair(scene: Scene, name: str, draw: Draw) -> Pair:
    count = len(scene.nodes)
    found: dict[str, Floats] = {}

    def ours() -> None:
        found["ours"] = np.array([(p.x, p.y) for p in lay_out(scene).places], float)

    def theirs() -> None:
        found["theirs"] = draw()

    ours()  # compiled before anything is timed
    pair = in_turn(
        f"{count:,} nodes", ("ours", ours), (name, theirs),
        rounds=ROUNDS if count <= SLOW else 1, warm=count <= SLOW,
        clock=time.perf_counter if name == "graphviz sfdp" else time.process_time,
    )  # fmt: skip
    links, homes = neighbours(scene), home_of(count)
    said = [f"{who}: {quality(spots, links, homes)}" for who, spots in found.items()]
    return Pair(
        pair.name, pair.ours, pair.peer, pair.ours_seconds, pair.peer_seconds, "; ".join(said)
    )


def _spots(places: dict[int, Floats]) -> Floats:
    return np.array([places[node] for node in sorted(places)], float)


def _sfdp(graph: nx.Graph[int]) -> Floats:
    """Return positions as graphviz's own process finds them."""
    lines = "".join(f"{a}--{b};" for a, b in graph.edges)
    nodes = "".join(f"{node};" for node in graph.nodes)
    done = subprocess.run(
        ["sfdp", "-Tplain"], input=f"graph{{{nodes}{lines}}}", text=True, check=True,
        capture_output=True,
    )  # fmt: skip
    rows = (line.split() for line in done.stdout.splitlines() if line.startswith("node "))
    return _spots({int(row[1]): np.array([float(row[2]), float(row[3])]) for row in rows})
