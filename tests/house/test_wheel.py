"""The wheel that is built here, installed elsewhere, answers there."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest

from tests.ingest.child.books import write, xlsx

ROOT = Path(__file__).parent.parent.parent
CATALOGUES: Final = [f"kg/locale/{lang}/LC_MESSAGES/coopgraph.mo" for lang in ("es", "pt", "fr")]
COPIED: Final = re.findall(
    r"^COPY ((?!--).+)$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE
)
UNCOPIED: Final = shutil.ignore_patterns("*.mo", "__pycache__")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the built wheel was installed, without this checkout's files."""
    folder = tmp_path_factory.mktemp("wheel")
    target = folder / "site"
    shutil.unpack_archive(build(ROOT, folder), target, "zip")
    return target


@pytest.fixture
def in_the_image(tmp_path: Path) -> Path:
    """A folder with what the Dockerfile copies before it builds, and nothing compiled."""
    folder = tmp_path / "src"
    for *names, place in (line.split() for line in COPIED):
        for name in names:
            target = folder / place / (Path(name).name if place.endswith("/") else "")
            target.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, target, ignore=UNCOPIED)
            else:
                shutil.copy(ROOT / name, target)
    return folder


def build(root: Path, folder: Path, target: str = "wheel") -> Path:
    """Build a wheel by the backend itself: an environment that uv has made holds no pip."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=200)
    (wheel,) = folder.glob("*.whl")
    return wheel


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


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
        "coopgraph/data/examples/states.csv",
        "kg/matching/lens/shipped/offers-for-demand.yaml",
        *CATALOGUES,
        "api/pages/static/site.css",
        "viz/static/vendor/LICENSES.md",
    ):
        assert (installed / name).is_file(), name
    assert not list(installed.glob("tests")), "the tests do not ship"
    assert not list(installed.rglob("*.po")), "what is compiled does not ship"


@pytest.mark.slow  # builds a wheel twice
def test_what_the_image_is_built_from_makes_the_same_wheel(
    in_the_image: Path, tmp_path: Path
) -> None:
    ours, other = tmp_path / "ours", tmp_path / "other"
    assert not list(in_the_image.rglob("*.mo"))
    assert names(build(in_the_image, other)) == names(build(ROOT, ours))


@pytest.mark.slow  # builds a wheel
def test_installing_a_checkout_compiles_the_catalogues(in_the_image: Path, tmp_path: Path) -> None:
    built = names(build(in_the_image, tmp_path / "editable", "wheel:editable"))
    assert [name for name in CATALOGUES if not (in_the_image / name).is_file()] == []
    assert built.isdisjoint(CATALOGUES), "it leads to the checkout"
