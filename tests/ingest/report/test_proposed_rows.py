"""Which rows and sentences of a report are proposed, in which cells, and which are not."""

from __future__ import annotations

import pytest

from ingest.report.proposed_rows import ProposedRow, ReportSaid, proposed_rows
from kg.condense.long_report import Block
from kg.condense.mentions import mentions_in
from kg.graph.view import View
from tests.reports_of_blocks import heading, paragraph, report, table

OWN = {"id": "source/report/x", "title": {"en": "R"}, "retrieved": "2026-11-30"}
TITLE = "Safe water for rural schools"


def proposed(view: View, *blocks: Block | list[Block]) -> list[ProposedRow]:
    said = report(*blocks)
    mentions = mentions_in(view, said.blocks)
    return list(proposed_rows(ReportSaid(said, view, mentions, OWN, "states")))


def test_a_row_keeps_its_words_and_the_currency_of_its_header(starter_view: View) -> None:
    columns = ("Country", "Project", "Budget (US$)", "Remarks")
    (row,) = proposed(starter_view, table(columns, [("Haiti", TITLE, "1,200,000", "none")]))
    assert row.kept.row == {
        "Country": "Haiti", "Project": TITLE, "Budget (US$)": "1,200,000", "currency": "USD",
    }  # fmt: skip
    assert row.kept.facts["columns"]["Project"] == ["title", None]
    assert row.words == f"Haiti | {TITLE} | 1,200,000 | none"
    assert row.where == "p. 1 § 1"


@pytest.mark.parametrize(
    ("column", "caption"),
    [("Budget (thousands of US$)", ""), ("Budget (US$)", "Table 2 (en millones de dólares)")],
)
def test_a_sum_in_thousands_is_not_proposed_as_it_stands(
    starter_view: View, column: str, caption: str
) -> None:
    rows = table(("Country", "Project", column), [("Haiti", TITLE, "1,200")], caption=caption)
    (row,) = proposed(starter_view, rows)
    assert "1,200" not in row.kept.row.values()
    assert "1,200" in row.words


def test_the_state_may_stand_in_the_heading(starter_view: View) -> None:
    rows = table(("Project", "Budget"), [(TITLE, "500")])
    (row,) = proposed(starter_view, heading("Haiti"), rows)
    assert row.kept.row["recipient"] == "state/hti"


def test_an_activity_on_record_is_named_by_its_id(starter_view: View) -> None:
    title = "First Americas Competitiveness Exchange, United States"
    rows = table(("Country", "Project"), [("United States", title)])
    (row,) = proposed(starter_view, rows)
    assert row.kept.row["id"] == "activity/own/ace-1"


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        (("Country", "Project"), ("Total", TITLE)),
        (("Country", "Project"), ("Haiti", "Water")),
        (("Country", "Project"), ("Nowhere", TITLE)),
        (("Country", "Sector"), ("Haiti", TITLE)),
        (("Country", "Project", "Budget"), ("Haiti", TITLE)),
    ],
)
def test_what_is_no_activity_of_a_state_is_not_proposed(
    starter_view: View, columns: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    assert proposed(starter_view, table(columns, [cells])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Haiti signed the attendance list with Jamaica.",
        "The agreement with Haiti was signed.",
        "Haiti and Jamaica may conclude nothing; an agreement is far.",
        "MERCOSUR and CAF signed the Memorandum of understanding between MERCOSUR and CAF.",
    ],
)
def test_no_agreement_is_proposed_without_two_who_sign(starter_view: View, text: str) -> None:
    assert proposed(starter_view, paragraph(text)) == []


def test_personal_data_is_left_out(starter_view: View) -> None:
    text = "Haiti and Jamaica signed an agreement; write to juan.perez@example.org."
    (row,) = proposed(starter_view, paragraph(text))
    assert "juan.perez" not in row.words + row.kept.row["title"]
