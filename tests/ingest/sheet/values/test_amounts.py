"""Amounts: what can be one number only is it, what may be two is said to be."""

from __future__ import annotations

import pytest

from ingest.sheet.values.amounts import amount, amount_habit
from ingest.sheet.values.numbers import Habit


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1234.5", 1234.5, ""),
        ("1.234,56", 1234.56, ""),
        ("1,234.56", 1234.56, ""),
        ("1 234,56", 1234.56, ""),
        ("1\u00a0234\u202f567,8", 1234567.8, ""),
        ("1'234.56", 1234.56, ""),
        ("1’234’567", 1234567.0, ""),
        ("US$ 1.500.000", 1_500_000.0, "USD"),
        ("USD1,234,567.00", 1_234_567.0, "USD"),
        ("1500 usd", 1500.0, "USD"),
        ("€1.500,00", 1500.0, "EUR"),
        ("R$ 10.000,00", 10_000.0, "BRL"),
        ("100 dólares estadounidenses", 100.0, "USD"),
        ("1.5 millones", 1_500_000.0, ""),
        ("1,5 millones de euros", 1_500_000.0, "EUR"),
        ("2 mil millones", 2e9, ""),
        ("50 mil", 50_000.0, ""),
        ("(1.500,00)", -1500.0, ""),
        ("- 5 000", -5000.0, ""),
        ("1500-", -1500.0, ""),
        ("0,125", 0.125, ""),
        ("1,50", 1.5, ""),
    ],
)
def test_amounts(text: str, value: float, currency: str) -> None:
    found = amount(text)
    assert found is not None
    assert (found.value, found.currency, found.is_ambiguous) == (value, currency, False)


@pytest.mark.parametrize(
    "text", ["1.500", "1,500", "10.000", "US$ 1.500", "1,5 M", "3 MM", "2.5 bn", "1 billón"]
)
def test_what_may_be_two_numbers(text: str) -> None:
    found = amount(text)
    assert found is not None
    assert found.is_ambiguous


@pytest.mark.parametrize(
    "text",
    ["", "n/a", "-", "10%", "3 km", "1.2.3", "1,00,000", "12 de 20", "1e5", "5.", "USD 10 EUR",
     "1,500-2,000", "2020-2025", "por definir", "9" * 30, "1" * 5000, "=1+1", "１２３"],
)  # fmt: skip
def test_no_amounts(text: str) -> None:
    assert amount(text) is None


def test_a_sign_of_several_currencies_is_kept_apart() -> None:
    found = amount("$ 1,500.00")
    assert found is not None
    assert (found.value, found.currency, found.unclear_currency) == (1500.0, "", "$")


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (["1.234,56"], (1500.0, 1.5)),
        (["12,5"], (1500.0, 1.5)),
        (["1,234.56", "3"], (1.5, 1500.0)),
        (["1.500.000"], (1500.0, None)),
        (["US$ 7.25", "x"], (1.5, 1500.0)),
        (["7.25", "7,25"], (None, None)),
        (["1.500", "1,500"], (None, None)),
    ],
)
def test_a_column_says_how_it_writes(
    column: list[str], values: tuple[float | None, float | None]
) -> None:
    habit = amount_habit(column)
    found = [amount(text, habit) for text in ("1.500", "1,500")]
    assert tuple(one.value if one else "none" for one in found) == values


def test_nothing_is_known_of_an_empty_column() -> None:
    assert amount_habit([]) == Habit()
