"""Cooperation before 2012, as it was given: the lens is measured on what it has not seen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

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
