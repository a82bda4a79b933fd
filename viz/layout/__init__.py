"""Positions: the same scene always gets the same whole numbers, by one of three layouts.

A scene with columns is set in columns; one around a node is set as a tree around it; any other as
communities. No clock and no random number takes part.
"""

from __future__ import annotations

from viz.layout.around import around_focus
from viz.layout.columns import in_columns
from viz.layout.communities import in_communities
from viz.layout.place import Layout, Place, Side
from viz.scene import Scene

__all__ = ["AROUND_MOST", "Layout", "Place", "Side", "lay_out"]

AROUND_MOST = 120
"""Above so many nodes a tree around a node grows too tall to read."""


def lay_out(scene: Scene) -> Layout:
    """Return where the nodes of a scene lie, in the order of its nodes."""
    if scene.in_columns():
        return in_columns(scene)
    if scene.focus is not None and len(scene.nodes) <= AROUND_MOST:
        return around_focus(scene)
    return in_communities(scene)
