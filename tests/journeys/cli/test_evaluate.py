"""``evaluate`` and ``evaluate fit``, on activities that came in as people bring them."""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path
from random import Random

import pytest

from coopgraph.cli.edge import run as edge
from coopgraph.settings import sqlite_url

from .conftest import Run

STATES = ("HTI", "JAM", "PER", "COL", "BOL", "ECU", "GTM", "HND")
GIVERS = ("ESP", "SWE", "DEU", "CHN", "KOR", "NLD", "GBR")
SECTORS = ("11220", "12220", "14030", "31120")
KEYS = {
    "revision", "as_of", "lang", "standing", "lens", "before", "after", "horizon", "queries",
    "recipients", "candidates", "undated", "methods", "unfiltered", "repeats", "by_source",
    "by_cut", "missing",
}  # fmt: skip


def sheet(path: Path) -> None:
    """Write activities of givers that work in two sectors each, in ever more states."""
    random = Random(11)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "title", "funder", "recipient", "sector", "starts", "source"])
        for number in range(300):
            giver, year = random.randrange(7), 1998 + number // 25
            sector = SECTORS[(giver + random.randrange(2)) % 4]
            place = random.choice(STATES)
            title, day = f"Actividad {number}", f"{year}-03-01"
            row = [f"activity/t{number}", title, GIVERS[giver], place, sector, day]
            rows.writerow([*row, "Hoja de prueba"])


@pytest.fixture(scope="module")
def store(starter_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store with the starter knowledge and activities from a sheet."""
    folder = tmp_path_factory.mktemp("evaluated")
    url = sqlite_url(Path(shutil.copy(starter_path, folder / "store.db")))
    sheet(folder / "activities.csv")
    file = str(folder / "activities.csv")
    assert edge(["ingest", "sheet", file, "--as", "activities", "--store", url]) == 0
    return url


def test_the_document_has_the_shape_that_scripts_rely_on(run: Run, store: str) -> None:
    done = run("evaluate", "--before", "2006-01-01", "--json", store=store)
    assert done.status == 0, done.err
    assert {*done.json} == KEYS
    assert done.json["before"] == done.json["after"] == ["2006-01-01"]
    methods = {each["name"]: each for each in done.json["methods"]}
    assert {"experience", "popularity", "item_knn", "logistic", "boosting"} <= {*methods}
    low, high = methods["experience"]["against"]["popularity"]
    assert low > 0
    assert high < 1
    assert [source["label"] for source in done.json["by_source"]] == ["Hoja de prueba"]


def test_tables_for_people_and_in_a_file(run: Run, store: str, tmp_path: Path) -> None:
    file = tmp_path / "tables.md"
    days = ("--before", "2005-01-01", "--before", "2006-01-01")
    done = run("evaluate", *days, "-o", str(file), "--lang", "es", store=store)
    assert done.status == 0, done.err
    text = file.read_text("utf-8")
    assert "| 2005-01-01 | 2006-01-01 |" in text
    assert "NDCG@10" in done.out
    assert str(file) in done.err


def test_without_what_learns_the_rest_is_measured(
    run: Run, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    done = run("evaluate", "--before", "2006-01-01", "--json", store=store)
    assert done.status == 0, done.err
    assert "coopgraph[evaluate]" in done.json["missing"][0]
    assert {each["name"] for each in done.json["methods"]} == {
        "experience", "experience_as_listed", "popularity", "sector_popularity",
        "recipient_popularity", "item_knn",
    }  # fmt: skip


def test_a_fitted_lens_is_a_lens_and_can_be_evaluated(run: Run, store: str, tmp_path: Path) -> None:
    file = tmp_path / "fitted.yaml"
    done = run("evaluate", "fit", "experience", "-o", str(file), "--json", store=store)
    assert done.status == 0, done.err
    assert done.json["standing"]["status"] == "proposed"
    cut = done.json["cuts"][-1]["before"]
    assert "2007-01-01" <= cut <= "2009-01-01"
    assert run("lens", "check", str(file), store=None).status == 0
    again = run("evaluate", "--before", cut, "--lens", str(file), "--json", store=store)
    assert again.status == 0, again.err
    assert again.json["methods"][0]["ndcg10"] == done.json["cuts"][-1]["fitted"]


WRONG = {
    "no day": ["evaluate"],
    "no such day": ["evaluate", "--before", "2006-02-30"],
    "a window before what is known": [
        "evaluate", "--before", "2006-01-01", "--after", "2005-01-01",
    ],
    "nothing to find": ["evaluate", "--before", "2060-01-01"],
    "a lens of offers": ["evaluate", "--before", "2006-01-01", "--lens", "offers-for-demand"],
    "no table": ["evaluate", "--before", "2006-01-01", "-o", "tables.csv"],
    "no years": ["evaluate", "--before", "2006-01-01", "--horizon", "0"],
    "a fit of paths": ["evaluate", "fit", "offers-for-demand", "-o", "fitted.yaml"],
    "a fit to no file": ["evaluate", "fit", "experience", "-o", "fitted.txt"],
    "a fit to nothing": ["evaluate", "fit", "experience", "-o", "x.yaml", "--before", "1900-01-01"],
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_use_is_said_in_one_sentence(run: Run, store: str, wrong: str) -> None:
    done = run(*WRONG[wrong], "--json", store=store)
    assert done.status == 2
    assert done.out == ""
    assert done.problem["fix"]
