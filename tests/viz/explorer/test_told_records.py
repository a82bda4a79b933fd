"""What is told of each record: its relations from its own side, with their sources."""

from __future__ import annotations

from kg.graph.view import View
from tests.graphs import view_of
from viz.explorer.diagram_state import DiagramState
from viz.explorer.explored_scene import explored_diagram
from viz.explorer.told_records import Told, ToldRecord, told


def of(view: View, state: DiagramState) -> Told:
    diagram = explored_diagram(view, state, "en", None)
    return told(view, diagram, lambda id_: f"/en/node/{id_}")


def record(found: Told, id_: str) -> ToldRecord:
    return next(one for _, some in found.groups for one in some if one.node.id == id_)


def test_both_ends_tell_a_relation(crowded: View) -> None:
    found = of(crowded, DiagramState("org/hub"))
    (one,) = record(found, "org/m03").relations
    assert (one.onward, one.other.id) == (True, "org/hub")
    hub = [one for one in record(found, "org/hub").relations if one.other.id == "org/m03"]
    assert [one.onward for one in hub] == [False]
    assert found.count() == len({r.node.id for _, some in found.groups for r in some}) == 22


def test_a_relation_says_how_and_since_when() -> None:
    view = view_of("org/a MEMBER_OF org/b observer 1990-01-01")
    (one,) = record(of(view, DiagramState("org/b")), "org/a").relations
    assert "observer" in one.word
    assert "1990" in one.period


def test_a_relation_names_its_sources_by_number(starter_view: View) -> None:
    found = of(starter_view, DiagramState("org/segib"))
    named = {source.number: source for source in found.sources}
    assert sorted(named) == list(range(1, len(named) + 1))
    for _, some in found.groups:
        for one in some:
            for relation in one.relations:
                assert relation.sources
                assert set(relation.sources) <= named.keys()
    assert all(source.href and source.title for source in named.values())


def test_what_can_be_opened_and_folded(crowded: View) -> None:
    found = of(crowded, DiagramState("org/hub", opened=("org/m00",)))
    assert record(found, "org/m01").more == 3
    assert not record(found, "org/m01").is_open
    assert record(found, "org/m00").is_open
    assert record(found, "org/hub").is_middle
    bundle = record(found, "org/m00@activities@Activity")
    assert (bundle.more, bundle.is_actor) == (50, False)
