"""Who has worked with whom in what: the links that activities make, as columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.base.dates import ALWAYS
from kg.graph.activities import begins
from kg.graph.actors import TERRITORIES, real, territories
from kg.graph.taxonomy import CATEGORY, subjects
from kg.graph.view import View

Int32 = NDArray[np.int32]
Mask = NDArray[np.bool_]

PROVIDERS: Final = ("State", "Country", "Organisation")
"""Who can be looked for; a unit or programme acts for its body."""
PROVIDING: Final = ("PROVIDES", "FUNDS", "EXTENDS")
"""Roles of those who give; who carries out, answers for or reports is not thereby a provider."""
NOBODY: Final = -1
"""Stands in ``Links`` for a recipient or sector that an activity does not name."""


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """What activities say of who gave to whom in what: one row for each combination, no row twice.

    All are node numbers but ``day``, the day number on which the activity began. ``sector`` is a
    3-digit category. ``NOBODY`` where it names no recipient, or no sector but a broader one.
    """

    activity: Int32
    provider: Int32
    recipient: Int32
    sector: Int32
    day: Int32

    def __len__(self) -> int:
        return len(self.activity)

    def where(self, mask: Mask) -> Links:
        """Return the rows that a mask keeps."""
        columns = (self.activity, self.provider, self.recipient, self.sector, self.day)
        return Links(*(column[mask] for column in columns))

    def before(self, day: int) -> Links:
        """Return what began before a day."""
        return self.where(self.day < day)

    def within(self, first: int, end: int) -> Links:
        """Return what began from one day until the day before another."""
        return self.where((self.day >= first) & (self.day < end))

    def cells(self) -> Mask:
        """Return which rows name a recipient and a sector."""
        named: Mask = (self.recipient != NOBODY) & (self.sector != NOBODY)
        return named


def links_of(view: View) -> Links:
    """Return the links of all activities whose beginning is known, whatever the date of the view.

    Without examples, and without those of a provider to its own country: what it does at home is no
    cooperation.
    """
    low = view.snapshot.ranges["Activity"][0]
    days = begins(view)
    kept = real(view, (np.flatnonzero(days != ALWAYS) + low).tolist())
    givers = _by_activity(view, PROVIDING, PROVIDERS, "start", kept)
    takers = _by_activity(view, ("RECEIVES",), TERRITORIES, "start", kept)
    about = _by_activity(view, ("IN_SECTOR",), ("Sector",), "end", kept)
    homes = {p: territories(view, p) for p in {p for each in givers.values() for p in each}}
    rows = [
        (activity, provider, recipient, sector, int(days[activity - low]))
        for activity in sorted(givers)
        for provider in sorted(givers[activity])
        for recipient in sorted(takers.get(activity, {NOBODY}))
        if recipient not in homes[provider]
        for sector in sorted(_categories(view, about.get(activity, ())) or {NOBODY})
    ]
    return Links(*np.array(rows, np.int32).reshape(-1, 5).T)


def _categories(view: View, sectors: Iterable[int]) -> set[int]:
    """Return the 3-digit categories that sectors lie in; what is coded broader lies in none."""
    found = {one for sector in sectors for one in subjects(view, sector)}
    return {one for one in found if view.props(one).get("level") == CATEGORY}


def _by_activity(
    view: View, relations: Iterable[str], types: tuple[str, ...], side: str, kept: set[int]
) -> dict[int, set[int]]:
    """Return the nodes of some types at the other end of the relations of each activity kept."""
    found: dict[int, set[int]] = {}
    for name in relations:
        edges = view.snapshot.edges[name]
        ends = edges.start.tolist(), edges.end.tolist()
        others, activities = ends if side == "start" else ends[::-1]
        for other, activity in zip(others, activities, strict=True):
            if activity in kept and view.is_a(other, *types):
                found.setdefault(activity, set()).add(other)
    return found
