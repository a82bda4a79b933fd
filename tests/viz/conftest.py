"""Scenes for the tests of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest

from kg.graph.view import View
from tests.graphs import view_of
from viz.boxes import Box
from viz.ego import ego_scene
from viz.scene import Scene

HOSTILE = {
    "org/script": "</script><script>window.__xss=1</script>",
    "org/image": '<img src=x onerror="window.__xss=2">',
    "org/href": 'see href="https://example.org" now',
    "org/quotes": 'it\'s "quoted" & <b>bold</b>',
    "org/lines": "one\u2028two\u2029three\x00four\nfive",
    "org/rtl": "مجلس \u202eevil\u202c שלום",
    "org/svg": "--></svg><svg onload='window.__xss=3'>",
    "org/template": "{{ 7*7 }}{% raw %}${7*7}",
}
"""Labels that try to be more than text."""


def hostile_view() -> View:
    """A body with members whose names are attacks; one declares an example."""
    nodes: dict[str, dict[str, object]] = {
        id_: {"name": {"en": name}} for id_, name in HOSTILE.items()
    }
    nodes["org/hub"] = {"name": {"es": "Centro"}, "acronym": "<HUB>"}
    nodes["offer/x"] = {"title": {"en": "Help & <i>more</i>"}, "nature": "example"}
    lines = [f"{id_} MEMBER_OF org/hub observer" for id_ in HOSTILE]
    lines.append("org/hub DECLARES offer/x")
    return view_of("\n".join(lines), nodes)


def crowd(count: int, focus: bool = True) -> Scene:
    """A scene of ``count`` nodes in communities of ten around one body."""
    lines = [f"org/n{n} MEMBER_OF org/n{n // 10}" for n in range(1, count)]
    lines += [f"org/n{n} PART_OF org/n{n - 1}" for n in range(1, count) if n % 3]
    names = {f"org/n{n}": {"name": {"en": f"Organisation number {n}"}} for n in range(count)}
    scene = ego_scene(view_of("\n".join(lines), names), "org/n0", "en", steps=3, limit=count)
    if focus:
        return scene
    return Scene(scene.nodes, scene.links, "T", "D", "C", "en")


def overlaps(boxes: Sequence[Box]) -> int:
    """How many pairs of rectangles meet."""
    return sum(one.meets(two) for one, two in combinations(boxes, 2))


@pytest.fixture(scope="session")
def hostile() -> Scene:
    return ego_scene(hostile_view(), "org/hub", "en", href=lambda id_: f"/en/node/{id_}?a=1&b=2")


@pytest.fixture(scope="session")
def segib(starter_view: View) -> Scene:
    return ego_scene(starter_view, "org/segib", "es")


@pytest.fixture(scope="session")
def landscape(starter_view: View) -> Scene:
    from viz.landscape import landscape_scene

    return landscape_scene(starter_view, "en")
