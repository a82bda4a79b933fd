"""The surroundings of a record: what lies within some relations, and the relations among it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from kg.base.defaults import NEIGHBOURS, STEPS
from kg.browse.record import relation_part
from kg.graph.naming import heading, ref
from kg.graph.presence import present
from kg.graph.undated import rests_on
from kg.graph.view import Edge, View
from kg.model.documents import Neighbourhood
from kg.model.registry import NODES, RELATIONS

_ALL: Final = tuple(RELATIONS)


def neighbourhood(
    view: View, id_: str, lang: str, steps: int = STEPS, limit: int = NEIGHBOURS
) -> Neighbourhood:
    """Return the nodes within ``steps`` relations in force, and the relations among them.

    Only nodes that are there on the date (``kg.graph.presence``).

    Nodes are ordered by distance, activities and sources last, then by id; at most ``limit`` are
    kept and ``left_out`` says how many were not. Sources and claims are left to ``show``.

    Raises:
        UnknownIdError: no such node, or not for this audience.
    """
    centre = view.index(id_)
    found = _within(view, centre, steps)
    kept = found[: max(limit, 1)]
    edges = list(_among(view, kept))
    return Neighbourhood(
        **heading(view, lang),
        **rests_on(view, edges, lang, disputes=False),
        centre=ref(view, centre, lang),
        nodes=[ref(view, index, lang) for index in kept],
        relations=[relation_part(view, edge, lang) for edge in edges],
        left_out=len(found) - len(kept),
    )


def _within(view: View, centre: int, steps: int) -> list[int]:
    near, there = view.adjacency(_ALL, "any", view.snapshot.statuses), present(view)
    found, level = {centre: None}, [centre]
    for _ in range(steps):
        reached = {other for index in level for other in near.of(index).tolist() if there[other]}
        level = sorted(reached - found.keys(), key=lambda index: _order(view, index))
        found.update(dict.fromkeys(level))
    return list(found)


def _order(view: View, index: int) -> tuple[bool, str]:
    return NODES[view.type_of(index)].is_background, view.id(index)


def _among(view: View, indexes: Sequence[int]) -> Iterator[Edge]:
    kept = np.zeros(len(view.snapshot), np.bool_)
    kept[list(indexes)] = True
    for name, edges in view.snapshot.edges.items():
        mask = view.counted(name, view.snapshot.statuses) & kept[edges.start] & kept[edges.end]
        for index in np.flatnonzero(mask).tolist():
            yield Edge(name, index, int(edges.start[index]), int(edges.end[index]))
