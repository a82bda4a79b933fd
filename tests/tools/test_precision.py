"""What is said to fit, held against a hundred pairs that a person read; see tools/precision.py."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from tools.precision import DAY, FIRST, FITS, PAGE, counted, judged, precision, table


@pytest.fixture(scope="module")
def counts(starter_snapshot: Snapshot) -> dict[str, Counter[str]]:
    return counted(View(starter_snapshot, DAY), judged())


def test_a_hundred_pairs_are_judged_once_each_with_a_reason() -> None:
    pairs = judged()
    assert len(pairs) >= 100
    assert len({(pair.demand, pair.offer) for pair in pairs}) == len(pairs)
    assert {pair.answers for pair in pairs} == {"yes", "partly", "no"}
    assert all(len(pair.why) > 10 for pair in pairs)


def test_what_is_called_the_same_subject_answers_most_needs(
    counts: dict[str, Counter[str]],
) -> None:
    assert precision(counts["subject"], "yes") >= 0.65
    assert precision(counts["subject"], "yes", "partly") >= 0.80
    assert precision(counts[FIRST], "yes", "partly") >= 0.80


def test_what_shares_the_field_alone_answers_none(counts: dict[str, Counter[str]]) -> None:
    assert counts["field"].total() >= 20
    assert precision(counts["field"], "yes") <= 0.05
    assert precision(counts[FITS], "yes") > precision(counts["field"], "yes") + 0.3


def test_the_published_table_is_what_is_measured(counts: dict[str, Counter[str]]) -> None:
    assert table(counts) in PAGE.read_text("utf-8")
