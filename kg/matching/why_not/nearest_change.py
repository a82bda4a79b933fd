"""The least that records would have to say more for a pair to be in the list, tried and found true.

A change is a set of edits. First those that one side can say alone are sought, for either side;
only where neither suffices, one that both would have to say together. Condition after condition
the fewest edits that mend it are taken: of those with as many the ones that move fewest days, then
those that give the best score, then by id. In the end whatever is not needed is left out. Every
change that is returned has been judged: with it the pair is listed, without any part of it not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, combinations
from typing import Final, NamedTuple

from kg.graph.changed_view import Edit
from kg.graph.probe import Query
from kg.matching.kernel.scoring import Ranked
from kg.matching.lens.lens import PathLens, Requirement
from kg.matching.why_not.judged_pair import Judged, Pair, judged
from kg.matching.why_not.list_place import place_with
from kg.matching.why_not.period_edits import PERIODS, days_moved, period_edits
from kg.matching.why_not.record_edits import TOLD, admitted, begins, editable, opened, related

FIXED: Final = ("same_nature", "different_actor")
"""What no record of either side can mend: who they are, and whether they are examples."""

Options = Iterator[tuple[Edit, ...]]
Suffices = Callable[[Judged], bool]


class Change(NamedTuple):
    """Edits that bring a pair in: what is then known of it, and its place, where that is known."""

    edits: tuple[Edit, ...]
    then: Judged
    place: int | None


def nearest(pair: Pair, now: Judged, ranked: Ranked) -> list[Change]:
    """Return the least changes that bring a pair into the list, by the side that would say them."""
    if any(rule.name in FIXED for rule in now.failing):
        return []
    own = editable(pair)
    alone = [found for side in own if (found := _mended(pair, now, (side,)))]
    if not alone and len(own) > 1:
        alone = [found for found in [_mended(pair, now, own)] if found]
    return [_change(pair, now, edits, ranked) for edits in alone]


def raised(pair: Pair, now: Judged, ranked: Ranked, top: int) -> list[Change]:
    """Return the least that a target could say more to be among the first ``top`` of its list.

    What the query could say would move all others too: that is not sought.
    """
    tried = related(pair, now, (pair.target,), TOLD)
    for few in _by_size(tried):
        changes = [_change(pair, now, edits, ranked) for edits in few]
        best = min((c for c in changes if c.place and c.place <= top), key=_last, default=None)
        if best:
            return [best]
    return []


def _last(change: Change) -> tuple[int, tuple[Edit, ...]]:
    return change.place or 0, change.edits


def _change(pair: Pair, now: Judged, edits: tuple[Edit, ...], ranked: Ranked) -> Change:
    with_them = pair.changed(edits)
    then = judged(with_them, now)
    return Change(edits, then, place_with(with_them, then, ranked))


def _mended(pair: Pair, now: Judged, sides: Collection[Query]) -> tuple[Edit, ...] | None:
    """Return edits by some sides with which a pair is listed, none too many; None for no way."""
    edits: tuple[Edit, ...] = ()
    for rule in now.failing:
        found = _mending(pair, now, sides, edits, rule)
        if found is None:
            return None
        edits += found
    if not judged(pair.changed(edits), now).related:
        types = _beginnings(pair)
        found = _best(pair, now, edits, _related(sides, types), lambda then: then.related)
        edits += found or ()
    return _needed(pair, now, edits)


def _mending(
    pair: Pair,
    now: Judged,
    sides: Collection[Query],
    edits: tuple[Edit, ...],
    rule: Requirement,
) -> tuple[Edit, ...] | None:
    """Return what more is to be said so that one condition is kept; nothing where it is already."""
    if rule not in judged(pair.changed(edits), now).failing:
        return ()
    way = _way(pair, rule, sides)
    return _best(pair, now, edits, way, lambda then: rule not in then.failing)


def _way(
    pair: Pair, rule: Requirement, sides: Collection[Query]
) -> Callable[[Pair, Judged], Options]:
    """Return how edits are found that may mend a condition."""
    if rule.name == "open":
        return lambda changed, _: opened(changed, sides)
    if rule.name in PERIODS:
        return lambda changed, _: period_edits(changed, sides)
    if rule.name == "eligible":
        return lambda changed, _: admitted(changed, sides)
    return _related(sides, _types(pair, rule))


def _related(sides: Collection[Query], types: Collection[str]) -> Callable[[Pair, Judged], Options]:
    return lambda changed, then: related(changed, then, sides, types)


def _types(pair: Pair, rule: Requirement) -> frozenset[str]:
    """Return the relations that a condition asks about."""
    if rule.name == "at_least" and isinstance(pair.lens, PathLens):
        return frozenset(chain(*begins(pair.lens, rule.path)))
    return frozenset({"IN_LANGUAGE" if rule.name == "common_language" else "IN_SECTOR"})


def _beginnings(pair: Pair) -> frozenset[str]:
    """Return the relations with which paths begin: what more could relate a pair."""
    if not isinstance(pair.lens, PathLens):
        return frozenset({"IN_SECTOR"})
    every = (begins(pair.lens, path.name) for path in pair.lens.paths)
    return frozenset(type_ for both in every for side in both for type_ in side)


def _best(
    pair: Pair,
    now: Judged,
    edits: tuple[Edit, ...],
    way: Callable[[Pair, Judged], Options],
    suffices: Suffices,
) -> tuple[Edit, ...] | None:
    """Return the fewest more edits that suffice: of these the fewest days, then the best score."""
    changed = pair.changed(edits)
    then = judged(changed, now)
    for few in _by_size(way(changed, then)):
        found = [(each, judged(pair.changed((*edits, *each)), now)) for each in few]
        enough = [
            (days_moved(pair, each), -after.score, each) for each, after in found if suffices(after)
        ]
        if enough:
            return min(enough)[-1]
    return None


def _by_size(options: Iterable[tuple[Edit, ...]]) -> Iterator[list[tuple[Edit, ...]]]:
    """Yield options of one size after the other."""
    sizes: dict[int, list[tuple[Edit, ...]]] = {}
    for option in options:
        sizes.setdefault(len(option), []).append(option)
    for size in sorted(sizes):
        yield sizes[size]


def _needed(pair: Pair, now: Judged, edits: tuple[Edit, ...]) -> tuple[Edit, ...] | None:
    """Return the fewest of some edits with which a pair is listed, None where not even with all."""
    for size in range(len(edits) + 1):
        for few in combinations(sorted(edits), size):
            if judged(pair.changed(few), now).listed:
                return few
    return None
