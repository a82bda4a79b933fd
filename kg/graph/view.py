"""One date over what an audience reads: what every answer is made from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.base.audience import Audience
from kg.base.dates import day_number, iso_of
from kg.base.errors import ForbiddenError, UnknownIdError
from kg.base.i18n import choose, msg
from kg.graph.known_ids import may_name, without_unknown
from kg.graph.snapshot import Edges, Snapshot
from kg.model.claims import POSITIONS
from kg.model.fields import BASES, NATURES, Basis, Nature
from kg.model.registry import RELATIONS
from kg.publisher.publisher import Publisher

if TYPE_CHECKING:
    import networkx as nx

K = TypeVar("K")
Direction = Literal["out", "in", "any"]
NEAREST: Final = 3
NAMED: Final = 1 << 16
"""So many ids and names are held at a time: the same few sectors, bodies and activities are named
again and again."""


@dataclass(frozen=True, slots=True, eq=False)
class Csr:
    """Neighbours of all n nodes: those of node i are ``to[ptr[i]:ptr[i + 1]]``, with repeats."""

    ptr: NDArray[np.int64]
    to: NDArray[np.int32]

    def of(self, node: int) -> NDArray[np.int32]:
        """Return the neighbours of one node."""
        return self.to[self.ptr[node] : self.ptr[node + 1]]

    def reach(self, nodes: Iterable[int]) -> set[int]:
        """Return nodes and all that is reached from them, however many steps away."""
        waiting = list(nodes)
        found = set(waiting)
        while waiting:
            new = set(self.of(waiting.pop()).tolist()) - found
            found |= new
            waiting.extend(new)
        return found


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation of a view: its type, its index in ``snapshot.edges[type]``, its ends."""

    type: str
    index: int
    start: int
    end: int


class View:
    """What the audience of a snapshot reads, on one date.

    What it may not read is not in the snapshot. Adjacency follows relations in force on the date:
    ``since <= as_of < until``.
    """

    def __init__(self, snapshot: Snapshot, as_of: date) -> None:
        self.snapshot = snapshot
        self.as_of = as_of
        self.audience: Audience = snapshot.audience
        self.day = day_number(as_of)
        self._adjacency: dict[tuple[tuple[str, ...], Direction, tuple[str, ...] | None], Csr] = {}
        self._labels: dict[tuple[int, str], str] = {}
        self._ids: dict[int, str] = {}
        self._stated: tuple[int, dict[str, Any]] = (-1, {})
        self.memo: dict[Hashable, Any] = {}
        """What is kept with it (``kg.graph.memo``)."""

    @property
    def publisher(self) -> Publisher:
        """Whose pages show it."""
        return self.snapshot.publisher

    def to_networkx(self, *, all_dates: bool = False, lang: str = "en") -> nx.MultiDiGraph[str]:
        """Return what is read here as a graph of networkx (``Snapshot.to_networkx``).

        The relations in force on the date; with ``all_dates`` all, and ``in_force`` says which are.
        """
        from kg.graph.networkx_graph import graph_of

        return graph_of(self.snapshot, self.as_of, all_dates=all_dates, lang=lang)

    def keeper(self, _key: Hashable) -> View:
        """Return the view with which something computed of this one is kept (``memo``)."""
        return self

    def require_board(self) -> None:
        """Raise where the reader is not the board.

        Raises:
            ForbiddenError: what is said of partners is for the board.
        """
        if self.audience != "board":
            detail = msg("What is said of partners is for the board.")
            raise ForbiddenError(detail, msg("Ask with the audience “board” (audience=board)."))

    def index(self, id_: str) -> int:
        """Return the number of a node, redirects followed.

        Raises:
            UnknownIdError: no such node, or not for this audience; names the nearest ids.
        """
        node = self.snapshot.index(id_)
        if node is None:
            raise UnknownIdError(id_, self.nearest(id_))
        return node

    def nearest(self, id_: str) -> list[str]:
        """Return the ids most like ``id_``, at most three."""
        from rapidfuzz import process

        # Only among what this audience reads: a hidden id is never suggested.
        found = process.extract(id_, list(self.snapshot.ids), limit=NEAREST, score_cutoff=60)
        return [text for text, _, _ in found]

    def of_type(self, type_: str) -> NDArray[np.int64]:
        """Return the numbers of all nodes of a type, in id order."""
        return np.arange(*self.snapshot.ranges[type_], dtype=np.int64)

    def id(self, node: int) -> str:
        """Return the id of a node."""
        found = self._ids.get(node)
        if found is None:
            found = self.snapshot.ids[node]
            _hold(self._ids, node, found)
        return found

    def is_a(self, node: int, *types: str) -> bool:
        """Say whether a node is of one of these types."""
        return any(low <= node < high for low, high in map(self.snapshot.ranges.__getitem__, types))

    def type_of(self, node: int) -> str:
        """Return the type of a node."""
        return self.snapshot.type_of(node)

    def props(self, node: int) -> dict[str, Any]:
        """Return the chosen values of a node, without ids of what the audience does not see."""
        found: dict[str, Any] = self.without_unknown(self._read(node))
        return found

    def _read(self, node: int) -> dict[str, Any]:
        """Return the chosen values as they are kept: whoever asks next gets the same object.

        The name of a node, its values and what it does not state are asked for together.
        """
        held = self._stated
        if held[0] != node:
            held = self._stated = node, self.snapshot.props(node)
        return held[1]

    def without_unknown(self, value: Any) -> Any:
        """Return a value without the ids that lead to no record of this view (``known_ids``)."""
        return without_unknown(self.snapshot, value)

    def may_name(self, value: Any) -> bool:
        """Say whether a value is anything but the id of a record that is not in this view."""
        return may_name(self.snapshot, value)

    def sources(self, node: int) -> list[str]:
        """Return the ids of the sources of a node, in id order."""
        return list(self.snapshot.sources[self.snapshot.stated_by[node]])

    def edge_sources(self, edge: Edge) -> list[str]:
        """Return the ids of the sources of a relation, in id order."""
        return list(self.snapshot.sources[self.snapshot.edges[edge.type].stated_by[edge.index]])

    def to_confirm(self, node: int) -> bool:
        """Say whether a node is to be confirmed: a political fact that nobody has read."""
        return bool(self.snapshot.to_confirm[node])

    def edge_to_confirm(self, edge: Edge) -> bool:
        """Say whether a relation is to be confirmed, as ``to_confirm``."""
        return bool(self.snapshot.edges[edge.type].to_confirm[edge.index])

    def edge_props(self, edge: Edge) -> dict[str, Any]:
        """Return the chosen values of a relation beside status and time, as ``props``.

        Of a disputed one without those about which the positions differ (``positions``).
        """
        found: dict[str, Any] = self.without_unknown(
            self.snapshot.edges[edge.type].props(edge.index)
        )
        found.pop(POSITIONS, None)
        return found

    def positions(self, edge: Edge) -> list[dict[str, Any]]:
        """Return what is said of a disputed relation, by whom: each its ``sources`` and values.

        Of one that is not disputed, or of which one source says that it is and no more: none.
        """
        said = self.snapshot.edges[edge.type].props(edge.index).get(POSITIONS, [])
        return [self.without_unknown(position) for position in said]

    def basis(self, edge: Edge) -> Basis:
        """Return the best that a relation rests on."""
        return BASES[int(self.snapshot.edges[edge.type].basis[edge.index])]

    def label(self, node: int, lang: str) -> str:
        """Return the name of a node in the reader's language or the next best, else its id."""
        found = self._labels.get((node, lang))
        if found is None:
            found = self.called(node, lang)
            _hold(self._labels, (node, lang), found)
        return found

    def called(self, node: int, lang: str) -> str:
        """Return the same, and hold it for nobody: for whoever names each node once."""
        return choose(self.snapshot.label(node, self._read), lang)[0] or self.snapshot.ids[node]

    def nature(self, node: int) -> Nature | None:
        """Return whether a node is declared, demonstrated or an example; None for the rest."""
        code = int(self.snapshot.nature[node])
        return NATURES[code] if code >= 0 else None

    def adjacency(
        self,
        types: Sequence[str],
        direction: Direction,
        statuses: Sequence[str] | None = None,
    ) -> Csr:
        """Return neighbours along relations of ``types`` in force on the date.

        Without ``statuses`` full membership, being a party, and relations without a status count;
        with them exactly those named.
        """
        names = tuple(types), direction, None if statuses is None else tuple(statuses)
        # Without a lock: two threads may both build it, and come to the same.
        if names not in self._adjacency:
            self._adjacency[names] = self._build(*names)
        return self._adjacency[names]

    def near(
        self,
        node: int,
        types: Sequence[str],
        direction: Direction,
        statuses: Sequence[str] | None = None,
    ) -> list[int]:
        """Return the neighbours of one node, as ``adjacency`` has them, without those of all."""
        found: list[int] = []
        for name in types:
            edges, wanted = self.snapshot.edges[name], self._codes(name, statuses)
            for index in _indexes(edges, node):
                start, end = int(edges.start[index]), int(edges.end[index])
                holds = edges.since[index] <= self.day < edges.until[index]
                if not holds or int(edges.status[index]) not in wanted:
                    continue
                ways = {"out": (start == node,), "in": (end == node,), "any": (True,)}
                if any(ways[direction]):
                    found.append(end if start == node and direction != "in" else start)
        return sorted(found)

    def edges(
        self, node: int, *, all_dates: bool = False, only: str | None = None
    ) -> Iterator[Edge]:
        """Yield the relations of a node, by type, out before in; ``only`` those of one type.

        Only those in force on the date, whatever their status, unless ``all_dates``.
        """
        for name, edges in self.snapshot.edges.items():
            if only not in {None, name}:
                continue
            indexes = _indexes(edges, node)
            for index in indexes:
                edge = Edge(name, index, int(edges.start[index]), int(edges.end[index]))
                if all_dates or self.in_force(edge):
                    yield edge

    def in_force(self, edge: Edge) -> bool:
        """Say whether a relation holds on the date."""
        edges = self.snapshot.edges[edge.type]
        return bool(edges.since[edge.index] <= self.day < edges.until[edge.index])

    def status(self, edge: Edge) -> str | None:
        """Return the status of a relation, None where none is stated."""
        return self.snapshot.statuses[self.snapshot.edges[edge.type].status[edge.index]] or None

    def period(self, edge: Edge) -> tuple[str | None, str | None]:
        """Return since and until of a relation as ISO dates, None where open."""
        edges = self.snapshot.edges[edge.type]
        return iso_of(int(edges.since[edge.index])), iso_of(int(edges.until[edge.index]))

    def counted(self, type_: str, statuses: Sequence[str] | None = None) -> NDArray[np.bool_]:
        """Return which relations of a type count: in force, of the statuses asked."""
        edges = self.snapshot.edges[type_]
        wanted = self._codes(type_, statuses)
        return (edges.since <= self.day) & (self.day < edges.until) & np.isin(edges.status, wanted)

    def _codes(self, type_: str, statuses: Sequence[str] | None) -> list[int]:
        names = ("", *RELATIONS[type_].full) if statuses is None else tuple(statuses)
        return [code for code, name in enumerate(self.snapshot.statuses) if name in names]

    def _build(
        self, types: tuple[str, ...], direction: Direction, statuses: tuple[str, ...] | None
    ) -> Csr:
        pairs = [self._pairs(name, direction, statuses) for name in types]
        tail = np.concatenate([pair[0] for pair in pairs])
        head = np.concatenate([pair[1] for pair in pairs])
        # By tail, then by head: neighbours come in the order of numbers, which is that of ids.
        order = np.lexsort((head, tail))
        bounds = np.arange(len(self.snapshot) + 1)
        return Csr(np.searchsorted(tail[order], bounds).astype(np.int64), head[order])

    def _pairs(
        self, type_: str, direction: Direction, statuses: tuple[str, ...] | None
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        edges, mask = self.snapshot.edges[type_], self.counted(type_, statuses)
        start, end = edges.start[mask], edges.end[mask]
        if direction == "any":
            other = start != end  # a relation of a node to itself is one way, not two
            return np.concatenate([start, end[other]]), np.concatenate([end, start[other]])
        return (start, end) if direction == "out" else (end, start)


def _indexes(edges: Edges, node: int) -> list[int]:
    out = range(int(edges.out_ptr[node]), int(edges.out_ptr[node + 1]))
    into = edges.in_order[edges.in_ptr[node] : edges.in_ptr[node + 1]].tolist()
    # A relation of a node to itself stands in both.
    return [*out, *(index for index in into if index not in out)]


def _hold(held: dict[K, str], key: K, text: str) -> None:
    if len(held) >= NAMED:
        held.clear()
    held[key] = text
