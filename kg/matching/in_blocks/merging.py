"""Lists of targets as arrays that travel, and several of them merged into one, the best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from kg.matching.kernel.arithmetic import Int32, Int64
from kg.matching.kernel.scoring import Row

Int8 = NDArray[np.int8]

_NOT_DRAWN: Final = -1
"""What stands for whether a pair fits where a lens draws no line."""


class Lists(NamedTuple):
    """The targets of n queries: node numbers, scores, whether they fit; ``sizes`` of each list."""

    queries: Int64
    sizes: Int32
    targets: Int32
    scores: Int64
    fits: Int8

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Lists:
        """Return rows as arrays."""
        all_ = list(rows)
        fits = [_NOT_DRAWN if fit is None else int(fit) for row in all_ for fit in row.fits]
        return cls(
            np.array([row.query for row in all_], np.int64),
            np.array([len(row.targets) for row in all_], np.int32),
            np.array([target for row in all_ for target in row.targets], np.int32),
            np.array([score for row in all_ for score in row.scores], np.int64),
            np.array(fits, np.int8),
        )

    def rows(self) -> Iterator[Row]:
        """Yield the same as rows."""
        ends = np.cumsum(self.sizes).tolist()
        targets, scores = self.targets.tolist(), self.scores.tolist()
        fits = [None if code == _NOT_DRAWN else bool(code) for code in self.fits.tolist()]
        for query, low, high in zip(self.queries.tolist(), [0, *ends], ends, strict=False):
            drawn = cast("list[bool]", fits[low:high])
            yield Row(query, targets[low:high], scores[low:high], drawn)


def merged(parts: Sequence[Lists], top: int) -> Lists:
    """Return the ``top`` best of lists of the same queries, what fits first, ties by id.

    No target stands in two of them. Each holds its own ``top`` best, so that none of the best of
    all is missing.
    """
    if len(parts) == 1:
        return parts[0]
    queries = parts[0].queries
    row = np.concatenate([np.repeat(np.arange(len(queries)), part.sizes) for part in parts])
    targets, scores, fits = (
        np.concatenate([column[place] for column in parts]) for place in (2, 3, 4)
    )
    order = np.lexsort((targets, -scores, -fits, row))
    row = row[order]
    # How many of the same query stand before each: the first of a query has its place in ``row``.
    stays = np.arange(len(row)) - np.searchsorted(row, row) < top
    kept = order[stays]
    sizes = np.bincount(row[stays], minlength=len(queries)).astype(np.int32)
    return Lists(queries, sizes, targets[kept], scores[kept], fits[kept])
