"""The diagram composed: ways in front, everything else behind them."""

from __future__ import annotations

from kg.graph.view import View
from kg.paths.routes import paths
from viz.explorer.diagram_state import DiagramState
from viz.explorer.explored_scene import explored_diagram


def test_ways_are_broad_and_all_else_faint(crowded: View) -> None:
    routes = paths(crowded, "org/hub", "org/end", "en", 1)
    diagram = explored_diagram(crowded, DiagramState("org/hub", to="org/end"), "en", routes)
    drawn = diagram.composition.links
    broad = {(p.link.start, p.link.end) for p in drawn if p.stroke.width > 3}
    assert broad == {("org/m02", "org/hub"), ("org/m02", "org/far"), ("org/far", "org/end")}
    assert max(p.stroke.opacity for p in drawn if p.stroke.width <= 3) < 0.2
    assert diagram.on_way == {"org/hub", "org/m02", "org/far", "org/end"}


def test_without_ways_nothing_is_faint(crowded: View) -> None:
    diagram = explored_diagram(crowded, DiagramState("org/hub"), "en", None)
    assert diagram.on_way == frozenset()
    assert all(placed.stroke.opacity > 0.2 for placed in diagram.composition.links)
