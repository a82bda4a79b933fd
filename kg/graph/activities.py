"""Facts of activities: on which day each of them began."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.base.dates import ALWAYS, number_of
from kg.graph.memo import kept
from kg.graph.view import View

PLANNED: Final = "starts_planned"
# Only says which bodies are worth parsing: one too many changes no answer.
_PLANNED: Final = re.compile(rb'"starts_planned"\s*:')
_UNIX_DAY: Final = np.datetime64("1970-01-01", "D")


def begins(view: View) -> NDArray[np.int32]:
    """Return the day on which each activity began, else is planned to; ALWAYS where neither is.

    A row for each activity, in id order; whatever the date of the view.
    """
    return kept(view, "activities begin", lambda: _begins(view))


def years(days: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the calendar years of days, 0 for ALWAYS.

    >>> years(np.array([0, 364, 365, ALWAYS], np.int32)).tolist()
    [1970, 1970, 1971, 0]
    """
    dates = _UNIX_DAY + np.where(days == ALWAYS, 0, days).astype("timedelta64[D]")
    found = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    return np.where(days == ALWAYS, 0, found).astype(np.int32)


def _begins(view: View) -> NDArray[np.int32]:
    low, high = view.snapshot.ranges["Activity"]
    found = view.snapshot.starts[low:high].copy()
    for node in _planned(view, low, high):
        if found[node - low] == ALWAYS:
            found[node - low] = number_of(view.snapshot.props(node).get(PLANNED), ALWAYS)
    return found


def _planned(view: View, low: int, high: int) -> list[int]:
    """Return the activities whose record tells a planned start, without parsing all others."""
    bodies = view.snapshot.bodies
    first, last = int(bodies.offsets[low]), int(bodies.offsets[high])
    text = bodies.data[first:last].tobytes()
    places = [first + found.start() for found in _PLANNED.finditer(text)]
    indexes: list[int] = np.unique(np.searchsorted(bodies.offsets, places, "right") - 1).tolist()
    return indexes
