"""The drawing that is explored: an element for each record and relation, text as text."""

from __future__ import annotations

from typing import Any

from lxml import etree

from kg.graph.view import View
from tests.viz.conftest import HOSTILE, hostile_view
from viz.explorer.diagram_state import DiagramState
from viz.explorer.explored_scene import explored_diagram
from viz.explorer.explorer_drawing import explorer_drawing

SVG = "{http://www.w3.org/2000/svg}"


def drawn(view: View, state: DiagramState) -> Any:
    return etree.fromstring(explorer_drawing(explored_diagram(view, state, "en", None)))


def test_each_record_and_each_relation_is_an_element(crowded: View) -> None:
    state = DiagramState("org/hub", opened=("org/m01",))
    diagram = explored_diagram(crowded, state, "en", None)
    picture = drawn(crowded, state)
    nodes = [e.get("data-id") for e in picture.iter(f"{SVG}a")]
    assert nodes == [node.id for node in diagram.scene.nodes]
    ends = {tuple(map(int, e.get("data-ends").split())) for e in picture.iter(f"{SVG}path")
            if e.get("data-ends")}  # fmt: skip
    place = {id_: number for number, id_ in enumerate(nodes)}
    assert ends == {(place[link.start], place[link.end]) for link in diagram.scene.links}


def test_hostile_names_stay_text() -> None:
    text = explorer_drawing(explored_diagram(hostile_view(), DiagramState("org/hub"), "en", None))
    picture = etree.fromstring(text)
    assert not [e for e in picture.iter() if e.tag in (f"{SVG}script", f"{SVG}img", f"{SVG}image")]
    assert not [name for e in picture.iter() for name in e.attrib if str(name).startswith("on")]
    assert not [e for e in picture.iter() if e.get("style")]
    assert HOSTILE["org/svg"].split()[0] in "".join(map(str, picture.itertext()))


def test_letters_can_be_read_where_no_script_runs(crowded: View) -> None:
    picture = drawn(crowded, DiagramState("org/hub", 3))
    wide = float(picture.get("viewBox").split()[2])
    size = min(float(e.get("font-size")) for e in picture.iter() if e.get("font-size"))
    assert float(picture.get("width")) / wide * size >= 8.9
