"""Unit vectors, contributions, scores of one query, the best of them: the arithmetic of lenses.

Every engine follows it to the last digit: integers, and IEEE doubles only where the operation is
correctly rounded everywhere (conversion, square root, division).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

Int64 = NDArray[np.int64]
Int32 = NDArray[np.int32]

UNIT: Final = 1 << 20
"""The length to which unit vectors are scaled."""
# A product of two values of unit vectors has the scale 2**40; half of that makes the shift round.
# ``topk`` has both numbers written out, ``cypher.scores`` as text: they must agree.
_HALF: Final = 1 << 39
_SHIFT: Final = 40


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Sparse unit vectors of length 2**20 over meeting nodes, for n rows of k classes.

    Rows that take the same first steps have the same vector, which is kept once: row r has the
    vector of class ``of[r]``, the entries ``ptr[c]:ptr[c + 1]`` of ``meets`` (node numbers,
    ascending) and ``values`` (1 to 2**20).
    """

    of: Int32
    ptr: Int64
    meets: Int32
    values: Int32

    @property
    def classes(self) -> int:
        """How many different vectors there are."""
        return len(self.ptr) - 1

    def row(self, row: int) -> tuple[Int32, Int32]:
        """Return meeting nodes and values of one row."""
        part = slice(self.ptr[self.of[row]], self.ptr[self.of[row] + 1])
        return self.meets[part], self.values[part]


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The same vectors by meeting node: ``meets[c]`` has the entries ``ptr[c]:ptr[c + 1]``.

    ``owners`` are classes of the vectors, ascending within one meeting node.
    """

    meets: Int32
    ptr: Int64
    owners: Int32
    values: Int32

    def of(self, meet: int) -> tuple[Int32, Int32]:
        """Return classes and values of the vectors that meet at a node."""
        place = int(np.searchsorted(self.meets, meet))
        if place == len(self.meets) or self.meets[place] != meet:
            return self.owners[:0], self.values[:0]
        part = slice(self.ptr[place], self.ptr[place + 1])
        return self.owners[part], self.values[part]


def unit(weights: Int64, squares: Int64) -> Int64:
    """Return floor(2**20 · x / √Σx² + ½), in doubles; ``squares`` holds Σx² for each entry.

    Below 2**63 the sum leaves x under 2**31.5, so 2**20 · x is exact in a double.

    >>> unit(np.array([3, 4]), np.array([25, 25])).tolist()
    [629146, 838861]
    """
    # floor(… + ½), not numpy's round: halves go up in every engine, where numpy goes to the even.
    scaled = (weights * UNIT).astype(np.float64)
    found: Int64 = np.floor(scaled / np.sqrt(squares.astype(np.float64)) + 0.5).astype(np.int64)
    return found


@overload
def contribution(weight: int, query: int, target: int) -> int: ...


@overload
def contribution(weight: int, query: Int64 | int, target: Int64) -> Int64: ...


def contribution(weight: int, query: Int64 | int, target: Int64 | int) -> Int64 | int:
    """Return (W·x̂·ŷ + 2**39) div 2**40: what a meeting node adds, in millionths.

    W is at most 10**6 and x̂, ŷ at most 2**20: the product stays under 2**60.

    >>> contribution(400_000, np.array([UNIT]), np.array([UNIT])).tolist()
    [400000]
    """
    # Nothing here is negative, so the shift is the integer division of Cypher.
    return (weight * query * target + _HALF) >> _SHIFT


def postings(vectors: Vectors) -> Postings:
    """Return the vectors by meeting node."""
    # Stable, so that owners ascend within a meeting node, as the classes did.
    order = np.argsort(vectors.meets, kind="stable")
    meets, starts = np.unique(vectors.meets[order], return_index=True)
    owners = np.repeat(np.arange(vectors.classes, dtype=np.int32), np.diff(vectors.ptr))
    ptr = np.append(starts, len(order)).astype(np.int64)
    return Postings(meets, ptr, owners[order], vectors.values[order])


def class_scores(weight: int, query: tuple[Int32, Int32], targets: Postings, classes: int) -> Int64:
    """Return what one path gives a query vector, for each class of target vectors."""
    total = np.zeros(classes, np.int64)
    for meet, value in zip(query[0].tolist(), query[1].tolist(), strict=True):
        owners, values = targets.of(meet)
        # A class stands once at a meeting node: with repeats, += by index would keep only the last.
        total[owners] += contribution(weight, value, values.astype(np.int64))
    return total


def best(scores: Int64, nodes: Int64, top: int | None) -> Int64:
    """Return the places of the ``top`` best scores, ties by node number, which is id order."""
    # Also across types: the registry has them in the order of their prefixes (``NODES``).
    order = np.lexsort((nodes, -scores))
    return order[:top].astype(np.int64)
