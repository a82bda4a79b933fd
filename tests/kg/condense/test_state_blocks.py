"""Which blocks concern a state: by name, below a heading, a caption, or the cell above."""

from __future__ import annotations

from kg.condense.long_report import Block
from kg.condense.mentions import mentions_in
from kg.condense.state_blocks import concerned, is_total
from kg.graph.view import View
from tests.reports_of_blocks import heading, paragraph, report, table


def of(view: View, *blocks: Block | list[Block]) -> dict[str, list[tuple[str, str]]]:
    found = concerned(view, mentions_in(view, report(*blocks).blocks))
    return {
        view.id(state): [(one.block.text, one.under) for one in said]
        for state, said in found.items()
    }


def test_what_stands_under_a_heading_is_about_its_state(starter_view: View) -> None:
    found = of(
        starter_view,
        heading("1. Haiti", 1),
        heading("Results", 2),
        paragraph("Three schools were built."),
        paragraph("Jamaica sent a teacher."),
        heading("2. Finances", 1),
        paragraph("Nobody is named."),
    )
    assert found == {
        "state/hti": [("Three schools were built.", "1. Haiti")],
        "state/jam": [("Jamaica sent a teacher.", "")],
    }


def test_a_heading_with_two_states_says_nothing(starter_view: View) -> None:
    assert of(starter_view, heading("Haiti and Jamaica"), paragraph("Schools were built.")) == {}


def test_a_title_that_says_where_a_meeting_was_is_about_no_state(starter_view: View) -> None:
    title = heading("Report of the fortieth session of the working group, Asunción, Paraguay")
    assert of(starter_view, title, paragraph("Schools were built.")) == {}


def test_an_empty_cell_is_about_the_state_above_it_and_a_total_is_not(starter_view: View) -> None:
    rows = [("Haiti", "Schools", "5"), ("", "Rivers", "7"), ("", "", ""), ("Total", "", "12")]
    found = of(starter_view, table(("Country", "Project", "Sum"), rows))
    assert found == {"state/hti": [("Haiti | Schools | 5", ""), ("Rivers | 7", "Haiti")]}


def test_a_cell_with_something_else_ends_what_stood_above(starter_view: View) -> None:
    rows = [("Haiti", "Schools"), ("Region", "Ports"), ("", "Rivers")]
    found = of(starter_view, table(("Country", "Project"), rows))
    assert found == {"state/hti": [("Haiti | Schools", "")]}


def test_a_caption_names_the_state_of_a_table_without_a_column_of_them(starter_view: View) -> None:
    rows = [("Schools", "5"), ("Total", "5")]
    found = of(starter_view, table(("Project", "Sum"), rows, caption="Projects in Suriname"))
    assert found == {"state/sur": [("Schools | 5", "Projects in Suriname")]}


def test_totals_in_four_languages() -> None:
    for word in ("Total", "TOTAL GENERAL", "Subtotal", "Sous-total", "Totales", "Ensemble"):
        (row,) = table(("A", "B"), [("", word)])
        assert is_total(row), word
    (row,) = table(("A",), [("Totally new",)])
    assert not is_total(row)


def test_a_cell_that_says_as_above_is_about_the_state_above_it(starter_view: View) -> None:
    rows = [("Perú", "Salud"), ('"', "Agua"), ("Ídem", "Suelos"), ("España", "Derecho")]
    found = of(starter_view, table(("País", "Beca"), rows))
    assert [text for text, _ in found["state/per"]] == ["Perú | Salud", '" | Agua', "Ídem | Suelos"]


def test_a_row_of_a_states_table_that_names_another_concerns_both(starter_view: View) -> None:
    rows = [("Exchange with Mexico", "5")]
    found = of(starter_view, heading("5 Brazil"), table(("Operation", "R$"), rows))
    assert found == {
        "state/mex": [("Exchange with Mexico | 5", "")],
        "state/bra": [("Exchange with Mexico | 5", "5 Brazil")],
    }
