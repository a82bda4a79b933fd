"""How much sentences of a report weigh."""

from __future__ import annotations

import time
import tracemalloc

from kg.condense.sentence_scores import Weights, scores
from kg.condense.sentences import Sentence, sentences_of
from tests.kg.condense.made_reports import report
from tests.kg.condense.test_quotations import TOPICS, long_lines

ALONE = dict.fromkeys(Weights.__dataclass_fields__, 0)


def _only(**weights: int) -> Weights:
    return Weights(**{**ALONE, **weights})


def _by(sentences: list[Sentence], weights: Weights) -> dict[str, int]:
    return {
        one.text: score for one, score in zip(sentences, scores(sentences, weights), strict=True)
    }


def test_what_may_not_be_quoted_weighs_nothing_and_all_else_something() -> None:
    sentences = sentences_of(report(["Too short.", TOPICS[0][0], "and without a capital in it."]))
    found = scores(sentences)
    assert found[0] == found[2] == 0 < found[1]


def test_what_many_say_weighs_more_than_what_one_says() -> None:
    lonely = "A gardener of the embassy plants roses beside the old wall in spring."
    sentences = sentences_of(report([*TOPICS[0], lonely]))
    for name in ("lexrank", "common"):
        found = _by(sentences, _only(**{name: 100}))
        assert found[lonely] == min(found.values()) < max(found.values()), name


def test_the_first_of_its_section_and_the_beginning_weigh_more() -> None:
    lines = ["# One", *TOPICS[0], "# Two", *TOPICS[1], "# Three", *TOPICS[2], *TOPICS[0]]
    sentences = sentences_of(report(lines))
    early = scores(sentences, _only(in_section=100))
    assert [score for one, score in zip(sentences, early, strict=True) if not one.in_section] == [
        1_000_000
    ] * 3
    placed = scores(sentences, _only(position=100))
    assert placed[0] > placed[-1] > placed[len(placed) // 2]


def test_an_annex_ends_no_report() -> None:
    lines = [*TOPICS[0], *TOPICS[1], "# Annex 1", *TOPICS[2]]
    sentences = sentences_of(report(lines))
    placed = scores(sentences, _only(position=100))
    assert {placed[one.place] for one in sentences if one.in_annex} == {1}


def test_decisions_and_sums_weigh_more_and_what_leads_on_less() -> None:
    plain = "The states of the region and the Agency meet each year in the capital."
    decided = "The states of the region and the Agency approved it in the capital."
    leading = "However, the states of the region and the Agency meet in the capital."
    found = _by(
        sentences_of(report([plain, decided, leading])), _only(cue=100, leads_on=50, common=1)
    )
    assert found[decided] > found[plain] > found[leading]
    summed = sentences_of(report([plain, "# Executive summary", decided]))
    assert scores(summed, _only(sums_up=100)) == [1, 1_000_000]


def test_200_pages_cost_seconds() -> None:
    sentences = sentences_of(report(long_lines(92_000)))
    began = time.process_time()
    found = scores(sentences)
    assert time.process_time() - began < 10  # less than 2 on an idle machine
    assert sum(map(bool, found)) > 2_000


def test_what_is_alike_costs_little_memory_where_all_of_it_is() -> None:
    sentences = sentences_of(report(long_lines(20_000)))
    tracemalloc.start()
    scores(sentences)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000  # a table of all pairs of doubles twice would be
