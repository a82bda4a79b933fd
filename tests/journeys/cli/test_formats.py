"""Each format of its own: loaded by its command, counted, shown, and taken away again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import seeds
from tests.journeys.cli.conftest import Run


def written(folder: Path, files: list[tuple[str, bytes]]) -> Path:
    folder.mkdir()
    for name, content in files:
        (folder / name).write_bytes(content)
    return folder


def test_a_folder_of_iati_tables(run: Run, starter_copy: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "tables", seeds.iati_tables())
    done = run("ingest", "iati", str(folder), "--json", store=starter_copy)
    assert done.status == 1, "a table speaks of an activity that is not listed"
    said = done.json
    assert (said["read"], said["accepted"], said["held"], said["rejected"]) == (3, 2, 0, 1)
    shown = run("show", "activity/A-2", "--json", store=starter_copy).json
    assert shown["node"]["label"] == "Agua y suelo"
    assert {"FUNDS", "RECEIVES"} & {one["type"] for one in shown["relations"]}


def test_a_release_of_an_aid_system(run: Run, starter_copy: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "Some AIMS", seeds.aims())
    done = run("ingest", "aims", str(folder), "--json", store=starter_copy)
    assert (done.status, done.json["read"], done.json["accepted"]) == (0, 2, 2)
    shown = run("show", "activity/aims/some-aims/C1", "--json", store=starter_copy).json
    assert shown["node"]["nature"] == "demonstrated"
    providers = [one["from"] for one in shown["relations"] if one["type"] == "PROVIDES"]
    assert "country/esp" in providers
    again = run("ingest", "aims", str(folder), "--json", store=starter_copy)
    assert again.json["unchanged"] == 2


@pytest.mark.parametrize("audience", ["public", "board"])
def test_an_export_comes_back(run: Run, starter_copy: str, tmp_path: Path, audience: str) -> None:
    first, again = tmp_path / "first.jsonl", tmp_path / "again.jsonl"
    other = f"sqlite:///{tmp_path}/other.db"
    run("ingest", "aims", str(written(tmp_path / "a", seeds.aims())), store=starter_copy)
    run("export", str(first), "--audience", audience, "--as-of", "2026-11-23", store=starter_copy)
    assert run("init", store=other).status == 0
    assert run("ingest", "export", str(first), store=other).status == 0
    run("export", str(again), "--audience", audience, "--as-of", "2026-11-23", store=other)
    assert again.read_bytes() == first.read_bytes()


def test_tables_of_an_export_are_no_way_back(run: Run, starter_copy: str, tmp_path: Path) -> None:
    run("export", str(tmp_path / "tables.zip"))
    done = run("ingest", "export", str(tmp_path / "tables.zip"), store=starter_copy)
    assert done.status == 2
    assert ".jsonl" in done.err
