"""Practices of one body that could be carried over to another, with what shows them at work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.bridges.bridge_houses import House
from kg.graph.actors import real
from kg.graph.naming import named
from kg.graph.taxonomy import sectors_covered
from kg.model.documents import BridgePractice


def practices(
    houses: Sequence[House], sectors: Mapping[int, Mapping[int, set[int]]], lang: str
) -> list[BridgePractice]:
    """Return each practice of each body once for each other body that has none of it yet.

    ``fields`` are the 3-digit sectors of the practice in which the other body works; whether it
    fits is for the two to say.
    """
    return [
        _practice(one, other, practice, sectors[other.body], lang)
        for one, other in _ways(houses)
        for practice in one.practices
        if practice not in other.practices
    ]


def _ways(houses: Sequence[House]) -> Iterator[tuple[House, House]]:
    for one in houses:
        for other in houses:
            if one.body != other.body:
                yield one, other


def _practice(
    one: House, other: House, practice: int, works_in: Mapping[int, set[int]], lang: str
) -> BridgePractice:
    view = one.view
    shown = sorted(real(view, view.adjacency(("SHOWS",), "in").of(practice).tolist()), key=view.id)
    fields = sorted(sectors_covered(view, [practice]) & works_in.keys(), key=view.id)
    return BridgePractice(
        id=view.id(practice),
        label=view.label(practice, lang),
        from_=view.id(one.body),
        to=view.id(other.body),
        evidence=view.props(practice).get("evidence"),
        shown_by=[named(view, node, lang) for node in shown],
        fields=[named(view, node, lang) for node in fields],
    )
