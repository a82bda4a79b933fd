"""Which nodes and relations a picture shows."""

from __future__ import annotations

from datetime import date

import pytest

from kg.base.errors import UnknownIdError
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from tests.graphs import graph, view_of
from viz.ego import ego_scene
from viz.landscape import BODIES, HOUSE, REGIONS, STATES, landscape_scene
from viz.scene import MOST, Scene
from viz.table_twin import rows

PARTS = tuple(f"@part{n}" for n in range(2, 12))
STAR = "\n".join(
    [
        *(f"state/s{n:03} MEMBER_OF org/hub member" for n in range(30)),
        *(f"org/hub IN_SECTOR sector/dac/{n}" for n in range(30)),
        "unit/door PART_OF org/hub",
        "org/hub PARTY_TO agreement/a party",
    ]
)


def test_what_does_not_fit_is_counted_in_bundles_and_nothing_is_left_out() -> None:
    scene = ego_scene(view_of(STAR), "org/hub", "en", limit=20)
    assert [(node.short, node.count) for node in scene.nodes if node.bundle] == [
        ("Members · 30 states", 30),
        ("30 sectors", 30),
    ]
    assert scene.types() == {
        "State": 30, "Organisation": 1, "Unit": 1, "Agreement": 1, "Sector": 30,
    }  # fmt: skip
    assert scene.left_out == 0
    assert "org/hub is related to 62 records, many of them counted" in scene.description
    assert any("second outline" in note for note in scene.notes)


def test_a_group_is_drawn_whole_or_not_at_all() -> None:
    scene = ego_scene(view_of(STAR), "org/hub", "en", limit=35)
    assert len([node for node in scene.nodes if node.type == "State"]) == 30
    assert [node.bundle for node in scene.nodes if node.bundle] == ["org/hub@IN_SECTOR-out@Sector"]


def test_never_more_than_the_most() -> None:
    lines = "\n".join(f"org/m{n} MEMBER_OF org/hub" for n in range(MOST + 50))
    scene = ego_scene(view_of(lines), "org/hub", "en", limit=10_000)
    assert [node.count for node in scene.nodes] == [1, MOST + 50]
    opened = [f"org/hub@MEMBER_OF-in@Organisation{part}" for part in ("", *PARTS)]
    scene = ego_scene(view_of(lines), "org/hub", "en", opened=opened)
    assert len(scene.nodes) <= MOST
    assert sum(node.count for node in scene.nodes) == 1 + MOST + 50


def test_steps_reach_further() -> None:
    view = view_of("org/a PART_OF org/b\norg/b PART_OF org/c\norg/c PART_OF org/d")
    assert len(ego_scene(view, "org/a", "en", steps=1).nodes) == 2
    assert len(ego_scene(view, "org/a", "en", steps=2).nodes) == 3


def test_relations_among_neighbours_and_status() -> None:
    lines = (
        "state/hti MEMBER_OF org/hub observer 2004-01-01\n"
        "state/hti MEMBER_OF org/b\norg/b PART_OF org/hub"
    )
    scene = ego_scene(view_of(lines), "org/hub", "en")
    assert len(scene.links) == 3
    observer = next(link for link in scene.links if link.status == "observer")
    assert observer.dashed
    assert observer.label == "member of (observer)"
    assert observer.since == "2004-01-01"
    assert not any(link.dashed for link in scene.links if link is not observer)


def test_date_and_audience_come_from_the_view() -> None:
    lines = "state/nic MEMBER_OF org/oas member - 2023-11-19\nstate/hti MEMBER_OF org/oas member"
    hidden = {"state/hti": {"visibility": "states"}}
    snapshot, public_snapshot = graph(lines, hidden), graph(lines, hidden, "public")
    before = ego_scene(View(snapshot, date(2023, 11, 18)), "org/oas", "en")
    after = ego_scene(View(snapshot, date(2023, 11, 20)), "org/oas", "en")
    public = ego_scene(View(public_snapshot, date(2023, 11, 20)), "org/oas", "en")
    assert [len(scene.nodes) for scene in (before, after, public)] == [3, 2, 1]
    assert "November 18, 2023" in before.caption
    with pytest.raises(UnknownIdError):
        ego_scene(View(public_snapshot, date(2023, 11, 20)), "state/hti", "en")


def test_examples_carry_the_word(hostile: Scene) -> None:
    example = next(node for node in hostile.nodes if node.nature == "example")
    assert "example" in example.label
    assert "example" in example.short
    assert any("example" in note for note in hostile.notes)


def test_label_falls_back_and_says_its_language(hostile: Scene) -> None:
    assert (hostile.nodes[0].label, hostile.nodes[0].lang) == ("Centro (<HUB>)", "es")


def test_long_example_keeps_the_word_in_the_drawing() -> None:
    nodes = {"offer/x": {"title": {"en": "Many words " * 9}, "nature": "example"}}
    scene = ego_scene(view_of("", nodes), "offer/x", "en")
    assert scene.nodes[0].short.endswith("… (example)")


def test_proposals_are_said_in_the_caption() -> None:
    nodes = {"initiative/x": {"name": {"en": "X"}, "standing": "proposed"}}
    scene = ego_scene(view_of("initiative/x CONCERNS org/a", nodes), "org/a", "en")
    assert "not adopted by the board" in scene.caption


def test_table_has_every_node_and_relation_once(segib: Scene, landscape: Scene) -> None:
    for scene in (segib, landscape):
        table = rows(scene)
        assert [row.node for row in table] == list(scene.nodes)
        assert sum(len(row.relations) for row in table) == len(scene.links)
        assert len({row.anchor for row in table}) == len(table)


def test_landscape_of_the_agency(landscape: Scene, starter_snapshot: Snapshot) -> None:
    layers = {node.id: node.layer for node in landscape.nodes}
    assert landscape.nodes[0].id == "org/iacd"
    assert layers["unit/iacd-management-board"] == HOUSE
    assert layers["programme/cooperanet"] == HOUSE
    assert layers["org/oas"] == layers["org/segib"] == layers["org/mercosur"] == BODIES
    assert sum(layer == STATES for layer in layers.values()) == 35
    assert sum(layer == REGIONS for layer in layers.values()) == 4
    assert len(landscape.nodes) <= MOST


def test_landscape_lines_count_full_members(landscape: Scene, starter_view: View) -> None:
    for body in ("org/oas", "org/caricom", "org/segib", "org/mercosur"):
        members = starter_view.adjacency(("MEMBER_OF",), "in").of(starter_view.index(body))
        states = {starter_view.id(n) for n in members if starter_view.type_of(n) == "State"}
        drawn = [link for link in landscape.links if link.end == body and link.type == "MEMBER_OF"]
        assert sum(link.count for link in drawn) == len(states)


def test_landscape_needs_no_agency_of_ours() -> None:
    view = view_of("state/hti MEMBER_OF org/a member\nstate/hti IN_REGION region/caribbean")
    assert [node.id for node in landscape_scene(view, "en", "org/a").nodes] == [
        "org/a",
        "region/caribbean",
        "state/hti",
    ]


def test_a_dispute_and_what_is_undated_are_told_in_the_picture_and_its_table(
    starter_snapshot: Snapshot,
) -> None:
    scene = ego_scene(View(starter_snapshot, date(2026, 11, 25)), "state/ven", "en")
    (link,) = (one for one in scene.links if one.status == "disputed")
    said = [one.said for row in rows(scene) for one in row.relations if one.said]
    assert said == [link.said]
    assert any("position of the government" in side for side in link.said)
    assert any("position of the organisation" in side for side in link.said)
    assert set(link.said) <= set(scene.notes)
    before = ego_scene(View(starter_snapshot, date(1990, 1, 1)), "state/ven", "en")
    assert any("January 1, 1990 is not known" in note for note in before.notes)
    assert not any("is not known" in note for note in scene.notes)
    landscape = landscape_scene(View(starter_snapshot, date(1990, 1, 1)), "en")
    assert any("memberships counted" in note for note in landscape.notes)
