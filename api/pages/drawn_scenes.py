"""Pictures for pages: drawn by viz, linked to our own addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.deps import Reader
from api.pages.page_context import Context

if TYPE_CHECKING:
    from viz.diagram_html import DiagramPage
    from viz.scene import Scene


def ego_diagram(p: Context, reader: Reader, id_: str, steps: int) -> DiagramPage:
    """Return the diagram of a record's surroundings, to explore."""
    from viz.ego import ego_scene

    return _diagram(p, ego_scene(reader.view, id_, p.lang, steps, href=p.node))


def _diagram(p: Context, scene: Scene) -> DiagramPage:
    from viz.composition import compose
    from viz.diagram_html import diagram_page

    return diagram_page(compose(scene), f"{p.root}/static/viz")
