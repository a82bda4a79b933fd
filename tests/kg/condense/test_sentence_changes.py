"""Sentences that are new or changed against the report before."""

from __future__ import annotations

import pytest

from kg.condense.sentence_changes import sentence_changes
from kg.condense.sentences import sentences_of
from tests.kg.condense.made_reports import report

BASE = [
    "# One",
    "The Council approved a fund of US$ 250,000 for the stations of the coast on 12 May 2021.",
    "The programme of the Agency reached Haiti and Belize with courses for nurses.",
    "# Two",
    "The stations are not open to the public of the villages along the coast.",
]


def _changes(now: list[str]) -> tuple[list[str], list[tuple[str, str]]]:
    found = sentence_changes(sentences_of(report(now)), sentences_of(report(BASE)))
    return [one.text for one in found.new], [(one.text, was.text) for one, was in found.changed]


def test_what_is_the_same_or_moved_is_neither() -> None:
    assert _changes(BASE) == ([], [])
    assert _changes([*BASE[3:], *BASE[:3]]) == ([], [])


def test_a_year_that_moves_on_is_no_change_but_a_day_is() -> None:
    assert _changes([BASE[1].replace("2021", "2022")]) == ([], [])
    later = BASE[1].replace("12 May", "15 May")
    assert _changes([later]) == ([], [(later, BASE[1])])


@pytest.mark.parametrize(
    ("at", "old", "new"),
    [
        (1, "250,000", "350,000"),
        (2, "Belize", "Jamaica"),
        (4, "not open", "open"),
        (2, "with courses for nurses", "with courses for teachers and pupils"),
    ],
    ids=["an amount", "a state", "a not", "the wording"],
)
def test_what_says_something_else_is_changed(at: int, old: str, new: str) -> None:
    now = BASE[at].replace(old, new)
    assert now != BASE[at]
    assert _changes([now]) == ([], [(now, BASE[at])])


def test_slips_of_the_pen_are_no_change() -> None:
    long = (
        "The stations that were set up along the coast with the help of the Agency have warned many"
        " of the fishing villages of the peninsula early enough of each storm of the season."
    )
    before = sentences_of(report([long]))
    slip = sentences_of(report([long.replace("villages", "vilages")]))
    assert sentence_changes(slip, before) == ([], [])


def test_what_shares_less_than_half_of_its_words_is_new() -> None:
    now = "The museum of the northern province lent its old maps to the schools."
    assert _changes([now, BASE[2]]) == ([now], [])


def test_of_many_alike_each_has_its_own_and_one_more_is_new() -> None:
    grant = "The Agency paid a grant of US$ {} to the school of the port for {} courses."
    before = [grant.format(f"{at},500", at + 20) for at in range(9)]
    now = [*before[:4], grant.format("5,500", 99), before[7], grant.format("77,700", 88)]
    found = sentence_changes(sentences_of(report(now)), sentences_of(report(before)))
    assert found.new == []
    assert (now[4], before[5]) in [(one.text, was.text) for one, was in found.changed]
    more = [*before, grant.format("77,700", 88)]
    found = sentence_changes(sentences_of(report(more)), sentences_of(report(before)))
    assert [one.text for one in found.new] == more[-1:]
    assert found.changed == []


def test_captions_and_remains_are_not_compared() -> None:
    assert _changes(["Table 3.", "Source: 2021."]) == ([], [])
