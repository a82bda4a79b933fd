"""A paper checked: in three steps, each of which a forgery fails."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kg.model.changes import Deletion
from kg.store.opening import open_store
from tests.journeys.cli.conftest import Run
from viz.papers.paper_pdf import compiled
from viz.papers.paper_proof import attached

DAY = "2026-11-23"


@pytest.fixture
def made(run: Run, tmp_path: Path, starter_copy: str) -> Path:
    file = tmp_path / "x.pdf"
    done = run(
        "brief", "state", "state/xaa", "-o", str(file), "--as-of", DAY, store=starter_copy
    )  # fmt: skip
    assert done.status == 0, done.err
    return file


def test_a_paper_is_sound(run: Run, made: Path, starter_copy: str) -> None:
    done = run("brief", "verify", str(made), "--json", store=starter_copy)
    assert done.status == 0, done.out
    assert done.json["text"] == "same"
    assert {one["outcome"] for one in done.json["figures"]} == {"same"}


def test_a_consistent_forgery_is_found_by_asking_again(
    run: Run, made: Path, starter_copy: str
) -> None:
    data = attached(made.read_bytes())
    assert data is not None
    shown = data.replace('"value":18', '"value":81')
    assert shown != data
    made.write_bytes(compiled(shown, DAY))
    done = run("brief", "verify", str(made), "--json", store=starter_copy)
    assert done.status == 1
    assert done.json["text"] == "same"
    other = [one for one in done.json["figures"] if one["outcome"] == "other"]
    assert {(one["stated"], one["found"]) for one in other} == {(81, 18)}


def test_a_file_that_was_touched_is_not_what_its_data_say(
    run: Run, made: Path, starter_copy: str
) -> None:
    made.write_bytes(made.read_bytes() + b"%")
    done = run("brief", "verify", str(made), "--json", store=starter_copy)
    assert done.status == 1
    assert done.json["text"] == "other"


def test_what_would_be_different_today_is_told_and_is_no_fault(
    run: Run, made: Path, starter_copy: str
) -> None:
    with closing(open_store(starter_copy, write=True)) as store:
        ends = (one.relation.end for one in store.relations_from(["state/xaa"]))
        offer = next(id_ for id_ in ends if id_.startswith("offer/"))
        store.apply([Deletion(offer)])
    done = run("brief", "verify", str(made), "--json", store=starter_copy)
    assert done.status == 0, done.out
    assert {one["outcome"] for one in done.json["figures"]} == {"same"}
    assert any((one["stated"], one["found"]) == (18, 17) for one in done.json["today"])
