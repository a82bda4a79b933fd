"""Which offers match which demands, and who has done what they ask for: a bit for each two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND
from kg.graph.view import View
from kg.matching.engine import listed
from kg.matching.kernel.halfwalk import nodes_of
from kg.matching.lens.lens_files import LENSES


@dataclass(frozen=True, slots=True, eq=False)
class Helpers:
    """Of n helpers and d demands: ``bits`` has a row for each helper and a bit for each demand.

    ``nodes`` are the helpers, ascending. Many match many: as sets of numbers they would take some
    hundred times the memory.
    """

    nodes: NDArray[np.int64]
    bits: NDArray[np.uint8]
    demands: int

    @classmethod
    def of(cls, view: View, demands: NDArray[np.int64]) -> Helpers:
        """Return who helps with demands, by the lenses of offers and of experience.

        Whoever is listed: a score may be below nothing, where it was long ago.
        """
        lenses = [LENSES.named(name) for name in (OFFERS_FOR_DEMAND, EXPERIENCE)]
        nodes = nodes_of(view, tuple(name for lens in lenses for name in lens.end.labels))
        bits = np.zeros((len(nodes), (len(demands) + 7) // 8), np.uint8)
        for place, demand in enumerate(demands.tolist()):
            for lens in lenses:
                rows = np.searchsorted(nodes, listed(view, lens, demand))
                bits[rows, place >> 3] |= np.uint8(1 << (place & 7))
        return cls(nodes, bits, len(demands))

    def helped_by(self, some: Iterable[int]) -> NDArray[np.bool_]:
        """Say of each demand whether one of some nodes helps with it."""
        rows = np.flatnonzero(np.isin(self.nodes, np.fromiter(some, np.int64)))
        together = np.bitwise_or.reduce(self.bits[rows], axis=0)
        return np.unpackbits(together, count=self.demands, bitorder="little").astype(np.bool_)
