"""What an engine gives, and the engine of the kernels: matches and reasons by node number.

An engine knows no language: names, sentences and contacts are added by ``kg.matching.match``, alike
for all engines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, Protocol

from kg.graph.probe import Query
from kg.graph.view import View
from kg.matching.kernel.explain import Explainer, Part
from kg.matching.kernel.scoring import question, rank
from kg.matching.lens.lens import Lens

Progress = Callable[[int, int], None]


class Hit(NamedTuple):
    """A target with its score, and what each path gives it, the most first."""

    target: int
    score: int
    parts: list[Part]


class Answer(NamedTuple):
    """The best targets of a query; ``excluded`` as in ``kg.matching.kernel.scoring.Ranked``."""

    hits: list[Hit]
    excluded: dict[str, int]


class Engine(Protocol):
    """Computes matches; all engines give the same, to the last digit."""

    def answer(self, view: View, lens: Lens, query: Query, top: int) -> Answer:
        """Return the ``top`` best targets of a query, ties by id.

        Raises:
            NotOfLensError: the lens relates other types.
            HalfWalkOverflowError: a path has more walks than can be counted.
        """

    def all_pairs(
        self, view: View, lens: Lens, top: int, progress: Progress | None = None
    ) -> Iterator[tuple[int, list[int], list[int]]]:
        """Yield each query node with its best targets and their scores, in id order.

        Raises:
            HalfWalkOverflowError: a path has more walks than can be counted.
        """


class Kernel:
    """Computes in this process, over the arrays of the view."""

    def answer(self, view: View, lens: Lens, query: Query, top: int) -> Answer:
        """Return the best targets of a query; see ``Engine``."""
        asked = question(view, lens, query)
        ranked = rank(asked)
        explainer = Explainer(asked)
        best = slice(max(top, 0))
        places = zip(ranked.rows[best].tolist(), ranked.scores[best].tolist(), strict=True)
        hits = [Hit(explainer.target(row), score, explainer.parts(row)) for row, score in places]
        return Answer(hits, ranked.excluded)

    def all_pairs(
        self, view: View, lens: Lens, top: int, progress: Progress | None = None
    ) -> Iterator[tuple[int, list[int], list[int]]]:
        """Yield each query node with its best targets; see ``Engine``."""
        from kg.matching.kernel.all_pairs import all_pairs

        return all_pairs(view, lens, top, progress)


KERNEL: Final = Kernel()
