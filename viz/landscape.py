"""The scene of an agency in the landscape: its house, the bodies, the states by region.

It has columns: the agency and its parent bodies, its house (organs, programmes, agreements,
initiatives), the bodies, the regions, the states. A line between a region and a body stands for the
states of the region that are its full members on the date, and says how many; so 35 states and 25
bodies do not become a hairball.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.base.i18n import msg, nmsg
from kg.graph.actors import states
from kg.graph.presence import is_present
from kg.graph.undated import memberships
from kg.graph.view import Edge, View
from viz.scene import MOST, Href, Pencil, Scene, SceneLink, SceneNode, ordered, other_end

AGENCY = "org/iacd"
FEWEST = 2
"""A body has at least this many of the states as full members, or is named in an agreement."""
CENTRE, HOUSE, BODIES, REGIONS, STATES = range(5)


def landscape_scene(
    view: View, lang: str, centre: str = AGENCY, *, href: Href | None = None
) -> Scene:
    """Return the position of an agency among bodies, regions and states.

    Raises:
        UnknownIdError: no such agency, or not for this audience.
    """
    landscape = _Landscape(view, view.index(centre))
    landscape.fill()
    pencil = Pencil(view, lang, href)
    nodes = ordered(_nodes(landscape, pencil), view.id(landscape.centre))
    return pencil.scene(
        msg("{name} in the landscape of cooperation", name=nodes[0].label),
        landscape.layer,
        nodes,
        (*_links(landscape, pencil), *_memberships(landscape, pencil)),
        left_out=landscape.left_out,
        note=msg("Thicker lines: more states of the region are full members."),
        counted=memberships(view, landscape.bodies()),
    )


@dataclass(slots=True)
class _Landscape:
    """Which nodes are shown, each with its column; ``members``: (region, body) → states."""

    view: View
    centre: int
    layer: dict[int, int] = field(default_factory=dict)
    region: dict[int, int] = field(default_factory=dict)
    members: Counter[tuple[int, int]] = field(default_factory=Counter)
    left_out: int = 0

    def bodies(self) -> list[int]:
        """Return the bodies whose members are counted."""
        return sorted({body for _, body in self.members if body in self.layer})

    def fill(self) -> None:
        """Choose the nodes, column by column."""
        self._put([self.centre], CENTRE)
        parents = self._parents()
        bodies = [n for n in parents if self.view.type_of(n) == "Organisation"]
        house = [n for n in (*parents, *self._house([self.centre, *parents])) if n not in bodies]
        self._put(dict.fromkeys(house), HOUSE)
        self._put_states()
        self._put_bodies(bodies)

    def _put(self, indexes: Iterable[int], layer: int) -> None:
        for index in indexes:
            if index in self.layer or not (layer == CENTRE or is_present(self.view, index)):
                continue
            if len(self.layer) < MOST:
                self.layer[index] = layer
            else:
                self.left_out += 1

    def _parents(self) -> list[int]:
        """What the agency is part of, and what that is part of."""
        found: list[int] = []
        frontier = [self.centre]
        while frontier:
            ends = [e.end for n in frontier for e in self._edges(n, "PART_OF") if e.start == n]
            frontier = [n for n in dict.fromkeys(ends) if n not in found and n != self.centre]
            found += frontier
        return found

    def _house(self, roots: list[int]) -> Iterator[int]:
        """Organs, programmes, agreements and initiatives of the agency and its parents."""
        for root in roots:
            for type_ in ("PART_OF", "RUNS", "PARTY_TO", "CONCERNS"):
                for edge in self._edges(root, type_):
                    other = other_end(edge, root)
                    if self.view.type_of(other) != "Activity":
                        yield other
                        if type_ == "PART_OF" and edge.end == root:
                            yield from self._house([other])

    def _put_states(self) -> None:
        for state in states(self.view):
            region = next((e.end for e in self._edges(state, "IN_REGION")), None)
            self._put([state], STATES)
            if region is not None and state in self.layer:
                self._put([region], REGIONS)
                self.region[state] = region

    def _put_bodies(self, parents: list[int]) -> None:
        reach: Counter[int] = Counter()
        for state, region in self.region.items():
            for body in set(self.view.adjacency(("MEMBER_OF",), "out").of(state).tolist()):
                if self.view.type_of(body) == "Organisation":
                    reach[body] += 1
                    self.members[region, body] += 1
        near = [n for n in self._named() if self.view.type_of(n) == "Organisation"]
        wide = [n for n, states in reach.items() if states >= FEWEST]
        wide.sort(key=lambda n: (-reach[n], self.view.id(n)))
        self._put((*parents, *near, *wide), BODIES)

    def _named(self) -> Iterator[int]:
        """Bodies that an agreement or initiative of the house names."""
        for index in [n for n, layer in self.layer.items() if layer == HOUSE]:
            for edge in self.view.edges(index):
                if edge.type in ("PARTY_TO", "CONCERNS"):
                    yield other_end(edge, index)

    def _edges(self, index: int, type_: str) -> Iterator[Edge]:
        return (edge for edge in self.view.edges(index) if edge.type == type_)


def _nodes(landscape: _Landscape, pencil: Pencil) -> Iterator[SceneNode]:
    sizes = Counter(landscape.region.values())
    for index, layer in landscape.layer.items():
        more = nmsg("{count} state", "{count} states", sizes[index]) if index in sizes else None
        yield pencil.node(index, layer, more)


def _links(landscape: _Landscape, pencil: Pencil) -> Iterator[SceneLink]:
    """Relations of the house, and of states to their regions: no single membership."""
    view = landscape.view
    inner = {n for n, layer in landscape.layer.items() if layer <= BODIES}
    bodies = {n for n in inner if landscape.layer[n] == BODIES}
    for link in pencil.links_among(inner):
        ends = {view.index(link.start), view.index(link.end)}
        if not ends <= bodies or link.type in ("PART_OF", "SUCCEEDS"):
            yield link
    for state, region in landscape.region.items():
        edges = (e for e in view.edges(state) if e.type == "IN_REGION" and e.end == region)
        yield from (pencil.link(edge) for edge in edges)


def _memberships(landscape: _Landscape, pencil: Pencil) -> Iterator[SceneLink]:
    sizes = Counter(landscape.region.values())
    view = landscape.view
    for (region, body), count in sorted(landscape.members.items()):
        if body in landscape.layer:
            said = msg("{count} of its {total} states are full members of",
                       count=count, total=sizes[region])  # fmt: skip
            text = said.text(pencil.lang)
            yield SceneLink(view.id(region), view.id(body), "MEMBER_OF", text, count=count)
