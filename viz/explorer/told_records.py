"""What is told of each record of a diagram: its relations from its own side, with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.base.i18n import choose
from kg.graph.view import Edge, View
from kg.model.registry import NODES
from kg.model.relations import ACTORS
from viz.captions import kind_of, period
from viz.explorer.explored_scene import ExploredDiagram
from viz.label_text import clean
from viz.scene import Href, Scene, SceneNode


@dataclass(frozen=True, slots=True)
class ToldRelation:
    """A relation as one of its ends tells it; ``onward``: it starts there.

    ``sources`` are the numbers of its sources.
    """

    onward: bool
    word: str
    other: SceneNode
    period: str
    said: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToldRecord:
    """A record or bundle and what can be done with it; ``more`` is what opening it would show.

    ``is_middle``: the diagram is drawn around it. ``is_open``: some of what is shown came by it.
    """

    node: SceneNode
    kind: str
    relations: tuple[ToldRelation, ...]
    more: int
    is_middle: bool
    is_open: bool
    is_actor: bool

    @property
    def anchor(self) -> str:
        """The name of its entry on the page."""
        return f"row-{self.node.id}"


@dataclass(frozen=True, slots=True)
class ToldSource:
    """A source by its number, with its page."""

    number: int
    title: str
    lang: str | None
    href: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """All records of a diagram by type, each with its heading, and the sources of the relations."""

    groups: tuple[tuple[str, tuple[ToldRecord, ...]], ...]
    sources: tuple[ToldSource, ...]

    def count(self) -> int:
        """Return how many records are told of."""
        return sum(len(records) for _, records in self.groups)


def told(view: View, diagram: ExploredDiagram, href: Href | None) -> Told:
    """Return a diagram in words."""
    scene = diagram.scene
    numbers: dict[str, int] = {}
    sources = [_numbers(view, edge, numbers) for edge in diagram.found.edges]
    nodes = {node.id: node for node in scene.nodes}
    ends: dict[str, list[int]] = {}
    for place, link in enumerate(scene.links):
        ends.setdefault(link.start, []).append(place)
        ends.setdefault(link.end, []).append(place)
    tell = _Telling(scene, nodes, sources)
    groups = tuple(
        (
            NODES[type_].plural.text(scene.lang),
            tuple(
                _record(diagram, node, [tell.relation(node, at) for at in ends.get(node.id, ())])
                for node in scene.nodes
                if node.type == type_
            ),
        )
        for type_ in dict.fromkeys(node.type for node in scene.nodes)
    )
    named = tuple(_source(view, id_, number, scene.lang, href) for id_, number in numbers.items())
    return Told(groups, named)


def _record(
    diagram: ExploredDiagram, node: SceneNode, relations: Sequence[ToldRelation]
) -> ToldRecord:
    bundle = node.bundle is not None
    return ToldRecord(
        node,
        "" if bundle else kind_of(node, diagram.scene.lang),
        tuple(relations),
        sum(count for _, count in node.holds) if bundle else diagram.found.more[node.id],
        node.id == diagram.scene.focus,
        node.open or node.id in diagram.found.opened,
        not bundle and node.type in ACTORS,
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is needed to tell a relation from one of its ends."""

    scene: Scene
    nodes: dict[str, SceneNode]
    sources: Sequence[tuple[int, ...]]

    def relation(self, node: SceneNode, place: int) -> ToldRelation:
        """Return a relation, by its place, as ``node`` tells it."""
        link = self.scene.links[place]
        onward = link.start == node.id
        other = self.nodes[link.end if onward else link.start]
        when = period(link, self.scene.lang)
        return ToldRelation(onward, link.label, other, when, link.said, self.sources[place])


def _numbers(view: View, edge: Edge | None, numbers: dict[str, int]) -> tuple[int, ...]:
    """Return the numbers of the sources of a relation; each is counted where it first comes."""
    if edge is None:
        return ()
    return tuple(numbers.setdefault(id_, len(numbers) + 1) for id_ in view.edge_sources(edge))


def _source(view: View, id_: str, number: int, lang: str, href: Href | None) -> ToldSource:
    index = view.snapshot.index(id_)
    if index is None:
        return ToldSource(number, id_, None, None)
    title, spoken = choose(view.snapshot.label(index), lang)
    other = None if spoken in (lang, "und") else spoken
    return ToldSource(number, clean(title) or id_, other, href(id_) if href else None)
