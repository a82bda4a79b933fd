"""The picture of bridges: bodies beside each other, what they share between them."""

from __future__ import annotations

import pytest
from lxml import etree

from kg.bridges.bridges import bridges
from kg.graph.view import View
from tests.graphs import view_of
from tests.viz.conftest import overlaps
from viz.bridge_scene import MOST, bridge_scene
from viz.composition import compose
from viz.picture_sheet import sheet_around
from viz.scene import Scene
from viz.svg import svg

ASKED = [
    ["org/iacd", "org/segib", "org/mercosur"],
    ["org/segib", "org/mercosur"],
    ["org/caricom", "org/mercosur", "org/sica"],
    ["org/oas", "org/un"],
    ["org/iacd", "org/oas"],
]


def scene_of(view: View, ids: list[str], lang: str = "en") -> Scene:
    return bridge_scene(view, bridges(view, ids, lang), lang, href=lambda id_: f"/{lang}/{id_}")


@pytest.mark.parametrize("ids", ASKED, ids=str)
@pytest.mark.parametrize("lang", ["en", "es", "pt", "fr"])
def test_no_text_meets_another_and_none_is_left_out(
    starter_view: View, ids: list[str], lang: str
) -> None:
    composition = compose(scene_of(starter_view, ids, lang))
    sheet = sheet_around(composition, heading=False)
    assert overlaps(sheet.boxes()) == 0
    assert all(box.left >= 0 and box.right <= sheet.width for box in sheet.boxes())
    assert all(placed.label for placed in composition.nodes)
    root = etree.fromstring(svg(composition, heading=False).encode())
    assert root[0].text == composition.scene.title
    assert (root[1].text or "").startswith(composition.scene.description)


def test_what_is_shared_stands_between_the_bodies(starter_view: View) -> None:
    scene = scene_of(starter_view, ASKED[0])
    layer = {node.id: node.layer for node in scene.nodes}
    assert [layer[id_] for id_ in ("org/iacd", "org/oas", "state/arg", "org/segib")] == [0, 1, 2, 3]
    assert layer["org/mercosur"] == 3
    assert "state/hti" not in layer
    links = {(link.start, link.type, link.end) for link in scene.links}
    assert ("state/arg", "MEMBER_OF", "org/mercosur") in links
    assert ("org/iacd", "PART_OF", "org/oas") in links
    named = next(node for node in scene.nodes if node.id == "agreement/oas-segib-2009")
    assert named.label.endswith(": not known whether in force")


def test_who_share_nothing_are_joined_by_their_best_route(starter_view: View) -> None:
    ids = ["org/caricom", "org/mercosur"]
    found = bridges(starter_view, ids, "en")
    assert found.shared.states == []
    assert {node.id for node in found.routes[0].nodes} <= {
        node.id for node in scene_of(starter_view, ids).nodes
    }


def test_a_lapsed_agreement_is_a_dashed_line() -> None:
    lines = "org/a PARTY_TO agreement/k party\norg/b PARTY_TO agreement/k party"
    view = view_of(lines, {"agreement/k": {"status": "expired"}})
    scene = scene_of(view, ["org/a", "org/b"])
    assert [link.dashed for link in scene.links] == [True, True]


def test_more_than_fits_is_counted() -> None:
    lines = "\n".join(
        f"org/{body} PARTY_TO agreement/n{n} party" for n in range(MOST + 3) for body in "ab"
    )
    scene = scene_of(view_of(lines), ["org/a", "org/b"])
    assert scene.left_out == 3
    assert any("+3" in note for note in scene.notes)
