"""How two actors are connected: the best routes as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.base.defaults import ROUTES
from kg.base.millionths import MILLION
from kg.graph.disputes import in_words, positions
from kg.graph.naming import heading, ref
from kg.graph.undated import rests_on
from kg.graph.view import Edge, View
from kg.model.claims import DISPUTED
from kg.model.documents import PathRelation, Paths, Route, Via
from kg.paths.link_doubts import doubts, weakest
from kg.paths.network import Network, network
from kg.paths.route_search import WHOLE, Found, StandIn, best_routes, stand_ins
from kg.paths.route_sentences import sentence, through
from kg.paths.strengths import strength_of

_UNIT: Final = WHOLE // MILLION


@dataclass(frozen=True, slots=True)
class _Way:
    """A route with its relations, and who may stand in it by which two of theirs."""

    found: Found
    edges: list[Edge]
    via: list[tuple[StandIn, list[Edge]]]

    def all_edges(self) -> Iterator[Edge]:
        """Yield the relations of the route, and of all who may stand in it."""
        yield from self.edges
        for _, edges in self.via:
            yield from edges


def paths(view: View, start: str, end: str, lang: str, top: int = ROUTES) -> Paths:
    """Return the ``top`` strongest routes of at most six relations, with their sources.

    A route's strength is the product of its relations' strengths (``kg.paths.strengths``), compared
    exactly and shown in millionths, rounded half up. Routes that differ in the states they run
    through are one: the strongest, with all that may stand in its place. No route: an empty list.

    Raises:
        UnknownIdError: one of the two does not exist, or not for this audience.
    """
    ends = view.index(start), view.index(end)
    legs = network(view, ends)
    ways = [_way(view, legs, one) for one in best_routes(legs, *ends, top, view.id)]
    taken = [edge for way in ways for edge in way.all_edges()]
    beside = rests_on(view, taken, lang, disputes=False)
    return Paths(
        **heading(view, lang),
        undated=beside["undated"],
        notes=[*beside["notes"], *_in_dispute(view, ends, lang)],
        from_=ref(view, ends[0], lang),
        to=ref(view, ends[1], lang),
        paths=[_route(view, way, rank, lang) for rank, way in enumerate(ways, 1)],
        initiatives=[ref(view, node, lang) for node in legs.concerning_both(*ends)],
    )


def _in_dispute(view: View, ends: tuple[int, int], lang: str) -> list[str]:
    """Return what is said of a dispute between the two, which may be too weak a route to show."""
    return [
        said.text(lang)
        for edge in view.edges(ends[0])
        if {edge.start, edge.end} == {*ends} and view.status(edge) == DISPUTED
        for said in in_words(view, edge)
    ]


def _way(view: View, legs: Network, found: Found) -> _Way:
    nodes = found.nodes
    via = []
    for one in stand_ins(legs, nodes, view.id):
        through = (nodes[one.place - 1], one.node, nodes[one.place + 1])
        via.append((one, legs.edges(view, through)))
    return _Way(found, legs.edges(view, nodes), via)


def _route(view: View, way: _Way, rank: int, lang: str) -> Route:
    relations = [_relation(view, edge, lang) for edge in way.edges]
    return Route(
        rank=rank,
        strength=_rounded(way.found.strength),
        nodes=[ref(view, node, lang) for node in way.found.nodes],
        relations=relations,
        weakest=weakest(view, way.edges, [relation.strength for relation in relations]),
        to_confirm=_to_confirm(relations),
        through=through(view, way.found.nodes, way.via, lang),
        sentence=sentence(view, way.edges, way.via, lang),
        via=[_via(view, one, edges, lang) for one, edges in way.via],
    )


def _via(view: View, one: StandIn, edges: Sequence[Edge], lang: str) -> Via:
    relations = [_relation(view, edge, lang) for edge in edges]
    return Via(
        id=view.id(one.node),
        label=view.label(one.node, lang),
        place=one.place,
        strength=_rounded(one.strength),
        relations=relations,
        to_confirm=[one.place - 1 + index for index in _to_confirm(relations)],
    )


def _to_confirm(relations: Sequence[PathRelation]) -> list[int]:
    return [index for index, relation in enumerate(relations) if relation.doubts]


def _rounded(exact: int) -> int:
    return (exact + _UNIT // 2) // _UNIT


def _relation(view: View, edge: Edge, lang: str) -> PathRelation:
    since, until = view.period(edge)
    status = view.status(edge)
    return PathRelation(
        type=edge.type,
        from_=view.id(edge.start),
        to=view.id(edge.end),
        status=status,
        since=since,
        until=until,
        sources=view.edge_sources(edge),
        strength=strength_of(edge.type, status) or 0,
        doubts=doubts(view, edge),
        positions=positions(view, edge, lang),
    )
