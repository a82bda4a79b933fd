"""The vectors of one path at one end of a lens, by class; new ones are added."""

from __future__ import annotations

import numpy as np

from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int32, Int64, Postings, contribution
from kg.matching.kernel.halfwalk import (
    first_steps_of,
    postings_of,
    told_steps,
    vector_from,
    vectors_of,
)
from kg.matching.lens.pattern import Half
from kg.matching.living.told_record import ToldRecord

Vector = tuple[Int32, Int32]
"""Meeting nodes, ascending, and the values of a unit vector."""


class PathClasses:
    """Unit vectors over meeting nodes of the base view, numbered by the first steps they take.

    At first those of ``halfwalk.vectors_of``, later also those of told records: who takes the same
    first steps comes to the same, so that most told records need no walk. ``of`` are the classes of
    the rows that were there at first.
    """

    def __init__(self, base: View, half: Half, types: tuple[str, ...], *, specific: bool) -> None:
        self._base, self._half, self._specific = base, half, specific
        self._vectors = vectors_of(base, half, types, specific=specific)
        self._postings = postings_of(base, half, types, specific=specific)
        self._numbers = first_steps_of(base, half[0], types)
        self._later: list[Vector] = []
        self.of: Int32 = self._vectors.of

    def __len__(self) -> int:
        return self._vectors.classes + len(self._later)

    def __getitem__(self, number: int) -> Vector:
        first = self._vectors.classes
        if number >= first:
            return self._later[number - first]
        part = slice(self._vectors.ptr[number], self._vectors.ptr[number + 1])
        return self._vectors.meets[part], self._vectors.values[part]

    def number(self, told: ToldRecord) -> int:
        """Return the class of a told record, a new one where nobody took its first steps yet.

        Raises:
            HalfWalkOverflowError: its walks cannot be counted.
        """
        steps = told.first_steps(self._half[0])
        key = told_steps(*steps)
        if key not in self._numbers:
            vector = vector_from(self._base, self._half, steps, specific=self._specific)
            self._postings = with_class(self._postings, len(self), vector)
            self._numbers[key] = len(self)
            self._later.append(vector)
        return self._numbers[key]

    def scores(self, weight: int, vector: Vector) -> Int64:
        """Return what the path gives a vector of the other end, for each class."""
        lists, none = self._postings, np.zeros(len(self), np.int64)
        if not len(lists.meets):
            return none
        place = np.minimum(np.searchsorted(lists.meets, vector[0]), len(lists.meets) - 1)
        shared = lists.meets[place] == vector[0]
        first, ends = lists.ptr[place[shared]], lists.ptr[place[shared] + 1]
        sizes = ends - first
        # From a number within all lists to one within the columns of the postings.
        at = np.arange(int(sizes.sum())) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)
        mine = np.repeat(vector[1][shared].astype(np.int64), sizes)
        parts = contribution(weight, mine, lists.values[at].astype(np.int64))
        # bincount adds in doubles: a class comes to little more than a million.
        total = np.bincount(lists.owners[at], weights=parts, minlength=len(self))
        return total.astype(np.int64)


def with_class(postings: Postings, number: int, vector: Vector) -> Postings:
    """Return posting lists with one class more, whose number is above all others."""
    meets, values = vector
    new = np.setdiff1d(meets, postings.meets)
    at = np.searchsorted(postings.meets, new)
    every = np.insert(postings.meets, at, new)
    ptr = np.insert(postings.ptr, at, postings.ptr[at])
    place = np.searchsorted(every, meets)
    # At the end of each list, where the highest number belongs.
    ends = ptr[place + 1]
    added = np.zeros(len(ptr), np.int64)
    added[place + 1] = 1
    return Postings(
        every,
        ptr + np.cumsum(added),
        np.insert(postings.owners, ends, number),
        np.insert(postings.values, ends, values),
    )
