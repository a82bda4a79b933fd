"""Lenses and guidelines that would hang or break a program: findings, exit 1, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.cli.conftest import Run
from tests.kg.definitions.test_bounded_yaml import HOSTILE


@pytest.mark.parametrize("kind", ["lens", "guideline"])
def test_the_commands_answer(run: Run, tmp_path: Path, kind: str) -> None:
    for name, (text, line, code) in HOSTILE.items():
        path = tmp_path / "bad.yaml"
        path.write_text(text, "utf-8")
        done = run(kind, "check", str(path), "--json", store="sqlite:////none.db")
        assert done.status == 1, name
        assert [(f["line"], f["code"]) for f in done.json["findings"]] == [(line, code)], name
