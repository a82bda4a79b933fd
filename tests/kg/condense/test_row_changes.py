"""Rows of tables that are new or have other amounts."""

from __future__ import annotations

from kg.condense.row_changes import key_of, row_changes
from tests.kg.condense.made_reports import row

COLUMNS = ("State", "Projects 2021", "US$")


def test_same_rows_elsewhere_are_no_change() -> None:
    before = [
        row("Haiti", "3", "1,500", columns=COLUMNS),
        row("Chile", "2", "900", columns=COLUMNS),
    ]
    assert row_changes(before[::-1], before) == ([], [])


def test_other_amounts_under_the_same_key_are_and_a_new_key_is_new() -> None:
    was = row("1", "Haiti", "1,500", columns=COLUMNS)
    now = row("4", "Haiti", "1,800", columns=("State", "Projects 2022", "US$"))
    new = row("5", "Belize", "70", columns=COLUMNS)
    assert key_of(now) == "haiti"
    assert row_changes([now, new], [was]) == ([new], [(now, was)])


def test_years_alone_are_no_change() -> None:
    was, now = row("Haiti", "2021", "nurses"), row("Haiti", "2022", "nurses")
    assert row_changes([now], [was]) == ([], [])


def test_a_row_is_compared_with_that_of_the_table_that_is_most_alike() -> None:
    grants = row("Haiti", "100", caption="Grants in 2021", columns=("State", "US$"))
    loans = row("Haiti", "900", caption="Loans in 2021", columns=("State", "US$"))
    now = row("Haiti", "950", caption="Loans in 2022", columns=("State", "US$"))
    assert row_changes([now], [grants, loans]) == ([], [(now, loans)])


def test_the_sum_of_another_table_is_new() -> None:
    was = row("Total", "100", caption="Grants")
    now = row("Total", "950", caption="Loans")
    assert row_changes([now], [was]) == ([now], [])


def test_rows_of_numbers_are_compared_in_tables_that_are_alike() -> None:
    was, now = (row("2024", one, columns=("Year", "US$")) for one in ("200", "300"))
    assert row_changes([now], [was]) == ([], [(now, was)])
    assert row_changes([row("12", "13")], [row("12", "14")]).changed == []


def test_numbers_that_changed_places_are_a_change_and_columns_that_did_are_none() -> None:
    was = row("Haiti", "100", "50", columns=("State", "Planned", "Spent"))
    other = row("Haiti", "50", "100", columns=("State", "Planned", "Spent"))
    moved = row("Haiti", "50", "100", columns=("State", "Spent", "Planned"))
    assert row_changes([other], [was]) == ([], [(other, was)])
    assert row_changes([moved], [was]) == ([], [])


def test_signs_decimals_currencies_and_words_of_a_cell_are_said() -> None:
    for before, after in (
        ("100", "(100)"),
        ("5.2 %", "−5.2 %"),
        ("US$ 100", "EUR 100"),
        ("$ 100", "€ 100"),
        ("1.25", "12.5"),
        ("Refused", "Approved"),
    ):
        was, now = (row("Haiti", one, columns=("State", "What")) for one in (before, after))
        assert row_changes([now], [was]) == ([], [(now, was)]), after


def test_under_a_column_of_money_what_looks_like_a_year_is_an_amount() -> None:
    was, now = (
        row("Haiti", "2000", columns=("State", "US$")),
        row("Haiti", "1950", columns=("State", "US$")),
    )
    assert row_changes([now], [was]) == ([], [(now, was)])
    was, now = (
        row("Haiti", "2000", columns=("State", "Year")),
        row("Haiti", "1950", columns=("State", "Year")),
    )
    assert row_changes([now], [was]) == ([], [])
