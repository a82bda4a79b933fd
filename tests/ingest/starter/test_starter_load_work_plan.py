"""The dates that the work plan itself gives: the last day of each period."""

from __future__ import annotations

from tools.to_source import rows

DATES = {
    "pilot-contacts": ("2022-12-31", "half"),
    "pilot-official-link": ("2023-03-31", "quarter"),
    "consultation-held": ("2022-12-31", "half"),
    "guidance-document": ("2023-01-31", "month"),
    "targeted-reports-in-use": ("2022-12-31", "quarter"),
    "visual-products": ("2022-12-31", "quarter"),
    "cooperanet-campaign-held": ("2022-12-31", "half"),
    "cooperanet-all-states-entered": ("2023-01-31", "month"),
}
NONE_GIVEN = ["pilot-work-plan"]


def test_each_of_the_eight_dates_is_a_milestone_and_no_other_is_made_up() -> None:
    found = {
        row["id"].removeprefix("milestone/"): (row["due"], row["precision"])
        for row in rows("milestones")
    }
    assert {name: date for name, date in found.items() if date[0]} == DATES
    assert [name for name, date in found.items() if not date[0]] == NONE_GIVEN


def test_every_measure_of_the_plan_has_a_milestone() -> None:
    measures = {row["id"] for row in rows("initiatives")}
    assert {row["initiative"] for row in rows("milestones")} == measures


def test_nobody_is_responsible_and_nothing_is_done_until_the_board_says_so() -> None:
    assert {row["responsible"] for row in rows("initiatives")} == {""}
    assert {(row["status"], row["evidence"]) for row in rows("milestones")} == {("unknown", "")}
