"""Pictures for pages: drawn by viz, linked to our own addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from api.deps import Reader
from api.pages.asked_diagram import routes_of
from api.pages.page_context import Context

if TYPE_CHECKING:
    from kg.model.documents import Bridges
    from viz.explorer.diagram_state import DiagramState
    from viz.explorer.explorer_html import ExplorerPage
    from viz.table_twin import Row


def explored_page(p: Context, reader: Reader, state: DiagramState) -> ExplorerPage:
    """Return the diagram that somebody explores: its drawing, and what is told of each record."""
    from viz.explorer.explored_scene import explored_diagram
    from viz.explorer.explorer_html import explorer_page

    diagram = explored_diagram(reader.view, state, p.lang, routes_of(reader, state), p.node)
    return explorer_page(reader.view, diagram, f"{p.root}/static/viz", p.node)


def bridges_picture(p: Context, reader: Reader, found: Bridges) -> tuple[Markup, list[Row]]:
    """Return the drawing of what joins bodies, and the same as the rows of a table."""
    from viz.bridge_scene import bridge_scene
    from viz.composition import compose
    from viz.svg import svg
    from viz.table_twin import rows

    scene = bridge_scene(reader.view, found, p.lang, href=p.node)
    # viz escapes every text it draws and writes neither script nor style.
    return Markup(svg(compose(scene), heading=False)), rows(scene)  # noqa: S704
