"""The twin of nodes and relations: every node once under its type, with what it is related to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.base.i18n import msg
from kg.base.reader_manner import labelled
from kg.model.registry import NODES
from viz.captions import period
from viz.pictures.picture import Cell, Twin, TwinGroup, TwinRow
from viz.scene import Scene, SceneLink, SceneNode


def scene_twin(scene: Scene, rests: Mapping[str, tuple[int, ...]] | None = None) -> Twin:
    """Return a scene in words; each relation is told once, in the row of the lesser of its ends.

    ``rests`` says of each node on which of the sources that are named beside it rests.
    """
    nodes = {node.id: node for node in scene.nodes}
    bundles = {node.id for node in scene.nodes if node.bundle is not None}
    starting: dict[str, list[SceneLink]] = {}
    for link in scene.links:
        starting.setdefault(_told_by(link, scene.focus, bundles), []).append(link)
    groups = [
        TwinGroup(
            NODES[type_].plural.text(scene.lang),
            tuple(
                replace(
                    _row(scene, node, starting.get(node.id, []), nodes),
                    rests=(rests or {}).get(node.id, ()),
                )
                for node in scene.nodes
                if node.type == type_
            ),
        )
        for type_ in scene.types()
    ]
    heads = (msg("Name").text(scene.lang), msg("Relations").text(scene.lang))
    # Of some types all records are counted in bundles of another.
    return Twin(heads, tuple(group for group in groups if group.rows))


def _told_by(link: SceneLink, focus: str | None, bundles: set[str]) -> str:
    """Return the end whose row tells a relation: its start, but of two unlike ends the lesser.

    What is around the middle tells how it belongs there, a bundle what it counts of a record, what
    came out of a bundle how it came into it: so that no row tells of all others.
    """
    start, end = link.start, link.end
    if focus in (start, end):
        return end if start == focus else start
    if (start in bundles) == (end in bundles):
        return start
    bundle, record = (start, end) if start in bundles else (end, start)
    return bundle if link.count > 1 else record


def _row(
    scene: Scene, node: SceneNode, links: list[SceneLink], nodes: dict[str, SceneNode]
) -> TwinRow:
    lines = tuple(_line(scene, link, nodes, node.id) for link in links)
    if node.bundle is not None:
        owner = node.under or scene.focus
        if owner is not None and nodes[owner].href:
            lines = (*lines, Cell(msg("all of them").text(scene.lang), href=nodes[owner].href))
    return TwinRow(_name(scene, node), (lines,), node.type)


def _name(scene: Scene, node: SceneNode) -> Cell:
    return Cell(node.label, None if node.lang == scene.lang else node.lang, node.href)


def _line(scene: Scene, link: SceneLink, nodes: dict[str, SceneNode], teller: str) -> Cell:
    start, end = nodes[link.start], nodes[link.end]
    when = period(link, scene.lang)
    outward = link.start == teller
    said = (
        f"{link.label} → {end.label}" if outward else labelled(start.label, link.label, scene.lang)
    )
    return Cell("\n".join((f"{said}, {when}" if when else said, *link.said)))
