"""The drawing that is explored: each record and each relation an element of its own.

Like any picture it needs neither style sheet nor script: presentation attributes and classes only,
all text through ``tag``, which escapes it. A record leads to what is told of it on the page.
"""

from __future__ import annotations

from typing import Final

from viz.captions import kind_of, period
from viz.composition import Composition, PlacedLink, PlacedNode
from viz.elements import Attributes, element_name, group, tag, tag_raw
from viz.explorer.explored_scene import ExploredDiagram
from viz.label_placement import Label
from viz.style import INK, LOOKS, PAPER
from viz.svg import label_plates, label_text, line_look, outline_dash, outlines, paint
from viz.text_width import FONT, SIZE

LEAST_LETTERS: Final = 9
"""So many px high are letters at least."""


def explorer_drawing(diagram: ExploredDiagram) -> str:
    """Return the drawing as one ``<svg>``; what was there first has the same place in each state.

    Records carry ``data-id``, relations ``data-ends`` (the places of both records among all).
    """
    composition = diagram.composition
    scene = composition.scene
    name = element_name("explorer", scene.lang, scene.title)
    place = {node.id: number for number, node in enumerate(scene.nodes)}
    inner = [
        group({"class": "cg-lines"}, (_line(composition, link, place) for link in _drawn(diagram))),
        "".join(label_plates(composition)),
        group({"font-size": SIZE}, (_node(diagram, node) for node in composition.nodes)),
    ]
    parts = [
        tag("title", {"id": f"{name}t"}, scene.title),
        tag("desc", {"id": f"{name}d"}, f"{scene.description} {scene.caption}"),
        group({"transform": f"translate({diagram.left} {diagram.top})"}, inner),
    ]
    return group(_frame(diagram, name), parts, "svg") + "\n"


def _frame(diagram: ExploredDiagram, name: str) -> Attributes:
    drawn = diagram.composition
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"{diagram.left} {diagram.top} {drawn.width} {drawn.height}",
        # As wide as its letters are to be read at least; a style sheet may make it wider.
        "width": round(drawn.width * LEAST_LETTERS / SIZE),
        "class": "cg-svg",
        "role": "group",
        "aria-labelledby": f"{name}t {name}d",
        "font-family": FONT,
    }


def _drawn(diagram: ExploredDiagram) -> list[PlacedLink]:
    """Return the relations, the faintest first."""
    return sorted(diagram.composition.links, key=lambda placed: placed.stroke)


def _line(composition: Composition, placed: PlacedLink, place: dict[str, int]) -> str:
    link = placed.link
    said = " · ".join(filter(None, (link.label, period(link, composition.scene.lang))))
    look: Attributes = {
        "class": f"cg-line cg-{placed.stroke.family}",
        "data-ends": f"{place[link.start]} {place[link.end]}",
        "d": placed.curve.path(),
    }
    return tag_raw("path", {**look, **line_look(placed.stroke)}, tag("title", {}, said))


def _node(diagram: ExploredDiagram, placed: PlacedNode) -> str:
    node, at = placed.node, placed.place
    dimmed = bool(diagram.on_way) and node.id not in diagram.on_way
    given: Attributes = {
        "class": "cg-node cg-dim" if dimmed else "cg-node",
        "href": f"#row-{node.id}",
        "data-id": node.id,
    }
    shape: Attributes = {"d": outlines(node, at), "opacity": 0.35 if dimmed else None}
    parts = [
        tag("title", {}, f"{node.label}, {kind_of(node, diagram.scene.lang)}"),
        tag("circle", {"class": "cg-halo", "cx": at.x, "cy": at.y, "r": at.r + 7, "fill": "none"}),
        tag("path", {**shape, **paint(LOOKS[node.type], outline_dash(node))}),
    ]
    if placed.label:
        parts.append(_label(placed.label))
    return tag_raw("a", given, "".join(parts))


def _label(label: Label) -> str:
    look: Attributes = {
        "class": "cg-label", "text-anchor": label.anchor, "fill": INK, "stroke": PAPER,
        "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke",
    }  # fmt: skip
    return group(look, [label_text(label)])
