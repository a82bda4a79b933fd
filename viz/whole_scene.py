"""The scene of all that is read, or of as much as can be drawn: the best connected first."""

from __future__ import annotations

from collections import Counter
from typing import Final

from kg.base.i18n import msg
from kg.graph.view import View
from viz.scene import Pencil, Scene, ordered

MOST_OF_ALL: Final = 1000
"""So many nodes an analyst sees at once; a picture for readers has fewer (``scene.MOST``)."""


def whole_scene(view: View, lang: str, limit: int = MOST_OF_ALL) -> Scene:
    """Return the nodes with the most relations in force, at most ``limit``, and those among them.

    Sources are none of them: everything leads to them.
    """
    counts = _relations(view)
    shown = sorted(counts, key=lambda node: (-counts[node], view.id(node)))[:limit]
    pencil = Pencil(view, lang)
    return pencil.scene(
        msg("What is on record: the best connected"),
        shown,
        ordered(map(pencil.node, shown)),
        pencil.links_among(shown),
        left_out=len(counts) - len(shown),
    )


def _relations(view: View) -> Counter[int]:
    """Return how many relations each node has that is no source, those without any included."""
    low, high = view.snapshot.ranges["Source"]
    found = Counter({n: 0 for n in range(len(view.snapshot)) if not low <= n < high})
    for edges in view.snapshot.edges.values():
        held = (edges.since <= view.day) & (view.day < edges.until)
        for end in (edges.start[held], edges.end[held]):
            found.update(node for node in end.tolist() if not low <= node < high)
    return found
