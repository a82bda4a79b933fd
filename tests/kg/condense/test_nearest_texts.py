"""The nearest text, found through an index, against a look at every pair."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.condense.nearest_texts import MOST_ALIKE, Near, NearestTexts

WORDS = st.frozensets(st.sampled_from("abcdefghijkl"), max_size=8)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=15), WORDS)
def test_what_is_found_is_what_a_look_at_every_pair_finds(
    texts: list[frozenset[str]], words: frozenset[str]
) -> None:
    pairs = [(len(words & other), len(words | other)) for other in texts]
    best = max((both / either for both, either in pairs if either), default=0)
    wanted = [
        at
        for at, (both, either) in enumerate(pairs)
        if words and either and both / either == best >= 0.5
    ]
    found = NearestTexts(texts).near(words)
    assert sorted(near.number for near in found) == wanted
    assert all((near.both, near.either) == pairs[near.number] for near in found)


def test_texts_of_the_same_words_are_looked_at_up_to_a_bound() -> None:
    same = frozenset("abc")
    found = NearestTexts([same] * 100_000).near(same)
    assert found == [Near(at, 3, 3) for at in range(MOST_ALIKE)]


def test_a_report_of_one_sentence_over_and_over_is_compared_in_time() -> None:
    texts = [frozenset([*"abcdefghij", f"w{at}"]) for at in range(20_000)]
    index = NearestTexts(texts)
    began = time.process_time()
    for at in range(300):
        assert index.near(frozenset([*"abcdefghij", f"v{at}"]))
    assert time.process_time() - began < 20
