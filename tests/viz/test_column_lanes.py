"""Lines of columns: level behind labels, through gaps, and none seems to begin where it passes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.graph.view import View
from tests.viz.conftest import crowd
from viz.boxes import Drawn
from viz.composition import Composition, compose
from viz.house import house_scene
from viz.scene import Scene, SceneLink, SceneNode


def columns(*layers: str) -> Scene:
    """A letter a node, a string a layer; the first of the first is tied to all others."""
    nodes = tuple(
        SceneNode(f"org/{name}", "Organisation", f"Body named {name}", f"Body {name}", "en",
                  layer=layer)
        for layer, names in enumerate(layers)
        for name in names
    )  # fmt: skip
    links = tuple(SceneLink("org/a", node.id, "MEMBER_OF", "m") for node in nodes[1:])
    return Scene(nodes, links, "T", "D", "C", "en")


def passed(composition: Composition) -> int:
    """How many labels a line runs through."""
    drawn = Drawn([placed.curve for placed in composition.links])
    return sum(drawn.through(p.label.box) for p in composition.nodes if p.label)


def test_a_line_that_skips_columns_passes_between_labels() -> None:
    for layers in (("a", "bcd", "e"), ("a", "bcdefghij", "klm", "nop"), ("a", "b", "c", "d", "e")):
        composition = compose(columns(*layers))
        assert composition.columns
        assert passed(composition) == 0
        assert not any(p.label and p.label.plate for p in composition.nodes)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_house_has_none_behind_a_label(starter_view: View, lang: str) -> None:
    assert passed(compose(house_scene(starter_view, lang))) == 0


def test_lines_leave_behind_their_label_and_stay_level_to_the_end_of_the_column() -> None:
    composition = compose(columns("ab", "cd"))
    ends = [p.label.box.right for p in composition.nodes if p.label and p.node.layer == 0]
    for placed in composition.links:
        if placed.start.x != placed.end.x:
            assert placed.curve.points[0][0] >= min(ends)
            assert placed.curve.points[0][1] == placed.start.y


def test_parallel_lines_do_not_cover_each_other() -> None:
    scene = columns("a", "b")
    twice = (*scene.links, SceneLink("org/a", "org/b", "PART_OF", "p"))
    composition = compose(Scene(scene.nodes, twice, "T", "D", "C", "en"))
    assert len({placed.curve.points for placed in composition.links}) == 2


def test_pieces_hang_together() -> None:
    for composition in (compose(columns("a", "bcd", "e")), compose(crowd(30))):
        for placed in composition.links:
            chords = list(placed.curve.chords())
            assert all(one[1] == two[0] for one, two in pairwise(chords))
            ends = [chords[0][0], chords[-1][1]]
            assert ends == [placed.curve.points[0], placed.curve.points[-1]]
