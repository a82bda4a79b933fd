"""More layers than fit side by side stand one below the other, no wider than a page."""

from __future__ import annotations

from viz.composition import compose, struck
from viz.layout import lay_out
from viz.layout.place import WIDTH
from viz.layout.upright import in_rows
from viz.scene import Scene, SceneLink, SceneNode


def route(layers: int, beside: int = 1) -> Scene:
    """``beside`` routes of as many steps as there are layers."""
    name = "A body with a rather long name"
    nodes = tuple(
        SceneNode(f"org/{row}-{place}", "Organisation", name, name, "en", layer=row)
        for row in range(layers)
        for place in range(1 if row in (0, layers - 1) else beside)
    )
    links = tuple(
        SceneLink(one.id, two.id, "MEMBER_OF", "member of")
        for one in nodes
        for two in nodes
        if (two.layer or 0) == (one.layer or 0) + 1
    )
    return Scene(nodes, links, "T", "D", "C", "en")


def test_long_routes_run_down_the_page() -> None:
    layout = lay_out(route(8, 3))
    assert layout.width <= WIDTH
    assert layout.height > layout.width
    assert not layout.columns
    assert struck(compose(route(8, 3))) == []


def test_short_routes_stay_in_columns() -> None:
    assert lay_out(route(5)).columns


def test_a_full_layer_takes_another_row() -> None:
    layout = in_rows(route(6, 9))
    assert layout.width <= WIDTH
    assert len({(place.x, place.y) for place in layout.places}) == len(layout.places)
