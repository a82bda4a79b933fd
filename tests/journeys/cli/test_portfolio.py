"""Portfolios and triangles at a terminal, in four languages: proposals, and files of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.base.i18n import LANGUAGES
from tests.journeys.cli.conftest import Run

DEMAND = "demand/xab-agua-rural"
TIGHT = ["portfolio", "--examples", "--per-provider", "2", "--floor", "3"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_are_told_and_are_documents(run: Run, lang: str) -> None:
    told = run(*TIGHT, "--lang", lang)
    assert (told.status, told.err) == (0, "")
    assert "{" not in told.out
    suggested = run("triangles", DEMAND, "--top", "2", "--lang", lang)
    assert (suggested.status, suggested.err) == (0, "")
    assert "{" not in suggested.out
    assert suggested.out.count("2. ") == 1


def test_documents_say_that_they_are_proposals(run: Run) -> None:
    found = run(*TIGHT, "--json").json
    assert found["proposal"] in " ".join(run(*TIGHT).out.split())
    assert found["standing"]["status"] == "proposed"
    assert (found["floor"], found["provider_places"], found["nature"]) == (3, 2, "example")
    without = run(*TIGHT, "--without-floors", "--json").json
    assert (without["floor"], without["score"] >= found["score"]) == (0, True)
    assert run("triangles", DEMAND, "--json").json["query"]["id"] == DEMAND


def test_every_demand_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "portfolio.csv"
    found = run(*TIGHT, "--json").json
    written = run(*TIGHT, "-o", str(file))
    assert written.status == 0
    assert "never an allocation" in written.err
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(found["chosen"]) + len(found["left_out"])
    assert [row["offer"] for row in rows if row["offer"]] == [
        one["offer"] for one in found["chosen"]
    ]


def test_it_is_for_the_board_and_wrong_use_is_said(run: Run) -> None:
    refused = run(*TIGHT, "--audience", "states")
    assert refused.status == 2
    assert refused.out == ""
    for wrong in (["portfolio", "--lens", "experience"], ["triangles", "org/oas"],
                  ["portfolio", "-o", "x.pdf"]):  # fmt: skip
        assert run(*wrong).status == 2


def test_a_file_of_another_kind_is_refused_before_all_else(run: Run) -> None:
    refused = run("portfolio", "-o", "x.pdf", "--audience", "states")
    assert refused.status == 2
    assert ".jsonl" in refused.err
