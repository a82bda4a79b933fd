"""What concerns a state: sums before words, decisions first among these, lists only counted."""

from __future__ import annotations

from kg.condense.long_report import Block
from kg.condense.mentions import mentions_in
from kg.condense.state_extracts import MOST_ROWS, row_figures, states_in
from kg.graph.view import View
from kg.model.documents import StateInReport
from tests.reports_of_blocks import paragraph, report, table

LIST = (
    "Argentina, Barbados, Belize, Bolivia, Brazil, Canada, Chile, Colombia, Costa Rica, Cuba, Haiti"
    " and all other states take part."
)


def state(view: View, id_: str, *blocks: Block | list[Block]) -> StateInReport:
    found = states_in(view, mentions_in(view, report(*blocks).blocks), "en")
    return next(one for one in found if one.id == id_)


def test_figures_stand_with_their_own_column() -> None:
    columns = ("No.", "Country", "Year", "Budget (US$)", "Share")
    row, short = table(columns, [("3", "Haiti", "2024", "1,200", "12%"), ("Haiti", "5")])
    assert [(one.column, one.text, one.unit) for one in row_figures(row)] == [
        ("Budget (US$)", "1,200", "money"),
        ("Share", "12%", "share"),
    ]
    assert row_figures(short) == []


def test_rows_with_sums_come_first(starter_view: View) -> None:
    words = table(("Country", "What"), [("Haiti", "Schools")], number=1)
    sums = table(("Country", "Amount (US$)"), [("Haiti", "500")], number=2)
    found = state(starter_view, "state/hti", words, sums)
    assert [row.cells for row in found.rows] == [["Haiti", "500"], ["Haiti", "Schools"]]


def test_passages_are_ranked_and_lists_are_counted(starter_view: View) -> None:
    found = state(
        starter_view,
        "state/hti",
        paragraph(LIST),
        paragraph("Haiti has many rivers."),
        paragraph("Haiti received US$ 5 million."),
        paragraph("The Council approved the plan with Haiti."),
        paragraph("On 3 May 2026 Haiti held a fair."),
        paragraph("Haiti and Jamaica have ports."),
        paragraph("The University of Haiti teaches."),
    )
    assert [one.kind for one in found.passages] == [
        "decision", "figure", "day", "alone", "other", "bears",
    ]  # fmt: skip
    assert (found.lists, found.passages_in_all) == (1, 6)


def test_of_a_long_paragraph_the_sentences_that_name_the_state(starter_view: View) -> None:
    filler = " ".join(["Nothing is said about anybody in this long sentence."] * 15)
    text = f"{filler} Haiti has two ports. One is new. {filler}"
    found = state(starter_view, "state/hti", paragraph(text))
    assert [one.text for one in found.passages] == ["Haiti has two ports."]


def test_more_rows_than_are_quoted_are_counted(starter_view: View) -> None:
    rows = [("Haiti", f"Project number {n}") for n in range(MOST_ROWS + 5)]
    found = state(starter_view, "state/hti", table(("Country", "What"), rows))
    assert (len(found.rows), found.rows_in_all) == (MOST_ROWS, MOST_ROWS + 5)


def test_a_passage_is_of_the_kind_of_the_sentence_that_names_the_state(starter_view: View) -> None:
    texts = (
        "Haiti sent a teacher. The costs came to US$ 3 million in all.",
        "Decision 28: 40 projects are reserved for Haiti.",
    )
    blocks = report(*(paragraph(text, 1, n) for n, text in enumerate(texts, 1))).blocks
    (haiti,) = states_in(starter_view, mentions_in(starter_view, blocks), "en")
    assert [(one.text[:8], one.kind) for one in haiti.passages] == [
        ("Decision", "decision"),
        ("Haiti se", "alone"),
    ]
