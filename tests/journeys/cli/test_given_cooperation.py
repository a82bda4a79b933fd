"""Cooperation before 2012, as it was given: the lens is measured on what it has not seen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ROOT

from .conftest import Run

TABLE = "data/activities/lac_activities_before_2012.parquet"


@pytest.fixture(scope="module")
def folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the table as IATI files; skips where the table or its reader is absent."""
    pytest.importorskip("pyarrow", reason="pyarrow (dependency group bench) reads the table")
    if not (shared / TABLE).is_file():
        pytest.skip(f"there is no {TABLE} beside the repository")
    from bench.activities import iati_files

    made = tmp_path_factory.mktemp("given")
    assert sum(count for _, count in iati_files(shared / TABLE, made)) == 9011
    return made


def test_a_row_of_such_a_table_is_an_activity(run: Run, starter_copy: str, tmp_path: Path) -> None:
    from bench.activities import document

    row: dict[str, Any] = {
        "source": "sdg_iati:Somebody", "activity_id": "XX-1-2", "title": "Agua \x01", "lang": "es",
        "description": "", "funding": ["Sweden"], "extending": ["Sida"], "accountable": [],
        "implementing": ["Other."], "recipients": ["HT", "JM"], "sectors": ["14030", "122", "9"],
        "year": 2004.0,
    }  # fmt: skip
    file = tmp_path / "one.xml"
    ET.ElementTree(document([row])).write(file, "utf-8")
    assert run("ingest", "iati", str(file), store=starter_copy).status == 0
    shown = run("show", "activity/XX-1-2", "--json", store=starter_copy).json
    assert shown["node"]["properties"]["starts"] == "2004-01-01"
    told = {(r["type"], r["from"], r["to"]) for r in shown["relations"]}
    here = "activity/XX-1-2"
    assert {
        ("FUNDS", "country/swe", here), ("EXTENDS", "org/sida", here),
        ("RECEIVES", "state/hti", here), ("RECEIVES", "state/jam", here),
        ("IN_SECTOR", here, "sector/dac/14030"),
        ("IN_SECTOR", here, "sector/dac/122"),
    } <= told  # fmt: skip
    assert not any(relation[0] == "IMPLEMENTS" for relation in told)


def coopgraph(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "coopgraph", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.shared
@pytest.mark.slow  # nine thousand activities are read, and three cuts ranked in every way
def test_experience_is_better_than_counting_on_new_links(folder: Path, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'given.db'}"
    assert coopgraph("init", "--starter", "--store", store).returncode == 0
    # 1: three of the records wait for a person.
    assert coopgraph("ingest", "iati", str(folder), "--store", store).returncode in {0, 1}
    days = [each for year in (2007, 2008, 2009) for each in ("--before", f"{year}-01-01")]
    done = coopgraph("evaluate", *days, "--json", "--store", store)
    assert done.returncode == 0, done.stderr
    lens = json.loads(done.stdout)["methods"][0]
    assert lens["name"] == "experience"
    assert lens["ndcg10"] >= 0.55
    assert lens["against"]["sector_popularity"][0] > 0
    assert lens["against"]["popularity"][0] > 0
