"""From which year to which a view knows when relations began or ended."""

from __future__ import annotations

from datetime import date

import numpy as np

from kg.base.dates import ALWAYS, EPOCH, FOREVER
from kg.graph.memo import kept
from kg.graph.view import View


def years_of(view: View) -> tuple[int, int]:
    """Return the first and the last year in which a relation begins or ends.

    Where no day is known both are the year that is asked about.
    """
    return kept(view, "years", lambda: _years(view))


def _years(view: View) -> tuple[int, int]:
    found = [
        days[(days != ALWAYS) & (days != FOREVER)]
        for edges in view.snapshot.edges.values()
        for days in (edges.since, edges.until)
    ]
    days = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    if not len(days):
        return view.as_of.year, view.as_of.year
    return _year(int(days.min())), _year(int(days.max()))


def _year(number: int) -> int:
    """Return the year of a day number."""
    return date.fromordinal(number + EPOCH).year
