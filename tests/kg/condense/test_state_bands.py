"""Rows that say nothing but a state, and what stands below them."""

from __future__ import annotations

from kg.condense.mentions import mentions_in
from kg.condense.state_bands import is_band
from kg.condense.state_blocks import concerned
from kg.graph.view import View
from tests.reports_of_blocks import heading, report, table

COLUMNS = ("Project", "Approved", "Spent")


def of(view: View, *rows: tuple[str, ...], under: str = "Report") -> dict[str, list[str]]:
    blocks = report(heading(under), table(COLUMNS, rows)).blocks
    found = concerned(view, mentions_in(view, blocks))
    return {view.id(state): [one.block.cells[0] for one in said] for state, said in found.items()}


def test_rows_below_a_row_with_a_state_concern_it_and_it_is_no_row(starter_view: View) -> None:
    found = of(
        starter_view,
        ("HAITI", "", ""),
        ("Wells", "450", "212"),
        ("JAMAICA", "", ""),
        ("Alerts", "300", "299"),
    )
    assert found == {"state/hti": ["Wells"], "state/jam": ["Alerts"]}


def test_what_is_regional_ends_it_and_a_heading_does_not_stand_in(starter_view: View) -> None:
    rows = (("Haiti", "", ""), ("Wells", "4", "2"), ("Regional", "", ""), ("Radar", "9", "9"))
    assert of(starter_view, *rows, under="Suriname") == {"state/hti": ["Wells"]}


def test_another_country_ends_it(starter_view: View) -> None:
    rows = (("Haiti", "", ""), ("Mozambique", "", ""), ("Vaccines", "9", "9"))
    assert of(starter_view, *rows) == {}


def test_parts_below_a_state_do_not_end_it(starter_view: View) -> None:
    rows = (
        ("Haiti", "", ""),
        ("Health", "", ""),
        ("Wells", "4", "2"),
        ("Schools", "", ""),
        ("Desks", "1", "1"),
        ("Other states", "", ""),
        ("Boats", "1", "1"),
    )
    assert of(starter_view, *rows) == {"state/hti": ["Wells", "Desks"]}


def test_a_subtotal_is_theirs_and_a_total_is_nobodys(starter_view: View) -> None:
    rows = (
        ("Haiti", "", ""),
        ("Wells", "4", "2"),
        ("Subtotal", "4", "2"),
        ("Total", "4", "2"),
        ("Reserve", "4", "2"),
    )
    assert of(starter_view, *rows) == {"state/hti": ["Wells", "Subtotal"]}


def test_a_row_that_names_another_state_concerns_both(starter_view: View) -> None:
    rows = (("Haiti", "", ""), ("Exchange with Cuba", "4", "2"))
    found = of(starter_view, *rows)
    assert found == {"state/hti": ["Exchange with Cuba"], "state/cub": ["Exchange with Cuba"]}


def test_a_state_without_figures_in_a_list_of_states_says_nothing_of_the_next(
    starter_view: View,
) -> None:
    rows = (("Haiti", "", ""), ("Jamaica", "4", "2"), ("Belize", "5", "1"))
    found = of(starter_view, *rows)
    assert found == {"state/hti": ["Haiti"], "state/jam": ["Jamaica"], "state/blz": ["Belize"]}


def test_a_row_of_one_cell_that_says_more_is_a_row() -> None:
    texts = ("Haiti · 450 · 212", "Haiti", "2. Haiti", "")
    rows = table(("A", "B"), [(text, "") for text in texts])
    assert [is_band(row) for row in rows] == [False, True, True, False]
