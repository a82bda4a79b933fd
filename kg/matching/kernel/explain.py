"""Why two nodes match: what each meeting node contributes, and walks that lead through it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import partial
from typing import Final, NamedTuple

from kg.graph.memo import Recent, kept
from kg.graph.probe import Probe, Query
from kg.graph.view import Direction, View
from kg.matching.kernel.arithmetic import contribution
from kg.matching.kernel.halfwalk import vectors_of
from kg.matching.kernel.scoring import Question
from kg.matching.lens.lens import Path
from kg.matching.lens.pattern import Half, Hop

WALKS: Final = 3
"""How many walks are shown for each meeting node."""

MEETINGS: Final = 1 << 12
"""So many pairs of first steps are held, with the walks between them."""

Walk = tuple[str, ...]
Ends = dict[int, list[Walk]]
Links = Mapping[tuple[str, Direction], tuple[int, ...]]
"""The neighbours of a probe, by relation type and direction."""
"""The shortest walks that end at each node, by length, then by ids: at most three each."""


class Part(NamedTuple):
    """What one path contributes to a target.

    ``meets`` are meeting nodes and what each contributes, the most first; ``steps`` walks through
    them, in the same order, written from the query to the target. Of a term ``number`` is what its
    sentence names, None where it found nothing.
    """

    path: str
    score: int
    meets: list[tuple[int, int]]
    steps: list[list[str]]
    number: int | None = None


class _Meeting(NamedTuple):
    """Where two meet on a path, as of ``Part``, and the walks through there without both ends."""

    score: int
    meets: list[tuple[int, int]]
    walks: list[Walk]


class Explainer:
    """Explains the targets of one question.

    Who takes the same first steps goes on the same way: where two meet is kept with the view by the
    first steps of both, so that all that is declared by the same two states is walked once.
    """

    def __init__(self, asked: Question) -> None:
        self.asked = asked
        self.view = asked.view
        self._targets = asked.targets()
        ends = asked.lens.end.labels
        self._vectors = [
            vectors_of(asked.view, path.pattern.right, ends, specific=path.specific)
            for path in asked.lens.paths
        ]
        self._values: dict[int, dict[int, int]] = {}
        # A probe has no id: its walks begin at what it is made of.
        told = isinstance(asked.query, Probe)
        self._start: Walk = () if isinstance(asked.query, Probe) else (self.view.id(asked.query),)
        self._mine = [
            _steps(self.view, path.pattern.left[0], asked.query) for path in asked.lens.paths
        ]
        # Several paths begin with the same hop: who declares it, for one.
        firsts = [path.pattern.right[0] for path in asked.lens.paths]
        self._hops = list(dict.fromkeys(firsts))
        self._hop_of = [self._hops.index(first) for first in firsts]
        self._left: list[Ends] = [{} for _ in asked.lens.paths]
        self._met: list[Recent[_Meeting]] = [
            kept(self.view, ("met", path.pattern, path.weight, path.specific, told), _meetings)
            for path in asked.lens.paths
        ]

    def parts(self, row: int) -> list[Part]:
        """Return what each path contributes to the target of a row, the most first."""
        target = int(self._targets[row])
        theirs = [_steps(self.view, hop, target) for hop in self._hops]
        found = [
            self._part(place, path, row, theirs[self._hop_of[place]])
            for place, path in enumerate(self.asked.lens.paths)
        ]
        return in_order(part for part in found if part is not None)

    def _part(self, place: int, path: Path, row: int, theirs: Hashable) -> Part | None:
        key = self._mine[place], theirs
        met = self._met[place].of(key, lambda: self._meeting(place, path, row))
        if not met.meets:
            return None
        end = self.view.id(int(self._targets[row]))
        steps = [[*self._start, *walk, end] for walk in met.walks]
        return Part(path.name, met.score, met.meets, steps)

    def _meeting(self, place: int, path: Path, row: int) -> _Meeting:
        meets = self._meets(place, path, row)
        wanted, target = {meet for meet, _ in meets}, int(self._targets[row])
        if not meets:
            return _Meeting(0, [], [])
        pattern, query = path.pattern, self.asked.query
        left = self._left[place]
        # The walks of the query serve the next target too.
        new = wanted - left.keys()
        left.update(walks_between(self.view, pattern.left, query, new, onward=True) if new else {})
        right = walks_between(self.view, pattern.right, target, wanted, onward=False)
        walks = [walk for meet, _ in meets for walk in _through(left[meet], right[meet])]
        inner = [walk[len(self._start) : -1] for walk in walks]
        return _Meeting(sum(score for _, score in meets), meets, inner)

    def _meets(self, place: int, path: Path, row: int) -> list[tuple[int, int]]:
        """Return the meeting nodes of a path and what they contribute, the most first."""
        mine, (theirs, values) = self._mine_at(place), self._vectors[place].row(row)
        # Of single targets few meet: numbers of Python are sooner done than arrays are made.
        pairs = zip(theirs.tolist(), values.tolist(), strict=True)
        scores = (
            (meet, contribution(path.weight, mine[meet], value))
            for meet, value in pairs
            if meet in mine
        )
        # Ties by number, which is id order: Cypher sorts by ``m.id``.
        return sorted((pair for pair in scores if pair[1]), key=lambda pair: (-pair[1], pair[0]))

    def _mine_at(self, place: int) -> dict[int, int]:
        """Return the values of the query on a path by meeting node."""
        if place not in self._values:
            meets, values = self.asked.vectors[place]
            self._values[place] = dict(zip(meets.tolist(), values.tolist(), strict=True))
        return self._values[place]


def _meetings() -> Recent[_Meeting]:
    return Recent(MEETINGS)


def _steps(view: View, first: Hop, query: Query) -> Hashable:
    """Return what a half-walk from a query depends on: where its first hop leads, or itself."""
    if first.low != 1 or first.high != 1:
        return (query.type, *sorted(query.links.items())) if isinstance(query, Probe) else query
    if isinstance(query, Probe):
        return tuple(query.links.get(way, ()) for way in _ways(first))
    near = (view.adjacency((type_,), way, first.statuses) for type_, way in _ways(first))
    return tuple(csr.of(query).tobytes() for csr in near)


def in_order(parts: Iterable[Part]) -> list[Part]:
    """Return the parts of a target, those that contribute most first, ties by name."""
    return sorted(parts, key=lambda part: (-part.score, part.path))


def _through(left: list[Walk], right: list[Walk]) -> list[Walk]:
    """Join walks that end at a meeting node with walks that begin there."""
    # The meeting node ends the one and begins the other.
    return _few([a[:-1] + b for a in left for b in right])


def walks_between(view: View, half: Half, query: Query, wanted: set[int], *, onward: bool) -> Ends:
    """Return walks between a node and each of ``wanted``, written from query to target.

    Kept are the shortest at every node: a walk that is not among the first three to a node is not
    among them further on either, since the same steps are added to all.
    """
    first = half[0]
    if first.low != 1 or first.high != 1:
        return _walks(view, half, query, wanted, onward=onward)
    start, links = _begin(view, query)
    (own,) = start.values()
    found: Ends = {meet: [] for meet in wanted}
    steps = _relations(view, first, next(iter(start)), links, onward=onward)
    on = half[1:]
    rests: Recent[Ends] = kept(view, ("walks", on, onward), Recent)
    for arrow, near in dict.fromkeys(steps):
        if _fits(view, first.labels, near):
            begun = _longer(own[0], arrow, view.id(near), onward=onward)
            # All walks on from there, behind the first hop: many queries come by.
            rest = rests.of(near, partial(_walks, view, on, near, None, onward=onward))
            for meet in wanted & rest.keys():
                found[meet] += [_joined(begun, walk, onward=onward) for walk in rest[meet]]
    return {meet: _few(walks) for meet, walks in found.items() if walks}


def _begin(view: View, query: Query) -> tuple[Ends, Links]:
    """Return the walk that has not left a query, and the neighbours of a probe."""
    if isinstance(query, Probe):
        return {len(view.snapshot): [()]}, query.links
    return {query: [(view.id(query),)]}, {}


def _joined(begun: Walk, rest: Walk, *, onward: bool) -> Walk:
    """Join the first step with the rest: the node between ends the one and begins the other."""
    return begun[:-1] + rest if onward else rest + begun[1:]


def _walks(view: View, half: Half, query: Query, wanted: set[int] | None, *, onward: bool) -> Ends:
    ends, links = _begin(view, query)
    for place, hop in enumerate(half):
        last = wanted if place == len(half) - 1 else None
        ends = _hop(view, ends, hop, links, last, onward=onward)
    return ends


def _hop(
    view: View,
    ends: Ends,
    hop: Hop,
    links: Links,
    wanted: set[int] | None,
    *,
    onward: bool,
) -> Ends:
    found: dict[int, list[Walk]] = {}
    for length in range(hop.high + 1):
        if length >= hop.low:
            for node, walks in ends.items():
                if (wanted is None or node in wanted) and _fits(view, hop.labels, node):
                    found.setdefault(node, []).extend(walks)
        if length < hop.high:
            # On the way any node will do; where the last relation ends, it is known what is wanted.
            only = wanted if length + 1 == hop.high else None
            ends = _step(view, ends, hop, links, only, onward=onward)
    return {node: _few(walks) for node, walks in found.items()}


def _step(
    view: View,
    ends: Ends,
    hop: Hop,
    links: Links,
    wanted: set[int] | None,
    *,
    onward: bool,
) -> Ends:
    found: dict[int, list[Walk]] = {}
    for node, walks in ends.items():
        for arrow, to in _relations(view, hop, node, links, onward=onward):
            if wanted is None or to in wanted:
                more = found.setdefault(to, [])
                more.extend(_longer(walk, arrow, view.id(to), onward=onward) for walk in walks)
    return {node: _few(walks) for node, walks in found.items()}


def _longer(walk: Walk, arrow: str, id_: str, *, onward: bool) -> Walk:
    if not walk:  # a probe has no id: its walks begin at what it is made of
        return (id_,)
    return (*walk, arrow, id_) if onward else (id_, arrow, *walk)


def _relations(
    view: View,
    hop: Hop,
    node: int,
    links: Links,
    *,
    onward: bool,
) -> Iterator[tuple[str, int]]:
    """Yield the neighbours of a node with the arrow as read from query to target."""
    for type_, way in _ways(hop):
        arrow = f"{type_}>" if (way == "out") == onward else f"<{type_}"
        if node == len(view.snapshot):
            near: Iterable[int] = links.get((type_, way), ())
        else:
            near = view.adjacency((type_,), way, hop.statuses).of(node).tolist()
        yield from ((arrow, to) for to in near)


def _ways(hop: Hop) -> Iterator[tuple[str, Direction]]:
    """Yield the types of relations that a hop takes, each way that it takes them."""
    # A relation of a node to itself is read both ways, though it is one walk where walks are
    # counted; the Cypher writes it both ways too (``walks.Written``).
    ways: tuple[Direction, ...] = ("out", "in") if hop.direction == "any" else (hop.direction,)
    return ((type_, way) for type_ in hop.types for way in ways)


def _fits(view: View, labels: tuple[str, ...], node: int) -> bool:
    return not labels or view.is_a(node, *labels)


def _few(walks: list[Walk]) -> list[Walk]:
    if len(walks) == 1:
        return walks
    # Parallel relations read alike: here they are one walk, where walks are counted several.
    return sorted(set(walks), key=lambda walk: (len(walk), walk))[:WALKS]
