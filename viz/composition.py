"""A composition: a scene with all that is decided once, before anything draws it.

The drawing, the data beside it, the file and the network of pyvis read the same places, labels and
strokes from here: to lay out is most of the work, and two layouts could come to differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from viz.label_placement import Label, place_labels
from viz.layout import Layout, Place, lay_out
from viz.legend import Entry, legend_of
from viz.scene import Scene, SceneLink, SceneNode
from viz.strokes import Stroke, bends, strokes


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node, where it lies, and its label, None where that found no place."""

    node: SceneNode
    place: Place
    label: Label | None


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A relation between two places; ``bend`` says how far it gives way to those beside it."""

    link: SceneLink
    start: Place
    end: Place
    stroke: Stroke
    bend: int


@dataclass(frozen=True, slots=True)
class Composition:
    """A scene within ``width`` × ``height``, its nodes and links in the scene's order.

    ``columns``: lines between nodes leave and arrive level.
    """

    scene: Scene
    width: int
    height: int
    columns: bool
    nodes: tuple[PlacedNode, ...]
    links: tuple[PlacedLink, ...]
    legend: tuple[Entry, ...]


def compose(scene: Scene, layout: Layout | None = None) -> Composition:
    """Return a scene laid out, its labels placed, its lines and its legend chosen.

    Who knows where its nodes lie gives the ``layout``.
    """
    layout = layout or lay_out(scene)
    labels = place_labels(scene, layout)
    placed = zip(scene.nodes, layout.places, labels, strict=True)
    return Composition(
        scene,
        layout.width,
        layout.height,
        layout.columns,
        tuple(PlacedNode(*parts) for parts in placed),
        _links(scene, layout),
        legend_of(scene),
    )


def _links(scene: Scene, layout: Layout) -> tuple[PlacedLink, ...]:
    ids = (node.id for node in scene.nodes)
    place = dict(zip(ids, layout.places, strict=True))
    return tuple(
        PlacedLink(link, place[link.start], place[link.end], stroke, bend)
        for link, stroke, bend in zip(scene.links, strokes(scene), bends(scene.links), strict=True)
    )
