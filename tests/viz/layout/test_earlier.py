"""A picture that grew from another keeps the places of what was there."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from statistics import median

import pytest

from tests.graphs import view_of
from tests.viz.layout.made_graphs import made_scene
from viz.composition import Composition, compose
from viz.ego import ego_scene
from viz.layout.earlier import starts
from viz.layout.place import Place, neighbours
from viz.scene import Scene, SceneLink, SceneNode


def moved(before: Composition, after: Composition) -> float:
    """The median way of what was there, against the picture as a whole, in units."""
    old, new = before.spots(), after.spots()
    both = sorted(old.keys() & new.keys())
    ways = [(new[id_].x - old[id_].x, new[id_].y - old[id_].y) for id_ in both]
    x, y = median(x for x, _ in ways), median(y for _, y in ways)
    return median(hypot(a - x, b - y) for a, b in ways)


def part_of(scene: Scene, ids: set[str]) -> Scene:
    nodes = tuple(node for node in scene.nodes if node.id in ids)
    links = tuple(link for link in scene.links if {link.start, link.end} <= ids)
    return Scene(nodes, links, "T", "D", "C", "en", focus=scene.focus)


def body(id_: str, layer: int | None = None) -> SceneNode:
    return SceneNode(id_, "Organisation", id_, id_, "en", layer=layer)


def spokes(ids: Sequence[str], focus: str = "org/hub") -> Scene:
    links = tuple(SceneLink(id_, focus, "MEMBER_OF", "member of") for id_ in ids)
    nodes = (body(focus), *(body(id_) for id_ in ids))
    return Scene(nodes, links, "T", "D", "C", "en", focus=focus)


def test_the_same_scene_does_not_move_at_all() -> None:
    for scene in (made_scene(60), spokes([f"org/{n}" for n in range(20)])):
        before = compose(scene)
        assert moved(before, compose(scene, before.spots())) <= 1


@pytest.mark.parametrize("count", [80, 250])
def test_communities_that_grew_move_little(count: int) -> None:
    scene = made_scene(count)
    before = compose(part_of(scene, {f"org/n{n}" for n in range(count * 2 // 3)}))
    warm, cold = compose(scene, before.spots()), compose(scene)
    assert moved(before, warm) <= 12
    assert moved(before, warm) < moved(before, cold) / 4


def test_a_bundle_that_opens_leaves_the_rest_where_it_was() -> None:
    known = [f"org/{letter}" for letter in "abcdefghijkl"]
    before = compose(spokes([*known, "bundle/x"]))
    after = compose(spokes([*known, *(f"activity/{n}" for n in range(8))]), before.spots())
    assert moved(before, after) <= 24
    old, new = before.spots(), after.spots()
    side = old["bundle/x"].x > old["org/hub"].x
    for id_ in (f"activity/{n}" for n in range(8)):
        assert (new[id_].x > new["org/hub"].x) == side
    for id_ in known:
        assert (old[id_].x > old["org/hub"].x) == (new[id_].x > new["org/hub"].x)


def test_a_second_step_keeps_the_sides_of_the_first() -> None:
    lines = "\n".join(f"org/n{n} MEMBER_OF org/hub" for n in range(12))
    more = "\n".join(f"org/m{n} MEMBER_OF org/n{n % 4}" for n in range(12))
    before = compose(ego_scene(view_of(f"{lines}\n{more}"), "org/hub", "en"))
    after = compose(
        ego_scene(view_of(f"{lines}\n{more}"), "org/hub", "en", steps=2), before.spots()
    )
    old, new = before.spots(), after.spots()
    assert len(new) == 25
    for n in range(12):
        id_ = f"org/n{n}"
        assert (old[id_].x > old["org/hub"].x) == (new[id_].x > new["org/hub"].x)


def test_columns_keep_their_order() -> None:
    layers = [body("org/a", 0), *(body(f"state/{n}", 1) for n in "pqrst"), body("org/z", 2)]
    links = [SceneLink(f"state/{n}", "org/a", "MEMBER_OF", "m") for n in "pqrst"]
    before = compose(Scene(tuple(layers), tuple(links), "T", "D", "C", "en"))
    grown = (*layers, *(body(f"state/new{n}", 1) for n in range(3)))
    links += [SceneLink(f"state/new{n}", "org/z", "MEMBER_OF", "m") for n in range(3)]
    after = compose(Scene(grown, tuple(links), "T", "D", "C", "en"), before.spots())
    rows = [sorted("pqrst", key=lambda n: c.spots()[f"state/{n}"].y) for c in (before, after)]
    assert rows[0] == rows[1]


def test_new_nodes_start_amid_their_neighbours_or_where_something_is_gone() -> None:
    scene = spokes(["org/a", "org/new"])
    linked = Scene(
        (*scene.nodes, body("org/c")),
        (*scene.links, SceneLink("org/c", "org/a", "PART_OF", "p")),
        "T", "D", "C", "en", focus="org/hub",
    )  # fmt: skip
    before = {"org/hub": Place(0, 0, 5), "org/a": Place(50, 10, 5), "bundle/x": Place(-40, 7, 5)}
    found = starts(linked, neighbours(linked), before)
    assert found == [(0, 0), (50, 10), (-40, 7), (50, 10)]
