"""Coverage: the headline figures, and what counts as reached."""

from __future__ import annotations

import csv
from datetime import date
from typing import Any

import pytest

from kg.base.errors import BadOptionError, UnknownIdError
from kg.graph.view import View
from kg.partners.coverage import coverage
from kg.questions import CoverageQuestion
from tests.conftest import ROOT
from tests.graphs import view_of

PILOT = ["org/segib", "org/mercosur", "org/caricom"]


def figures(view: View, **asked: Any) -> tuple[int, list[tuple[int, int]], int]:
    found = coverage(view, PILOT, "en", **asked)
    return (
        found.total,
        [(step.adds, step.reached) for step in found.steps],
        len(found.unreached),
    )


def test_of_the_hemisphere_segib_reaches_19_mercosur_adds_none_caricom_14(
    starter_view: View,
) -> None:
    assert figures(starter_view) == (35, [(19, 19), (0, 19), (14, 33)], 2)
    assert coverage(starter_view, PILOT, "en").unreached == ["state/can", "state/usa"]


def test_among_members_of_the_oas_it_depends_on_the_day(starter_view: View) -> None:
    then = View(starter_view.snapshot, date(2022, 6, 22))
    assert figures(starter_view, within="org/oas") == (32, [(16, 16), (0, 16), (14, 30)], 2)
    assert figures(then, within="org/oas") == (33, [(17, 17), (0, 17), (14, 31)], 2)


def test_the_figures_are_those_of_the_table_counted_by_hand(starter_view: View) -> None:
    with (ROOT / "data" / "memberships.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    covered: set[str] = set()
    for step in coverage(starter_view, PILOT, "en").steps:
        states = {
            row["member"]
            for row in rows
            if row["organisation"] == step.id
            and row["status"] == "member"
            and row["member"].startswith("state/")
            and (row["since"] or "0") <= "2026-11-23" < (row["until"] or "9")
        }
        assert step.new == sorted(states - covered)
        covered |= states


def test_the_best_two_are_chosen_and_bounded(starter_view: View) -> None:
    found = coverage(starter_view, PILOT, "en", best=2)
    assert [step.id for step in found.steps] == ["org/segib", "org/caricom"]
    assert found.bound == 33
    assert coverage(starter_view, PILOT, "en").bound is None


LINES = """
demand/one IN_SECTOR sector/dac/14030
demand/other IN_SECTOR sector/dac/11110
demand/example IN_SECTOR sector/dac/14030
state/hti DECLARES demand/one
state/hti DECLARES demand/other
state/hti DECLARES demand/example
org/x RUNS programme/p
programme/p DECLARES offer/o
offer/o IN_SECTOR sector/dac/14030
org/y DECLARES offer/example
offer/example IN_SECTOR sector/dac/14030
org/z EXTENDS activity/a
activity/a IN_SECTOR sector/dac/14030
sector/dac/14030 BROADER sector/dac/140
sector/dac/11110 BROADER sector/dac/111
"""
SECTOR = {"scheme": "dac", "specificity": 4000}
CATEGORY = {**SECTOR, "level": "category"}
NODES: dict[str, dict[str, Any]] = {
    "demand/one": {"nature": "declared"},
    "demand/other": {"nature": "declared"},
    "demand/example": {"nature": "example"},
    "offer/o": {"nature": "declared"},
    "offer/example": {"nature": "example"},
    "activity/a": {"nature": "demonstrated"},
    "sector/dac/14030": SECTOR,
    "sector/dac/11110": SECTOR,
    "sector/dac/140": CATEGORY,
    "sector/dac/111": CATEGORY,
    "sector/dac/230": {**CATEGORY, "status": "withdrawn"},
}


def test_demands_are_covered_by_offers_of_programmes_and_by_experience_never_by_examples() -> None:
    found = coverage(view_of(LINES, NODES), ["org/y", "org/x", "org/z"], "en", of="demands")
    assert found.total == 2
    assert [(step.id, step.adds, step.new) for step in found.steps] == [
        ("org/y", 0, []),
        ("org/x", 1, ["demand/one"]),
        ("org/z", 0, []),
    ]
    alone = coverage(view_of(LINES, NODES), ["org/z"], "en", of="demands")
    assert alone.steps[0].new == ["demand/one"]
    assert alone.unreached == ["demand/other"]


def test_sectors_are_the_categories_of_activities_and_offers() -> None:
    found = coverage(view_of(LINES, NODES), ["org/y", "org/z", "org/x"], "en", of="sectors")
    assert found.total == 2
    assert [step.new for step in found.steps] == [[], ["sector/dac/140"], []]
    assert found.unreached == ["sector/dac/111"]


def test_what_is_asked_wrongly_is_named(starter_view: View) -> None:
    with pytest.raises(BadOptionError, match="planets"):
        CoverageQuestion(PILOT, of="planets")
    with pytest.raises(BadOptionError, match="org/oas"):
        coverage(starter_view, PILOT, "en", of="sectors", within="org/oas")
    with pytest.raises(UnknownIdError):
        coverage(starter_view, ["org/segibb"], "en")


def test_a_partner_named_twice_counts_once(starter_view: View) -> None:
    found = coverage(starter_view, ["org/segib", "org/segib"], "en")
    assert [step.id for step in found.steps] == ["org/segib"]


def test_who_counts_at_every_date_is_told(starter_view: View) -> None:
    then = View(starter_view.snapshot, date(1990, 6, 1))
    oas, paho = coverage(then, ["org/oas", "org/paho"], "en").steps
    assert oas.undated == []
    assert len(paho.undated) == 21
    assert "state/mex" in paho.undated
    assert "state/can" not in paho.undated
    assert coverage(then, ["org/paho"], "en", of="sectors").steps[0].undated == []
