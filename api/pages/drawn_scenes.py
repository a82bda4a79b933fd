"""Pictures for pages: drawn by viz, linked to our own addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.deps import Reader
from api.pages.asked_diagram import routes_of
from api.pages.page_context import Context

if TYPE_CHECKING:
    from viz.explorer.diagram_state import DiagramState
    from viz.explorer.explorer_html import ExplorerPage


def explored_page(p: Context, reader: Reader, state: DiagramState) -> ExplorerPage:
    """Return the diagram that somebody explores: its drawing, and what is told of each record."""
    from viz.explorer.explored_scene import explored_diagram
    from viz.explorer.explorer_html import explorer_page

    diagram = explored_diagram(reader.view, state, p.lang, routes_of(reader, state), p.node)
    return explorer_page(reader.view, diagram, f"{p.root}/static/viz", p.node)
