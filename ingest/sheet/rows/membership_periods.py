"""Which period of a membership a statement speaks of: the key that tells several apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

_BEGINNING = ""
_END = "9999-99-99"


@dataclass(frozen=True, slots=True)
class PeriodClaim:
    """What one source says about the status of a relation and the time it holds (ISO days)."""

    source: str
    status: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def period(self) -> tuple[str, str]:
        """First day and first day after, open ends as the least and the greatest text."""
        return self.since or _BEGINNING, self.until or _END


Periods = Mapping[str, Sequence[PeriodClaim]]
"""What is said about one pair of ends already, by key."""


def assign(said: Sequence[PeriodClaim], known: Periods | None = None) -> list[str | None]:
    """Return the key for each statement about one pair; None where a source repeats itself.

    Rows of one source are different periods, numbered by their beginning; what a source said before
    stays where it is, so that saying it again alters nothing. A row of another source
    is a claim about the period with the same beginning, else with the same status at the same time,
    else at the same time, else it is a new period.
    """
    periods = {key: list(claims) for key, claims in (known or {}).items()}
    keys: list[str | None] = [None] * len(said)
    for group in _by_source(said):
        for index, key in _assign_group([(i, said[i]) for i in group], periods):
            keys[index] = key
    return keys


def _by_source(said: Sequence[PeriodClaim]) -> list[list[int]]:
    """Indexes by source, each group in order of time, the source that knows most first."""
    order = sorted(range(len(said)), key=lambda i: (said[i].source, said[i].period))
    groups = [list(group) for _, group in groupby(order, key=lambda i: said[i].source)]
    return sorted(groups, key=len, reverse=True)


def _assign_group(
    group: list[tuple[int, PeriodClaim]], periods: dict[str, list[PeriodClaim]]
) -> Iterator[tuple[int, str]]:
    free = set(periods)
    left = list({stated.period: (i, stated) for i, stated in reversed(group)}.values())[::-1]
    for fits in (_said_before, _same_beginning, _same_status, _same_time):
        for index, stated in list(left):
            key = _first(free, periods, stated, fits)
            if key is not None:
                free.remove(key)
                left.remove((index, stated))
                periods[key].append(stated)
                yield index, key
    for index, stated in left:
        key = _next_key(periods)
        periods[key] = [stated]
        yield index, key


def _first(
    free: set[str],
    periods: dict[str, list[PeriodClaim]],
    stated: PeriodClaim,
    fits: Callable[[PeriodClaim, PeriodClaim], bool],
) -> str | None:
    ordered = sorted(free, key=lambda key: (len(key), key))
    return next((k for k in ordered if any(fits(stated, other) for other in periods[k])), None)


def _said_before(one: PeriodClaim, other: PeriodClaim) -> bool:
    return one == other


def _same_beginning(one: PeriodClaim, other: PeriodClaim) -> bool:
    return one.since is not None and one.since == other.since


def _same_status(one: PeriodClaim, other: PeriodClaim) -> bool:
    together = one.source == other.source or _same_time(one, other)
    return one.status == other.status and together


def _same_time(one: PeriodClaim, other: PeriodClaim) -> bool:
    return one.period[0] < other.period[1] and other.period[0] < one.period[1]


def _next_key(periods: Mapping[str, object]) -> str:
    if "" not in periods:
        return ""
    numbers = (int(key) for key in periods if key.isdecimal())
    return str(max(numbers, default=1) + 1)
