"""Thousands of weightings: uniform, repeatable, and counted as one by one would be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.millionths import MILLION
from kg.partners.weightings import COUNT, acceptance, weightings

WHOLE = 2**30


def test_weightings_are_uniform_on_the_simplex() -> None:
    """Of a uniform simplex of k weights: mean 1/k, P(weight > x) = (1 - x)^(k - 1)."""
    found = weightings(4) / WHOLE
    assert found.shape == (COUNT, 4)
    assert (weightings(4).sum(axis=1) == WHOLE).all()
    assert found.min() >= 0
    assert found.mean(axis=0) == pytest.approx([0.25] * 4, abs=0.005)
    for x in (0.1, 0.5, 0.9):
        assert (found > x).mean(axis=0) == pytest.approx([(1 - x) ** 3] * 4, abs=0.01)


def test_the_same_question_has_the_same_weightings() -> None:
    assert (weightings(3) == weightings(3)).all()
    assert (weightings(3, seed=1) != weightings(3)).any()
    assert weightings(1, 3).tolist() == [[WHOLE]] * 3


@st.composite
def cases(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, int]:
    criteria, partners = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    levels = st.sampled_from([None, 0, 1, 400_000, 500_000, MILLION])
    rows = draw(
        st.lists(
            st.lists(levels, min_size=criteria, max_size=criteria),
            min_size=partners,
            max_size=partners,
        )
    )
    known = np.array([[-1 if one is None else one for one in row] for row in rows])
    return np.maximum(known, 0), known < 0, draw(st.integers(1, 7))


@settings(deadline=None)
@given(cases())
def test_shares_are_what_counting_one_by_one_gives(
    case: tuple[np.ndarray, np.ndarray, int],
) -> None:
    scaled, unknown, first = case
    partners = range(len(scaled))
    weights = weightings(scaled.shape[1], 40, seed=3)
    ranks = np.zeros((len(scaled), min(first, len(scaled))), dtype=int)
    surely, possibly = np.zeros(len(scaled), dtype=int), np.zeros(len(scaled), dtype=int)
    for row in weights.tolist():
        low = [sum(w * int(s) for w, s in zip(row, scaled[i], strict=True)) for i in partners]
        more = [sum(w for w, u in zip(row, unknown[i], strict=True) if u) for i in partners]
        high = [low[i] + MILLION * more[i] for i in partners]
        for place, i in enumerate(sorted(partners, key=lambda i: (-low[i], i))[:first]):
            ranks[i, place] += 1
        for i in partners:
            others = [j for j in partners if j != i]
            surely[i] += sum((high[j], -j) > (low[i], -i) for j in others) < first
            possibly[i] += sum((low[j], -j) > (high[i], -i) for j in others) < first
    found = acceptance(scaled, unknown, weights, first)
    assert found.ranks.tolist() == (ranks * MILLION // 40).tolist()
    assert found.stays.tolist() == (ranks.sum(axis=1) * MILLION // 40).tolist()
    assert found.surely.tolist() == (surely * MILLION // 40).tolist()
    assert found.possibly.tolist() == (possibly * MILLION // 40).tolist()


def test_acceptability_agrees_with_the_ranks_of_pymcdm() -> None:
    """Another program's weighted sum, weighting by weighting."""
    from pymcdm.methods import WSM

    rng = np.random.default_rng(5)
    scaled = rng.integers(0, MILLION + 1, size=(12, 4))
    weights = weightings(4, 200)
    peer = WSM(normalization_function=lambda column, cost=False: column)  # noqa: ARG005
    counted = np.zeros((12, 5), dtype=int)
    for row in weights / WHOLE:
        score = peer(scaled / MILLION, row, np.ones(4))
        for place, who in enumerate(np.argsort(-score, kind="stable")[:5]):
            counted[who, place] += 1
    found = acceptance(scaled, np.zeros_like(scaled, dtype=bool), weights, 5)
    assert found.ranks.tolist() == (counted * MILLION // 200).tolist()


def test_two_hundred_partners_under_all_weightings() -> None:
    rng = np.random.default_rng(2)
    scaled = rng.integers(0, MILLION + 1, size=(200, 7))
    unknown = rng.random(scaled.shape) < 0.3
    found = acceptance(np.where(unknown, 0, scaled), unknown, weightings(7), 5)
    assert found.ranks.shape == (200, 5)
    # A share of 20,000 weightings is a whole number of millionths.
    assert found.ranks.sum(axis=0).tolist() == [MILLION] * 5
    assert found.stays.sum() == 5 * MILLION
    assert (found.surely <= found.stays).all()
    assert (found.stays <= found.possibly).all()
