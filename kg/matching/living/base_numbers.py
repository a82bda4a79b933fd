"""Numbers of nodes in a newer view, as an older one has them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

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
        self._lows = [low for low, _high in ours.values()]
        self._moved = [theirs[name][0] - low for name, (low, _high) in ours.items()]

    def of(self, nodes: Iterable[int]) -> tuple[int, ...]:
        """Return the numbers of nodes, none of them ``APART``, in the base."""
        return tuple(node + self._moved[bisect_right(self._lows, node) - 1] for node in nodes)
