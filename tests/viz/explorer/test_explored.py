"""What a diagram shows: rings, what is opened and folded, what is left out, ways."""

from __future__ import annotations

import pytest

from kg.base.errors import UnknownIdError
from kg.graph.view import View
from kg.paths.routes import paths
from tests.viz.conftest import hostile_view
from viz.explorer.diagram_state import DiagramState
from viz.explorer.explored import Explored, explored
from viz.scene import MOST

ACTIVITIES = "org/m00@activities@Activity"


def ids(found: Explored) -> set[str]:
    return {node.id for node in found.scene.nodes}


def test_a_record_opens_where_it_is(crowded: View) -> None:
    begun = explored(crowded, DiagramState("org/hub"), "en")
    assert begun.more["org/m01"] == 3
    opened = explored(crowded, DiagramState("org/hub", opened=("org/m01",)), "en")
    assert ids(opened) - ids(begun) == {"activity/b0", "activity/b1", "activity/b2"}
    assert opened.more["org/m01"] == 0
    under = {node.id: node.under for node in opened.scene.nodes}
    assert under["activity/b0"] == "org/m01"
    assert "org/m01" in opened.opened


def test_what_does_not_fit_is_counted_and_opens_in_its_turn(crowded: View) -> None:
    state = DiagramState("org/hub", opened=("org/m00",))
    counted = next(n for n in explored(crowded, state, "en").scene.nodes if n.bundle)
    assert counted.id == ACTIVITIES
    assert counted.holds == (("Activity", 50),)
    state = DiagramState("org/hub", opened=("org/m00", ACTIVITIES))
    opened = explored(crowded, state, "en")
    assert sum(id_.startswith("activity/a") for id_ in ids(opened)) == 36
    assert f"{ACTIVITIES}@part2" in ids(opened)
    state = DiagramState("org/hub", opened=("org/m00", ACTIVITIES, f"{ACTIVITIES}@part2"))
    assert sum(id_.startswith("activity/a") for id_ in ids(explored(crowded, state, "en"))) == 50


def test_what_is_folded_is_put_away(crowded: View) -> None:
    further = explored(crowded, DiagramState("org/hub", 2), "en")
    assert "org/far" in ids(further)
    folded = explored(crowded, DiagramState("org/hub", 2, folded=("org/m02",)), "en")
    assert "org/far" not in ids(folded)
    assert folded.more["org/m02"] == 1
    assert ids(explored(crowded, DiagramState("org/hub", folded=("org/hub",)), "en")) == {"org/hub"}


def test_types_and_families_are_left_out(crowded: View) -> None:
    without = explored(crowded, DiagramState("org/hub", hidden=("Agreement",)), "en")
    assert "agreement/x" not in ids(without)
    assert "org/m00" in ids(without)
    without = explored(crowded, DiagramState("org/hub", hidden=("membership",)), "en")
    assert ids(without) == {"org/hub", "agreement/x"}
    assert {link.type for link in without.scene.links} == {"PARTY_TO"}


def test_ways_are_drawn_and_known(crowded: View) -> None:
    routes = paths(crowded, "org/hub", "org/end", "en", 2)
    assert routes.paths
    found = explored(crowded, DiagramState("org/hub", to="org/end"), "en", routes)
    assert {"org/m02", "org/far", "org/end"} <= ids(found)
    on_way = [found.scene.links[place] for place in sorted(found.ways)]
    assert {(link.start, link.end) for link in on_way} >= {
        ("org/m02", "org/hub"), ("org/m02", "org/far"), ("org/far", "org/end"),
    }  # fmt: skip


def test_each_link_is_its_relation(crowded: View) -> None:
    state = DiagramState("org/hub", opened=("org/m00", ACTIVITIES, "org/m01"))
    found = explored(crowded, state, "en")
    bundles = {node.id for node in found.scene.nodes if node.bundle}
    for link, edge in zip(found.scene.links, found.edges, strict=True):
        if edge is None:
            assert bundles & {link.start, link.end}
        else:
            ends = {crowded.id(edge.start), crowded.id(edge.end)}
            assert edge.type == link.type
            assert {link.start, link.end} - bundles <= ends


def test_hostile_addresses_open_nothing(crowded: View) -> None:
    begun = explored(crowded, DiagramState("org/hub"), "en")
    names = ("org/none", "@", "org/hub@no@such", "<script>", "org/m00@activities@Activity@part9")
    assert ids(explored(crowded, DiagramState("org/hub", opened=names), "en")) == ids(begun)
    with pytest.raises(UnknownIdError):
        explored(crowded, DiagramState("org/none"), "en")


def test_never_more_than_a_picture_holds() -> None:
    view = hostile_view()
    everything = tuple(view.id(node) for node in range(len(view.snapshot)))
    found = explored(view, DiagramState("org/hub", 3, opened=everything), "en")
    assert len(found.scene.nodes) <= MOST
