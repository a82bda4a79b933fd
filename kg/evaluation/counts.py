"""How often candidates have done what before: the counts that simple methods and peers rest on."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.base.dates import add_months, day_number
from kg.evaluation.links import NOBODY, Links
from kg.evaluation.metrics import Float64
from kg.evaluation.task import Axes, Task

RECENT_YEARS: Final = 3
NAMES: Final = (
    "activities", "in_sector", "with_recipient", "recipients", "sectors", "recipients_in_sector",
    "sectors_with_recipient", "lately", "lately_in_sector", "lately_with_recipient",
)  # fmt: skip
"""Columns of ``counts``, in this order. Lately: begun in the last three years before the day."""

_Column = NDArray[np.int32]


def counts(task: Task) -> Float64:
    """Return ten counts for each query and candidate (n × c × 10), from what was known."""
    lately = task.known.within(
        day_number(add_months(task.window.day, -12 * RECENT_YEARS)), day_number(task.window.day)
    )
    columns = [*_all_time(task.known, task.axes), *_activities(lately, task.axes)]
    return np.stack(columns, axis=2).astype(np.float64)


def _all_time(known: Links, axes: Axes) -> list[Float64]:
    named = known.where(known.recipient != NOBODY)
    coded = known.where(known.sector != NOBODY)
    both = known.where(known.cells())
    return [
        *_activities(known, axes),
        _everywhere(named.recipient, named, axes),
        _everywhere(coded.sector, coded, axes),
        _for(axes.sectors, both.recipient, both.sector, both, axes),
        _for(axes.recipients, both.sector, both.recipient, both, axes),
    ]


def _activities(links: Links, axes: Axes) -> list[Float64]:
    """Return how many activities a candidate has in all, in the sector, with the recipient."""
    return [
        _everywhere(links.activity, links, axes),
        _for(axes.sectors, links.activity, links.sector, links, axes),
        _for(axes.recipients, links.activity, links.recipient, links, axes),
    ]


def _everywhere(counted: _Column, links: Links, axes: Axes) -> Float64:
    """Return how many different things each candidate has, the same for all queries."""
    same = np.zeros(len(links), np.int32)
    return _for(np.zeros(len(axes.sectors), np.int32), counted, same, links, axes)


def _for(asked: _Column, counted: _Column, given: _Column, links: Links, axes: Axes) -> Float64:
    """Return how many different things each candidate has where ``given`` is what a query asks."""
    kinds, which = np.unique(asked, return_inverse=True)
    rows = np.stack([given, links.provider, counted])[:, np.isin(given, kinds)]
    unique = np.unique(rows, axis=1)
    table = np.zeros((len(kinds), len(axes.candidates)))
    at = np.searchsorted(kinds, unique[0]), np.searchsorted(axes.candidates, unique[1])
    np.add.at(table, at, 1.0)
    return table[which]
