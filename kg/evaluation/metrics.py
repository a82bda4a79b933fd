"""How good ranked lists are: NDCG, recall and reciprocal rank, one number a query.

A matrix has one row a query and one column a candidate, columns in the order of ids: equal scores
are ranked in it. ``-inf`` is no score; whoever is ``allowed`` and has none stands behind all who
have one.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]
Int64 = NDArray[np.int64]
Mask = NDArray[np.bool_]

DEPTH: Final = 10
"""Down to which rank a list is read."""


class Measures(NamedTuple):
    """Three numbers from 0 to 1 for each of n queries."""

    ndcg: Float64
    recall: Float64
    mrr: Float64


def ranks(scores: Float64, allowed: Mask) -> Int64:
    """Return the rank of each candidate in each list, from 1; of who is not allowed, 0.

    >>> ranks(np.array([[0.5, 2.0, 0.5, 9.0]]), np.array([[True, True, True, False]])).tolist()
    [[2, 1, 3, 0]]
    """
    last = np.where(allowed, -scores, np.inf)
    # Not allowed behind no score, which is infinite too; then the order of columns.
    order = np.lexsort((np.broadcast_to(np.arange(scores.shape[1]), scores.shape), last, ~allowed))
    found = np.empty(scores.shape, np.int64)
    np.put_along_axis(found, order, np.arange(1, scores.shape[1] + 1)[None, :], axis=1)
    return np.where(allowed, found, 0)


def measures(scores: Float64, allowed: Mask, relevant: Mask) -> Measures:
    """Return what lists are worth that are read from their head.

    NDCG: Järvelin & Kekäläinen 2002, doi 10.1145/582415.582418, with gains of 0 and 1 and the
    discount 1 / log2(rank + 1), over the best that ten places could reach. Recall: the share of
    what is relevant within ten places. MRR: one over the rank of the first that is, however far
    down (Voorhees 1999, TREC-8).

    Raises:
        ValueError: a query has nothing relevant among what is allowed.

    >>> one = measures(np.array([[3.0, 2.0, 1.0]]), np.ones((1, 3), bool),
    ...                np.array([[False, True, False]]))
    >>> round(float(one.ndcg[0]), 4), float(one.recall[0]), float(one.mrr[0])
    (0.6309, 1.0, 0.5)
    """
    wanted = relevant & allowed
    count = wanted.sum(axis=1)
    if not count.all():
        raise ValueError("a query without anything relevant")
    at = np.where(wanted, ranks(scores, allowed), np.iinfo(np.int64).max)
    near = at <= DEPTH
    gained = np.where(near, _discount(np.where(near, at, 1)), 0.0).sum(axis=1)
    ideal = np.cumsum(_discount(np.arange(1, DEPTH + 1)))[np.minimum(count, DEPTH) - 1]
    return Measures(gained / ideal, near.sum(axis=1) / count, 1.0 / at.min(axis=1))


def _discount(rank: Int64) -> Float64:
    found: Float64 = 1.0 / np.log2(rank + 1.0)
    return found
