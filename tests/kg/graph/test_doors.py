"""The way in: one door, and behind it those who approve and sign."""

from __future__ import annotations

import pytest

from kg.graph.doors import door_of, way_in
from kg.graph.view import View
from tests.graphs import Nodes, view_of

LINES = """
unit/gmc PART_OF org/bloc
unit/gci PART_OF org/bloc
unit/desk PART_OF org/bloc
unit/only PART_OF org/other
unit/signs PART_OF org/third
"""
NODES: Nodes = {
    "unit/gci": {
        "role": "cooperation_negotiation",
        "door_for": "org/bloc",
        "name": {"en": "Group", "es": "Grupo"},
    },
    "unit/gmc": {"role": "cooperation_signature", "name": {"en": "Council"}},
    "unit/desk": {"role": "committee"},
    "unit/only": {"door_for": "org/other", "name": {"en": "Office"}},
    "unit/signs": {"role": "cooperation_signature"},
}


@pytest.fixture(scope="module")
def view() -> View:
    return view_of(LINES, NODES)


def test_who_signs_comes_after_the_door(view: View) -> None:
    way = way_in(view, view.index("org/bloc"))
    assert [view.id(office) for office in way] == ["unit/gci", "unit/gmc"]


def test_each_step_says_what_is_done_there(view: View) -> None:
    door = door_of(view, view.index("org/bloc"), "es")
    assert door is not None
    assert (door.id, door.label) == ("unit/gci", "Grupo")
    assert door.steps == [
        "Grupo: negocia la cooperación",
        "Council: aprueba y suscribe acuerdos de cooperación",
    ]


def test_whoever_decides_alone_has_no_steps(view: View) -> None:
    door = door_of(view, view.index("org/other"), "en")
    assert door is not None
    assert (door.id, door.steps) == ("unit/only", [])


def test_who_only_signs_is_no_door(view: View) -> None:
    assert way_in(view, view.index("org/third")) == []
    assert door_of(view, view.index("org/third"), "en") is None
