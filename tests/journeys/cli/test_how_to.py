"""``how-to`` writes two pages for a role as one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.cli.conftest import Run


def test_a_file_for_a_role_names_where_one_begins(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPGRAPH_PUBLIC_URL", "https://knowledge.example.org")
    file = tmp_path / "how.html"
    done = run("how-to", "board", "--lang", "es", "-o", str(file), "--json", store=None)
    assert (done.status, done.json["files"]) == (0, [str(file)])
    text = file.read_text("utf-8")
    assert 'lang="es"' in text
    assert "https://knowledge.example.org/-/sign-in" in text


def test_a_role_that_there_is_not_is_told(run: Run, tmp_path: Path) -> None:
    done = run("how-to", "minister", "-o", str(tmp_path / "x.html"), store=None)
    assert done.status == 2
    assert "secretariat" in done.err
    assert not list(tmp_path.iterdir())
