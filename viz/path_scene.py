"""The scene of routes: the best ways from one actor to another, drawn together from left to right.

A relation that is to be confirmed is dotted, the least strong of these on its route is wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.base.i18n import Message, msg, nmsg
from kg.graph.view import Edge, View
from kg.model.documents import PathRelation, Paths, Route
from viz.label_text import readable
from viz.scene import Href, Pencil, Scene, SceneLink, SceneNode, ordered
from viz.walked import edge_of, layered


def path_scene(view: View, found: Paths, lang: str, *, href: Href | None = None) -> Scene:
    """Return the picture of an answer that was made from this view."""
    pencil = Pencil(view, lang, href)
    ends = (found.from_.id, found.to.id)
    walks = [[node.id for node in route.nodes] for route in found.paths] or [[*ends]]
    columns = layered(walks)
    others = _others(found.paths)
    nodes = ordered(
        (
            _named(pencil.node(view.index(id_), layer), others.get(id_, 0), lang)
            for id_, layer in columns.items()
        ),
        ends[0],
    )
    names = {node.id: node.short for node in nodes}
    scene = pencil.scene(
        msg("{start} – {end}: how they are connected", start=names[ends[0]], end=names[ends[1]]),
        map(view.index, columns),
        nodes,
        _links(view, pencil, found.paths),
        left_out=0,
    )
    said = _sentence(found.paths, names[ends[0]], names[ends[1]])
    return replace(
        scene, description=said.text(lang), notes=(*map(readable, found.notes), *scene.notes)
    )


def edges_of(view: View, found: Paths) -> Iterator[Edge]:
    """Yield the relations that the routes of an answer take."""
    for route in found.paths:
        for relation in route.relations:
            edge = edge_of(view, (relation.from_, relation.type, relation.to))
            if edge is not None:
                yield edge


def _others(routes: Iterable[Route]) -> dict[str, int]:
    """Return of each state how many others may stand in its place on some route."""
    found: dict[str, set[str]] = {}
    for route in routes:
        for one in route.via:
            stands = route.nodes[one.place].id
            found.setdefault(stands, set()).update({one.id} - {stands})
    return {id_: len(others) for id_, others in found.items() if others}


def _named(node: SceneNode, others: int, lang: str) -> SceneNode:
    if not others:
        return node
    label, short = (
        nmsg("{name} or {count} other", "{name} or {count} others", others, name=name).text(lang)
        for name in (node.label, node.short)
    )
    return replace(node, label=label, short=short)


def _links(view: View, pencil: Pencil, routes: Iterable[Route]) -> Iterator[SceneLink]:
    drawn: dict[tuple[str, str, str], SceneLink] = {}
    for route in routes:
        for place, relation in enumerate(route.relations):
            step = (relation.from_, relation.type, relation.to)
            link = drawn.get(step) or _link(view, pencil, relation)
            drawn[step] = replace(
                link,
                weak=link.weak or place == route.weakest,
                to_confirm=link.to_confirm or place in route.to_confirm,
            )
    yield from drawn.values()


def _link(view: View, pencil: Pencil, relation: PathRelation) -> SceneLink:
    edge = edge_of(view, (relation.from_, relation.type, relation.to))
    assert edge is not None, "the answer was made from this view"
    return pencil.link(edge)


def _sentence(routes: list[Route], start: str, end: str) -> Message:
    if not routes:
        return msg("No connection between {start} and {end} is known on this day.",
                   start=start, end=end)  # fmt: skip
    least = min(len(route.relations) for route in routes)
    return msg("{start} and {end}: {routes}, the shortest with {relations}.",
               start=start, end=end,
               routes=nmsg("{count} route", "{count} routes", len(routes)),
               relations=nmsg("{count} relation", "{count} relations", least))  # fmt: skip
