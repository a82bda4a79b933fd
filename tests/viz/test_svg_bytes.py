"""Every byte of a picture and of the page around it, one scene per layout."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.paths.routes import paths
from tests.graphs import view_of
from tests.viz.conftest import crowd, hostile_view
from viz.composition import compose
from viz.diagram_html import diagram_page
from viz.ego import ego_scene
from viz.landscape import landscape_scene
from viz.path_scene import path_scene
from viz.scene import Scene
from viz.svg import svg

LINES = """
org/agency PART_OF org/parent
unit/desk PART_OF org/agency
unit/counter PART_OF unit/desk
org/agency RUNS programme/fund
org/agency PARTY_TO agreement/a observer 2001-02-03
org/body PARTY_TO agreement/a
org/body CONCERNS org/near
state/hti MEMBER_OF org/body member 1999-01-01
state/cub MEMBER_OF org/body member
state/cub MEMBER_OF org/near observer
state/hti IN_REGION region/caribbean
state/cub IN_REGION region/caribbean
state/chl IN_REGION region/south
state/chl MEMBER_OF org/body member
"""


def around() -> Scene:
    """Hostile labels around one body, with addresses."""
    return ego_scene(hostile_view(), "org/hub", "en", href=lambda id_: f"/en/node/{id_}?a=1&b=2")


def columns() -> Scene:
    """A landscape of two regions: lines that count, dashed ones, ones within a column."""
    return landscape_scene(view_of(LINES), "pt", "org/agency")


def communities() -> Scene:
    """Small, so that no processor rounds a node elsewhere: forces enlarge the last digit."""
    return crowd(24, focus=False)


def opened() -> Scene:
    """Bundles, one of them open: a frame below the picture."""
    lines = [f"state/s{n:02} MEMBER_OF org/body member" for n in range(45)]
    lines += [f"org/body PARTY_TO agreement/a{n}" for n in range(12)]
    return ego_scene(
        view_of("\n".join(lines)), "org/body", "es", limit=10,
        opened=["org/body@MEMBER_OF-in@State"], opens=lambda key: f"?open={key}",
    )  # fmt: skip


def routes() -> Scene:
    """Routes side by side, one of them in doubt."""
    view = view_of(LINES)
    return path_scene(view, paths(view, "state/hti", "state/chl", "fr", 3), "fr")


@pytest.mark.parametrize("scene", [around, columns, communities, opened, routes])
def test_bytes(scene: Callable[[], Scene], golden: Callable[[str, str], None]) -> None:
    composition = compose(scene())
    golden(f"{scene.__name__}.svg", svg(composition))
    golden(f"{scene.__name__}.html", str(diagram_page(composition, "/static").fragment))
