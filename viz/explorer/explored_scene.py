"""The scene of what is explored, composed: records with how many more each has, the ways in front."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.graph.view import Edge, View
from kg.model.documents import Paths
from viz.composition import Composition, PlacedLink, compose
from viz.explorer.diagram_state import DiagramState
from viz.explorer.explored import Explored, edges_among, explored, on_ways
from viz.explorer.explored_places import Grown, grown
from viz.scene import MOST, Href, Pencil, Scene, SceneNode

_WAY: Final = 3.5
"""How wide the relations of a way are drawn."""
_BEHIND: Final = 0.18
"""How faint all others are then."""


@dataclass(frozen=True, slots=True)
class ExploredDiagram:
    """A diagram as somebody made it, composed.

    ``edges`` are its relations in the order of its links; ``more`` says of each record how many
    neighbours are not shown; ``on_way`` are the records on the ways. ``left`` and ``top`` say where
    its frame begins: what was there first has the same place in each state.
    """

    state: DiagramState
    composition: Composition
    edges: tuple[Edge, ...]
    more: dict[str, int]
    shown: frozenset[str]
    opened: frozenset[str]
    on_way: frozenset[str]
    left: int
    top: int

    @property
    def scene(self) -> Scene:
        """What is shown."""
        return self.composition.scene


def explored_diagram(
    view: View, state: DiagramState, lang: str, routes: Paths | None, href: Href | None = None
) -> ExploredDiagram:
    """Return the diagram of a state; ``routes`` are those from its middle to where it asks for.

    Raises:
        UnknownIdError: there is no such middle, or not for this audience.
    """
    pencil = Pencil(view, lang, href)
    found = explored(view, state, routes)
    edges = edges_among(view, found.nodes, state.hidden)
    scene = _scene(pencil, found, edges)
    frame = _grown(pencil, state, scene, found)
    composition = compose(scene, frame.layout)
    ways = {edge for way in found.ways for edge in way}
    if ways:
        composition = _with_ways(composition, edges, ways)
    return ExploredDiagram(
        state,
        composition,
        tuple(edges),
        {view.id(node): count for node, count in found.more.items()},
        frozenset(view.id(node) for node in found.nodes),
        frozenset(view.id(node) for node in found.brought.values()),
        frozenset(view.id(node) for node in on_ways(found)),
        frame.left,
        frame.top,
    )


def _scene(pencil: Pencil, found: Explored, edges: Sequence[Edge]) -> Scene:
    """Return the scene, its nodes in the order in which they came."""
    nodes = tuple(_node(pencil, node, found.more[node]) for node in found.nodes)
    return pencil.scene(
        msg("{name}: relations", name=pencil.node(found.nodes[0]).label),
        found.nodes,
        nodes,
        map(pencil.link, edges),
        left_out=found.more[found.nodes[0]],
        note=_full() if found.full else None,
    )


def _full() -> Message:
    return nmsg("No more than {count} record fits.", "No more than {count} records fit.", MOST)


def _node(pencil: Pencil, index: int, more: int) -> SceneNode:
    """Return a node; its label in the drawing says how many more neighbours it has."""
    node = pencil.node(index)
    return replace(node, short=f"{node.short} +{more}") if more else node


def _grown(pencil: Pencil, state: DiagramState, scene: Scene, found: Explored) -> Grown:
    """Return the places, beginning with those of the diagram to which nothing was done."""
    view = pencil.view
    begun = DiagramState(state.middle, state.steps)
    if state != begun:
        first = explored(view, begun)
        origin = _scene(pencil, first, edges_among(view, first.nodes, ()))
    else:
        origin = scene
    brought = {view.id(node): view.id(by) for node, by in found.brought.items()}
    return grown(origin, scene, brought)


def _with_ways(composition: Composition, edges: Iterable[Edge], ways: set[Edge]) -> Composition:
    """Return a composition whose ways are drawn broad, and all that is not on one faint."""
    return replace(
        composition,
        links=tuple(
            _broad(placed) if edge in ways else _behind(placed)
            for placed, edge in zip(composition.links, edges, strict=True)
        ),
    )


def _broad(placed: PlacedLink) -> PlacedLink:
    return replace(placed, stroke=placed.stroke._replace(opacity=1.0, width=_WAY))


def _behind(placed: PlacedLink) -> PlacedLink:
    return replace(placed, stroke=placed.stroke._replace(opacity=_BEHIND))
