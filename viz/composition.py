"""A composition: a scene with all that is decided once, before anything draws it.

The drawing, the data beside it, the file and the network of pyvis read the same places, labels and
strokes from here: to lay out is most of the work, and two layouts could come to differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from viz.boxes import Drawn
from viz.column_lanes import Lanes
from viz.label_placement import Label, place_labels
from viz.layout import Before, Frame, Layout, Place, lay_out
from viz.legend import Entry, legend_of
from viz.link_curve import Curve, straight
from viz.scene import Scene, SceneLink, SceneNode
from viz.strokes import Stroke, bends, strokes
from viz.style import FAMILY

_LED: Final = 0.55
"""Opacity of the line from a bundle to the frame of what came out of it."""


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node, where it lies, and its label, None where that found no place."""

    node: SceneNode
    place: Place
    label: Label | None


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A relation between two places; ``bend`` says how far it gives way to those beside it.

    ``curve`` is the way that its line takes. One that is not ``drawn`` leads out of a frame: across
    the picture it would strike all that lies between, so that it is told in words alone.
    """

    link: SceneLink
    start: Place
    end: Place
    stroke: Stroke
    bend: int
    curve: Curve
    drawn: bool = True


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
    frames: tuple[Frame, ...] = ()

    def spots(self) -> dict[str, Place]:
        """Return where each node lies, by its id: what a picture that grows from it starts from."""
        return {placed.node.id: placed.place for placed in self.nodes}


def compose(scene: Scene, before: Before | None = None) -> Composition:
    """Return a scene laid out, its labels placed, its lines and its legend chosen.

    ``before``: ``spots()`` of the picture that this one grew from; without it a scene that grew
    from another has what came out of its bundles in frames below that.
    """
    return composed(scene, lay_out(scene, before))


def composed(scene: Scene, layout: Layout) -> Composition:
    """Return a scene of which it is known where its nodes lie, composed."""
    links = _links(scene, layout)
    labels = place_labels(scene, layout, [placed.curve for placed in links if placed.drawn])
    placed = zip(scene.nodes, layout.places, labels, strict=True)
    return Composition(
        scene,
        layout.width,
        layout.height,
        layout.columns,
        tuple(PlacedNode(*parts) for parts in placed),
        links,
        legend_of(scene),
        layout.frames,
    )


def struck(composition: Composition) -> list[str]:
    """Return the labels that a line runs through, none of them on a ground of paper."""
    drawn = Drawn([placed.curve for placed in composition.links if placed.drawn])
    labels = [placed.label for placed in composition.nodes if placed.label]
    return [one.text for one in labels if not one.plate and drawn.through(one.box)]


def _links(scene: Scene, layout: Layout) -> tuple[PlacedLink, ...]:
    ids = (node.id for node in scene.nodes)
    place = dict(zip(ids, layout.places, strict=True))
    way = Lanes(scene, layout).way if layout.columns else straight
    links = tuple(
        PlacedLink(link, start, end, stroke, bend, way(start, end, bend))
        for link, stroke, bend in zip(scene.links, strokes(scene), bends(scene.links), strict=True)
        for start, end in [(place[link.start], place[link.end])]
    )
    return _into_frames(scene, layout, links) if layout.frames else links


def _into_frames(
    scene: Scene, layout: Layout, links: tuple[PlacedLink, ...]
) -> tuple[PlacedLink, ...]:
    """Return links, those of a bundle to what came out of it as one line to its frame."""
    frames = {frame.hub: frame for frame in layout.frames}
    hub_of = {node.id: node.under for node in scene.nodes if node.under in frames}

    def led(placed: PlacedLink) -> PlacedLink:
        start, end = placed.link.start, placed.link.end
        hub = hub_of.get(end) if hub_of.get(end) == start else hub_of.get(start)
        if hub is None or hub not in (start, end):
            return replace(placed, drawn=hub_of.get(start) == hub_of.get(end))
        x, y = (placed.start.x, placed.start.y) if hub == start else (placed.end.x, placed.end.y)
        family = FAMILY[placed.link.type]
        curve, stroke = (
            Curve(((x, y), (x, frames[hub].y))),
            Stroke(_LED, family, dashed=False, width=2),
        )
        return replace(placed, curve=curve, stroke=stroke)

    return tuple(map(led, links))
