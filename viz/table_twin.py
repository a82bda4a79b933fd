"""The table twin of a picture: every node once, every relation once, in the same order."""

from __future__ import annotations

from dataclasses import dataclass

from viz.captions import kind_of, period
from viz.scene import Scene, SceneLink, SceneNode


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation as its start says it: the word, the other end, when; of a dispute each side."""

    relation: str
    other: SceneNode
    target: str
    period: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A node with the relations that start at it; ``anchor`` is the name of its row."""

    node: SceneNode
    anchor: str
    kind: str
    relations: tuple[Statement, ...]


def rows(scene: Scene) -> list[Row]:
    """Return the rows of a scene."""
    names = {node.id: f"row-{node.id}" for node in scene.nodes}
    nodes = {node.id: node for node in scene.nodes}
    starting: dict[str, list[SceneLink]] = {}
    for link in scene.links:
        starting.setdefault(link.start, []).append(link)
    return [
        Row(
            node,
            names[node.id],
            kind_of(node, scene.lang),
            tuple(
                Statement(
                    link.label,
                    nodes[link.end],
                    f"#{names[link.end]}",
                    period(link, scene.lang),
                    link.said,
                )
                for link in starting.get(node.id, [])
            ),
        )
        for node in scene.nodes
    ]
