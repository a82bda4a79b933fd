"""Whom blocks name: cell by cell in rows, and nothing made up beside a real state."""

from __future__ import annotations

from kg.condense.mentions import cell_spans, mentions_in
from kg.graph.view import View
from tests.reports_of_blocks import paragraph, report, table


def named(view: View, *texts: str) -> list[list[str]]:
    blocks = report(*map(paragraph, texts)).blocks
    return [[view.id(one.node) for one in of] for of in mentions_in(view, blocks).names]


def test_what_is_made_up_never_meets_a_real_state(starter_view: View) -> None:
    assert named(starter_view, "Ondavel takes part.") == [["state/xaa"]]
    assert named(starter_view, "Ondavel takes part.", "So does Haiti.") == [[], ["state/hti"]]


def test_no_name_goes_from_one_cell_into_the_next(starter_view: View) -> None:
    rows = report(table(("One", "Two"), [("República", "Dominicana"), ("x", "Haití")])).blocks
    found = mentions_in(starter_view, rows).names
    assert [[starter_view.id(one.node) for one in of] for of in found] == [[], ["state/hti"]]
    ((one,),) = found[1:]
    assert rows[1].text[one.start : one.end] == "Haití"


def test_cells_stand_where_they_are_in_the_text() -> None:
    (row,) = table(("A", "B", "C"), [("x", "", "xx")])
    assert list(cell_spans(row)) == [(0, 0, 1), (2, 4, 6)]
