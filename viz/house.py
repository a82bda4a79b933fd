"""The scene of an agency's own house: above it its parents, below its organs and programmes.

Small on purpose: at most so many of each kind as a reader takes in, the rest counted. The states
and the bodies they belong to are a matrix (``viz.pictures.states_picture``), no lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kg.base.i18n import msg
from kg.base.text import fold
from kg.graph.presence import is_present
from kg.graph.view import View
from viz.scene import Href, Pencil, Scene, SceneLink, ordered

AGENCY: Final = "org/iacd"
AGREEMENTS, PARENTS, CENTRE, ORGANS, PROGRAMMES = range(5)
"""The columns, from left to right."""
MOST_OF_A_KIND: Final = 5


def house_scene(view: View, lang: str, centre: str = AGENCY, *, href: Href | None = None) -> Scene:
    """Return an agency with its parents, organs and programmes, and the agreements of its house.

    Raises:
        UnknownIdError: no such agency, or not for this audience.
    """
    house = _House(view, view.index(centre))
    house.fill(lang)
    pencil = Pencil(view, lang, href)
    nodes = ordered((pencil.node(n, at) for n, at in house.layer.items()), view.id(house.centre))
    return pencil.scene(
        msg("{name}: organs, programmes and agreements", name=nodes[0].label),
        house.layer,
        nodes,
        _links(house, pencil),
        left_out=house.left_out,
    )


@dataclass(slots=True)
class _House:
    """Which records are shown, each with its column."""

    view: View
    centre: int
    layer: dict[int, int] = field(default_factory=dict)
    left_out: int = 0

    def fill(self, lang: str) -> None:
        """Choose what is shown: what stands nearest, then in the order of names."""
        parents = self._closed(self.centre, "out")
        organs = self._closed(self.centre, "in")
        self.layer[self.centre] = CENTRE
        self._put(parents, PARENTS)
        self._put([n for n in organs if not self.view.is_a(n, "Programme")], ORGANS)
        # What the agency runs itself stands nearest, then what its parents and its organs run.
        near = [n for node in (self.centre, *parents) for n in self._named(self._run(node), lang)]
        far = self._named((n for node in organs for n in self._run(node)), lang)
        self._put([*near, *far], PROGRAMMES)
        self._put(self._agreements((self.centre, *parents)), AGREEMENTS)

    def _put(self, nodes: Iterable[int], layer: int) -> None:
        unseen = (node for node in dict.fromkeys(nodes) if node not in self.layer)
        # What nobody has read yet in a publication is no part of it.
        new = [n for n in unseen if is_present(self.view, n) and not self.view.to_confirm(n)]
        self.layer.update(dict.fromkeys(new[:MOST_OF_A_KIND], layer))
        self.left_out += len(new[MOST_OF_A_KIND:])

    def _closed(self, node: int, direction: str) -> list[int]:
        """Return all that a node is part of, or that is part of it, the nearest first."""
        near = self.view.adjacency(("PART_OF",), "out" if direction == "out" else "in")
        found: dict[int, None] = {node: None}
        for one in (waiting := [node]):
            new = [n for n in near.of(one).tolist() if n not in found]
            found.update(dict.fromkeys(new))
            waiting.extend(new)
        return [n for n in found if n != node]

    def _run(self, node: int) -> Iterator[int]:
        runs = self.view.adjacency(("RUNS",), "out").of(node).tolist()
        return (n for n in runs if self.view.is_a(n, "Programme"))

    def _named(self, nodes: Iterable[int], lang: str) -> list[int]:
        return sorted({*nodes}, key=lambda n: (fold(self.view.label(n, lang)), n))

    def _agreements(self, parties: Iterable[int]) -> list[int]:
        """Return the agreements that they are parties to, the last signed first."""
        near = self.view.adjacency(("PARTY_TO",), "out")
        found = sorted({n for party in parties for n in near.of(party).tolist()})
        return sorted(found, key=self._day, reverse=True)

    def _day(self, agreement: int) -> str:
        props = self.view.props(agreement)
        return str(props.get("signed") or props.get("starts") or "")


def _links(house: _House, pencil: Pencil) -> Iterator[SceneLink]:
    """Yield the relations of the house; who runs what its parent runs too is said once."""
    found = pencil.links_among(house.layer)
    return (link for link in found if link.type != "CONCERNS" and not link.to_confirm)
