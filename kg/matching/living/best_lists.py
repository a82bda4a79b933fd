"""The best targets of many records, with spare ones behind, so that few lists must be made anew."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.matching.kernel.arithmetic import Int32, Int64
from kg.matching.kernel.conditions import Mask

_NOBODY = -1


class BestLists:
    """A list for each slot of one end: slots of the other and their points, the best first.

    The first ``top`` of it are what is asked for. A list that is ``known`` holds at least these, or
    all that pass where it is ``whole``; what is behind the last place of others nobody knows. So
    what is better than its last enters a list, and one that has fewer than ``top`` left and is not
    whole is forgotten.
    """

    def __init__(self, top: int, spare: int, room: int) -> None:
        self.top, self.width = top, top + spare
        self.slots: Int32 = np.full((room, self.width), _NOBODY, np.int32)
        self.points: Int64 = np.full((room, self.width), _NOBODY, np.int64)
        self.sizes: Int64 = np.zeros(room, np.int64)
        self.known: Mask = np.zeros(room, np.bool_)
        self.whole: Mask = np.zeros(room, np.bool_)

    def make_room(self, room: int) -> None:
        """Make room for so many slots."""
        more = room - len(self.sizes)
        if more <= 0:
            return
        self.slots = np.pad(self.slots, ((0, more), (0, 0)), constant_values=_NOBODY)
        self.points = np.pad(self.points, ((0, more), (0, 0)), constant_values=_NOBODY)
        self.sizes = np.pad(self.sizes, (0, more))
        self.known, self.whole = np.pad(self.known, (0, more)), np.pad(self.whole, (0, more))

    def of(self, owner: int) -> tuple[list[int], list[int]]:
        """Return the best of a known list: slots and points."""
        size = min(int(self.sizes[owner]), self.top)
        return self.slots[owner, :size].tolist(), self.points[owner, :size].tolist()

    def put(self, owner: int, slots: Int64, points: Int64, rank: Int32) -> None:
        """Keep for an owner the best of all that pass, in any order; ties by ``rank``."""
        best = _best(slots, points, rank, self.width)
        size = len(best)
        self.slots[owner, :size], self.points[owner, :size] = slots[best], points[best]
        self.slots[owner, size:] = self.points[owner, size:] = _NOBODY
        self.sizes[owner], self.known[owner], self.whole[owner] = size, True, size == len(slots)

    def forget(self, owners: int | Int64) -> None:
        """Know nothing of some lists any more."""
        self.slots[owners] = self.points[owners] = _NOBODY
        self.sizes[owners], self.known[owners], self.whole[owners] = 0, False, False

    def drop(self, target: int) -> None:
        """Take a target out of every list; those that used up their spare ones are forgotten."""
        owners, places = np.divmod(np.flatnonzero(self.slots.ravel() == target), self.width)
        if not len(owners):
            return
        columns = np.arange(self.width)
        behind = np.minimum(columns + (columns >= places[:, None]), self.width - 1)
        self._take(owners, behind)
        self.slots[owners, -1] = self.points[owners, -1] = _NOBODY
        self.sizes[owners] -= 1
        used_up = (self.sizes[owners] < self.top) & ~self.whole[owners]
        self.forget(owners[used_up])

    def enter(self, target: int, owners: Int64, points: Int64, rank: Int32) -> None:
        """Let a target, which is in no list, into those of ``owners`` where it is good enough."""
        known = self.known[owners]
        owners, points = owners[known], points[known]
        better = self._is_better(target, owners, points, rank)
        # In a whole list that has room the last place is behind all others.
        better |= self.whole[owners] & (self.sizes[owners] < self.width)
        self.whole[owners[~better]] = False
        self._insert(target, owners[better], points[better], rank)

    def _is_better(self, target: int, owners: Int64, points: Int64, rank: Int32) -> Mask:
        last = np.maximum(self.sizes[owners] - 1, 0)
        slots, least = self.slots[owners, last], self.points[owners, last]
        found: Mask = (points > least) | ((points == least) & (rank[target] < rank[slots]))
        return found

    def _insert(self, target: int, owners: Int64, points: Int64, rank: Int32) -> None:
        slots, theirs = self.slots[owners], self.points[owners]
        ahead = (theirs > points[:, None]) | (
            (theirs == points[:, None]) & (rank[slots] < rank[target])
        )
        places = ahead.sum(axis=1)
        columns = np.arange(self.width)
        self._take(owners, columns - (columns > places[:, None]))
        self.slots[owners, places], self.points[owners, places] = target, points
        full = self.sizes[owners] == self.width
        # The last one fell out behind.
        self.whole[owners[full]] = False
        self.sizes[owners[~full]] += 1

    def _take(self, owners: Int64, columns: NDArray[np.intp]) -> None:
        self.slots[owners] = np.take_along_axis(self.slots[owners], columns, axis=1)
        self.points[owners] = np.take_along_axis(self.points[owners], columns, axis=1)


def _best(slots: Int64, points: Int64, rank: Int32, many: int) -> Int64:
    """Return the places of the best, ties by rank."""
    among = np.arange(len(slots))
    if len(slots) > many:
        least = np.partition(points, len(points) - many)[len(points) - many]
        among = np.flatnonzero(points >= least)
    order = np.lexsort((rank[slots[among]], -points[among]))[:many]
    found: Int64 = among[order].astype(np.int64)
    return found
