"""A route as a sentence that names each of its links, and how many states it may run through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.base.reader_manner import series
from kg.graph.naming import in_message
from kg.graph.view import Edge, View
from kg.paths.network import ONLY_BETWEEN_ENDS
from kg.paths.route_search import StandIn
from kg.paths.strengths import NOT_STATED, STRENGTHS

Via = Sequence[tuple[StandIn, Sequence[Edge]]]
"""States that may stand in a route, those of one place together, and by which two relations."""

_OF_ROLE: Final[dict[tuple[str, str], Message]] = {
    ("PART_OF", "national_authority"): msg("{start} – cooperation authority of: {end}"),
}
"""Phrases for relations whose role says more than their status does."""


def sentence(view: View, edges: Sequence[Edge], via: Via, lang: str) -> str:
    """Return the links of a route as one sentence in the reader's language."""
    said = [*_links(view, edges), *_stand_ins(view, edges, via)]
    text = series((phrase.text(lang) for phrase in said), lang)
    return f"{text[:1].upper()}{text[1:]}."


def through(view: View, nodes: Sequence[int], via: Via, lang: str) -> str:
    """Return what a route runs through: names, and how many states where several may stand."""
    several = Counter(one.place for one, _ in via)
    stops = [
        nmsg("{count} shared state", "{count} shared states", several[place])
        if place in several
        else in_message(view, node)
        for place, node in enumerate(nodes)
    ][1:-1]
    said = msg("Through: {stops}", stops=stops) if stops else msg("Directly")
    return said.text(lang)


def _links(view: View, edges: Sequence[Edge]) -> list[Message]:
    if all(edge.type == ONLY_BETWEEN_ENDS for edge in edges):
        return [_concerns_both(view, *edges)]
    return [_phrase(view, edge) for edge in edges]


def _concerns_both(view: View, one: Edge, other: Edge) -> Message:
    return msg(
        "the initiative “{initiative}” – concerns both ends: {start}, {end}; it is no agreement",
        initiative=in_message(view, one.start),
        start=in_message(view, one.end),
        end=in_message(view, other.end),
    )


def _phrase(view: View, edge: Edge) -> Message:
    role = view.edge_props(edge).get("role", "")
    plain = STRENGTHS[edge.type][view.status(edge) or NOT_STATED].phrase
    template = _OF_ROLE.get((edge.type, role), plain).template
    return msg(template, start=in_message(view, edge.start), end=in_message(view, edge.end))


def _stand_ins(view: View, edges: Sequence[Edge], via: Via) -> Iterator[Message]:
    """Yield for each place how many others connect as the state there does, and how many less."""
    for place, group in groupby(via, key=lambda one: one[0].place):
        own = edges[place - 1 : place + 1]
        here = list(group)
        alike = sum(_standing(view, theirs) == _standing(view, own) for _, theirs in here)
        if alike > 1:
            yield nmsg(
                "{count} other connects them in the same way",
                "{count} others connect them in the same way",
                alike - 1,
            )
        if alike < len(here):
            yield nmsg(
                "{count} more connects them in another standing",
                "{count} more connect them in another standing",
                len(here) - alike,
            )


def _standing(view: View, edges: Sequence[Edge]) -> list[tuple[str, str | None]]:
    return [(edge.type, view.status(edge)) for edge in edges]
