"""What a page needs to show a diagram that is explored: markup, words, files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.graph.view import View
from viz.elements import tag
from viz.explorer.explored_scene import ExploredDiagram
from viz.explorer.explorer_drawing import explorer_drawing
from viz.explorer.told_records import Told, told
from viz.scene import Href
from viz.shapes import outline
from viz.style import LOOKS
from viz.svg import legend_marks, paint

if TYPE_CHECKING:
    from markupsafe import Markup

_STATIC: Final = Path(__file__).parents[1] / "static"
STYLE: Final = "explorer/explorer.css"
SCRIPTS: Final = (
    "explorer/choosing.js",
    "explorer/looking.js",
    "explorer/going.js",
    "explorer/explorer.js",
)
BY_HAND: Final = ("vendor/vis-network-10.1.5.js", "explorer/by-hand.js")
"""What is loaded only when somebody asks to move records by hand."""


@dataclass(frozen=True, slots=True)
class ExplorerPage:
    """A diagram to explore, for a page under a strict policy.

    ``marks``: the shape of each type as a small picture; ``legend``: marks with their texts;
    ``by_hand``: addresses of scripts that are loaded on demand, in this order.
    """

    diagram: ExploredDiagram
    drawing: Markup
    told: Told
    marks: dict[str, Markup]
    legend: tuple[tuple[Markup, str], ...]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    by_hand: tuple[str, ...]


def explorer_page(
    view: View, diagram: ExploredDiagram, assets_base: str, href: Href | None
) -> ExplorerPage:
    """Return a diagram for a page whose server offers ``viz/static`` under ``assets_base``."""
    from markupsafe import Markup

    return ExplorerPage(
        diagram,
        Markup(explorer_drawing(diagram)),  # noqa: S704 (escaped where it is written)
        told(view, diagram, href),
        {type_: Markup(_mark(type_)) for type_ in diagram.scene.types()},  # noqa: S704 (our shapes)
        tuple(
            (Markup(mark), text)  # noqa: S704 (made of our own shapes)
            for mark, text in legend_marks(diagram.composition)
        ),
        (_address(assets_base, STYLE),),
        tuple(_address(assets_base, name) for name in SCRIPTS),
        tuple(_address(assets_base, name) for name in BY_HAND),
    )


def _mark(type_: str) -> str:
    look = LOOKS[type_]
    path = tag("path", {"d": f"M8 8{outline(look.shape, 5)}", **paint(look)})
    return f'<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">{path}</svg>'


@cache
def _address(base: str, name: str) -> str:
    digest = hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:12]
    return f"{base}/{name}?{digest}"
