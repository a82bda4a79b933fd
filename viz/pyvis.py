"""A real ``pyvis.network.Network`` for analysts, and its data for our own page.

pyvis's own HTML calls third-party hosts and runs scripts hidden in labels, so it never reaches a
browser from here; ``viz.diagram_html`` draws the same data. Only ``to_pyvis`` needs pyvis.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from viz.captions import kind_of, period
from viz.composition import Composition, PlacedLink, PlacedNode, compose
from viz.scene import Scene, SceneLink, SceneNode
from viz.style import INK, LOOKS, PAPER
from viz.text_width import SIZE
from viz.whole_scene import MOST_OF_ALL, whole_scene

if TYPE_CHECKING:
    from pyvis.network import Network

Data = dict[str, Any]


def network_data(composition: Composition) -> Data:
    """Return ``nodes``, ``edges`` and ``options`` as vis-network wants them.

    The same as ``to_pyvis(composition).get_network_data()`` holds, made without pyvis.
    """
    return {
        "nodes": [_node(composition, placed) for placed in composition.nodes],
        "edges": [_edge(composition, placed) for placed in composition.links],
        "options": _options(level=composition.columns),
    }


def to_pyvis(
    what: View | Snapshot | Scene | Composition, *, lang: str = "en", limit: int = MOST_OF_ALL
) -> Network:
    """Return a pyvis network: directed (parallel relations stay), laid out, still.

    Of a view or a snapshot (as of today) the best connected records, at most ``limit``, named in
    ``lang``: ``viz.whole_scene``. Titles are texts, whatever they hold.
    """
    from pyvis.network import Network

    data = network_data(_composed(what, lang, limit))
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


def _composed(what: View | Snapshot | Scene | Composition, lang: str, limit: int) -> Composition:
    if isinstance(what, Snapshot):
        what = View(what, date.today())  # noqa: DTZ011 (a calendar day)
    if isinstance(what, View):
        what = whole_scene(what, lang, limit)
    return compose(what) if isinstance(what, Scene) else what


def plain(text: str) -> str:
    """Return a title that pyvis takes for text: “href” in any title makes it run all as HTML."""
    return text.replace("href", "h\u200bref")


def _node(composition: Composition, placed: PlacedNode) -> Data:
    """Return a node, its place counted from the middle of the drawing."""
    node, place = placed.node, placed.place
    look = LOOKS[node.type]
    return {
        "id": node.id,
        "label": node.short,
        "title": plain(f"{node.label}\n{kind_of(node, composition.scene.lang)}"),
        "shape": look.shape,
        "color": {
            "background": PAPER if look.hollow else look.colour,
            "border": look.colour if look.hollow else INK,
        },
        "borderWidth": 2 if look.hollow else 1,
        "shapeProperties": {"borderDashes": _border(node)},
        "size": place.r,
        "x": place.x - composition.width // 2,
        "y": place.y - composition.height // 2,
    }


def _edge(composition: Composition, placed: PlacedLink) -> Data:
    link, drawn = placed.link, placed.stroke
    said = " · ".join(filter(None, (link.label, period(link, composition.scene.lang))))
    return {
        "from": link.start,
        "to": link.end,
        "title": plain("\n".join((said, *link.said))),
        "arrows": "to",
        "color": {"color": drawn.colour, "opacity": drawn.opacity, "inherit": False},
        "dashes": _dashes(link),
        "width": drawn.width,
        **_bowed(placed, level=composition.columns),
    }


def _border(node: SceneNode) -> list[float] | bool:
    if node.nature == "example":
        return [2, 2]
    return [1, 2.5] if node.to_confirm else False


def _dashes(link: SceneLink) -> list[float] | bool:
    if link.to_confirm:
        return [1, 3]
    return [4, 3] if link.dashed else False


def _bowed(placed: PlacedLink, *, level: bool) -> Data:
    """Return how an edge leaves the way of all: beside another, or within a column.

    A curve that leaves and arrives ``level`` would lie on the column itself.
    """
    if placed.bend:
        turn = "curvedCW" if placed.bend > 0 else "curvedCCW"
        return _smooth(turn, 0.15 * abs(placed.bend))
    if level and placed.start.x == placed.end.x:
        return _smooth("curvedCCW", 0.15)
    return {}


def _smooth(turn: str, roundness: float) -> Data:
    return {"smooth": {"enabled": True, "type": turn, "roundness": roundness}}


def _options(*, level: bool) -> Data:
    smooth: Data | bool = False
    if level:
        smooth = {
            "enabled": True, "type": "cubicBezier", "forceDirection": "horizontal",
            "roundness": 0.5,
        }  # fmt: skip
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"font": {"size": SIZE, "face": "Arial"}},
        "edges": {"smooth": smooth, "arrows": {"to": {"scaleFactor": 0.4}}, "selectionWidth": 1},
        "interaction": {
            "hover": True, "tooltipDelay": 150, "zoomView": False, "dragNodes": True,
            "keyboard": {"enabled": False},
        },
    }  # fmt: skip
