"""Pictures for pages: drawn by viz, linked to our own addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from api.deps import Reader
from api.pages.page_context import Context

if TYPE_CHECKING:
    from kg.model.documents import Bridges
    from viz.diagram_html import DiagramPage
    from viz.scene import Scene
    from viz.table_twin import Row


def ego_diagram(p: Context, reader: Reader, id_: str, steps: int) -> DiagramPage:
    """Return the diagram of a record's surroundings, to explore."""
    from viz.ego import ego_scene

    return _diagram(p, ego_scene(reader.view, id_, p.lang, steps, href=p.node))


def bridges_picture(p: Context, reader: Reader, found: Bridges) -> tuple[Markup, list[Row]]:
    """Return the drawing of what joins bodies, and the same as the rows of a table."""
    from viz.bridge_scene import bridge_scene
    from viz.composition import compose
    from viz.svg import svg
    from viz.table_twin import rows

    scene = bridge_scene(reader.view, found, p.lang, href=p.node)
    # viz escapes every text it draws and writes neither script nor style.
    return Markup(svg(compose(scene), heading=False)), rows(scene)  # noqa: S704


def _diagram(p: Context, scene: Scene) -> DiagramPage:
    from viz.composition import compose
    from viz.diagram_html import diagram_page

    return diagram_page(compose(scene), f"{p.root}/static/viz")
