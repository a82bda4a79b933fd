"""How a sheet writes numbers and days, kept with the rows that wait."""

from __future__ import annotations

import json

from ingest.sheet.values.habits import habits_from, habits_of


def test_what_is_kept_says_the_same() -> None:
    rows = [["1.500", "07/15/2025", "x"], ["2,5", "03/04/2025"]]
    habits = habits_of({0: "capacity", 1: "starts", 2: "title"}, rows, from_1904=True)
    assert habits.number("capacity").groups == frozenset(".")
    assert habits.day("starts").month_first
    assert habits_from(json.loads(json.dumps(habits.facts()))) == habits
