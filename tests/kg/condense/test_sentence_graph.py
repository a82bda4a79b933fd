"""Sparse vectors of sentences, against the same in exact fractions."""

from __future__ import annotations

import math
import random
from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.condense.sentence_graph import WHOLE, SentenceGraph, rarity

TEXTS = st.lists(
    st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=8), min_size=1, max_size=12
)


def dense(sentences: list[list[str]]) -> list[dict[str, int]]:
    holding = Counter(word for of in sentences for word in set(of))
    return [
        {
            word: min(times, 4) * (rarity(holding[word], len(sentences)) + 1)
            for word, times in Counter(of).items()
        }
        for of in sentences
    ]


def product(one: dict[str, int], other: dict[str, int]) -> int:
    return sum(weight * other.get(word, 0) for word, weight in one.items())


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_products_and_cosines_are_those_of_the_vectors(sentences: list[list[str]]) -> None:
    graph, vectors = SentenceGraph.of(sentences), dense(sentences)
    for row, one in enumerate(vectors):
        assert graph.dots(row).tolist() == [product(one, other) for other in vectors]
        wanted = [
            product(one, other) / math.sqrt(product(one, one) * product(other, other))
            for other in vectors
        ]
        assert np.allclose(graph.cosines(row) / WHOLE, wanted, atol=2e-6)


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_lexrank_is_the_walk_over_pairs_above_a_tenth(sentences: list[list[str]]) -> None:
    vectors = dense(sentences)
    size = len(vectors)
    edges = np.array(
        [
            [
                a != b
                and 100 * product(one, other) ** 2 > product(one, one) * product(other, other)
                for b, other in enumerate(vectors)
            ]
            for a, one in enumerate(vectors)
        ]
    )
    steps = edges / np.maximum(1, edges.sum(axis=1, keepdims=True))
    mass = np.full(size, 1 / size)
    for _ in range(30):
        mass = 0.15 / size + 0.85 * (mass @ steps)
    assert np.allclose(SentenceGraph.of(sentences).lexrank() / 2**40, mass, atol=1e-6)


@settings(deadline=None, max_examples=40)
@given(TEXTS, st.randoms())
def test_a_sentence_ranks_alike_wherever_it_stands(
    sentences: list[list[str]], rng: random.Random
) -> None:
    order = list(range(len(sentences)))
    rng.shuffle(order)
    here, there = SentenceGraph.of(sentences), SentenceGraph.of([sentences[at] for at in order])
    assert there.lexrank().tolist() == here.lexrank()[order].tolist()
    assert there.centrality().tolist() == here.centrality()[order].tolist()
    assert there.commonness().tolist() == here.commonness()[order].tolist()


def test_rarity_is_exact_where_logarithms_are_whole() -> None:
    assert [rarity(1, 2**power) for power in range(12)] == [16 * power for power in range(12)]


def test_commonness_is_the_mean_number_of_sentences_of_a_word() -> None:
    found = SentenceGraph.of([["a", "b"], ["a"], ["a", "c"]]).commonness()
    assert found.tolist() == [200, 300, 200]
