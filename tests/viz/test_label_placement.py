"""Labels: none overlaps, none is struck, the most connected first, whole before cut."""

from __future__ import annotations

from itertools import combinations

import pytest

from kg.graph.view import View
from tests.viz.conftest import crowd
from tests.viz.layout.made_graphs import made_scene
from tests.viz.letters import least_letters
from viz.boxes import Drawn
from viz.composition import compose, struck
from viz.ego import ego_scene
from viz.house import house_scene
from viz.label_placement import place_labels
from viz.label_text import label_lines
from viz.layout import Layout, Place
from viz.layout.place import WIDTH
from viz.link_curve import Curve
from viz.picture_sheet import sheet_around
from viz.scene import Scene, SceneLink, SceneNode
from viz.svg import svg
from viz.text_width import width_of


def nodes(*names: str) -> tuple[SceneNode, ...]:
    return tuple(
        SceneNode(f"org/{n}", "Organisation", name, name, "en") for n, name in enumerate(names)
    )


def scene_of(*names: str, links: tuple[SceneLink, ...] = ()) -> Scene:
    return Scene(nodes(*names), links, "T", "D", "C", "en")


def test_a_label_gives_way_to_a_line() -> None:
    layout = Layout(400, 200, (Place(200, 100, 6),))
    free = place_labels(scene_of("Somebody"), layout)[0]
    beside = place_labels(scene_of("Somebody"), layout, [Curve(((200, 100), (390, 100)))])[0]
    assert free is not None
    assert beside is not None
    assert free.y == 104
    assert beside.y != free.y
    assert not beside.plate


def test_where_lines_are_all_around_it_has_a_ground_of_paper() -> None:
    layout = Layout(400, 200, (Place(200, 100, 6),))
    lines = [Curve(((0, y), (400, y))) for y in range(0, 200, 4)]
    label = place_labels(scene_of("Somebody"), layout, lines)[0]
    assert label is not None
    assert label.plate


def test_a_ground_interrupts_the_lines_and_is_drawn_above_them() -> None:
    links = tuple(SceneLink("org/0", f"org/{n}", "MEMBER_OF", "m") for n in range(1, 30))
    scene = Scene(
        nodes(*(f"Body number {n}" for n in range(30))), links, "T", "D", "C", "en", focus="org/0"
    )
    drawing = svg(compose(scene))
    ground = drawing.index('<path class="cg-paper"')
    assert drawing.index('class="cg-membership"') < ground < drawing.index('class="cg-full"')


def test_a_label_that_finds_no_place_is_cut_before_it_is_left_out() -> None:
    name = "A name that takes three lines whatever one does"
    layout = Layout(160, 30, (Place(20, 15, 6),))
    label = place_labels(scene_of(name), layout)[0]
    assert label is not None
    assert label.text.endswith("…")


@pytest.mark.parametrize("steps", [1, 2])
@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_real_pictures(starter_view: View, lang: str, steps: int) -> None:
    for id_ in ("org/oas", "org/caricom", "org/iacd"):
        composition = compose(ego_scene(starter_view, id_, lang, steps, 100 // steps))
        assert struck(composition) == []
        assert composition.width <= WIDTH
        missing = [placed.node.label for placed in composition.nodes if placed.label is None]
        assert len(missing) <= len(composition.nodes) // 50
        assert least_letters(svg(composition), 600) >= 9


@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_the_house(starter_view: View, lang: str) -> None:
    composition = compose(house_scene(starter_view, lang))
    assert struck(composition) == []
    assert composition.width <= WIDTH
    assert all(placed.label for placed in composition.nodes)


@pytest.mark.parametrize("scene", [made_scene(90), made_scene(300), crowd(300)])
def test_large_pictures_name_those_with_most_relations(scene: Scene) -> None:
    composition = compose(scene)
    assert struck(composition) == []
    degrees = scene.degrees()
    ranked = sorted(composition.nodes, key=lambda placed: -degrees[placed.node.id])
    assert sum(placed.label is not None for placed in ranked[:20]) >= 18
    boxes = sheet_around(composition).boxes()
    assert not any(one.meets(two) for one, two in combinations(boxes, 2))


def test_struck_names_the_label() -> None:
    layout = Layout(400, 200, (Place(200, 100, 6),))
    label = place_labels(scene_of("Somebody"), layout)[0]
    assert label is not None
    assert Drawn([Curve(((210, 90), (260, 110)))]).through(label.box) == 1
    assert Drawn([Curve(((210, 120), (260, 130)))]).through(label.box) == 0
    assert Drawn([Curve(((200, 0), (260, 100), (200, 200)))]).through(label.box) == 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("SEGIB", 1),
        ("Ministry of Foreign Affairs", 2),
        ("Saint-Vincent-et-les-Grenadines", 2),
        ("Foro sobre cooperación eficaz para el desarrollo en Washington y México", 3),
    ],
)
def test_lines_of_labels(text: str, lines: int) -> None:
    found = label_lines(text, 108)
    assert len(found) == lines
    assert max(map(width_of, found)) <= 108
