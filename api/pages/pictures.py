"""Pictures for pages: drawn by viz, linked to our own addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from api.deps import Reader
from api.pages.page_context import Context

if TYPE_CHECKING:
    from viz.diagram_page import DiagramPage

NEAR: Final = 40
"""How many records the picture on a page shows at most; the interactive diagram shows more."""
EXPLORED: Final = 120


def ego_picture(p: Context, reader: Reader, id_: str) -> Markup:
    """Return the drawing of a record's surroundings."""
    from viz.ego import ego_scene
    from viz.svg import svg

    scene = ego_scene(reader.view, id_, p.lang, limit=NEAR, href=p.node)
    # viz escapes every text it draws and writes neither script nor style.
    return Markup(svg(scene))  # noqa: S704


def ego_diagram(p: Context, reader: Reader, id_: str, steps: int) -> DiagramPage:
    """Return the diagram of a record's surroundings, to explore."""
    from viz.diagram_page import diagram_page
    from viz.ego import ego_scene

    scene = ego_scene(reader.view, id_, p.lang, steps, EXPLORED, href=p.node)
    return diagram_page(scene, f"{p.root}/static/viz")


def landscape_diagram(p: Context, reader: Reader) -> DiagramPage | None:
    """Return the agency's position among bodies, regions and states; None where it is not known."""
    from viz.diagram_page import diagram_page
    from viz.landscape import AGENCY, landscape_scene

    if not p.known(AGENCY):
        return None

    scene = landscape_scene(reader.view, p.lang, AGENCY, href=p.node)
    return diagram_page(scene, f"{p.root}/static/viz")
