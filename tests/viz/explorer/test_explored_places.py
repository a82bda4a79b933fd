"""What was there keeps its place, whatever is opened, folded or left out."""

from __future__ import annotations

import pytest

from kg.graph.view import View
from tests.viz.conftest import overlaps
from viz.explorer.diagram_state import DiagramState
from viz.explorer.explored_scene import ExploredDiagram, explored_diagram

ACTIVITIES = "org/m00@activities@Activity"
STATES = [
    DiagramState("org/hub", opened=("org/m01",)),
    DiagramState("org/hub", opened=("org/m00", ACTIVITIES, "org/m02", "org/far")),
    DiagramState("org/hub", hidden=("Agreement",)),
    DiagramState("org/hub", opened=("org/m02",), folded=("org/m02",)),
]


def spots(diagram: ExploredDiagram) -> dict[str, tuple[int, int]]:
    return {
        id_: (place.x + diagram.left, place.y + diagram.top)
        for id_, place in diagram.composition.spots().items()
    }


@pytest.mark.parametrize("state", STATES)
def test_what_was_there_stays(crowded: View, state: DiagramState) -> None:
    before = spots(explored_diagram(crowded, DiagramState("org/hub"), "en", None))
    after = spots(explored_diagram(crowded, state, "en", None))
    common = before.keys() & after.keys()
    assert len(common) > 15
    assert {id_: before[id_] for id_ in common} == {id_: after[id_] for id_ in common}


def test_one_opened_after_another_moves_neither(crowded: View) -> None:
    one = spots(explored_diagram(crowded, STATES[0], "en", None))
    more = DiagramState("org/hub", opened=("org/m01", "org/m00", "org/m02"))
    both = spots(explored_diagram(crowded, more, "en", None))
    assert {id_: both[id_] for id_ in one} == one


@pytest.mark.parametrize("state", STATES)
def test_nothing_lies_on_anything(crowded: View, state: DiagramState) -> None:
    composition = explored_diagram(crowded, state, "en", None).composition
    places = [(placed.place.x, placed.place.y) for placed in composition.nodes]
    assert len(set(places)) == len(places)
    labels = [placed.label.box for placed in composition.nodes if placed.label]
    assert overlaps(labels) == 0
    assert all(0 < x < composition.width and 0 < y < composition.height for x, y in places)
