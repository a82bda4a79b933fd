"""What is explored, composed: what was there keeps its place, the ways stand in front."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kg.graph.view import View
from kg.model.documents import Paths
from viz.composition import Composition, PlacedLink, composed
from viz.explorer.diagram_state import DiagramState
from viz.explorer.explored import Explored, explored
from viz.explorer.explored_places import Grown, grown
from viz.scene import Href, Scene

_WAY: Final = 3.5
"""How wide the relations of a way are drawn."""
_BEHIND: Final = 0.18
"""How faint all others are then."""


@dataclass(frozen=True, slots=True)
class ExploredDiagram:
    """A diagram as somebody made it, composed.

    ``left`` and ``top`` say where its frame begins: in these measures what was there first lies
    where it lay before anything was done. ``on_way`` are the records on the ways.
    """

    state: DiagramState
    found: Explored
    composition: Composition
    on_way: frozenset[str]
    left: int
    top: int

    @property
    def scene(self) -> Scene:
        """What is shown."""
        return self.composition.scene

    @property
    def shown(self) -> frozenset[str]:
        """The ids of the records that are drawn."""
        return frozenset(node.id for node in self.scene.nodes)


def explored_diagram(
    view: View, state: DiagramState, lang: str, routes: Paths | None, href: Href | None = None
) -> ExploredDiagram:
    """Return the diagram of a state; ``routes`` are those from its middle to where it asks for.

    Raises:
        UnknownIdError: there is no such middle, or not for this audience.
    """
    found = explored(view, state, lang, routes, href)
    frame = _frame(view, state, found)
    composition = composed(found.scene, frame.layout)
    if found.ways:
        composition = _with_ways(composition, found.ways)
    on_way = {
        id_ for place in found.ways for id_ in (found.scene.links[place].start,
                                                found.scene.links[place].end)
    }  # fmt: skip
    return ExploredDiagram(state, found, composition, frozenset(on_way), frame.left, frame.top)


def _frame(view: View, state: DiagramState, found: Explored) -> Grown:
    """Return where all lies, beginning with the diagram to which nothing was done."""
    begun = DiagramState(state.middle, state.steps)
    lang = found.scene.lang
    origin = found.scene if state == begun else explored(view, begun, lang).scene
    return grown(origin, found.scene, state.opened)


def _with_ways(composition: Composition, ways: frozenset[int]) -> Composition:
    """Return a composition whose ways are drawn broad, and all that is not on one faint."""
    return replace(
        composition,
        links=tuple(
            _broad(placed) if place in ways else _behind(placed)
            for place, placed in enumerate(composition.links)
        ),
    )


def _broad(placed: PlacedLink) -> PlacedLink:
    return replace(placed, stroke=placed.stroke._replace(opacity=1.0, width=_WAY))


def _behind(placed: PlacedLink) -> PlacedLink:
    return replace(placed, stroke=placed.stroke._replace(opacity=_BEHIND))
