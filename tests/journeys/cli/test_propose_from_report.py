"""coopgraph condense --propose: what a report says waits in the queue, and is taken or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.cli.conftest import Run

REPORT = """\
Report of the Agency

The Government of Jamaica and the CAF signed a cooperation agreement on ports on 3 May 2026.

Haiti and Belize concluded a memorandum of understanding on fisheries.
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return str(path)


def test_a_report_is_proposed_decided_and_not_asked_again(
    run: Run, starter_copy: str, file: str
) -> None:
    first = run("condense", file, "--propose", "--json", store=starter_copy)
    assert first.status == 0, first.err
    proposed = first.json["proposed"]
    assert (len(proposed["waiting"]), proposed["decided"]) == (2, 0)
    taken, refused = proposed["waiting"]
    done = run("queue", "accept", taken, "--json", store=starter_copy)
    assert done.status == 0, done.err
    assert done.json["accepted"] == [taken]
    assert run("queue", "discard", refused, store=starter_copy).status == 0
    (id_,) = done.json["stated"]
    shown = run("show", id_, "--json", store=starter_copy)
    assert proposed["source"] in str(shown.json["claims"])
    again = run("condense", file, "--propose", "--json", store=starter_copy).json["proposed"]
    # What was taken is on record by now, and recognised as that.
    assert (again["waiting"], again["decided"]) == ([], 1)


def test_only_the_board_proposes(run: Run, starter_copy: str, file: str) -> None:
    refused = run("condense", file, "--propose", "--audience", "states", store=starter_copy)
    assert refused.status != 0
    assert "board" in refused.err


def test_rows_that_wait_are_told_with_their_place(run: Run, starter_copy: str, file: str) -> None:
    done = run("condense", file, "--propose", store=starter_copy)
    said = " ".join(done.out.split())
    assert "2 rows wait on the desk" in said
    assert "held/" in said
    assert "(paragraph 3)" in said
    document = run("condense", file, "--propose", "--json", store=starter_copy).json["proposed"]
    assert [one["id"] for one in document["rows"]] == document["waiting"]
