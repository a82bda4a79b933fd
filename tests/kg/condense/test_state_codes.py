"""Codes of states in the columns of tables."""

from __future__ import annotations

from collections.abc import Sequence

from kg.condense.mentions import mentions_in
from kg.condense.state_blocks import concerned
from kg.graph.view import View
from tests.reports_of_blocks import paragraph, report, table


def of(view: View, columns: Sequence[str], *cells: str) -> dict[str, list[str]]:
    rows = [(f"M{n}", cell, "9.800") for n, cell in enumerate(cells, 1)]
    blocks = report(table(columns, rows)).blocks
    found = concerned(view, mentions_in(view, blocks))
    return {view.id(state): [one.block.cells[0] for one in said] for state, said in found.items()}


def test_codes_under_a_head_that_says_so_are_states(starter_view: View) -> None:
    found = of(starter_view, ("Misión", "País", "Costo"), "HTI", "CAN", "Regional")
    assert found == {"state/hti": ["M1"], "state/can": ["M2"]}


def test_several_codes_in_a_cell(starter_view: View) -> None:
    found = of(starter_view, ("Mission", "Pays", "Coût"), "HTI, DOM et JAM")
    assert sorted(found) == ["state/dom", "state/hti", "state/jam"]


def test_two_letters_need_a_head_that_says_so(starter_view: View) -> None:
    assert of(starter_view, ("Ref.", "Country", "Cost"), "HT", "BR") == {
        "state/hti": ["M1"],
        "state/bra": ["M2"],
    }
    assert of(starter_view, ("Ref.", "Type", "Cost"), "HT", "BR", "CO", "PA") == {}


def test_a_column_of_other_capitals_names_nobody(starter_view: View) -> None:
    assert of(starter_view, ("Ref.", "Source", "Cost"), "SUR", "ABC", "DEF", "GHI") == {}
    assert of(starter_view, ("Ref.", "Source", "Cost"), "CAN", "CAN", "CAN") == {}


def test_a_column_of_nothing_but_codes_needs_no_head(starter_view: View) -> None:
    assert len(of(starter_view, ("", "", ""), "PER", "COL", "SUR")) == 3


def test_capitals_in_running_text_are_no_codes(starter_view: View) -> None:
    blocks = report(paragraph("El proyecto SUR y el PAN del país HTI siguen.")).blocks
    assert concerned(starter_view, mentions_in(starter_view, blocks)) == {}
