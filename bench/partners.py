"""How far a ranking depends on its weights: ours, and a library asked weighting by weighting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bench.pairs import Pair, in_turn
from kg.base.millionths import MILLION
from kg.partners.weight_intervals import limits
from kg.partners.weightings import COUNT, acceptance, weightings

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARTNERS = 200
WEIGHTS = np.array([200_000, 200_000, 200_000, 150_000, 100_000, 100_000, 50_000])
FIRST = 5
STEPS = 1_000
"""Weights of each criterion that the peer tries, where ours is exact to the millionth."""


def measure() -> list[Pair]:
    """Return how often each partner is among the first, and how far each weight can move."""
    rng = np.random.default_rng(0)
    scaled = rng.integers(0, MILLION + 1, size=(PARTNERS, len(WEIGHTS)))
    unknown = rng.random(scaled.shape) < 0.3
    scaled[unknown] = 0
    return [_acceptance(scaled, unknown), _limits(scaled)]


def _acceptance(scaled: NDArray[np.int64], unknown: NDArray[np.bool_]) -> Pair:
    def ours() -> None:
        acceptance(scaled, unknown, weightings(len(WEIGHTS)), FIRST)

    def peer() -> None:
        _counted(scaled, np.random.default_rng(1).dirichlet(np.ones(len(WEIGHTS)), COUNT))

    return in_turn(
        f"{PARTNERS} partners under {COUNT:,} weightings",
        ("with what is unknown", ours),
        ("pymcdm, as known only", peer),
        rounds=5,
    )


def _limits(scaled: NDArray[np.int64]) -> Pair:
    def ours() -> None:
        limits(scaled, WEIGHTS, FIRST)

    def peer() -> None:
        own = WEIGHTS / MILLION
        for at in range(len(own)):
            moved = np.outer(1 - np.linspace(0, 1, STEPS), own / (1 - own[at]))
            moved[:, at] = np.linspace(0, 1, STEPS)
            _counted(scaled, moved)

    return in_turn(
        f"how far each of {len(WEIGHTS)} weights can move, {PARTNERS} partners",
        ("exact to the millionth", ours),
        (f"pymcdm, {STEPS:,} steps each", peer),
        rounds=5,
    )


def _counted(scaled: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Count who is among the first by another program's weighted sum."""
    from pymcdm.methods import WSM

    method = WSM(normalization_function=lambda column, cost=False: column)  # noqa: ARG005
    matrix, types = scaled / MILLION, np.ones(scaled.shape[1])
    counts = np.zeros(len(scaled), dtype=np.int64)
    for row in weights:
        scores = method(matrix, row, types, validation=False)
        counts[np.argpartition(-scores, FIRST)[:FIRST]] += 1
    return counts
