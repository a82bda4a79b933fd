"""A composition: a scene with all that is decided once, before anything draws it.

The drawing, the data beside it, the file and the network of pyvis read the same places, labels and
strokes from here: to lay out is most of the work, and two layouts could come to differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from viz.boxes import Drawn
from viz.column_lanes import Lanes
from viz.label_placement import Label, place_labels
from viz.layout import Before, Layout, Place, lay_out
from viz.legend import Entry, legend_of
from viz.link_curve import Curve, straight
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
    """A relation between two places; ``bend`` says how far it gives way to those beside it.

    ``curve`` is the way that its line takes.
    """

    link: SceneLink
    start: Place
    end: Place
    stroke: Stroke
    bend: int
    curve: Curve


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

    def spots(self) -> dict[str, Place]:
        """Return where each node lies, by its id: what a picture that grows from it starts from."""
        return {placed.node.id: placed.place for placed in self.nodes}


def compose(scene: Scene, before: Before | None = None) -> Composition:
    """Return a scene laid out, its labels placed, its lines and its legend chosen.

    ``before``: ``spots()`` of the picture that this one grew from.
    """
    layout = lay_out(scene, before)
    links = _links(scene, layout)
    labels = place_labels(scene, layout, [placed.curve for placed in links])
    placed = zip(scene.nodes, layout.places, labels, strict=True)
    return Composition(
        scene,
        layout.width,
        layout.height,
        layout.columns,
        tuple(PlacedNode(*parts) for parts in placed),
        links,
        legend_of(scene),
    )


def struck(composition: Composition) -> list[str]:
    """Return the labels that a line runs through, none of them on a ground of paper."""
    drawn = Drawn([placed.curve for placed in composition.links])
    labels = [placed.label for placed in composition.nodes if placed.label]
    return [one.text for one in labels if not one.plate and drawn.through(one.box)]


def _links(scene: Scene, layout: Layout) -> tuple[PlacedLink, ...]:
    ids = (node.id for node in scene.nodes)
    place = dict(zip(ids, layout.places, strict=True))
    way = Lanes(scene, layout).way if layout.columns else straight
    return tuple(
        PlacedLink(link, start, end, stroke, bend, way(start, end, bend))
        for link, stroke, bend in zip(scene.links, strokes(scene), bends(scene.links), strict=True)
        for start, end in [(place[link.start], place[link.end])]
    )
