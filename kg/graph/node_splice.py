"""The nodes of a snapshot where some are others now: the rest keep their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np

from kg.graph.build import SourceSets, node_columns, place_of
from kg.graph.edition import SeenNode
from kg.graph.snapshot import Snapshot
from kg.graph.splice import NONE, Splice
from kg.model.registry import type_of

_TEXTS: Final = ("ids", "bodies")


def nodes_spliced(
    snapshot: Snapshot, changes: Mapping[str, SeenNode | None], source_sets: SourceSets
) -> tuple[Snapshot, Splice]:
    """Return the snapshot with other nodes and the old relations, and what was done to the nodes.

    ``changes``: id → the node as it is read now, None where it is not read any more.
    """
    ordered = sorted(changes, key=place_of)
    found = [exact_place(snapshot, id_) for id_ in ordered]
    come = [
        (node, place, place if there else NONE)
        for id_, (place, there) in zip(ordered, found, strict=True)
        if (node := changes[id_]) is not None
    ]
    splice = Splice.of(
        [place for place, there in found if there],
        [place for _, place, _ in come],
        [was for _, _, was in come],
    )
    read = [node for node, _, _ in come]
    return _with(snapshot, splice, read, changes, source_sets), splice


def exact_place(snapshot: Snapshot, id_: str) -> tuple[int, bool]:
    """Return the number of the node with this very id, else before which it would come; and which.

    Redirects are not followed.
    """
    low, high = snapshot.ranges[type_of(id_) or ""]
    place = bisect_left(range(high), id_, lo=low, key=snapshot.ids.__getitem__)
    return place, place < high and snapshot.ids[place] == id_


def _with(
    old: Snapshot,
    splice: Splice,
    read: list[SeenNode],
    changed: Iterable[str],
    source_sets: SourceSets,
) -> Snapshot:
    if not changed:
        return old
    columns: dict[str, Any] = {
        name: (splice.strings if name in _TEXTS else splice.column)(getattr(old, name), new)
        for name, new in node_columns(read, source_sets).items()
    }
    merged = {id_: ids for id_, ids in old.merged.items() if id_ not in changed}
    return replace(
        old,
        **columns,
        ranges=_ranges(old, splice, read),
        merged=merged | {node.id: node.merged for node in read if node.merged},
        differs=old.differs or any(node.differs for node in read),
    )


def _ranges(old: Snapshot, splice: Splice, read: list[SeenNode]) -> dict[str, tuple[int, int]]:
    types = [type_of(node.id) for node in read]
    ranges, begin = dict[str, tuple[int, int]](), 0
    for name, (low, high) in old.ranges.items():
        gone = np.searchsorted(splice.removed, [low, high])
        end = begin + high - low - int(gone[1] - gone[0]) + types.count(name)
        ranges[name], begin = (begin, end), end
    return ranges
