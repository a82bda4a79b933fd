"""Bundles: neighbours of a record that are counted where not all of them can be drawn.

They are grouped by relation and type; activities by the other side with whom they are ("World
Health Organization · 157 activities"). A bundle has a key, which stands in addresses: the owner,
the relation with its direction, the type, the other side, as in
``org/paho@activities@Activity@org/who`` or ``org/oas@MEMBER_OF-in@State``; what remains when a
bundle was opened ends in its number (``@part2``). No id holds an "@", so that no key is an id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.graph.actors import DOES, TERRITORIES
from kg.graph.openness import withdrawn
from kg.graph.presence import present
from kg.graph.view import Edge, View
from kg.model.registry import RELATIONS
from viz.style import LOOKS

MARK: Final = "@"
ACTIVITIES: Final = "activities"
ALL: Final = "all"
"""What stands for the relation: roles of all kinds in activities; all that lies behind a node."""
SIDES: Final = 8
"""With so many others activities are counted apart; those with anybody else lie together."""
_OTHERS: Final = "others"
PART: Final = f"{MARK}part"
_RANK: Final = {name: cls.picture_rank for name, cls in RELATIONS.items()}
"""Which relations are kept where not all neighbours fit, the least first."""
_TYPES: Final = {name: rank for rank, name in enumerate(LOOKS)}

Near = Mapping[int, Edge]
"""Neighbours of a node, each with the most institutional relation to it."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Neighbours of ``owner`` in the order in which they come out; ``near``: their relations.

    ``side`` is the other side of activities, ``others`` says that it is anybody else.
    """

    key: str
    owner: int
    members: tuple[int, ...]
    edges: tuple[Edge, ...]
    side: int | None = None
    others: bool = False
    mixed: bool = False

    def __len__(self) -> int:
        return len(self.members)

    @property
    def edge(self) -> Edge:
        """The relation that stands for those of all members: the most frequent."""
        counts = Counter(edge.type for edge in self.edges)
        best = min(counts, key=lambda name: (-counts[name], _RANK[name]))
        return next(edge for edge in self.edges if edge.type == best)

    @property
    def outward(self) -> bool:
        """Whether that relation starts at the owner."""
        return self.edge.start == self.owner

    @property
    def of_activities(self) -> bool:
        """Whether it holds activities alone."""
        return self.key.split(MARK)[1] == ACTIVITIES

    def part(self, start: int, number: int) -> Bundle:
        """Return the members from ``start`` on, as the part of that number."""
        key = f"{whole(self.key)}{PART}{number}"
        return replace(self, key=key, members=self.members[start:], edges=self.edges[start:])

    def holds(self, view: View) -> tuple[tuple[str, int], ...]:
        """Return how many records of each type it holds, in the order of legends."""
        counts = Counter(view.type_of(node) for node in self.members)
        return tuple((name, counts[name]) for name in LOOKS if counts[name])


def whole(key: str) -> str:
    """Return the key of the bundle of which a part is named.

    >>> whole("org/oas@MEMBER_OF-in@State@part2"), whole("org/oas@all")
    ('org/oas@MEMBER_OF-in@State', 'org/oas@all')
    """
    return key.partition(PART)[0]


def neighbours(view: View, node: int, seen: Iterable[int]) -> Near:
    """Return the neighbours of a node that are there on the day and were not ``seen``.

    What was withdrawn is nobody's neighbour any more.
    """
    there = present(view)
    taken = {node, *seen, *withdrawn(view)}
    found: dict[int, Edge] = {}
    for edge in view.edges(node):
        other = edge.end if edge.start == node else edge.start
        if other in taken or not there[other]:
            continue
        if other not in found or _RANK[edge.type] < _RANK[found[other].type]:
            found[other] = edge
    return found


def bundles_of(view: View, owner: int, near: Near) -> list[Bundle]:
    """Return all neighbours in bundles, the most institutional first."""
    groups: dict[tuple[str, ...], list[int]] = {}
    activities: list[int] = []
    for node, edge in near.items():
        type_ = view.type_of(node)
        if type_ == "Activity":
            activities.append(node)
        else:
            groups.setdefault((_relation(view, owner, edge), type_), []).append(node)
    found = [_bundle(view, owner, key, nodes, near) for key, nodes in groups.items()]
    found.sort(key=lambda bundle: (_RANK[bundle.edge.type], bundle.key))
    return [*found, *_by_side(view, owner, activities, near)]


def merged(view: View, bundles: Sequence[Bundle], spots: int) -> list[Bundle]:
    """Return bundles of several owners, no more than ``spots``: owners with many get one for all.

    There are no more owners than spots.
    """
    of: dict[int, list[Bundle]] = {}
    for bundle in bundles:
        of.setdefault(bundle.owner, []).append(bundle)
    total = len(bundles)
    for owner in sorted(of, key=lambda n: (-len(of[n]), view.id(n))):
        if total <= spots:
            break
        total -= len(of[owner]) - 1
        of[owner] = [_one(view, owner, of[owner])]
    return [bundle for some in of.values() for bundle in some]


def drawn_whole(bundles: Sequence[Bundle], spots: int) -> set[str]:
    """Return the keys of the bundles that are drawn whole: as many as fit, the small ones first.

    Never a part: which members of a body are drawn and which are not is no choice of ours.
    Activities come last. Each bundle that is not drawn whole takes one spot.
    """
    free = spots - len(bundles)
    whole = set()
    for bundle in sorted(bundles, key=_size):
        if len(bundle) - 1 <= free:
            free -= len(bundle) - 1
            whole.add(bundle.key)
    return whole


def _size(bundle: Bundle) -> tuple[bool, int, int, str]:
    late = len(bundle) > 1 and (bundle.mixed or bundle.of_activities)
    return late, len(bundle), _RANK[bundle.edge.type], bundle.key


def _relation(view: View, owner: int, edge: Edge) -> str:
    """Return a relation with its direction; observers and associates stand apart from members.

    Who was put out, left or is in dispute does not: to single out states is no matter of drawing.
    """
    way = "out" if edge.start == owner else "in"
    status, cls = view.status(edge), RELATIONS[edge.type]
    apart = status if status in cls.plain and status not in cls.full else None
    return "-".join(filter(None, (edge.type, way, apart)))


def _bundle(
    view: View, owner: int, key: tuple[str, ...], nodes: Iterable[int], near: Near
) -> Bundle:
    members = tuple(sorted(nodes, key=lambda node: _order(view, node)))
    return Bundle(
        MARK.join((view.id(owner), *key)), owner, members, tuple(near[node] for node in members)
    )


def _order(view: View, node: int) -> tuple[int, int, str]:
    """States by id, for they have no rank; activities the latest first; others the best known."""
    type_ = view.type_of(node)
    if type_ in TERRITORIES:
        rank = 0
    elif type_ == "Activity":
        rank = -int(view.snapshot.starts[node])
    else:
        rank = -degree(view, node)
    return _TYPES[type_], rank, view.id(node)


def degree(view: View, node: int) -> int:
    """Return roughly how connected a node is: its relations of all dates."""
    return sum(
        int(edges.out_ptr[node + 1] - edges.out_ptr[node])
        + int(edges.in_ptr[node + 1] - edges.in_ptr[node])
        for edges in view.snapshot.edges.values()
    )


def _one(view: View, owner: int, bundles: Sequence[Bundle]) -> Bundle:
    return Bundle(
        MARK.join((view.id(owner), ALL)),
        owner,
        tuple(node for bundle in bundles for node in bundle.members),
        tuple(edge for bundle in bundles for edge in bundle.edges),
        mixed=len(bundles) > 1,
    )


def _by_side(view: View, owner: int, activities: Sequence[int], near: Near) -> Iterator[Bundle]:
    """Yield activities by the other side: of several the one with whom there are the most."""
    doers = view.adjacency(DOES, "in")
    sides = {node: {*doers.of(node).tolist()} - {owner} for node in activities}
    counts = Counter(side for some in sides.values() for side in some)
    rank = {side: (-counts[side], view.id(side)) for side in counts}
    by: dict[int | None, list[int]] = {}
    for node in activities:
        by.setdefault(min(sides[node], key=rank.__getitem__, default=None), []).append(node)
    named = sorted(
        (side for side in by if side is not None), key=lambda n: (-len(by[n]), view.id(n))
    )
    apart = named[:SIDES] if len(named) > SIDES + 1 else named
    for side in apart:
        key = (ACTIVITIES, "Activity", view.id(side))
        yield replace(_bundle(view, owner, key, by[side], near), side=side)
    rest = [node for side in named[len(apart) :] for node in by[side]]
    if rest:
        key = (ACTIVITIES, "Activity", _OTHERS)
        yield replace(_bundle(view, owner, key, rest, near), others=True)
    if None in by:
        yield _bundle(view, owner, (ACTIVITIES, "Activity"), by[None], near)
