"""A part of a view: fewer nodes of some types are listed, with the neighbours that all have."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, fields

from kg.graph.snapshot import Snapshot
from kg.graph.view import Csr, Direction, View
from kg.model.registry import NODES


class ViewPart(View):
    """A view that lists of some types the nodes of a range alone.

    Nodes keep their numbers, and relations and ids lead to all of them, so that one of the part is
    related to the same as in the whole. What asks whether a node is of such a type finds only the
    part: whoever cuts a type sees to it that nobody walks through it.
    """

    def __init__(self, whole: View, ranges: Mapping[str, tuple[int, int]]) -> None:
        super().__init__(_Listing.of(whole.snapshot, ranges), whole.as_of)
        self._whole = whole
        self._cut = frozenset(ranges)

    def adjacency(
        self, types: Sequence[str], direction: Direction, statuses: Sequence[str] | None = None
    ) -> Csr:
        """Return neighbours as the whole has them: they are built once for all of its parts."""
        return self._whole.adjacency(types, direction, statuses)

    def keeper(self, key: Hashable) -> View:
        """Return the whole for what is kept of types that are not cut, else the part.

        Parts of one whole share it then: vectors of all targets are made once for all blocks of
        queries. A key that names no type stands for what may depend on any.
        """
        named = _types_in(key)
        return self._whole.keeper(key) if named and named.isdisjoint(self._cut) else self


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Listing(Snapshot):
    """A snapshot that lists fewer nodes, and knows all of ``whole`` by their ids and numbers."""

    whole: Snapshot

    @classmethod
    def of(cls, whole: Snapshot, ranges: Mapping[str, tuple[int, int]]) -> _Listing:
        columns = {field.name: getattr(whole, field.name) for field in fields(Snapshot)}
        return cls(**columns | {"ranges": {**whole.ranges, **ranges}}, whole=whole)

    def index(self, id_: str) -> int | None:
        # What a record names is there, whether it is listed or not: else it would read as unknown.
        return self.whole.index(id_)

    def type_of(self, node: int) -> str:
        return self.whole.type_of(node)


def _types_in(key: Hashable) -> set[str]:
    """Return the node types that stand, as a list, in the key of something kept."""
    lists = (part for part in key if isinstance(part, tuple)) if isinstance(key, tuple) else ()
    return {name for part in lists for name in part if isinstance(name, str) and name in NODES}
