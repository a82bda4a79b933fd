"""One query scored against all targets: half-walks, contributions, conditions, order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np

from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.graph.actors import type_of
from kg.graph.probe import Query
from kg.graph.view import View
from kg.matching.kernel.arithmetic import Int32, Int64, best, class_scores
from kg.matching.kernel.conditions import Check, Mask, Parts, checks
from kg.matching.kernel.fits import line
from kg.matching.kernel.halfwalk import nodes_of, postings_of, vector_of, vectors_of
from kg.matching.lens.lens import AdditiveLens, Lens, PathLens

L = TypeVar("L", PathLens, AdditiveLens)


class NotOfLensError(WrongUseError):
    """The lens does not relate nodes of this type."""

    slug = "not-of-lens"
    status = 422
    title = msg("The lens does not answer this")

    def __init__(self, id_: str, lens: Lens) -> None:
        ends = [*lens.start.labels, *lens.end.labels]
        super().__init__(
            msg("The lens “{lens}” says nothing about “{id}”.", lens=lens.name, id=id_),
            msg("Ask about one of these: {types}.", types=ends),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A query and the lens turned so that it starts at the query.

    ``vectors`` holds, per path, meeting nodes and values of the query's unit vector.
    """

    view: View
    lens: PathLens
    query: Query
    vectors: tuple[tuple[Int32, Int32], ...]

    def targets(self) -> Int64:
        """Return the nodes asked about, ascending: the target rows."""
        return nodes_of(self.view, self.lens.end.labels)


class Ranked(NamedTuple):
    """Targets that passed, the best first: their rows, node numbers and scores.

    ``fits`` says which of them are about the same subject: they come first; None where the lens
    draws no such line. ``excluded`` counts the pairs with a score that each condition kept out, the
    first that fails.
    """

    rows: Int64
    nodes: Int64
    scores: Int64
    excluded: dict[str, int]
    fits: Mask | None = None


class KeptOut(NamedTuple):
    """A target with a score that conditions keep out: all that it fails, in the order of the lens.

    ``row`` is its target row; ``fits`` as of ``Ranked``, for this one.
    """

    row: int
    node: int
    score: int
    conditions: tuple[str, ...]
    fits: bool | None


class Row(NamedTuple):
    """One query of all pairs: its best targets, their scores, and whether they fit.

    ``fits`` holds None where the lens draws no such line.
    """

    query: int
    targets: list[int]
    scores: list[int]
    fits: list[bool] | list[None]


def question(view: View, lens: PathLens, query: Query) -> Question:
    """Return a query made ready to be scored, asked from the end of the lens it belongs to.

    Raises:
        NotOfLensError: the lens relates other types.
        HalfWalkOverflowError: the query has more walks than can be counted.
    """
    turned = turned_for(view, lens, query)
    vectors = [
        vector_of(view, path.pattern.left, query, specific=path.specific) for path in turned.paths
    ]
    return Question(view, turned, query, tuple(vectors))


def turned_for(view: View, lens: L, query: Query) -> L:
    """Return the lens so that it starts at the query.

    Raises:
        NotOfLensError: the lens relates other types.
    """
    type_ = type_of(view, query)
    if type_ not in (*lens.start.labels, *lens.end.labels):
        raise NotOfLensError(view.id(query) if isinstance(query, int) else type_, lens)
    return lens if type_ in lens.start.labels else lens.reversed()


def rank(asked: Question) -> Ranked:
    """Return all targets with a score that pass the conditions, the best first, ties by id.

    Where the lens draws a line, what fits is before all else.

    Raises:
        HalfWalkOverflowError: a target has more walks than can be counted.
    """
    nodes = asked.targets()
    total, parts = _scores(asked, len(nodes))
    # No score, no pair: what no path relates is not counted as excluded either.
    found = checks(asked.view, asked.lens, asked.query)
    rows, excluded = passing(found, 0, np.flatnonzero(total), parts)
    drawn = line(asked.view, asked.lens, asked.query)
    if drawn is None:
        rows = rows[best(total[rows], nodes[rows], None)]
        return Ranked(rows, nodes[rows], total[rows], excluded)
    fits = drawn.fitting(0, rows)
    # As ``best``, but what fits is before all else.
    order = np.lexsort((nodes[rows], -total[rows], ~fits))
    rows, fits = rows[order], fits[order]
    return Ranked(rows, nodes[rows], total[rows], excluded, fits)


def kept_out(asked: Question) -> list[KeptOut]:
    """Return the targets with a score that conditions keep out, the best first, ties by id.

    Raises:
        HalfWalkOverflowError: a target has more walks than can be counted.
    """
    nodes = asked.targets()
    total, parts = _scores(asked, len(nodes))
    rows = np.flatnonzero(total)
    failed: dict[int, list[str]] = {}
    for check in checks(asked.view, asked.lens, asked.query):
        for row in rows[~check.keeps(0, rows, parts)].tolist():
            failed.setdefault(row, []).append(check.name)
    out = np.array(sorted(failed, key=lambda row: (-int(total[row]), int(nodes[row]))), np.int64)
    drawn = line(asked.view, asked.lens, asked.query)
    fits = [None] * len(out) if drawn is None else drawn.fitting(0, out).tolist()
    return [
        KeptOut(row, int(nodes[row]), int(total[row]), tuple(failed[row]), fit)
        for row, fit in zip(out.tolist(), fits, strict=True)
    ]


def passing(
    conditions: Iterable[Check], row: int, targets: Int64, parts: Parts
) -> tuple[Int64, dict[str, int]]:
    """Return which target rows pass all conditions, and how many each kept out, the first."""
    excluded: dict[str, int] = {}
    # One after the other: a pair counts at the first condition that it fails, as CASE does in
    # Cypher. Two floors have one name, so counts are added.
    for check in conditions:
        stays: Mask = check.keeps(row, targets, parts)
        excluded[check.name] = excluded.get(check.name, 0) + int(len(targets) - stays.sum())
        targets = targets[stays]
    return targets, excluded


def _scores(asked: Question, targets: int) -> tuple[Int64, dict[str, Int64]]:
    """Return the score of each target row, and of single paths that a condition asks about."""
    total = np.zeros(targets, np.int64)
    wanted = {rule.path for rule in asked.lens.require if rule.name == "at_least"}
    parts: dict[str, Int64] = {}
    ends = asked.lens.end.labels
    for path, vector in zip(asked.lens.paths, asked.vectors, strict=True):
        right = path.pattern.right
        vectors = vectors_of(asked.view, right, ends, specific=path.specific)
        theirs = postings_of(asked.view, right, ends, specific=path.specific)
        # Computed once per class, then handed to all rows of it.
        part = class_scores(path.weight, vector, theirs, vectors.classes)[vectors.of]
        total += part
        if path.name in wanted:
            parts[path.name] = part
    return total, parts
