"""The page for analysts: what it shows runs, in its order, and prints what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest

from tests.conftest import ROOT

PAGE: Final = (ROOT / "docs/tasks/analyse-in-python.md").read_text("utf-8")
BLOCKS: Final = re.findall(r"(?s)```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", PAGE)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_block_runs_and_prints_what_the_page_says(
    starter_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COOPGRAPH_STORE", starter_url)
    monkeypatch.setenv("COOPGRAPH_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    assert len(BLOCKS) == PAGE.count("```python\n")
    held: dict[str, Any] = {}
    for code, wanted in BLOCKS:
        exec(compile(code, "analyse-in-python.md", "exec"), held)
        printed = capsys.readouterr().out
        assert not wanted or printed == wanted, code
    assert sum(bool(wanted) for _, wanted in BLOCKS) >= 5
    assert {path.name for path in tmp_path.iterdir()} == {
        "graph.graphml",
        "graph.gexf",
        "segib.html",
    }
    held["knowledge"].close()
