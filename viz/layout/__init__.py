"""Positions: the same scene always gets the same whole numbers, by one of four layouts.

A scene with columns is set in columns, or in rows where there are too many; one around a node is
set as a tree around it; any other as communities. No clock and no random number takes part.
"""

from __future__ import annotations

from viz.layout.around import around_focus
from viz.layout.columns import MOST_COLUMNS, in_columns
from viz.layout.communities import in_communities
from viz.layout.opened import opened
from viz.layout.place import Before, Frame, Layout, Place, Side, Spot
from viz.layout.upright import in_rows
from viz.scene import Scene

__all__ = ["AROUND_MOST", "Before", "Frame", "Layout", "Place", "Side", "Spot", "lay_out"]

AROUND_MOST = 120
"""Above so many nodes a tree around a node grows too tall to read."""


def lay_out(scene: Scene, before: Before | None = None) -> Layout:
    """Return where the nodes of a scene lie, in the order of its nodes.

    ``before`` says where nodes lay in the picture that this one grew from (bundles opened, a
    second step, another date): what was there keeps its place or moves little, what is new
    stands near what it is related to, or where what it replaces stood.
    """
    if before is None and scene.grew_from is not None:
        return opened(scene, lay_out)
    if scene.in_columns():
        layers = {node.layer for node in scene.nodes}
        return (in_columns if len(layers) <= MOST_COLUMNS else in_rows)(scene, before)
    if scene.focus is not None and len(scene.nodes) <= AROUND_MOST:
        return around_focus(scene, before)
    return in_communities(scene, before)
