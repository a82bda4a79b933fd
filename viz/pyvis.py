"""A real ``pyvis.network.Network`` for analysts, and its data for our own page.

pyvis's own HTML calls third-party hosts and runs scripts hidden in labels, so it never reaches a
browser from here; ``viz.diagram_page`` draws the same data. Only ``to_pyvis`` needs pyvis.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from viz.captions import kind_of, period
from viz.layout import Layout, lay_out
from viz.scene import Scene, SceneLink, SceneNode
from viz.strokes import bends, stroke
from viz.style import INK, LOOKS, PAPER

if TYPE_CHECKING:
    from pyvis.network import Network

Data = dict[str, Any]


def network_data(scene: Scene, layout: Layout | None = None) -> Data:
    """Return ``nodes``, ``edges`` and ``options`` as vis-network wants them.

    The same as ``to_pyvis(scene).get_network_data()`` holds, made without pyvis.
    """
    layout = layout or lay_out(scene)
    middle = layout.width // 2, layout.height // 2
    x = {node.id: place.x for node, place in zip(scene.nodes, layout.places, strict=True)}
    return {
        "nodes": [
            _node(node, place.x - middle[0], place.y - middle[1], place.r, scene.lang)
            for node, place in zip(scene.nodes, layout.places, strict=True)
        ],
        "edges": [
            _edge(scene, link, bend, level=layout.columns and x[link.start] == x[link.end])
            for link, bend in zip(scene.links, bends(scene.links), strict=True)
        ],
        "options": _options(layout),
    }


def to_pyvis(scene: Scene) -> Network:
    """Return the scene as a pyvis network: directed (parallel relations stay), laid out, still."""
    from pyvis.network import Network

    data = network_data(scene)
    network = Network(directed=True, height="700px", width="100%")
    for node in data["nodes"]:
        network.add_node(node["id"], **{k: v for k, v in node.items() if k != "id"})
    for edge in data["edges"]:
        ends = {"from", "to"}
        more = {key: value for key, value in edge.items() if key not in ends}
        network.add_edge(edge["from"], edge["to"], **more)
    # pyvis removes every space of its options, also inside words: there are none in ours.
    network.set_options(json.dumps(data["options"], separators=(",", ":")))
    return network


def plain(text: str) -> str:
    """Return a title that pyvis takes for text: “href” in any title makes it run all as HTML."""
    return text.replace("href", "h\u200bref")


def _node(node: SceneNode, x: int, y: int, r: int, lang: str) -> Data:
    look = LOOKS[node.type]
    return {
        "id": node.id,
        "label": node.short,
        "title": plain(f"{node.label}\n{kind_of(node, lang)}"),
        "shape": look.shape,
        "color": {
            "background": PAPER if look.hollow else look.colour,
            "border": look.colour if look.hollow else INK,
        },
        "borderWidth": 2 if look.hollow else 1,
        "shapeProperties": {"borderDashes": [2, 2] if node.nature == "example" else False},
        "size": r,
        "x": x,
        "y": y,
    }


def _edge(scene: Scene, link: SceneLink, bend: int, *, level: bool) -> Data:
    """Return an edge; with ``level`` its ends lie in one column, so that it has to bow."""
    drawn = stroke(scene, link)
    edge: Data = {
        "from": link.start,
        "to": link.end,
        "title": plain(" · ".join(filter(None, (link.label, period(link, scene.lang))))),
        "arrows": "to",
        "color": {"color": drawn.colour, "opacity": drawn.opacity, "inherit": False},
        "dashes": [4, 3] if link.dashed else False,
        "width": drawn.width,
    }
    if level and not bend:
        edge["smooth"] = {"enabled": True, "type": "curvedCCW", "roundness": 0.15}
    elif bend:
        turn = "curvedCW" if bend > 0 else "curvedCCW"
        edge["smooth"] = {"enabled": True, "type": turn, "roundness": 0.15 * abs(bend)}
    return edge


def _options(layout: Layout) -> Data:
    smooth: Data | bool = False
    if layout.columns:
        smooth = {
            "enabled": True, "type": "cubicBezier", "forceDirection": "horizontal",
            "roundness": 0.5,
        }  # fmt: skip
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"font": {"size": 11, "face": "Arial"}},
        "edges": {"smooth": smooth, "arrows": {"to": {"scaleFactor": 0.4}}, "selectionWidth": 1},
        "interaction": {
            "hover": True, "tooltipDelay": 150, "zoomView": False, "dragNodes": True,
            "keyboard": {"enabled": False},
        },
    }  # fmt: skip
