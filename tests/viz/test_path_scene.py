"""Routes drawn together: columns, doubts, the weakest link, who may stand in."""

from __future__ import annotations

from kg.graph.view import View
from kg.paths.routes import paths
from tests.graphs import view_of
from viz.path_scene import edges_of, path_scene

LINES = """
state/a MEMBER_OF org/x member 2000-01-01
state/b MEMBER_OF org/x member 2001-01-01
state/b MEMBER_OF org/y member 2002-01-01
org/x PARTY_TO agreement/z - 1999-01-01
org/y PARTY_TO agreement/z - 1999-01-01
"""


def test_routes_stand_in_columns_from_left_to_right() -> None:
    view = view_of(LINES)
    found = paths(view, "org/x", "org/y", "en", 5)
    scene = path_scene(view, found, "en")
    layer = {node.id: node.layer for node in scene.nodes}
    assert layer["org/x"] == 0
    assert layer["org/y"] == max(n for n in layer.values() if n is not None) == 2
    assert layer["agreement/z"] == layer["state/b"] == 1
    assert {(e.start, e.end) for e in edges_of(view, found)} == {
        (view.index(link.start), view.index(link.end)) for link in scene.links
    }


def test_what_is_to_confirm_is_dotted_and_the_weakest_is_marked(starter_view: View) -> None:
    found = paths(starter_view, "org/segib", "org/who", "en", 5)
    scene = path_scene(starter_view, found, "en")
    doubtful = {
        (r.from_, r.type, r.to)
        for route in found.paths
        for r in (route.relations[place] for place in route.to_confirm)
    }
    weak = {
        (r.from_, r.type, r.to)
        for route in found.paths
        if route.weakest is not None
        for r in (route.relations[route.weakest],)
    }
    assert doubtful
    assert weak
    assert {(x.start, x.type, x.end) for x in scene.links if x.to_confirm} >= doubtful
    assert {(x.start, x.type, x.end) for x in scene.links if x.weak} == weak
    assert len(scene.description.split()) <= 20


def test_who_may_stand_in_is_counted(starter_view: View) -> None:
    found = paths(starter_view, "state/hti", "org/mercosur", "en", 3)
    others = {
        via.id for route in found.paths for via in route.via if route.nodes[via.place].id != via.id
    }
    assert others
    labels = [node.short for node in path_scene(starter_view, found, "en").nodes]
    assert any(" or " in label and "other" in label for label in labels)


def test_no_route_is_said() -> None:
    view = view_of("", {"org/a": {}, "org/b": {}})
    scene = path_scene(view, paths(view, "org/a", "org/b", "en", 3), "en")
    assert [node.id for node in scene.nodes] == ["org/a", "org/b"]
    assert "No connection" in scene.description
