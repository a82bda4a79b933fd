"""Layouts, labels and the SVG."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import combinations

import pytest
from lxml import etree

from kg.graph.build import build
from kg.graph.view import View
from kg.model.records import NodeRow, RelationRow
from kg.model.registry import NODES, RELATIONS
from tests.graphs import DAY, view_of
from tests.viz.conftest import HOSTILE, crowd, overlaps
from viz import style
from viz.boxes import Box
from viz.composition import Composition, compose
from viz.ego import ego_scene
from viz.picture_sheet import sheet_around
from viz.scene import Scene
from viz.shapes import outline
from viz.strokes import bends
from viz.svg import svg
from viz.text_width import width_of

SVG = "{http://www.w3.org/2000/svg}"
TOGETHER = (
    "State", "Country", "Organisation", "Unit", "Programme", "Activity", "Offer", "Demand",
    "Practice", "Agreement", "Initiative", "Sector", "Region", "Goal",
)  # fmt: skip
"""Types that are commonly drawn together."""


@pytest.fixture(scope="module")
def composed(segib: Scene, landscape: Scene, hostile: Scene) -> list[Composition]:
    scenes = [segib, landscape, hostile, crowd(100), crowd(300), crowd(45, focus=False)]
    return [compose(scene) for scene in scenes]


def test_every_type_has_a_look_and_every_relation_a_line() -> None:
    assert sorted(style.LOOKS) == sorted(NODES)
    assert sorted(style.FAMILY) == sorted([*RELATIONS, style.TIE, style.PROPOSED])
    assert set(style.FAMILY.values()) == set(style.LINES)


def test_looks_differ_and_without_colour_too() -> None:
    assert len(set(style.LOOKS.values())) == len(style.LOOKS)
    bare = [(style.LOOKS[name].shape, style.LOOKS[name].hollow) for name in TOGETHER]
    assert [mark for mark, count in Counter(bare).items() if count > 1] == []


def test_contrasts() -> None:
    assert style.contrast(style.INK, style.PAPER) >= 7
    assert style.contrast(style.QUIET, style.PAPER) >= 7
    for look in style.LOOKS.values():
        if look.hollow:
            assert style.contrast(look.colour, style.PAPER) >= 3, look
            assert style.contrast(look.colour, style.DARK) >= 3, look
    for name in ("structure", "membership", "agreement", "activity", "declared"):
        assert style.contrast(style.LINES[name].colour, style.PAPER) >= 3, name


def test_positions_are_whole_inside_the_frame_and_apart(composed: list[Composition]) -> None:
    for composition in composed:
        places = [placed.place for placed in composition.nodes]
        for place in places:
            assert isinstance(place.x, int)
            assert isinstance(place.y, int)
            assert place.r <= place.x <= composition.width - place.r
            assert place.r <= place.y <= composition.height - place.r
        for one, two in combinations(places, 2):
            assert (one.x - two.x) ** 2 + (one.y - two.y) ** 2 >= (one.r + two.r - 3) ** 2


def test_no_text_overlaps(composed: list[Composition]) -> None:
    for composition in composed:
        sheet = sheet_around(composition)
        assert overlaps(sheet.boxes()) == 0, composition.scene.title
        assert all(box.left >= 0 and box.right <= sheet.width for box in sheet.boxes())
        assert all(box.top >= 0 and box.bottom <= sheet.height for box in sheet.boxes())


def test_labels_cover_no_node(composed: list[Composition]) -> None:
    for composition in composed:
        places = [placed.place for placed in composition.nodes]
        nodes = [Box(p.x - p.r, p.y - p.r, p.x + p.r, p.y + p.r) for p in places]
        for label in filter(None, (placed.label for placed in composition.nodes)):
            assert not any(label.box.meets(node) for node in nodes), label.text


def test_pictures_of_real_use_drop_no_label(segib: Scene, landscape: Scene) -> None:
    for scene in (segib, landscape):
        assert all(placed.label for placed in compose(scene).nodes)


def test_dropped_labels_are_those_of_lesser_rank_and_stay_as_titles() -> None:
    composition = compose(crowd(300))
    assert composition.nodes[0].label is not None
    assert None in [placed.label for placed in composition.nodes]
    assert svg(composition).count("<title>") == len(composition.nodes)


def test_same_bytes_in_another_process() -> None:
    program = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.viz.conftest import crowd\n"
        "from viz.composition import compose\nfrom viz.svg import svg\nimport hashlib\n"
        "for n in (30, 130): print(hashlib.sha256(svg(compose(crowd(n))).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_well_formed_named_and_described(composed: list[Composition]) -> None:
    for composition in composed:
        scene = composition.scene
        root = etree.fromstring(svg(composition).encode())
        assert root.get("role") == ("group" if any(n.href for n in scene.nodes) else "img")
        title, desc = root[0], root[1]
        assert (title.tag, title.text) == (f"{SVG}title", scene.title)
        assert desc.tag == f"{SVG}desc"
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_nothing_inline_and_nothing_foreign(composed: list[Composition]) -> None:
    for composition in composed:
        root = etree.fromstring(svg(composition).encode())
        allowed = {"svg", "title", "desc", "rect", "g", "path", "text", "tspan", "a"}
        for element in root.iter():
            assert etree.QName(element).localname in allowed
            names = map(str, element.attrib)
            assert not any(name == "style" or name.startswith("on") for name in names)


def test_hostile_labels_are_text(hostile: Scene) -> None:
    root = etree.fromstring(svg(compose(hostile)).encode())
    titles = {title.text for title in root.iter(f"{SVG}title")}
    for id_ in ("org/script", "org/image", "org/href", "org/quotes", "org/svg"):
        assert any(text and text.startswith(HOSTILE[id_]) for text in titles)
    assert any(text and text.startswith("one two three four five") for text in titles)
    assert not any("\u202e" in (text or "") for text in titles)


def test_links_lead_to_the_pages(hostile: Scene) -> None:
    root = etree.fromstring(svg(compose(hostile)).encode())
    hrefs = [link.get("href") for link in root.iter(f"{SVG}a")]
    assert sorted(filter(None, hrefs)) == sorted(filter(None, (n.href for n in hostile.nodes)))


def test_legend_is_complete(composed: list[Composition]) -> None:
    for composition in composed:
        scene, texts = composition.scene, sheet_around(composition).texts
        drawn = {text.text for text in texts if text.kind == "legend"}
        for name, count in scene.types().items():
            assert f"{NODES[name].title_of_type.text(scene.lang)} {count}" in drawn
        for link in scene.links:
            assert style.LINES[style.FAMILY[link.type]].title.text(scene.lang) in drawn


def test_caption_and_notes_are_drawn(hostile: Scene) -> None:
    texts = sheet_around(compose(hostile)).texts
    drawn = " ".join(text.text for text in texts if text.kind == "caption")
    for part in (hostile.caption, *hostile.notes):
        assert part in drawn


def test_a_hundred_nodes_stay_small() -> None:
    scene = crowd(100)
    assert len(scene.nodes) == 100
    assert len(svg(compose(scene)).encode()) <= 24_000


def test_parallel_relations_fan_out() -> None:
    lines = (
        "org/a MEMBER_OF org/b\norg/a PART_OF org/b\norg/b RUNS programme/c\norg/b FUNDS activity/d"
    )
    scene = ego_scene(view_of(lines), "org/b", "en")
    assert Counter(bends(scene.links)) == {0: 3, 1: 1}


def test_empty_neighbourhood() -> None:
    scene = ego_scene(view_of("", {"org/a": {"name": {"en": "A"}}}), "org/a", "en")
    assert etree.fromstring(svg(compose(scene)).encode()).get("viewBox")


def test_outlines_close_around_the_middle() -> None:
    for look in style.LOOKS.values():
        path = outline(look.shape, 6)
        assert path[0] == "m"
        assert path[-1] in "z0"


@pytest.mark.parametrize(("text", "least", "most"), [("iii", 5, 10), ("WWW", 28, 40), ("é", 5, 8)])
def test_widths(text: str, least: float, most: float) -> None:
    assert least <= width_of(text) <= most


def test_what_is_to_be_confirmed_is_dotted_said_and_explained() -> None:
    lone = '["source/test","","common_knowledge",null]'
    rows = [
        NodeRow("agreement/a", '{"title":{"en":"Accord"}}', lone),
        NodeRow("org/b", "{}", lone),
        NodeRow("org/c", "{}", lone),
    ]
    relations = [
        RelationRow("PARTY_TO", "org/b", "agreement/a", "", "party", None, None, "{}", lone),
        RelationRow("MEMBER_OF", "org/b", "org/c", "", "member", None, None, "{}", lone),
    ]
    scene = ego_scene(View(build(rows, relations), DAY), "org/b", "es")
    picture = etree.fromstring(svg(compose(scene)))
    dashes = {
        path.get("class"): path.get("stroke-dasharray")
        for path in picture.iter(f"{SVG}path")
        if (path.get("class") or "").startswith("cg-") and "l" in path.get("d", "")
    }
    assert dashes["cg-agreement"] == "1.5 3"
    assert dashes["cg-membership"] is None
    dotted = [g for g in picture.iter(f"{SVG}g") if g.get("stroke-dasharray") == "1 2.5"]
    assert [title.text for g in dotted for title in g.iter(f"{SVG}title")] == [
        "Accord (por confirmar), Acuerdo"
    ]
    texts = ["".join(map(str, text.itertext())) for text in picture.iter(f"{SVG}text")]
    assert "por confirmar" in texts
    assert "Accord (por confirmar)" in texts
