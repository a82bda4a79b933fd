"""Which records a diagram shows: those around its middle, those opened, those on the ways."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.graph.view import Edge, View
from kg.model.documents import Paths
from kg.model.registry import RELATIONS
from viz.explorer.diagram_state import DiagramState
from viz.scene import MOST, other_end
from viz.style import FAMILY

FIRST: Final = 40
"""So many neighbours of the middle are shown at first."""
BEYOND: Final = 4
"""So many of each record that is shown, for each further step."""
ALL_AT_FIRST: Final = 120
"""So many records are shown at most before anything is opened."""
MORE: Final = 12
"""So many more come each time that a record is opened."""
_RANK: Final = {name: cls.picture_rank for name, cls in RELATIONS.items()}


@dataclass(frozen=True, slots=True)
class Explored:
    """The records shown by their numbers, in the order in which they came.

    ``brought``: what each was brought by (not the middle); ``first``: how many there were before
    anything was opened; ``more``: how many neighbours of each are not shown; ``ways`` are the
    relations of the routes that are drawn, the best first; ``full``: no more fit.
    """

    nodes: tuple[int, ...]
    brought: dict[int, int]
    first: int
    more: dict[int, int]
    ways: tuple[tuple[Edge, ...], ...] = ()
    full: bool = False


@dataclass(slots=True)
class _Growing:
    """A diagram while records come to it."""

    view: View
    hidden: frozenset[str]
    shown: dict[int, int | None] = field(default_factory=dict)
    full: bool = False

    def neighbours(self, node: int) -> list[int]:
        """Return the neighbours that may be shown, the most institutional first."""
        ranks: dict[int, int] = {}
        for edge in self.view.edges(node):
            other = other_end(edge, node)
            if other != node and FAMILY[edge.type] not in self.hidden:
                ranks[other] = min(ranks.get(other, _RANK[edge.type]), _RANK[edge.type])
        allowed = (n for n in ranks if self.view.type_of(n) not in self.hidden)
        return sorted(allowed, key=lambda n: (ranks[n], -_degree(self.view, n), n))

    def waiting(self, node: int) -> list[int]:
        """Return the neighbours that are not shown yet."""
        return [other for other in self.neighbours(node) if other not in self.shown]

    def grow(self, node: int, most: int, limit: int) -> None:
        """Show some more neighbours of a record, as far as there is room."""
        waiting = self.waiting(node)
        taken = waiting[: max(0, min(most, limit - len(self.shown)))]
        self.full = self.full or len(taken) < min(most, len(waiting))
        self.add(taken, node)

    def add(self, nodes: Iterable[int], by: int) -> None:
        """Show records that another one brought."""
        for node in nodes:
            self.shown.setdefault(node, by)


def explored(view: View, state: DiagramState, routes: Paths | None = None) -> Explored:
    """Return what a state shows; ``routes`` are those from its middle to where it asks for.

    Raises:
        UnknownIdError: there is no such middle, or not for this audience.
    """
    middle = view.index(state.middle)
    growing = _Growing(view, frozenset(state.hidden), {middle: None})
    folded = {view.snapshot.index(id_) for id_ in state.folded}
    _begin(growing, middle, state.steps, folded)
    first = len(growing.shown)
    growing.full = False
    for id_ in state.opened:
        node = view.snapshot.index(id_)
        if node is not None and node in growing.shown:
            growing.grow(node, MORE, MOST)
    ways = _ways(view, routes)
    _add_ways(growing, middle, ways)
    brought = {node: by for node, by in growing.shown.items() if by is not None}
    more = {node: len(growing.waiting(node)) for node in growing.shown}
    return Explored(tuple(growing.shown), brought, first, more, ways, growing.full)


def edges_among(view: View, shown: Iterable[int], hidden: Sequence[str]) -> list[Edge]:
    """Return the relations in force among these records but of hidden families, by type."""
    chosen = set(shown)
    found = {
        (edge.type, edge.index): edge
        for node in chosen
        for edge in view.edges(node)
        if edge.start in chosen and edge.end in chosen and edge.start != edge.end
    }
    return [found[key] for key in sorted(found) if FAMILY[key[0]] not in hidden]


def _begin(growing: _Growing, middle: int, steps: int, folded: set[int | None]) -> None:
    """Show the middle's neighbours, then in each further step some of each of theirs."""
    waiting = deque([(middle, 0)])
    while waiting:
        node, depth = waiting.popleft()
        if depth == steps or node in folded:
            continue
        before = len(growing.shown)
        growing.grow(node, BEYOND if depth else FIRST, ALL_AT_FIRST)
        new = list(growing.shown)[before:]
        waiting.extend((other, depth + 1) for other in new)


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


def _add_ways(growing: _Growing, middle: int, ways: Iterable[Sequence[Edge]]) -> None:
    """Show what lies on the ways, each record brought by the one before it."""
    for way in ways:
        here = middle
        for edge in way:
            there = other_end(edge, here)
            growing.add([there], here)
            here = there


def on_ways(explored_: Explored) -> Iterator[int]:
    """Yield the records that the ways lead through."""
    for way in explored_.ways:
        for edge in way:
            yield edge.start
            yield edge.end


def _degree(view: View, node: int) -> int:
    """Return roughly how connected a node is: its relations of all dates."""
    return sum(
        int(edges.out_ptr[node + 1] - edges.out_ptr[node])
        + int(edges.in_ptr[node + 1] - edges.in_ptr[node])
        for edges in view.snapshot.edges.values()
    )
