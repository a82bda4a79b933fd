"""Numbers of nodes in a newer view, as an older one has them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kg.graph.view import View
from kg.matching.living.lens_rules import APART


class BaseNumbers:
    """From a newer view back to its base, between which only records ``APART`` came and went.

    So all other types hold the same nodes in the same order: each is moved as a whole.
    """

    def __init__(self, base: View, view: View) -> None:
        theirs, ours = base.snapshot.ranges, view.snapshot.ranges
        self.is_known = all(
            high - low == theirs[name][1] - theirs[name][0]
            for name, (low, high) in ours.items()
            if name not in APART
        )
        # Types without nodes begin where the next one does: the last that begins there has some.
        self._lows = np.array([low for low, _high in ours.values()])
        self._moved = np.array([theirs[name][0] - low for name, (low, _high) in ours.items()])

    def of(self, nodes: Iterable[int]) -> tuple[int, ...]:
        """Return the numbers of nodes, none of them ``APART``, in the base."""
        found = np.fromiter(nodes, np.int64)
        types = np.searchsorted(self._lows, found, "right") - 1
        return tuple((found + self._moved[types]).tolist())
