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
    bundles = {node.id for node in scene.nodes if node.bundle is not None}
    starting: dict[str, list[SceneLink]] = {}
    for link in scene.links:
        starting.setdefault(_told_by(link, bundles), []).append(link)
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


def _told_by(link: SceneLink, bundles: set[str]) -> str:
    """Return the end whose row tells a relation: its start; of a bundle and a record the record.

    A bundle tells itself to what it belongs.
    """
    if link.end in bundles and link.start not in bundles:
        return link.end if link.count > 1 else link.start
    if link.start in bundles and link.end not in bundles:
        return link.start if link.count > 1 else link.end
    return link.start


def _row(
    scene: Scene, node: SceneNode, links: list[SceneLink], nodes: dict[str, SceneNode]
) -> TwinRow:
    lines = tuple(_line(scene, link, nodes, node.id) for link in links)
    if node.bundle is not None:
        owner = nodes[node.under or scene.focus or node.id]
        lines = (*lines, Cell(msg("all of them").text(scene.lang), href=owner.href))
    return TwinRow(_name(scene, node), (lines,), node.type)


def _name(scene: Scene, node: SceneNode) -> Cell:
    return Cell(node.label, None if node.lang == scene.lang else node.lang, node.href)


def _line(scene: Scene, link: SceneLink, nodes: dict[str, SceneNode], teller: str) -> Cell:
    start, end = nodes[link.start], nodes[link.end]
    when = period(link, scene.lang)
    outward = link.start == teller
    said = f"{link.label} → {end.label}" if outward else f"{start.label}: {link.label}"
    return Cell("\n".join((f"{said}, {when}" if when else said, *link.said)))
