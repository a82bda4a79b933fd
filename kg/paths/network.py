"""What routes run over: the strongest link between each two nodes of a view, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.graph.actors import TERRITORIES
from kg.graph.snapshot import Edges
from kg.graph.view import Edge, View
from kg.model.fields import NATURES
from kg.paths.strengths import HUNDREDTH, NOT_STATED, STRENGTHS

Int64 = NDArray[np.int64]
_EXAMPLE: Final = NATURES.index("example")
LASTING: Final = ("Agreement", "Initiative", "Programme")
"""Nodes that carry a route only while they last; what was done together stays done."""
NOT_IN_FORCE: Final = {
    "Agreement": ("expired", "terminated", "under_negotiation"),
    "Initiative": ("cancelled", "closed", "completed", "done", "withdrawn"),
}
"""Statuses of what binds or brings together nobody; one of unknown status stands on record."""
ONLY_BETWEEN_ENDS: Final = "CONCERNS"
"""An initiative connects those whom it concerns when both are asked about, and nobody further."""
# Sorted, so that ties by number are ties by name, as in ``paths_cypher``.
_TYPES: Final = tuple(sorted(STRENGTHS))


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Links in both directions, at most one from ``tail`` to ``head``, ordered by (tail, head).

    ``strength`` is in hundredths; ``type_`` numbers into the sorted relation types of the table,
    ``index`` into ``snapshot.edges`` of that type; those of node i are ``ptr[i]:ptr[i + 1]``.
    ``folds`` marks the nodes that may stand in each other's place: states, the two ends apart.
    """

    tail: Int64
    head: Int64
    strength: Int64
    type_: Int64
    index: Int64
    ptr: Int64
    folds: NDArray[np.bool_]

    def of(self, node: int) -> slice:
        """Return where the links of a node stand in the columns."""
        return slice(int(self.ptr[node]), int(self.ptr[node + 1]))

    def leg(self, start: int, end: int) -> int:
        """Return where the link between two neighbours stands in the columns."""
        first = int(self.ptr[start])
        return first + int(np.searchsorted(self.head[self.of(start)], end))

    def concerning_both(self, start: int, end: int) -> list[int]:
        """Return the initiatives that concern two nodes, by number; nothing further is theirs."""
        rank = _TYPES.index(ONLY_BETWEEN_ENDS)
        one, other = (
            self.head[part][self.type_[part] == rank] for part in map(self.of, (start, end))
        )
        found: list[int] = np.intersect1d(one, other).tolist()
        return found

    def edge(self, view: View, leg: int) -> Edge:
        """Return the relation that a link stands for."""
        name, index = _TYPES[int(self.type_[leg])], int(self.index[leg])
        edges = view.snapshot.edges[name]
        return Edge(name, index, int(edges.start[index]), int(edges.end[index]))

    def edges(self, view: View, nodes: Sequence[int]) -> list[Edge]:
        """Return the relations that a route of nodes takes."""
        return [self.edge(view, self.leg(*pair)) for pair in pairwise(nodes)]


def network(view: View, ends: tuple[int, int]) -> Network:
    """Return the links of a view that carry routes between two nodes.

    Relations in force on the date whose type and status are in the table; example data and
    agreements, programmes or initiatives that do not last on the date carry none. Of parallel
    relations the strongest stays, ties by type.
    """
    open_ = open_nodes(view)
    # Who asks about an example, or a body that is past, is answered about it.
    open_[list(ends)] = True
    parts = [_legs(view, rank, open_, ends) for rank in range(len(_TYPES))]
    columns = np.concatenate(parts, axis=1)
    # The last key goes first: by tail and head, the strongest of parallel relations, then by type,
    # then in the order of the snapshot. ``paths_cypher._relations`` chooses alike.
    order = np.lexsort((columns[4], columns[3], -columns[2], columns[1], columns[0]))
    tail, head, strength, type_, index = columns[:, order]
    first = np.ones(len(tail), np.bool_)
    first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    tail = tail[first]
    ptr = np.searchsorted(tail, np.arange(len(view.snapshot) + 1)).astype(np.int64)
    folds = _folds(view, ends)
    return Network(tail, head[first], strength[first], type_[first], index[first], ptr, folds)


def _folds(view: View, ends: tuple[int, int]) -> NDArray[np.bool_]:
    folds = np.zeros(len(view.snapshot), np.bool_)
    for name in TERRITORIES:
        folds[slice(*view.snapshot.ranges[name])] = True
    folds[list(ends)] = False
    return folds


def open_nodes(view: View) -> NDArray[np.bool_]:
    """Return which nodes carry a route: real, begun on the date, and lasting where that counts."""
    snapshot = view.snapshot
    open_: NDArray[np.bool_] = (snapshot.nature != _EXAMPLE) & (snapshot.starts <= view.day)
    for name in LASTING:
        part = slice(*snapshot.ranges[name])
        open_[part] &= view.day < snapshot.ends[part]
    # The status of a node has no column: it stands in its values.
    for name, statuses in NOT_IN_FORCE.items():
        for node in view.of_type(name).tolist():
            open_[node] &= view.props(node).get("status") not in statuses
    return open_


def _legs(view: View, rank: int, open_: NDArray[np.bool_], ends: tuple[int, int]) -> Int64:
    name = _TYPES[rank]
    edges, tabled = view.snapshot.edges[name], STRENGTHS[name]
    by_code = np.array(
        [
            tabled[status].millionths // HUNDREDTH if status in tabled else 0
            for status in view.snapshot.statuses
        ],
        np.int64,
    )
    mask = view.counted(name, [status or NOT_STATED for status in tabled])
    # A relation of a node to itself would be a leg that leads nowhere.
    mask &= open_[edges.start] & open_[edges.end] & (edges.start != edges.end)
    if name == ONLY_BETWEEN_ENDS:
        mask &= _between(edges, mask, ends)
    indexes = np.flatnonzero(mask)
    start, end = edges.start[indexes].astype(np.int64), edges.end[indexes].astype(np.int64)
    strength, type_ = by_code[edges.status[indexes]], np.full(len(indexes), rank, np.int64)
    there = np.stack([start, end, strength, type_, indexes])
    return np.concatenate([there, there[[1, 0, 2, 3, 4]]], axis=1)


def _between(edges: Edges, mask: NDArray[np.bool_], ends: tuple[int, int]) -> NDArray[np.bool_]:
    """Return which relations lead to one of the ends from what leads to both."""
    one, other = (edges.start[mask & (edges.end == end)] for end in ends)
    return np.isin(edges.end, ends) & np.isin(edges.start, np.intersect1d(one, other))
