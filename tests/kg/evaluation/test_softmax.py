from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from kg.evaluation.softmax import Choices, fitted, loss


def simulated(weights: list[float], queries: int, seed: int, right: int = 1) -> Choices:
    """Return choices made by weights: as many candidates as are right are drawn one by one."""
    random = np.random.default_rng(seed)
    features = random.normal(size=(queries, 12, len(weights)))
    allowed = random.random((queries, 12)) < 0.8
    allowed[:, :right] = True
    scores = np.where(allowed, features @ np.array(weights), -np.inf)
    # The largest of scores with Gumbel noise is a draw from their softmax.
    noisy = scores + random.gumbel(size=scores.shape)
    chosen = np.zeros(scores.shape, bool)
    np.put_along_axis(chosen, np.argsort(-noisy, axis=1)[:, :right], True, axis=1)
    return Choices(features, allowed, chosen)


def test_known_weights_are_found_again() -> None:
    weights = [0.8, 0.58, 0.2]
    found = fitted([simulated(weights, 3000, 1), simulated(weights, 3000, 2)])
    assert found == pytest.approx(weights, abs=0.06)


def test_no_weight_is_negative() -> None:
    found = fitted([simulated([1.0, -0.7], 500, 3)])
    assert found[1] == 0.0
    assert found[0] == pytest.approx(1.0, abs=0.2)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 2**32 - 1), st.integers(1, 3))
def test_the_least_loss_is_that_of_scipy(seed: int, right: int) -> None:
    choices = [simulated([0.5, 0.0, 1.5], 60, seed, right)]
    theirs = minimize(
        lambda weights: loss(choices, weights),
        np.ones(3),
        bounds=[(0, None)] * 3,
        method="L-BFGS-B",
    )
    found = fitted(choices)
    assert loss(choices, found) <= theirs.fun + 1e-7
    assert found == pytest.approx(theirs.x, abs=2e-2)


def test_a_term_that_never_differs_has_no_weight() -> None:
    choices = simulated([1.0, 0.0], 200, 4)
    choices.features[:, :, 1] = 7.0
    assert fitted([choices])[1] == pytest.approx(0.0, abs=1e-6)


def test_what_cannot_be_told_apart_stays_finite() -> None:
    """One feature says it all: without the ridge its weight would have no end."""
    features = np.zeros((20, 2, 1))
    features[:, 0, 0] = 1.0
    chosen = np.zeros((20, 2), bool)
    chosen[:, 0] = True
    found = fitted([Choices(features, np.ones((20, 2), bool), chosen)])
    assert 1.0 < found[0] < 20.0


def test_without_a_choice_there_is_nothing_to_fit() -> None:
    with pytest.raises(ValueError, match="no choice"):
        fitted([])
