"""The wheel that is built here, installed elsewhere, answers there."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.isolated.books import write, xlsx

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the built wheel was installed, without this checkout's files."""
    folder = tmp_path_factory.mktemp("wheel")
    # The build backend by itself: an environment that uv has made holds no pip.
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=200)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    shutil.unpack_archive(wheel, target, "zip")
    return target


def run(installed: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "coopgraph", *arguments],
        env=environment, cwd=cwd, capture_output=True, text=True, timeout=250, check=False,
    )  # fmt: skip


@pytest.mark.slow  # builds and installs a wheel
def test_the_wheel_runs_the_demo_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/wheel.db"
    done = run(installed, tmp_path, "demo", "--no-serve", "--store", store)
    assert done.returncode == 0, done.stderr
    assert "org/mercosur" in done.stdout
    shown = run(
        installed, tmp_path, "show", "org/segib", "--json", "--lang", "pt", "--store", store
    )
    assert json.loads(shown.stdout)["node"]["id"] == "org/segib"


@pytest.mark.slow  # builds and installs a wheel
def test_the_wheel_reads_workbooks_and_archives_in_its_child(
    installed: Path, tmp_path: Path
) -> None:
    store = f"sqlite:///{tmp_path}/wheel.db"
    assert run(installed, tmp_path, "init", "--starter", "--store", store).returncode == 0
    book = write(tmp_path / "book.xlsx", xlsx())
    xml = b"<iati-activities><iati-activity><iati-identifier>A-1</iati-identifier></iati-activity>"
    (tmp_path / "a.gz").write_bytes(gzip.compress(xml + b"</iati-activities>"))
    for command in (("sheet", str(book), "--as", "offers"), ("iati", str(tmp_path / "a.gz"))):
        done = run(installed, tmp_path, "ingest", *command, "--json", "--store", store)
        assert json.loads(done.stdout)["accepted"] == 1, done.stderr


@pytest.mark.slow  # builds and installs a wheel
def test_the_wheel_holds_what_the_program_reads(installed: Path) -> None:
    for name in (
        "coopgraph/data/states.csv",
        "kg/matching/lens/shipped/offers-for-demand.yaml",
        "kg/locale/es/LC_MESSAGES/coopgraph.mo",
        "api/pages/static/site.css",
        "viz/static/vendor/LICENSES.md",
    ):
        assert (installed / name).is_file(), name
    assert not list(installed.glob("tests")), "the tests do not ship"
