"""Where a column changes: which of its entries go, and which come where.

What stays is copied in long pieces, so that a change of one entry costs what copying costs and
not what building costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.graph.snapshot import Int64, Strings

Kind = TypeVar("Kind", bound=np.generic)

NONE: Final = -1
"""The number of what is not there."""


@dataclass(frozen=True, slots=True, eq=False)
class Splice:
    """What comes of the columns of n entries, in their order.

    ``removed`` are the entries that go, ascending. What comes is put before the entries ``at``
    (n: behind the last), ascending; ``was`` says which entry it was before, ``NONE`` for a new one.
    """

    removed: Int64
    at: Int64
    was: Int64

    @classmethod
    def of(cls, removed: Sequence[int], at: Sequence[int], was: Sequence[int]) -> Splice:
        """Return the splice; what goes may be told in any order."""
        return cls(
            np.array(sorted(removed), np.int64), np.array(at, np.int64), np.array(was, np.int64)
        )

    @property
    def moves(self) -> bool:
        """Whether an entry that stays gets another number."""
        return len(self.removed) != len(self.at) or not np.array_equal(self.removed, self.was)

    def column(self, old: NDArray[Kind], new: NDArray[Kind]) -> NDArray[Kind]:
        """Return a column in which ``new`` has come."""
        return np.insert(np.delete(old, self.removed), self._left, new)

    def strings(self, old: Strings, new: Strings) -> Strings:
        """Return a column of texts in which ``new`` has come."""
        lengths = self.column(np.diff(old.offsets), np.diff(new.offsets))
        offsets = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        return Strings(np.concatenate(self._pieces(old, new)), offsets)

    def numbers(self, count: int) -> Int64:
        """Return the new number of each of ``count`` entries, ``NONE`` of those that go."""
        was = self.column(np.arange(count), self.was)
        known = was != NONE
        found = np.full(count, NONE, np.int64)
        found[was[known]] = np.flatnonzero(known)
        return found

    @property
    def places(self) -> Int64:
        """The numbers of what has come."""
        return self._left + np.arange(len(self.at))

    @property
    def _left(self) -> Int64:
        return self.at - np.searchsorted(self.removed, self.at)

    def _pieces(self, old: Strings, new: Strings) -> list[NDArray[np.uint8]]:
        """Return what stays and what comes, in order, as pieces of both."""
        pieces, done = [], 0
        comes = [(place, 0, index) for index, place in enumerate(self.at.tolist())]
        goes = [(place, 1, NONE) for place in self.removed.tolist()]
        for place, leaves, index in sorted([*comes, *goes]):
            pieces.append(old.data[old.offsets[done] : old.offsets[place]])
            done = place + leaves
            if not leaves:
                pieces.append(new.data[new.offsets[index] : new.offsets[index + 1]])
        pieces.append(old.data[old.offsets[done] :])
        return pieces
