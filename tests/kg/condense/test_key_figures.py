"""Key figures: with what they count, verbatim; twice said, once shown; totals of tables."""

from __future__ import annotations

from kg.condense.key_figures import MOST, key_figures
from kg.condense.long_report import Block
from kg.condense.sentences import sentences_of
from kg.model.documents import KeyFigure
from tests.reports_of_blocks import paragraph, report, table


def figures(*blocks: Block | list[Block]) -> list[KeyFigure]:
    said = report(*blocks)
    sentences = sentences_of(said)
    return key_figures(sentences, [1000] * len(sentences), said.blocks)


def test_a_figure_says_what_it_counts() -> None:
    found = figures(paragraph("In 2024 it reached 4,500 farmers, at a cost of US$ 2 million."))
    assert [(one.figure, one.counts, one.unit) for one in found] == [
        ("4,500", "farmers", "count"),
        ("US$ 2 million", "at a cost of", "money"),
    ]
    assert all(one.counts in one.text and one.figure in one.text for one in found)


def test_what_nothing_explains_does_not_come() -> None:
    assert figures(paragraph("See 45, and 46 of it.")) == []


def test_the_same_sum_comes_once() -> None:
    found = figures(
        paragraph("The total of the fund is US$ 1.2 million."),
        paragraph("As said, the fund has US$1,200,000 for all of it."),
    )
    assert len(found) == 1


def test_totals_of_tables_come_with_column_and_caption() -> None:
    rows = [("Haiti", "500"), ("Total", "900")]
    found = figures(table(("Country", "Amount (US$)"), rows, caption="Table 1. Grants"))
    assert [(one.figure, one.counts, one.caption) for one in found] == [
        ("900", "Amount (US$)", "Table 1. Grants")
    ]


def test_no_more_than_are_read() -> None:
    many = [paragraph(f"Project {n} has {n}00 schools in its list.") for n in range(1, 40)]
    assert len(figures(*many)) == MOST


def test_what_it_counts_ends_where_a_phrase_ends() -> None:
    said = "It reached 4,500 farmers of the northern departments of Honduras in the national plan."
    (found,) = figures(paragraph(said))
    assert found.counts == "farmers of the northern departments of Honduras"


def test_what_leads_to_the_next_figure_says_nothing_of_the_one_before() -> None:
    found = figures(paragraph("The programme has 289 scholarships and a budget of US$ 6,556,000."))
    assert [(one.figure, one.counts) for one in found] == [
        ("289", "scholarships"),
        ("US$ 6,556,000", "scholarships and a budget of"),
    ]
