"""The twin of nodes and relations: every node once under its type, with what it is related to."""

from __future__ import annotations

from kg.base.i18n import msg
from kg.model.registry import NODES
from viz.captions import period
from viz.pictures.picture import Cell, Twin, TwinGroup, TwinRow
from viz.scene import Scene, SceneLink, SceneNode


def scene_twin(scene: Scene) -> Twin:
    """Return a scene in words; a relation is said where it starts."""
    nodes = {node.id: node for node in scene.nodes}
    starting: dict[str, list[SceneLink]] = {}
    for link in scene.links:
        starting.setdefault(link.start, []).append(link)
    groups = [
        TwinGroup(
            NODES[type_].plural.text(scene.lang),
            tuple(
                _row(scene, node, starting.get(node.id, []), nodes)
                for node in scene.nodes
                if node.type == type_
            ),
        )
        for type_ in scene.types()
    ]
    heads = (msg("Name").text(scene.lang), msg("Relations").text(scene.lang))
    return Twin(heads, tuple(groups))


def _row(
    scene: Scene, node: SceneNode, links: list[SceneLink], nodes: dict[str, SceneNode]
) -> TwinRow:
    lines = tuple(_line(scene, link, nodes[link.end]) for link in links)
    return TwinRow(_name(scene, node), (lines,), node.type)


def _name(scene: Scene, node: SceneNode) -> Cell:
    return Cell(node.label, None if node.lang == scene.lang else node.lang, node.href)


def _line(scene: Scene, link: SceneLink, other: SceneNode) -> Cell:
    said = f"{link.label} → {other.label}"
    when = period(link, scene.lang)
    return Cell("\n".join((f"{said}, {when}" if when else said, *link.said)))
