"""Relations that an answer names by their ends, found again in the view it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from kg.graph.view import Edge, View

Step = tuple[str, str, str]
"""Where a relation starts, its type, where it ends."""
FORWARD: Final = ">"


def edge_of(view: View, step: Step) -> Edge | None:
    """Return a relation in force, the one that says most of its time where there are several."""
    start, type_, end = view.index(step[0]), step[1], view.index(step[2])
    found = [
        edge for edge in view.edges(start, only=type_) if (edge.start, edge.end) == (start, end)
    ]
    return max(found, key=lambda edge: (view.period(edge)[0] or "", -edge.index), default=None)


def steps_of(walk: Sequence[str]) -> list[Step]:
    """Return the relations of a walk as it is written: id, arrow, id, arrow, id.

    >>> steps_of(["demand/a", "IN_SECTOR>", "sector/dac/120", "<BROADER", "sector/dac/12220"])
    [('demand/a', 'IN_SECTOR', 'sector/dac/120'), ('sector/dac/12220', 'BROADER', 'sector/dac/120')]
    """
    ends = pairwise(walk[::2])
    return [
        (one, arrow.strip("<>"), other) if arrow.endswith(FORWARD) else (other, arrow[1:], one)
        for (one, other), arrow in zip(ends, walk[1::2], strict=True)
    ]


def layered(walks: Iterable[Sequence[str]]) -> dict[str, int]:
    """Return a column for each node of walks from left to right: as early as one of them has it.

    The last nodes of all walks stand in the last column.
    """
    columns: dict[str, int] = {}
    walks = [list(walk) for walk in walks]
    for walk in walks:
        for place, id_ in enumerate(walk):
            columns[id_] = min(place, columns.get(id_, place))
    last = max((len(walk) - 1 for walk in walks), default=0)
    return {**columns, **{walk[-1]: last for walk in walks if walk}}
