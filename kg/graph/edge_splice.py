"""The relations of one type where some are others now, and where their ends got other numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from kg.graph.build import SourceSets, edges_of, pointers
from kg.graph.edition import SeenRelation
from kg.graph.node_splice import exact_place
from kg.graph.snapshot import Edges, Int32, Int64, Snapshot
from kg.graph.splice import NONE, Splice
from kg.model.changes import RelationKey

Changes = Mapping[RelationKey, SeenRelation | None]
"""Relations by what they are known by: as they are read now, None where they are not any more."""
_COLUMNS: Final = ("since", "until", "status", "stated_by", "to_confirm", "basis")
_TEXTS: Final = ("keys", "bodies")


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """The nodes at both ends, before and after: ``numbers`` new by old, None where all stayed."""

    before: Snapshot
    after: Snapshot
    numbers: Int64 | None

    def renumbered(self, ends: Int32) -> Int32:
        """Return a column of node numbers as they are now."""
        return ends if self.numbers is None else self.numbers[ends].astype(np.int32)


def edges_spliced(
    old: Edges, changes: Changes, nodes: Nodes, statuses: dict[str, int], source_sets: SourceSets
) -> Edges:
    """Return the relations of one type as they are now; nothing is copied that stays as it is."""
    if not changes:
        return old if nodes.numbers is None else _moved(old, nodes)
    come = [link for link in changes.values() if link is not None]
    ids = {id_ for link in come for id_ in link.row[1:3]}
    indexes = {id_: exact_place(nodes.after, id_)[0] for id_ in ids}
    come.sort(key=lambda link: (indexes[link.row.start], indexes[link.row.end], link.row.key))
    new = edges_of(come, indexes, len(nodes.after), statuses, source_sets)
    return _with(old, new, _splice(old, changes, come, nodes.before), nodes)


def _splice(old: Edges, changes: Changes, come: list[SeenRelation], before: Snapshot) -> Splice:
    found = {key: edge_place(old, key, before) for key in changes}
    keys = [RelationKey(*link.row[:4]) for link in come]
    return Splice.of(
        [place for place, there in found.values() if there],
        [found[key][0] for key in keys],
        [found[key][0] if found[key][1] else NONE for key in keys],
    )


def edge_place(edges: Edges, key: RelationKey, before: Snapshot) -> tuple[int, bool]:
    """Return the number of a relation, else before which it would come; and which of the two."""
    start, known = exact_place(before, key.start)
    low = int(edges.out_ptr[start])
    if not known:
        return low, False
    ends = edges.end[low : edges.out_ptr[start + 1]]
    end, known = exact_place(before, key.end)
    first = low + int(np.searchsorted(ends, end, "left"))
    if not known:
        return first, False
    last = low + int(np.searchsorted(ends, end, "right"))
    place = bisect_left(range(last), key.key, lo=first, key=edges.keys.__getitem__)
    return place, place < last and edges.keys[place] == key.key


def _with(old: Edges, new: Edges, splice: Splice, nodes: Nodes) -> Edges:
    start = splice.column(nodes.renumbered(old.start), new.start)
    end = splice.column(nodes.renumbered(old.end), new.end)
    columns: dict[str, Any] = {
        name: (splice.strings if name in _TEXTS else splice.column)(
            getattr(old, name), getattr(new, name)
        )
        for name in (*_COLUMNS, *_TEXTS)
    }
    return Edges(
        start=start,
        end=end,
        **columns,
        out_ptr=pointers(start, len(nodes.after)),
        in_ptr=pointers(end, len(nodes.after)),
        in_order=_in_order(old, splice, start, end),
    )


def _moved(old: Edges, nodes: Nodes) -> Edges:
    """Return the same relations between nodes of other numbers, which have kept their order."""
    start, end = nodes.renumbered(old.start), nodes.renumbered(old.end)
    count = len(nodes.after)
    return replace(
        old, start=start, end=end, out_ptr=pointers(start, count), in_ptr=pointers(end, count)
    )


def _in_order(old: Edges, splice: Splice, start: Int32, end: Int32) -> Int32:
    """Return the relations by their ends: those that stay in their order, new ones among them."""
    stay = splice.numbers(len(old))[old.in_order]
    stay = stay[stay != NONE]
    new = splice.places[splice.was == NONE]
    new = new[np.lexsort((new, start[new], end[new]))]

    def order(edge: int) -> tuple[int, int, int]:
        return int(end[edge]), int(start[edge]), int(edge)

    at = [bisect_left(stay, order(edge), key=order) for edge in new.tolist()]
    return np.insert(stay, at, new).astype(np.int32)
