"""Which sources a picture rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from kg.base.i18n import choose
from kg.graph.view import Edge, View
from viz.label_text import clean
from viz.pictures.picture import MOST_SOURCES, Cell, CitedSource
from viz.scene import Href, Scene


def cited(
    view: View, nodes: Iterable[int], edges: Iterable[Edge], lang: str, href: Href | None
) -> tuple[tuple[CitedSource, ...], int]:
    """Return the sources that most of what is shown rests on, and how many more there are."""
    counts: Counter[str] = Counter()
    for node in nodes:
        counts.update(view.sources(node))
    for edge in edges:
        counts.update(view.edge_sources(edge))
    ranked = sorted(counts, key=lambda id_: (-counts[id_], id_))
    named = tuple(_source(view, id_, lang, href) for id_ in ranked[:MOST_SOURCES])
    return named, max(0, len(ranked) - MOST_SOURCES)


def cited_of(
    view: View, scene: Scene, lang: str, href: Href | None
) -> tuple[tuple[CitedSource, ...], int]:
    """Return the sources of the records drawn and of the relations among them, as ``cited``."""
    nodes = _drawn(view, scene)
    edges = {(edge.type, edge.index): edge for edge in _among(view, nodes)}
    return cited(view, nodes, edges.values(), lang, href)


def rests_of(
    view: View, scene: Scene, sources: Sequence[CitedSource]
) -> dict[str, tuple[int, ...]]:
    """Return on which of the named sources each record drawn rests, or a relation of it.

    Sources are counted from 1, in their order.
    """
    places = {source.id: place for place, source in enumerate(sources, 1)}
    nodes = _drawn(view, scene)
    found: dict[str, set[int]] = {id_: set() for id_ in nodes.values()}

    def rest(node: int, ids: Iterable[str]) -> None:
        found[nodes[node]].update(places[id_] for id_ in ids if id_ in places)

    for node in nodes:
        rest(node, view.sources(node))
    for edge in _among(view, nodes):
        for end in (edge.start, edge.end):
            rest(end, view.edge_sources(edge))
    return {id_: tuple(sorted(numbers)) for id_, numbers in found.items()}


def _drawn(view: View, scene: Scene) -> dict[int, str]:
    """Return the records drawn, those apart that are counted in bundles."""
    known = ((view.snapshot.index(n.id), n.id) for n in scene.nodes if n.bundle is None)
    return {index: id_ for index, id_ in known if index is not None}


def _among(view: View, nodes: Collection[int]) -> Iterator[Edge]:
    """Yield the relations among records, each from both of its ends."""
    for node in nodes:
        for edge in view.edges(node):
            if edge.start in nodes and edge.end in nodes:
                yield edge


def _source(view: View, id_: str, lang: str, href: Href | None) -> CitedSource:
    index = view.index(id_)
    title, spoken = choose(view.snapshot.label(index), lang)
    other = None if spoken in (lang, "und") else spoken
    cell = Cell(clean(title) or id_, other, href(id_) if href else None)
    return CitedSource(id_, cell, clean(str(view.props(index).get("publisher") or "")))
