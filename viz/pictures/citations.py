"""Which sources a picture rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

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
    nodes = {view.index(node.id): node.id for node in scene.nodes if node.bundle is None}
    edges = {
        (edge.type, edge.index): edge
        for node in nodes
        for edge in view.edges(node)
        if edge.start in nodes and edge.end in nodes
    }
    return cited(view, nodes, edges.values(), lang, href)


def _source(view: View, id_: str, lang: str, href: Href | None) -> CitedSource:
    index = view.index(id_)
    title, spoken = choose(view.snapshot.label(index), lang)
    other = None if spoken in (lang, "und") else spoken
    cell = Cell(clean(title) or id_, other, href(id_) if href else None)
    return CitedSource(id_, cell, clean(str(view.props(index).get("publisher") or "")))
