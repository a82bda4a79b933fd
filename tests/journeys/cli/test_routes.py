"""Routes and coverage as a desk asks for them: by name or by none, on another date."""

from __future__ import annotations

import pytest

from kg.base.i18n import LANGUAGES
from tests.journeys.cli.conftest import Run


@pytest.mark.parametrize("lang", LANGUAGES)
def test_strengths_are_shown_to_those_who_ask_for_them(run: Run, lang: str) -> None:
    asked = ("path", "org/oas", "org/segib", "--lang", lang)
    assert "0.81" not in run(*asked).out
    assert "0.81" in run(*asked, "--strengths").out


def test_the_best_partners_are_chosen_where_none_is_named(run: Run) -> None:
    found = run("coverage", "--best", "2", "--json")
    assert (found.status, len(found.json["steps"])) == (0, 2)
    assert found.json["bound"] >= found.json["steps"][-1]["reached"]
    nobody = run("coverage", "--json")
    assert (nobody.status, nobody.problem["code"]) == (2, "wrong-use")


def test_coverage_within_a_body_says_which_membership_it_does_not_count(run: Run) -> None:
    found = run("coverage", "org/segib", "--within", "org/oas", "--as-of", "2026-11-25", "--json")
    (first, *positions) = found.json["notes"]
    assert "Venezuela" in first
    assert "disputed" in first
    assert len(positions) >= 2


def test_what_was_not_dated_is_said_of_another_year(run: Run) -> None:
    past = run("coverage", "org/eclac", "--as-of", "1990-01-01", "--json").json
    assert past["undated"] > 0
    assert any("January 1, 1990" in note for note in past["notes"])
    assert run("coverage", "org/eclac", "--as-of", "2026-11-25", "--json").json["undated"] == 0
