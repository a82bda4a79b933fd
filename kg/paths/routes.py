"""How two actors are connected: the best routes as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.base.millionths import MILLION
from kg.graph.naming import heading, ref
from kg.graph.view import Edge, View
from kg.model.documents import PathRelation, Paths, Route
from kg.paths.network import network
from kg.paths.route_search import WHOLE, Found, best_routes
from kg.paths.route_sentences import sentence
from kg.paths.strengths import strength_of

_UNIT: Final = WHOLE // MILLION


def paths(view: View, start: str, end: str, lang: str, top: int = 3) -> Paths:
    """Return the ``top`` strongest routes of at most six relations, with their sources.

    A route's strength is the product of its relations' strengths (``kg.paths.strengths``), compared
    exactly and shown in millionths, rounded half up. No route: an empty list.

    Raises:
        UnknownIdError: one of the two does not exist, or not for this audience.
    """
    ends = view.index(start), view.index(end)
    legs = network(view, ends)
    found = best_routes(legs, *ends, top, view.id)
    routes = [_route(view, one, legs.edges(view, one.nodes), lang) for one in found]
    return Paths(
        **heading(view, lang),
        from_=ref(view, ends[0], lang),
        to=ref(view, ends[1], lang),
        paths=[route.model_copy(update={"rank": n}) for n, route in enumerate(routes, 1)],
    )


def _route(view: View, found: Found, edges: Sequence[Edge], lang: str) -> Route:
    relations = [_relation(view, edge) for edge in edges]
    strengths = [relation.strength for relation in relations]
    return Route(
        rank=1,
        strength=(found.strength + _UNIT // 2) // _UNIT,
        nodes=[ref(view, node, lang) for node in found.nodes],
        relations=relations,
        weakest=strengths.index(min(strengths)),
        sentence=sentence(view, edges, lang),
    )


def _relation(view: View, edge: Edge) -> PathRelation:
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
    )
