"""Numbers as they are compared."""

from __future__ import annotations

import pytest

from kg.condense.said_numbers import differ_in_more_than_years, numbers, states_amount


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("US$ 1,250,000 and 35", {"1250000": 1, "35": 1}),
        ("1.250.000 y 1 250 000", {"1250000": 2}),
        ("3,5 %, 3.5", {"3.5": 2}),
        ("1.25 and 12.5", {"1.25": 1, "12.5": 1}),
        ("1,500.50 and 1 500,50", {"1500.5": 2}),
        ("−5.2 %, -US$ 3, US$ -3, 10-12", {"-5.2": 1, "3": 1, "-3": 1, "10": 1, "12": 1}),
        ("in 2021 35 states", {"2021": 1, "35": 1}),
        ("none", {}),
    ],
)
def test_numbers_are_their_digits(text: str, wanted: dict[str, int]) -> None:
    assert numbers(text) == wanted


def test_years_that_move_on_are_no_difference_but_one_that_becomes_a_number_is() -> None:
    assert not differ_in_more_than_years(numbers("2020 and 2021"), numbers("2021 and 2022"))
    assert differ_in_more_than_years(numbers("in 2020"), numbers("in 20"))
    assert differ_in_more_than_years(numbers("12 of 12"), numbers("12"))
    assert differ_in_more_than_years(numbers("$ 2000"), numbers("$ 1950"))
    assert differ_in_more_than_years(numbers("1,950 nurses"), numbers("1,951 nurses"))


def test_what_is_an_amount() -> None:
    assert all(states_amount(one) for one in ("€ 5", "R$ 2", "12,000", "5 per cent", "2 millones"))
    assert not any(states_amount(one) for one in ("article 12", "in 2021", "35 states", ""))
