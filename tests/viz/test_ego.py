"""Surroundings ring by ring: what is drawn, what is counted, what opens."""

from __future__ import annotations

from kg.graph.view import View
from tests.graphs import view_of
from viz.composition import compose
from viz.ego import OPENED, SPOTS, ego_scene
from viz.scene import Scene, SceneNode
from viz.table_twin import rows

BANK = "\n".join(
    [
        *(f"state/s{n:02} MEMBER_OF org/bank member" for n in range(60)),
        *(f"org/bank FUNDS activity/big{n:03}\nstate/s01 RECEIVES activity/big{n:03}"
          for n in range(157)),
        *(f"org/bank FUNDS activity/few{n}\nstate/s02 RECEIVES activity/few{n}" for n in range(3)),
        "unit/door PART_OF org/bank",
        "org/bank PART_OF org/whole",
        *(f"org/part{n} PART_OF org/whole" for n in range(5)),
        *(f"org/far{n} PART_OF org/part0" for n in range(4)),
    ]
)  # fmt: skip
NAMES: dict[str, dict[str, object]] = {
    "state/s01": {"name": {"en": "First State"}},
    "org/bank": {"name": {"en": "The Bank"}},
    "activity/big000": {"starts": "2020-01-01"},
}
BIG = "org/bank@activities@Activity@state/s01"


def bundles(scene: Scene) -> dict[str, SceneNode]:
    return {node.id: node for node in scene.nodes if node.bundle}


def test_activities_are_counted_by_the_other_side() -> None:
    found = bundles(ego_scene(view_of(BANK, NAMES), "org/bank", "en"))
    assert found[BIG].label == "First State · 157 activities"
    assert found[BIG].holds == (("Activity", 157),)
    assert found["org/bank@MEMBER_OF-in@State"].label == "Members · 60 states"
    assert len(found) == 2


def test_the_first_view_has_a_hard_cap_and_counts_all(starter_view: View) -> None:
    for id_ in ("org/oas", "state/arg", "org/idb", "sector/dac/110", "language/es"):
        scene = ego_scene(starter_view, id_, "en")
        assert len(scene.nodes) <= SPOTS
        assert scene.left_out == 0


def test_a_bundle_opens_where_it_is_and_all_else_stays() -> None:
    view = view_of(BANK, NAMES)
    folded = ego_scene(view, "org/bank", "en", opens="/?open={}".format)
    opened = ego_scene(view, "org/bank", "en", opened=[BIG], opens="/?open={}".format)
    hub = bundles(opened)[BIG]
    assert (hub.open, hub.count, hub.href) == (True, 0, f"/?open={BIG}")
    out = [node for node in opened.nodes if node.under == BIG]
    assert len(out) == OPENED + 1
    assert bundles(opened)[f"{BIG}@part2"].count == 157 - OPENED
    assert "activity/big000" in {node.id for node in out}, "the latest comes first"
    assert opened.types() == folded.types()
    old, new = compose(folded), compose(opened)
    shift = {
        (new.spots()[id_].x - place.x, new.spots()[id_].y - place.y)
        for id_, place in old.spots().items()
    }
    assert len(shift) == 1, "all moves alike, to the middle of a wider picture"
    assert next(iter(shift))[1] == 0
    (frame,) = new.frames
    for node in out:
        place = new.spots()[node.id]
        assert frame.x < place.x < frame.x + frame.width
        assert frame.y < place.y < frame.y + frame.height
    assert sum(len(row.relations) for row in rows(opened)) == len(opened.links)


def test_what_remains_opens_again_and_nobody_comes_twice() -> None:
    keys = [BIG, *(f"{BIG}@part{n}" for n in range(2, 9))]
    scene = ego_scene(view_of(BANK, NAMES), "org/bank", "en", opened=keys)
    ids = [node.id for node in scene.nodes]
    assert len(ids) == len(set(ids))
    assert sum(id_.startswith("activity/big") for id_ in ids) == 157
    assert len(compose(scene).frames) == 5


def test_unknown_and_hostile_keys_open_nothing() -> None:
    view = view_of(BANK, NAMES)
    plain = ego_scene(view, "org/bank", "en")
    for key in ("", "@", "org/bank", "org/bank@all@all@all", "<script>", f"{BIG}@part7", "\0" * 99):
        assert [n.id for n in ego_scene(view, "org/bank", "en", opened=[key]).nodes] == [
            n.id for n in plain.nodes
        ]


def test_each_step_adds_a_ring_within_its_cap(starter_view: View) -> None:
    view = view_of(BANK, NAMES)
    one, two, three = (ego_scene(view, "org/bank", "en", steps) for steps in (1, 2, 3))
    ids = [{node.id for node in scene.nodes} for scene in (one, two, three)]
    assert ids[0] < ids[1] < ids[2]
    assert "org/part0" in ids[1] - ids[0]
    assert "org/far0" in ids[2] - ids[1]
    assert any("behind counted records" in note for note in two.notes)
    real = [ego_scene(starter_view, "org/segib", "en", steps) for steps in (1, 2, 3)]
    sizes = [len(scene.nodes) for scene in real]
    assert sizes[0] < sizes[1] <= 2 * SPOTS
    assert sizes[1] < sizes[2] <= 3 * SPOTS
    again = {node.id: node for node in real[2].nodes}
    assert {node.id for node in real[0].nodes} <= again.keys()


def test_states_of_unlike_standing_are_not_singled_out() -> None:
    lines = "\n".join(
        [
            *(f"state/s{n:02} MEMBER_OF org/b member" for n in range(50)),
            "state/x MEMBER_OF org/b suspended",
            "state/y MEMBER_OF org/b disputed",
            *(f"country/o{n} MEMBER_OF org/b observer" for n in range(40)),
        ]
    )
    scene = ego_scene(view_of(lines), "org/b", "en")
    assert sorted(node.label for node in scene.nodes if node.bundle) == [
        "52 states", "Members (observer) · 40 countries and territories",
    ]  # fmt: skip
    said = {link.label for link in scene.links if link.end == "org/b"}
    assert "member of: 50, member of (disputed): 1, member of (suspended): 1" in said
