"""All that is read in one scene: the best connected first, sources left out."""

from __future__ import annotations

from kg.graph.view import View
from tests.graphs import view_of
from viz.whole_scene import MOST_OF_ALL, whole_scene


def test_the_best_connected_are_shown_and_the_rest_is_counted() -> None:
    lines = "org/a MEMBER_OF org/hub\norg/b MEMBER_OF org/hub\norg/b PART_OF org/a"
    scene = whole_scene(view_of(lines, {"org/alone": {}, "source/x": {}}), "en", limit=3)
    assert {node.id for node in scene.nodes} == {"org/a", "org/b", "org/hub"}
    assert scene.left_out == 1
    assert len(scene.links) == 3


def test_what_does_not_hold_on_the_date_counts_for_nothing() -> None:
    lines = "org/a MEMBER_OF org/b member 1990-01-01 1991-01-01\norg/c PART_OF org/d"
    scene = whole_scene(view_of(lines), "en", limit=2)
    assert {node.id for node in scene.nodes} == {"org/c", "org/d"}


def test_it_has_a_cap_and_no_source(starter_view: View) -> None:
    scene = whole_scene(starter_view, "pt")
    assert len(scene.nodes) == MOST_OF_ALL
    assert scene.left_out > 0
    assert "Source" not in {node.type for node in scene.nodes}
    assert scene.lang == "pt"
