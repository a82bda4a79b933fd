"""The snapshot as a value: columns per node, adjacency per relation type, of one revision."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.base.audience import Audience
from kg.model.audiences import FEWEST
from kg.model.nodes import OFFICE_SOURCES
from kg.model.registry import label_of
from kg.publisher.publisher import Publisher, proposed_publisher

if TYPE_CHECKING:
    import networkx as nx

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Int8 = NDArray[np.int8]
Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]

_PIECE: Final = 256
"""Texts that are put into bytes together."""


@dataclass(frozen=True, slots=True, eq=False)
class Strings:
    """A column of n UTF-8 texts: one array of bytes, n + 1 offsets."""

    data: Bytes
    offsets: Int64

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, index: int) -> str:
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self.data[self.offsets[index] : self.offsets[index + 1]].tobytes().decode()

    def __iter__(self) -> Iterator[str]:
        raw, ends = self.data.tobytes(), self.offsets.tolist()
        return (raw[a:b].decode() for a, b in pairwise(ends))

    @classmethod
    def of(cls, texts: Iterable[str]) -> Strings:
        """Return the column that holds ``texts`` in order."""
        pieces, lengths, rest = [], [0], iter(texts)
        while some := list(islice(rest, _PIECE)):
            joined = "".join(some)
            # Most pieces are ASCII throughout, where a character is a byte.
            lengths += map(len, some if joined.isascii() else map(str.encode, some))
            pieces.append(joined.encode())
        return cls(np.frombuffer(b"".join(pieces), np.uint8), np.cumsum(lengths, dtype=np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """All m relations of one type, ordered by (start, end, key), as columns.

    ``start`` and ``end`` are node numbers; ``since`` and ``until`` day numbers (``kg.base.dates``);
    ``status`` numbers into ``Snapshot.statuses`` (0: none), ``stated_by`` into
    ``Snapshot.sources``, ``basis`` into ``fields.BASES`` (the best that it rests on);
    ``to_confirm``: nobody has read it in a publication. ``out_ptr`` and ``in_ptr`` have n + 1
    entries: the relations that start at node i are ``out_ptr[i]:out_ptr[i + 1]``; those that end
    there are ``in_order[in_ptr[i]:in_ptr[i + 1]]``, ordered by (end, start, key).
    """

    start: Int32
    end: Int32
    since: Int32
    until: Int32
    status: Int8
    stated_by: Int32
    to_confirm: Flags
    basis: Int8
    keys: Strings
    bodies: Strings
    out_ptr: Int64
    in_ptr: Int64
    in_order: Int32

    def __len__(self) -> int:
        return len(self.start)

    def props(self, edge: int) -> dict[str, Any]:
        """Return the chosen values of one relation, beside status and time."""
        found: dict[str, Any] = json.loads(self.bodies[edge])
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What an audience reads of one revision of a store, and nothing else.

    ``token`` says of which one: stores with the same token hold the same (``Point``). Without
    ``examples`` those are left out, for every audience.

    n nodes ordered by (type, id), numbered 0 to n - 1. ``starts`` and ``ends`` are the period of a
    node as day numbers (``ends``: the first day after it). ``nature`` numbers into
    ``fields.NATURES``, -1 for none; ``specificity`` is the weight of a meeting node, 0 where it has
    none; ``to_confirm``: nobody has read it in a publication (``kg.model.confirmation``);
    ``stated_by`` numbers into ``sources``: ids of the sources that state the same records.
    ``merged`` holds the old ids under which a node was stated, where there are any. ``differs``: a
    value beside the texts is not what the board reads. ``published_by``: whose pages show it, and
    how these call places about which there are different positions.
    """

    revision: int
    token: str
    audience: Audience
    examples: bool
    updated: str | None
    ids: Strings
    bodies: Strings
    ranges: Mapping[str, tuple[int, int]]
    starts: Int32
    ends: Int32
    nature: Int8
    specificity: Int32
    to_confirm: Flags
    statuses: tuple[str, ...]
    edges: Mapping[str, Edges]
    stated_by: Int32
    sources: tuple[tuple[str, ...], ...]
    merged: Mapping[str, tuple[str, ...]]
    differs: bool
    redirects: Mapping[str, str]
    published_by: Publisher | None = None

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def publisher(self) -> Publisher:
        """Whose pages show it; the one that is proposed where nobody said it."""
        return self.published_by or proposed_publisher()

    @property
    def is_whole(self) -> bool:
        """Whether nothing that the store holds is left out."""
        return self.audience == FEWEST and self.examples

    def index(self, id_: str) -> int | None:
        """Return the number of the node with this id, redirects followed; None where none is."""
        from kg.model.registry import type_of

        target = self.redirects.get(id_, id_)
        low, high = self.ranges.get(type_of(target) or "", (0, 0))
        found = bisect_left(range(high), target, lo=low, key=self.ids.__getitem__)
        return found if found < high and self.ids[found] == target else None

    def type_of(self, node: int) -> str:
        """Return the node type of a node."""
        for name, (low, high) in self.ranges.items():
            if low <= node < high:
                return name
        raise IndexError(node)

    def props(self, node: int) -> dict[str, Any]:
        """Return the chosen values of a node."""
        found: dict[str, Any] = json.loads(self.bodies[node])
        return found

    def label(
        self, node: int, read: Callable[[int], dict[str, Any]] | None = None
    ) -> dict[str, str]:
        """Return the name or title of a node per language; of what an office says, its own.

        ``read`` gives the values of a node where somebody has them already.
        """
        office = self.ids[node].removeprefix(OFFICE_SOURCES)
        speaks = self.index(office) if office != self.ids[node] else None
        named = node if speaks is None else speaks
        called = self.publisher.places.get(self.ids[named])
        if called is not None:
            return called.texts()
        return label_of(self.type_of(named), (read or self.props)(named))

    def to_networkx(self, *, as_of: date | None = None, lang: str = "en") -> nx.MultiDiGraph[str]:
        """Return nodes and relations as a graph of networkx, for analysts.

        As of a date the relations that are in force on it, without one those of all dates. What
        nodes and relations have stands at ``networkx_graph.graph_of``.

        >>> from kg.model.records import NodeRow, RelationRow
        >>> from kg.graph.build import build
        >>> ids = ("org/caricom", "state/blz", "state/guy", "state/jam")
        >>> nodes = [NodeRow(id_, "{}") for id_ in ids]
        >>> relations = [
        ...     RelationRow("MEMBER_OF", state, "org/caricom", "", "member", None, None, "{}")
        ...     for state in ("state/blz", "state/guy", "state/jam")
        ... ]
        >>> graph = build(nodes, relations).to_networkx()
        >>> import networkx as nx
        >>> max(nx.degree_centrality(graph).items(), key=lambda item: item[1])
        ('org/caricom', 1.0)
        >>> [sorted(c) for c in nx.community.louvain_communities(nx.Graph(graph), seed=1)]
        [['org/caricom', 'state/blz', 'state/guy', 'state/jam']]
        """
        from kg.graph.networkx_graph import graph_of

        return graph_of(self, as_of, lang=lang)
