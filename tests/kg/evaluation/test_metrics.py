from __future__ import annotations

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from kg.evaluation.metrics import DEPTH, measures, ranks


def test_a_list_by_hand() -> None:
    # Right are the second and the fourth of the list.
    scores = np.array([[9.0, 8.0, 7.0, 6.0, 5.0]])
    right = np.array([[False, True, False, True, False]])
    found = measures(scores, np.ones((1, 5), bool), right)
    gained, best = 1 / log2(3) + 1 / log2(5), 1 / log2(2) + 1 / log2(3)
    assert found.ndcg[0] == pytest.approx(gained / best)
    assert found.recall[0] == 1.0
    assert found.mrr[0] == 0.5


def test_what_lies_below_the_depth_counts_for_the_first_place_alone() -> None:
    scores = np.arange(20.0, 0.0, -1.0)[None, :]
    right = np.zeros((1, 20), bool)
    right[0, 11] = True
    found = measures(scores, np.ones((1, 20), bool), right)
    assert (found.ndcg[0], found.recall[0], found.mrr[0]) == (0.0, 0.0, 1 / 12)


def test_more_right_ones_than_places() -> None:
    found = measures(np.zeros((1, 15)), np.ones((1, 15), bool), np.ones((1, 15), bool))
    assert found.ndcg[0] == pytest.approx(1.0)
    assert found.recall[0] == pytest.approx(DEPTH / 15)


def test_equal_scores_are_ranked_by_id_and_no_score_stands_last() -> None:
    scores = np.array([[1.0, -np.inf, 1.0, -np.inf, 2.0]])
    allowed = np.array([[True, True, True, True, False]])
    assert ranks(scores, allowed).tolist() == [[1, 3, 2, 4, 0]]


def test_nothing_right_is_refused() -> None:
    allowed = np.array([[True, False]])
    with pytest.raises(ValueError, match="relevant"):
        measures(np.zeros((1, 2)), allowed, np.array([[False, True]]))


@given(st.integers(0, 2**32 - 1))
def test_ndcg_is_that_of_scikit_learn(seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.permutation(60).reshape(3, 20).astype(np.float64)
    right = random.random((3, 20)) < 0.2
    right[:, 0] = True
    found = measures(scores, np.ones((3, 20), bool), right)
    for row in range(3):
        theirs = ndcg_score(right[row : row + 1].astype(int), scores[row : row + 1], k=DEPTH)
        assert found.ndcg[row] == pytest.approx(theirs)


@given(st.integers(0, 2**32 - 1))
def test_who_is_not_allowed_is_as_if_it_were_not_there(seed: int) -> None:
    random = np.random.default_rng(seed)
    scores, allowed = (
        random.integers(0, 5, (1, 12)).astype(np.float64),
        random.random((1, 12)) < 0.6,
    )
    right = random.random((1, 12)) < 0.5
    allowed[0, 3] = right[0, 3] = True
    whole = measures(scores, allowed, right)
    there = allowed[0]
    part = measures(scores[:, there], allowed[:, there], right[:, there])
    assert whole.ndcg[0] == pytest.approx(part.ndcg[0])
    assert whole.mrr[0] == part.mrr[0]
