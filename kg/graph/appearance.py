"""Numbers for values by the order in which they first appear, as a snapshot built anew has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Kind = TypeVar("Kind", np.int8, np.int32)


def renumbered(
    columns: Sequence[NDArray[Kind]], values: Sequence[T], *, kept: int = 0
) -> tuple[list[NDArray[Kind]], tuple[T, ...]]:
    """Return columns of numbers into values, both in the order of their first appearance.

    Values that no column names go, but the first ``kept``, which keep their numbers. The same
    columns where nothing is to change.
    """
    order = _appearance(columns, len(values), kept)
    if np.array_equal(order, np.arange(len(values))):
        return list(columns), tuple(values)
    number = np.zeros(len(values), columns[0].dtype)
    number[order] = np.arange(len(order))
    return [number[column] for column in columns], tuple(values[index] for index in order)


def _appearance(columns: Sequence[NDArray[Kind]], count: int, kept: int) -> list[int]:
    first = np.full(count, np.iinfo(np.int64).max)
    begin = sum(map(len, columns))
    # From the last to the first: what is written later stands, and that is what comes earlier.
    for column in reversed(columns):
        begin -= len(column)
        first[column[::-1]] = np.arange(begin + len(column), begin, -1)
    first[:kept] = np.arange(kept) - kept
    found = np.argsort(first, kind="stable")
    return [int(index) for index in found if first[index] != np.iinfo(np.int64).max]
