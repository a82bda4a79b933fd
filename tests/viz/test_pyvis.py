"""A network of pyvis for analysts, of whatever they hold."""

from __future__ import annotations

import pytest

from kg.graph.view import View
from tests.viz.conftest import hostile_view
from viz.composition import compose
from viz.pyvis import to_pyvis
from viz.scene import Scene
from viz.whole_scene import whole_scene

# pyvis 0.3.2 is not maintained; what it warns of is not ours.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_a_scene_and_its_composition_give_the_same(segib: Scene) -> None:
    assert to_pyvis(segib).nodes == to_pyvis(compose(segib)).nodes
    assert to_pyvis(segib).edges == to_pyvis(compose(segib)).edges


def test_a_view_gives_its_best_connected(starter_view: View) -> None:
    network = to_pyvis(starter_view, lang="fr", limit=60)
    scene = whole_scene(starter_view, "fr", 60)
    assert [node["id"] for node in network.nodes] == [node.id for node in scene.nodes]
    assert len(network.edges) == len(scene.links)
    assert network.directed
    assert network.options["physics"]["enabled"] is False
    assert len({(node["x"], node["y"]) for node in network.nodes}) > 50


def test_a_snapshot_gives_what_holds_today(starter_view: View) -> None:
    network = to_pyvis(starter_view.snapshot, limit=40)
    assert len(network.nodes) == 40
    assert all(node["title"] for node in network.nodes)


def test_no_title_is_run_as_html() -> None:
    network = to_pyvis(hostile_view())
    assert len(network.nodes) == 10
    assert not any("href" in node["title"] for node in network.nodes)
