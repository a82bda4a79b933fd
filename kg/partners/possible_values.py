"""Which values a measure can take, one countable thing after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

from kg.partners.measures import (
    DEMANDS,
    HUNDRED,
    Asked,
    favoured,
    members_beyond,
    members_of_all_kinds,
    percent,
)


@dataclass(frozen=True, slots=True)
class Possible:
    """A value that a measure can take: so many things, of so many where there is a whole."""

    value: float
    count: int
    whole: int | None = None


def possible_values(asked: Asked) -> list[Possible]:
    """Return the values that a criterion can take of a partner, the least first.

    Whole things: states, demands, favoured sectors, members, of as many as there are on record.
    What has no end (programmes, shared work) goes as far as its scale, and as it goes now.
    """
    return _VALUES[asked.criterion.measure](asked)


def _counts(first: int, last: int) -> list[Possible]:
    return [Possible(n, n) for n in range(first, last + 1)]


def _shares(whole: int) -> list[Possible]:
    if not whole:
        # Nobody knows yet of how many: shares as fine as per cents.
        return [Possible(n, n) for n in range(HUNDRED + 1)]
    values = [(n, percent(n, whole)) for n in range(whole + 1)]
    return [Possible(value, n, whole) for n, value in values if value is not None]


def _scale(asked: Asked, first: int) -> list[Possible]:
    return _counts(first, max(first, ceil(max(asked.criterion.anchors))))


def _states(asked: Asked) -> list[Possible]:
    return _counts(0, len(asked.context.members))


def _beyond(asked: Asked) -> list[Possible]:
    return _counts(0, len(members_beyond(asked.context, asked.criterion, asked.node)))


def _members(asked: Asked) -> list[Possible]:
    return _shares(len(members_of_all_kinds(asked.context.view, asked.node)))


_VALUES: Final[Mapping[str, Callable[[Asked], list[Possible]]]] = {
    "states_reached": _states,
    "states_beyond": _beyond,
    "members_shared": _members,
    DEMANDS: lambda asked: _shares(len(asked.context.demands.all)),
    "thematic_fit": lambda asked: _shares(len(favoured(asked.context.view))),
    "prior_cooperation": lambda asked: _scale(asked, 1),
    "instruments": lambda asked: _scale(asked, 0),
    "official_link": lambda _: _counts(0, 1),
}
