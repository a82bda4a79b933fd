"""Which records a diagram shows: those around its middle, what was opened, what lies on the ways.

Groups of neighbours that fit are drawn whole, others are counted in bundles, as in every picture
(``viz.ego``): which members of a body are drawn is no choice of ours. A record that is opened has
its own neighbours around it, by the same rule; a bundle that is opened has what it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.graph.view import Edge, View
from kg.model.documents import Paths
from viz.bundles import MARK, Bundle, bundles_of, drawn_whole, merged, neighbours, whole
from viz.ego import OPENED, SPOTS, Drawing, Rings
from viz.explorer.diagram_state import DiagramState
from viz.scene import MOST, Href, Pencil, Scene, SceneLink, edges_among
from viz.style import FAMILY

MORE: Final = 12
"""So many spots a record that is opened gets for its neighbours, bundles counted in."""


@dataclass(frozen=True, slots=True)
class Explored:
    """A state as a scene; ``edges``: the relation that each link is, None of a bundle's own.

    ``more``: how many neighbours of each record are neither drawn nor counted in a bundle;
    ``opened``: what has something around it that folding puts away; ``ways``: the places of the
    links on the routes that are drawn.
    """

    scene: Scene
    edges: tuple[Edge | None, ...]
    more: dict[str, int]
    opened: frozenset[str]
    ways: frozenset[int]


def explored(
    view: View,
    state: DiagramState,
    lang: str,
    routes: Paths | None = None,
    href: Href | None = None,
) -> Explored:
    """Return what a state shows; ``routes`` are those from its middle to where it asks for.

    Raises:
        UnknownIdError: there is no such middle, or not for this audience.
    """
    rings = _Growing(view, view.index(state.middle))
    rings.hidden = frozenset(state.hidden)
    rings.folded = frozenset(view.snapshot.index(id_) for id_ in state.folded)
    rings.fill(state.steps, SPOTS)
    keys = _open_all(rings, state.opened)
    ways = _ways(view, routes)
    rings.take(ways)
    drawing = Drawing(rings, Pencil(view, lang, href), tuple(keys), None)
    scene = _without(drawing.scene(), rings.hidden)
    edges = _edges(view, scene, drawing.out)
    on_way = {(edge.type, edge.index) for way in ways for edge in way}
    return Explored(
        scene,
        edges,
        {node.id: rings.more(view.index(node.id)) for node in scene.nodes if not node.bundle},
        rings.parents(scene),
        frozenset(
            place for place, edge in enumerate(edges) if edge and (edge.type, edge.index) in on_way
        ),
    )


@dataclass(slots=True)
class _Growing(Rings):
    """Rings of what is not hidden, to which more comes."""

    hidden: frozenset[str] = frozenset()
    folded: frozenset[int | None] = frozenset()

    def behind(self, ring: Sequence[int]) -> Iterator[Bundle]:
        """Yield the neighbours of a ring that no earlier node had, but of what is folded."""
        for owner in ring:
            if owner not in self.folded:
                near = self._near(owner)
                self.seen |= near.keys()
                yield from bundles_of(self.view, owner, near)

    def _near(self, owner: int) -> dict[int, Edge]:
        return {
            node: edge
            for node, edge in neighbours(self.view, owner, self.seen).items()
            if FAMILY[edge.type] not in self.hidden and self.view.type_of(node) not in self.hidden
        }

    def more(self, node: int) -> int:
        """Return how many neighbours of a record are not shown and in no bundle."""
        return len(self._near(node))

    def open(self, owner: int) -> None:
        """Show the neighbours of a record that are not shown yet: what fits whole, else counted."""
        spots = min(MORE, MOST - len(self.drawn) - len(self.counted))
        near = self._near(owner)
        if spots <= 0 or not near:
            return
        self.seen |= near.keys()
        bundles = merged(self.view, bundles_of(self.view, owner, near), spots)
        fit = drawn_whole(bundles, spots)
        for bundle in bundles:
            if bundle.key in fit:
                self.show(bundle.members, owner)
            else:
                self.counted = [*self.counted, bundle]

    def show(self, nodes: Iterable[int], owner: int) -> None:
        """Draw records around another one."""
        new = [node for node in nodes if node not in self.drawn]
        self.seen |= set(new)
        self.drawn = [*self.drawn, *new]
        self.under.update(dict.fromkeys(new, owner))

    def take(self, ways: Iterable[Sequence[Edge]]) -> None:
        """Draw what lies on ways, each record by the one before it."""
        for way in ways:
            here = self.centre
            for edge in way:
                there = edge.end if edge.start == here else edge.start
                self.show([there] if there != self.centre else [], here)
                self.counted = [_left(bundle, there) for bundle in self.counted]
                here = there
        self.counted = [bundle for bundle in self.counted if bundle.members]

    def parents(self, scene: Scene) -> frozenset[str]:
        """Return what has something around it that came by it."""
        named = {node.under or scene.focus for node in scene.nodes if node.id != scene.focus}
        return frozenset(id_ for id_ in named if id_ is not None)


def _left(bundle: Bundle, node: int) -> Bundle:
    """Return a bundle without a record that is drawn now."""
    if node not in bundle.members:
        return bundle
    kept = [place for place, member in enumerate(bundle.members) if member != node]
    return replace(
        bundle,
        members=tuple(bundle.members[place] for place in kept),
        edges=tuple(bundle.edges[place] for place in kept),
    )


def _open_all(rings: _Growing, opened: Iterable[str]) -> list[str]:
    """Open records and bundles in their order, as far as they are shown; return the bundles."""
    keys: list[str] = []
    for name in opened:
        if MARK in name:
            keys.append(name)
            continue
        node = rings.view.snapshot.index(name)
        if node is not None and (node in rings.drawn or node in _out(rings, keys)):
            rings.open(node)
    return keys


def _out(rings: _Growing, keys: Sequence[str]) -> Iterator[int]:
    """Yield what comes out of bundles that are open."""
    for bundle in rings.counted:
        parts = [key for key in keys if whole(key) == bundle.key]
        yield from bundle.members[: OPENED * len(parts)]


def _ways(view: View, routes: Paths | None) -> tuple[tuple[Edge, ...], ...]:
    """Return the relations of routes as this view holds them."""
    if routes is None:
        return ()
    found = []
    for route in routes.paths:
        edges = (_edge(view, one.type, one.from_, one.to) for one in route.relations)
        found.append(tuple(edge for edge in edges if edge is not None))
    return tuple(found)


def _edge(view: View, type_: str, start: str, end: str) -> Edge | None:
    here, there = view.index(start), view.index(end)
    among = view.edges(here, only=type_)
    return next((edge for edge in among if (edge.start, edge.end) == (here, there)), None)


def _without(scene: Scene, hidden: frozenset[str]) -> Scene:
    """Return a scene without the relations of hidden families."""
    links = tuple(link for link in scene.links if FAMILY[link.type] not in hidden)
    return scene if len(links) == len(scene.links) else replace(scene, links=links)


def _edges(view: View, scene: Scene, out: dict[int, tuple[str, Edge]]) -> tuple[Edge | None, ...]:
    """Return for each link the relation that it is."""
    bundles = {node.id for node in scene.nodes if node.bundle}
    hung = {(key, view.id(node)): edge for node, (key, edge) in out.items()}
    records = [view.index(node.id) for node in scene.nodes if not node.bundle]
    waiting: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in reversed(edges_among(view, records)):
        name = edge.type, view.id(edge.start), view.id(edge.end)
        waiting.setdefault(name, []).append(edge)
    return tuple(_edge_of(link, bundles, hung, waiting) for link in scene.links)


def _edge_of(
    link: SceneLink,
    bundles: set[str],
    hung: dict[tuple[str, str], Edge],
    waiting: dict[tuple[str, str, str], list[Edge]],
) -> Edge | None:
    if link.start in bundles or link.end in bundles:
        return hung.get((link.start, link.end)) or hung.get((link.end, link.start))
    return waiting[link.type, link.start, link.end].pop()
