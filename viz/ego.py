"""The scene around one node: its neighbours within some steps, the most institutional first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.base.i18n import msg
from kg.graph.view import View
from kg.model.registry import RELATIONS
from viz.scene import MOST, Href, Pencil, Scene, ordered, other_end

_RANK: Final = {name: cls.picture_rank for name, cls in RELATIONS.items()}
"""Which relations are kept where not all neighbours fit, the least first."""


def ego_scene(
    view: View,
    id_: str,
    lang: str,
    steps: int = 1,
    limit: int = 60,
    *,
    href: Href | None = None,
) -> Scene:
    """Return a node, its neighbours within ``steps`` and the relations among them.

    At most ``limit`` nodes, never more than 300: those reached by fewer steps first, then by the
    more institutional relations, then those with more relations, then by id.

    Raises:
        UnknownIdError: no such node, or not for this audience.
    """
    centre = view.index(id_)
    reached = list(_reached(view, centre, steps))
    shown = [centre, *reached[: min(limit, MOST) - 1]]
    pencil = Pencil(view, lang, href)
    nodes = ordered((pencil.node(index) for index in shown), view.id(centre))
    title = msg("{name}: relations", name=nodes[0].label)
    left_out = 1 + len(reached) - len(shown)
    return pencil.scene(title, shown, nodes, pencil.links_among(shown), left_out=left_out)


def _reached(view: View, centre: int, steps: int) -> Iterator[int]:
    """Yield all nodes within ``steps``, in the order in which they are kept."""
    seen, frontier = {centre}, [centre]
    for _ in range(steps):
        ranks: dict[int, int] = {}
        for index in frontier:
            for edge in view.edges(index):
                other = other_end(edge, index)
                if other not in seen:
                    ranks[other] = min(ranks.get(other, _RANK[edge.type]), _RANK[edge.type])
        frontier = sorted(ranks, key=lambda n: (ranks[n], -_degree(view, n), view.id(n)))
        seen.update(frontier)
        yield from frontier


def _degree(view: View, index: int) -> int:
    """Return roughly how connected a node is: its relations of all dates."""
    return sum(
        int(edges.out_ptr[index + 1] - edges.out_ptr[index])
        + int(edges.in_ptr[index + 1] - edges.in_ptr[index])
        for edges in view.snapshot.edges.values()
    )
