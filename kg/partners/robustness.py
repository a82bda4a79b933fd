"""How far the order of partners depends on the weights: by how much each may move, how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from kg.model.documents import Robustness
from kg.partners.measures import MEASURES
from kg.partners.partner_judging import scaled
from kg.partners.robustness_words import Question, Shares, of_all, of_partner
from kg.partners.weight_intervals import Limits, limits
from kg.partners.weightings import (
    ALONE,
    COUNT,
    Acceptance,
    Weighing,
    acceptance,
    weightings,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.partners.partner_facts import Context
    from kg.partners.partner_judging import Judged

Ints: TypeAlias = "NDArray[np.int64]"
Intervals: TypeAlias = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Held:
    """How a partner stands when weights move; the fields of its document.

    ``stays_while``: the interval of each weight in which it stays among the first, or outside.
    """

    acceptability: list[int]
    stays: int
    stays_between: tuple[int, int]
    weight_intervals: Intervals
    stays_while: Intervals
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Robust:
    """What holds for all, and how each partner that has a rank stands, by its node."""

    all: Robustness
    of: Mapping[int, Held] = field(default_factory=dict)


def robust(  # noqa: PLR0917
    context: Context,
    judged: Sequence[Judged],
    ranked: Sequence[Judged],
    first: int,
    lang: str,
    weighing: Weighing = ALONE,
) -> Robust:
    """Return how far it depends on the weights who of ``ranked`` the ``first`` are.

    The first are those with the highest scores, as known: what is unknown adds nothing. Sums are
    exact; those of a document are rounded criterion by criterion and may differ by a few
    millionths. Both lists are by id. Whether criteria say the same twice is asked of all that are
    ``judged``.
    """
    criteria = context.guideline.criteria
    weights = np.array([one.millionths for one in criteria])
    known = _scaled(context, ranked)
    found = limits(np.maximum(known, 0), weights, first)
    labels = [MEASURES[one.measure].label for one in criteria]
    asked = Question(first, COUNT, labels, weights.tolist(), len(ranked), lang)
    everybody = Robustness(
        first=first,
        weightings=COUNT,
        weight_intervals=_intervals(context, found.all),
        sentences=of_all(asked, found.all, known, _values(context, judged)),
    )
    if not ranked:
        return Robust(everybody)
    return Robust(everybody, _each(context, asked, ranked, known, found, weighing))


def _each(  # noqa: PLR0917
    context: Context,
    asked: Question,
    ranked: Sequence[Judged],
    known: Ints,
    found: Limits,
    weighing: Weighing,
) -> dict[int, Held]:
    """Return how each partner stands; a row of ``known`` each, -1 where unknown."""
    values = np.maximum(known, 0)
    weights = weightings(values.shape[1])
    accepted = acceptance(values, known < 0, weights, asked.first, weighing)
    order = np.argsort(-(values @ np.array(asked.weights)), kind="stable")[: asked.first]
    held = {}
    for at, one in enumerate(ranked):
        label = context.view.label(one.node, asked.lang)
        shares = _shares(accepted, at)
        held[one.node] = Held(
            acceptability=accepted.ranks[at].tolist(),
            stays=shares.stays,
            stays_between=(shares.surely, shares.possibly),
            weight_intervals=_intervals(context, found.all),
            stays_while=_intervals(context, found.own[at]),
            sentences=of_partner(asked, label, found.own[at], shares, is_first=at in order),
        )
    return held


def _shares(accepted: Acceptance, at: int) -> Shares:
    return Shares(int(accepted.stays[at]), int(accepted.surely[at]), int(accepted.possibly[at]))


def _scaled(context: Context, judged: Sequence[Judged]) -> Ints:
    """Return where the values stand between the anchors, -1 where unknown."""
    criteria = context.guideline.criteria
    rows = [
        [-1 if (v := one.values[c.name]) is None else scaled(c, v) for c in criteria]
        for one in judged
    ]
    return np.array(rows, dtype=np.int64).reshape(len(judged), len(criteria))


def _values(context: Context, judged: Sequence[Judged]) -> NDArray[np.float64]:
    """Return the values as they are, not a number where unknown."""
    criteria = context.guideline.criteria
    rows = [[one.values[c.name] for c in criteria] for one in judged]
    return np.array(rows, dtype=np.float64).reshape(len(judged), len(criteria))


def _intervals(context: Context, bounds: Ints) -> Intervals:
    names = [one.name for one in context.guideline.criteria]
    return {name: (low, high) for name, (low, high) in zip(names, bounds.tolist(), strict=True)}
