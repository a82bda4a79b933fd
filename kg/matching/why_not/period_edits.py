"""The least by which periods would have to be longer for two to meet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from kg.base.dates import ALWAYS, EPOCH, FOREVER, add_months, day_number
from kg.graph.changed_view import DAYS, ENDS, STARTS, Edit
from kg.graph.probe import Probe, Query
from kg.matching.kernel.conditions import reach_of
from kg.matching.why_not.judged_pair import Pair

PERIODS: Final = ("period_overlap", "valid_on_date")
"""The conditions about periods."""
_FIRST_YEAR: Final = 100
"""Before it nothing is sought: months back would lead out of the calendar."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the lens asks of periods: months in common, and a day on which the target is valid.

    ``months`` None: none. ``last`` is the least first day after the target's period.
    """

    months: int | None
    last: int


def period_edits(pair: Pair, sides: Collection[Query]) -> Iterator[tuple[Edit, ...]]:
    """Yield ways to make periods longer that suffice, those with the fewest days said first.

    Of each way no day can be left as it is, nor be any nearer to what is on record while the others
    of that way stay.
    """
    asked = _asked(pair)
    free = [(node, field) for node in pair.sides() if node in sides for field in DAYS]
    for size in range(1, len(free) + 1):
        for chosen in combinations(free, size):
            found = _longer(pair, asked, chosen)
            if found:
                yield found


def days_moved(pair: Pair, edits: Iterable[Edit]) -> int:
    """Return by how many days edits move the periods of a pair."""
    days = (edit for edit in edits if edit.field in DAYS)
    return sum(abs(_day(pair, node, field) - int(value)) for node, field, value in days)


def _asked(pair: Pair) -> _Asked:
    months = [rule.months for rule in pair.lens.require if rule.name == "period_overlap"]
    valid = any(rule.name == "valid_on_date" for rule in pair.lens.require)
    return _Asked(max(months, default=None), pair.view.day + 1 if valid else ALWAYS)


def _longer(
    pair: Pair, asked: _Asked, chosen: Collection[tuple[Query, str]]
) -> tuple[Edit, ...] | None:
    """Return the days that the chosen would have to be, None where that is not enough."""
    starts, ends = ([_day(pair, side, field) for side in pair.sides()] for field in DAYS)
    was = {STARTS: list(starts), ENDS: list(ends)}
    stays = [e for side, e in zip(pair.sides(), ends, strict=True) if (side, ENDS) not in chosen]
    for place, side in enumerate(pair.sides()):
        if (side, STARTS) in chosen:
            latest = _latest_start(min(stays, default=FOREVER), asked.months)
            starts[place] = min(starts[place], latest)
    reach = _reach(starts, asked.months)
    for place, side in enumerate(pair.sides()):
        if (side, ENDS) in chosen:
            ends[place] = max(ends[place], reach, asked.last if place else ALWAYS)
    if reach > min(ends) or ends[1] < asked.last:
        return None
    return _edits(pair, chosen, (was, {STARTS: starts, ENDS: ends}))


def _edits(
    pair: Pair,
    chosen: Collection[tuple[Query, str]],
    days: tuple[dict[str, list[int]], dict[str, list[int]]],
) -> tuple[Edit, ...] | None:
    was, now = days
    found = []
    for node, field in chosen:
        place = pair.sides().index(node)
        day = now[field][place]
        if day == was[field][place] or day in {ALWAYS, FOREVER}:
            return None
        assert isinstance(node, int)
        found.append(Edit(node, field, day))
    return tuple(found)


def _day(pair: Pair, side: Query, field: str) -> int:
    if isinstance(side, Probe):
        return ALWAYS if field == STARTS else FOREVER
    column = pair.view.snapshot.starts if field == STARTS else pair.view.snapshot.ends
    return int(column[side])


def _reach(starts: Collection[int], months: int | None) -> int:
    return ALWAYS if months is None else max(reach_of(start, months) for start in starts)


def _latest_start(end: int, months: int | None) -> int:
    """Return the latest day that is ``months`` before the first day after a period."""
    if end == FOREVER or months is None:
        return FOREVER
    last = date.fromordinal(end + EPOCH)
    if last.year < _FIRST_YEAR:
        return ALWAYS
    found = day_number(add_months(last, -months))
    # Where a month has no such day, several days lead to the same one, or none does.
    while reach_of(found + 1, months) <= end:
        found += 1
    while reach_of(found, months) > end:
        found -= 1
    return found
