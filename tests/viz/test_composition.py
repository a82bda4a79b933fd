"""A scene is laid out once, however it leaves the house."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from tests.viz.conftest import hostile_view
from viz.composition import Composition, compose
from viz.diagram_files import write_diagram
from viz.diagram_html import diagram_file, diagram_page
from viz.label_placement import place_labels
from viz.layout import lay_out
from viz.pyvis import to_pyvis
from viz.scene import Scene
from viz.svg import svg

WORK = {lay_out.__code__: "laid out", place_labels.__code__: "labels placed"}


def work(run: Callable[[], object]) -> Counter[str]:
    """How often a scene is laid out and its labels are placed while ``run`` runs."""
    done: Counter[str] = Counter()

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in WORK:
            done[WORK[frame.f_code]] += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        run()
    finally:
        sys.setprofile(before)
    return done


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    "leave",
    [
        svg,
        diagram_file,
        to_pyvis,
        lambda composition: diagram_page(composition, "/static"),
        lambda composition: svg(composition, heading=False),
    ],
)
def test_one_picture_is_composed_once(
    leave: Callable[[Composition], object], hostile: Scene
) -> None:
    assert work(lambda: leave(compose(hostile))) == {"laid out": 1, "labels placed": 1}


@pytest.mark.parametrize("name", ["x.svg", "x.html"])
def test_one_file_is_composed_once(name: str, hostile: Scene, tmp_path: Path) -> None:
    view, path = hostile_view(), tmp_path / name
    done = work(lambda: write_diagram(view, compose(hostile), path))
    assert done == {"laid out": 1, "labels placed": 1}


def test_nodes_and_links_keep_the_order_of_the_scene(landscape: Scene) -> None:
    composition = compose(landscape)
    place = {placed.node.id: placed.place for placed in composition.nodes}
    assert tuple(placed.node for placed in composition.nodes) == landscape.nodes
    assert tuple(placed.link for placed in composition.links) == landscape.links
    for placed in composition.links:
        ends = place[placed.link.start], place[placed.link.end]
        assert (placed.start, placed.end) == ends
