"""Figures of four languages: what is one, what only looks so, and what a cell holds."""

from __future__ import annotations

import pytest

from kg.condense.report_figures import figure_of_cell, figures_in, has_day

_SHARE = ("45 pour cent", "share")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US$ 1.2 million for 4,500 farmers", [("US$ 1.2 million", "money"), ("4,500", "count")]),
        ("1.234.567,89 dólares (45 %)", [("1.234.567,89 dólares", "money"), ("45 %", "share")]),
        ("1 250 000 euros, 45 pour cent", [("1 250 000 euros", "money"), _SHARE]),
        ("R$ 1,2 milhão e 5 mil pessoas", [("R$ 1,2 milhão", "money"), ("5 mil", "count")]),
        ("US$13 Million", [("US$13 Million", "money")]),
        ("in 2024, on 12 March, on March 12, 2025", []),
        ("el 12 de marzo de 2026; 12/03/2026", []),
        ("article 12, pág. 45, AG/RES. 2912 (XLVII-O/17), SDG 6, COVID-19, no. 7", []),
        ("3rd phase, 5.º grupo, the 21st", []),
        ("1. Introduction", []),
    ],
)  # fmt: skip
def test_figures_in_texts(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.text, one.unit) for one in figures_in(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The scale, however it is written.
        ("US$ 3m, $4bn, US$ 12 MM", ["US$ 3m", "$4bn", "US$ 12 MM"]),
        ("3,4 M€ et 500 k€ et 12 Md€", ["3,4 M€", "500 k€", "12 Md€"]),
        ("5 mil 300 millones de pesos", ["5 mil 300 millones de pesos"]),
        ("2 milhões e 500 mil reais", ["2 milhões e 500 mil reais"]),
        ("R$ 2 milhões e 5 mil pessoas", ["R$ 2 milhões", "5 mil"]),
        # The sign.
        ("a fall of −5.2% (-2,5 %)", ["−5.2%", "-2,5 %"]),
        ("US$ -3.4 million, -US$ 1 million", ["US$ -3.4 million", "-US$ 1 million"]),
        # The currency.
        ("US $ 3 million, B$ 4 million, COL$ 5", ["US $ 3 million", "B$ 4 million", "COL$ 5"]),
        ("4 millones de pesos mexicanos", ["4 millones de pesos mexicanos"]),
        ("3 million Canadian dollars", ["3 million Canadian dollars"]),
        ("5 € and 6€", ["5 €", "6€"]),
        # A range is one figure, and a change is two.
        ("entre 3 y 5 millones de dólares", ["3 y 5 millones de dólares"]),
        ("US$ 3-5 million, 10%–12%", ["US$ 3-5 million", "10%–12%"]),
        ("from US$ 1 million to US$ 2 million", ["US$ 1 million", "US$ 2 million"]),
        ("desde 2020 a 5 millones de euros", ["5 millones de euros"]),
        # The mark of a note, parts of words, lengths.
        ("1,2341 farmers and US$ 1,2341", []),
        ("10.000-12.000 familias, 12m deep, a 3-year plan, US$ 5-year", []),
    ],
)
def test_a_figure_is_whole_or_none(text: str, found: list[str]) -> None:
    assert [one.text for one in figures_in(text)] == found


def test_the_same_sum_has_the_same_value() -> None:
    texts = ("US$ 1.2 million", "1,200,000 dollars", "1.200.000 dólares", "1 200 000 dollars")
    assert {next(figures_in(text)).value for text in texts} == {1_200_000_000}
    others = ("US$ 3m", "3 millions de dollars", "$ 3 MM", "3 000 k$", "3 M€")
    assert {next(figures_in(text)).value for text in others} == {3_000_000_000}


@pytest.mark.parametrize(
    ("cell", "column", "unit"),
    [
        ("45.000", "Monto (USD)", "money"),
        ("US$ 5", "", "money"),
        ("(45.000)", "Monto", "money"),
        ("−5,2 %", "", "share"),
        ("US$ 3m", "", "money"),
        ("1,2341", "Amount", None),
        ("2024", "", None),
        ("2024", "Budget", "money"),
        ("12", "Participants", "count"),
        ("12 months", "", None),
        ("", "Budget", None),
    ],
)
def test_cells(cell: str, column: str, unit: str | None) -> None:
    assert figure_of_cell(cell, column) == unit


def test_days() -> None:
    assert all(map(has_day, ("12 de marzo", "March 12", "mars 2025", "12/03/2026", "2026-03-12")))
    assert not any(map(has_day, ("2026", "the fund", "12 percent")))


@pytest.mark.parametrize("number", ["1" * 20_000, "1,111" + ",111" * 5_000, "9." + "9" * 9_000])
def test_numbers_that_nobody_counts_are_no_figures(number: str) -> None:
    assert [one.text for one in figures_in(f"It spent {number} dollars and US$ 1,250 more.")] == [
        "US$ 1,250"
    ]
    assert figure_of_cell(number) is None


def test_columns_of_sums_by_what_was_done_with_them_and_by_their_currency() -> None:
    columns = ("Engagé", "Décaissé", "Pagado", "Paid", "Spent", "Orçado", "Gourdes", "Gasto (L)")
    assert {figure_of_cell("12 500", column) for column in columns} == {"money"}
    assert {figure_of_cell("12", column) for column in ("Versions", "Días", "Agents")} == {"count"}
