"""Tables whose columns are states: each gets its own, never another's figure."""

from __future__ import annotations

from collections.abc import Sequence

from kg.condense.mentions import mentions_in
from kg.condense.state_extracts import states_in
from kg.graph.view import View
from kg.model.documents import StateRow
from tests.reports_of_blocks import report, table


def of(view: View, columns: Sequence[str], *rows: Sequence[str]) -> dict[str, list[StateRow]]:
    blocks = report(table(columns, rows)).blocks
    return {one.id: one.rows for one in states_in(view, mentions_in(view, blocks), "en")}


def test_a_state_gets_its_own_column_with_what_the_row_is_about(starter_view: View) -> None:
    found = of(
        starter_view,
        ("Indicator", "Belize", "Haiti", "Total"),
        ("Officials trained", "112", "95", "207"),
        ("Schools with water", "", "134", "134"),
    )
    haiti = found["state/hti"]
    assert [row.cells for row in haiti] == [
        ["Officials trained", "95", "207"],
        ["Schools with water", "134", "134"],
    ]
    assert haiti[0].columns == ["Indicator", "Haiti", "Total"]
    assert [(f.column, f.text) for f in haiti[0].figures] == [("Haiti", "95"), ("Total", "207")]
    assert [row.cells[0] for row in found["state/blz"]] == ["Officials trained"]


def test_columns_by_code_and_several_of_one_state(starter_view: View) -> None:
    found = of(starter_view, ("Programme", "COL", "PER"), ("Degrees", "31", "44"))
    assert found["state/per"][0].cells == ["Degrees", "44"]
    years = ("Line", "Haiti 2025", "Haiti 2026", "Cuba 2025", "Cuba 2026")
    found = of(starter_view, years, ("Wells", "1", "2", "3", "4"))
    assert found["state/cub"][0].cells == ["Wells", "3", "4"]


def test_one_state_among_the_columns_says_nothing_of_its_rows(starter_view: View) -> None:
    assert of(starter_view, ("Line", "Share of Canada", "Cost"), ("Wells", "1", "2")) == {}


def test_a_head_that_says_much_beside_a_state_is_not_its_column(starter_view: View) -> None:
    long = "Projects that were handed over to Haiti in the period"
    assert of(starter_view, ("Line", long, "Cuba"), ("Wells", "1", "2")) == {}
