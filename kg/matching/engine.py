"""What an engine gives, and the engine of the kernels: matches and reasons by node number.

An engine knows no language: names, sentences and contacts are added by ``kg.matching.match``, alike
for all engines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, Protocol

from kg.graph.probe import Query
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.explain import Explainer, Part
from kg.matching.kernel.one_query import all_listed, top_ranked
from kg.matching.kernel.scoring import Ranked, Row, question, rank, turned_for
from kg.matching.kernel.term_reasons import TermExplainer
from kg.matching.kernel.terms import ranked_by_terms
from kg.matching.lens.lens import AdditiveLens, Lens

Progress = Callable[[int, int], None]


class Hit(NamedTuple):
    """A target with its score, and what each path gives it, the most first.

    ``fits``: it is about the same subject; None where the lens draws no such line.
    """

    target: int
    score: int
    parts: list[Part]
    fits: bool | None = None


class Answer(NamedTuple):
    """The best targets of a query; ``excluded`` as in ``kg.matching.kernel.scoring.Ranked``."""

    hits: list[Hit]
    excluded: dict[str, int]


class Engine(Protocol):
    """Computes matches; all engines give the same, to the last digit."""

    def answer(self, view: View, lens: Lens, query: Query, top: int) -> Answer:
        """Return the ``top`` best targets of a query, what fits first, ties by id.

        Raises:
            NotOfLensError: the lens relates other types.
            HalfWalkOverflowError: a path has more walks than can be counted.
        """

    def all_pairs(
        self, view: View, lens: Lens, top: int, progress: Progress | None = None
    ) -> Iterator[Row]:
        """Yield each query node with its best targets, in id order.

        Raises:
            HalfWalkOverflowError: a path has more walks than can be counted.
        """


class Kernel:
    """Computes in this process, over the arrays of the view."""

    def answer(self, view: View, lens: Lens, query: Query, top: int) -> Answer:
        """Return the best targets of a query; see ``Engine``."""
        best = slice(max(top, 0))
        if isinstance(lens, AdditiveLens):
            turned = turned_for(view, lens, query)
            ranked = ranked_by_terms(view, turned, query)
            by_terms = TermExplainer(view, turned, query)
            return Answer(_hits(ranked, best, by_terms.parts), ranked.excluded)
        asked = question(view, lens, query)
        ranked = top_ranked(asked, max(top, 0))
        return Answer(_hits(ranked, best, Explainer(asked).parts), ranked.excluded)

    def all_pairs(
        self, view: View, lens: Lens, top: int, progress: Progress | None = None
    ) -> Iterator[Row]:
        """Yield each query node with its best targets; see ``Engine``."""
        if isinstance(lens, AdditiveLens):
            from kg.matching.kernel.all_term_pairs import all_pairs_by_terms

            return all_pairs_by_terms(view, lens, top, progress)
        from kg.matching.kernel.all_pairs import all_pairs

        return all_pairs(view, lens, top, progress)


KERNEL: Final = Kernel()


def ranking(view: View, lens: Lens, query: Query) -> Ranked:
    """Return all targets of a query that are listed, the best first, ties by id.

    Raises:
        NotOfLensError: the lens relates other types.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    if isinstance(lens, AdditiveLens):
        return ranked_by_terms(view, turned_for(view, lens, query), query)
    return rank(question(view, lens, query))


def listed(view: View, lens: Lens, query: Query) -> Int64:
    """Return the same targets, in no order: to rank them would take longer.

    Raises:
        NotOfLensError: the lens relates other types.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    if isinstance(lens, AdditiveLens):
        return ranking(view, lens, query).nodes
    return all_listed(question(view, lens, query))


def _hits(ranked: Ranked, best: slice, parts: Callable[[int], list[Part]]) -> list[Hit]:
    """Return the best with their reasons; ``parts`` takes the row of a target."""
    rows = ranked.rows[best].tolist()
    places = zip(
        rows,
        ranked.nodes[best].tolist(),
        ranked.scores[best].tolist(),
        [None] * len(rows) if ranked.fits is None else ranked.fits[best].tolist(),
        strict=True,
    )
    return [Hit(node, score, parts(row), fits) for row, node, score, fits in places]
