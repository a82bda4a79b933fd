"""Weights that make right what was chosen most probable: a listwise softmax, not negative.

Each query is a choice among its candidates: the chance of a candidate is exp(w·x) over the sum of
all of them (conditional logit: McFadden 1974). Where several are right, each counts an equal part
(ListNet with one place: Cao et al. 2007, doi 10.1145/1273496.1273513). The loss is convex in w.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from kg.evaluation.metrics import Float64, Mask

RIDGE: Final = 1e-3
"""Times w² for each weight: without it a term that never differs would have any weight."""
SWEEPS: Final = 500
NEAR: Final = 1e-8
_HALVINGS: Final = 40


class Choices(NamedTuple):
    """n choices among c candidates: features (n × c × k), who may be chosen, who was (n × c)."""

    features: Float64
    allowed: Mask
    chosen: Mask


def fitted(choices: Sequence[Choices]) -> Float64:
    """Return k weights, none negative, of the least loss: the mean over all choices, and the ridge.

    Newton's step in one weight after the other, cut at nought and halved until the loss falls
    (coordinate descent: Wright 2015, doi 10.1007/s10107-015-0892-3). Draws nothing.

    Raises:
        ValueError: there is no choice.
    """
    made = [each for each in choices if len(each.features)]
    if not made:
        raise ValueError("no choice to fit weights to")
    weights = np.zeros(made[0].features.shape[2])
    for _ in range(SWEEPS):
        before = weights.copy()
        for place in range(len(weights)):
            weights = _stepped(made, weights, place)
        if np.abs(weights - before).max() < NEAR:
            break
    return weights


def loss(choices: Sequence[Choices], weights: Float64) -> float:
    """Return the mean of minus the log of the chance of what was chosen, and the ridge."""
    total = sum(float(_surprise(each, weights).sum()) for each in choices)
    count = sum(len(each.features) for each in choices)
    return total / count + RIDGE * float(weights @ weights)


def _stepped(choices: Sequence[Choices], weights: Float64, place: int) -> Float64:
    """Return weights with one of them moved to a lesser loss, or as they are where there is none.

    The step is Newton's: the slope over the bend, both exact.
    """
    slope, bend = _derivatives(choices, weights, place)
    now, step = loss(choices, weights), slope / bend
    for _ in range(_HALVINGS):
        moved = weights.copy()
        moved[place] = max(0.0, weights[place] - step)
        if loss(choices, moved) < now:
            return moved
        step /= 2
    return weights


def _derivatives(choices: Sequence[Choices], weights: Float64, place: int) -> tuple[float, float]:
    slope = bend = 0.0
    for each in choices:
        chance, x = _chances(each, weights), each.features[:, :, place]
        mean = (chance * x).sum(axis=1)
        slope += float((mean - (_shares(each) * x).sum(axis=1)).sum())
        bend += float(((chance * x**2).sum(axis=1) - mean**2).sum())
    count = sum(len(each.features) for each in choices)
    return slope / count + 2 * RIDGE * float(weights[place]), bend / count + 2 * RIDGE


def _surprise(each: Choices, weights: Float64) -> Float64:
    chance = _chances(each, weights)
    logs = np.log(np.where(each.chosen, np.maximum(chance, np.finfo(np.float64).tiny), 1.0))
    found: Float64 = -(_shares(each) * logs).sum(axis=1)
    return found


def _chances(each: Choices, weights: Float64) -> Float64:
    scores = np.where(each.allowed, each.features @ weights, -np.inf)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Float64 = powers / powers.sum(axis=1, keepdims=True)
    return found


def _shares(each: Choices) -> Float64:
    right = each.chosen & each.allowed
    found: Float64 = right / right.sum(axis=1, keepdims=True)
    return found
