"""What a record of one side could say more: relations to what the other states, whom it admits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import Final

from kg.graph.actors import declarers, territories
from kg.graph.changed_view import ELIGIBLE, Edit
from kg.graph.openness import OPEN, STATUS, closed
from kg.graph.probe import Probe, Query
from kg.graph.view import Direction
from kg.matching.kernel.condition_keys import GIVING, KEYS
from kg.matching.kernel.terms import record_of
from kg.matching.lens.lens import AdditiveLens, PathLens
from kg.matching.why_not.judged_pair import Judged, Pair
from kg.matching.why_not.term_pair import need_and_actor, worked_in
from kg.model.registry import RELATIONS
from kg.model.relations import DECLARED

TOLD: Final = tuple(
    name
    for name, cls in RELATIONS.items()
    if set(DECLARED) <= set(cls.starts_at) and cls.told_by != "end"
)
"""The relations that an offer, demand or practice says of itself."""
MOST: Final = 12
"""So many of what the other side states are tried of one relation."""
TOGETHER: Final = 2
"""So many of them are tried together."""


def editable(pair: Pair) -> tuple[int, ...]:
    """Return the sides that have a record of their own which says such things."""
    found = (side for side in pair.sides() if isinstance(side, int))
    return tuple(side for side in found if pair.view.is_a(side, *DECLARED))


def opened(pair: Pair, sides: Collection[Query]) -> Iterator[tuple[Edit, ...]]:
    """Yield the one way to open what is paused, met or withdrawn on some sides."""
    over = closed(pair.view)
    found = tuple(Edit(side, STATUS, OPEN) for side in editable(pair) if side in over)
    if found and all(edit.node in sides for edit in found):
        yield found


def admitted(pair: Pair, sides: Collection[Query]) -> Iterator[tuple[Edit, ...]]:
    """Yield ways to admit the other side: one more among those who may take part."""
    for side in editable(pair):
        if side in sides and pair.view.is_a(side, *GIVING):
            other = pair.other(side)
            for node in _admissible(pair, other):
                yield (Edit(side, ELIGIBLE, node),)


def _admissible(pair: Pair, other: Query) -> list[int]:
    """Return the states of a side; whom it names itself where it admits others too."""
    if isinstance(other, int) and pair.view.is_a(other, *GIVING):
        return sorted(KEYS[ELIGIBLE](pair.view, other))
    return sorted(
        {t for actor in declarers(pair.view, other) for t in territories(pair.view, actor)}
    )


def related(
    pair: Pair, now: Judged, sides: Collection[Query], types: Collection[str]
) -> Iterator[tuple[Edit, ...]]:
    """Yield ways to state more relations of some types, the fewest first."""
    some = [
        edit
        for side in editable(pair)
        if side in sides
        for type_ in TOLD
        if type_ in types
        for edit in _more(pair, now, side, type_)
    ]
    for size in range(1, TOGETHER + 1):
        yield from combinations(some, size)


def _more(pair: Pair, now: Judged, side: int, type_: str) -> list[Edit]:
    other = pair.other(side)
    own = {side, *_stated(pair, side, type_)}
    told = dict.fromkeys([*_stated(pair, other, type_), *_reached(pair, now, other, type_)])
    return [Edit(side, type_, node) for node in told if node not in own][:MOST]


def _stated(pair: Pair, side: Query, type_: str) -> Iterable[int]:
    if isinstance(side, Probe):
        return side.links.get((type_, "out"), ())
    found: list[int] = pair.view.adjacency((type_,), "out").of(side).tolist()
    return found


def _reached(pair: Pair, now: Judged, other: Query, type_: str) -> list[int]:
    """Return where the half-walks of the other side end, of paths that begin with a relation."""
    if isinstance(pair.lens, AdditiveLens):
        return _worked(pair, pair.lens, other) if type_ == "IN_SECTOR" else []
    target = other == pair.target
    ends = RELATIONS[type_].ends_at
    found: dict[int, None] = {}
    for share in now.shares:
        own, meets = (0, share.theirs) if target else (1, share.mine)
        if type_ in begins(pair.lens, share.path.name)[own]:
            found |= dict.fromkeys(meet for meet in meets if pair.view.is_a(meet, *ends))
    return list(found)


def _worked(pair: Pair, lens: AdditiveLens, other: Query) -> list[int]:
    _, actor = need_and_actor(lens, pair.query, pair.target)
    return worked_in(record_of(pair.view, lens).of(actor)) if other == actor else []


def begins(lens: PathLens, name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return with which relations, read onward, a path begins on either side."""
    path = next(path for path in lens.paths if path.name == name)
    onward: tuple[Direction, ...] = ("out", "any")
    query, target = (
        frozenset(half[0].types if half[0].direction in onward else ()) for half in path.halves
    )
    return query, target
