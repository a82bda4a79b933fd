"""What commands write for more than the public is its owner's alone; the umask rules the rest."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from coopgraph.row_files import write_rows
from kg.base.audience import AUDIENCES
from kg.model.documents import Cypher
from tests.conftest import ROOT
from tests.graphs import store_of
from tests.journeys.cli.conftest import Run

LINES: Final = """
state/hti MEMBER_OF org/body
state/hti DECLARES demand/water
state/bra DECLARES offer/wells
"""
WRITING: Final = {
    "graph.graphml": ["export", "graph.graphml"],
    "graph.gexf": ["export", "graph.gexf"],
    "graph.jsonl": ["export", "graph.jsonl"],
    "graph.zip": ["export", "graph.zip"],
    "tables": ["export", "tables"],
    "body.svg": ["diagram", "org/body", "-o", "body.svg"],
    "body.html": ["diagram", "org/body", "-o", "body.html"],
    "pairs.csv": ["match", "--all", "-o", "pairs.csv"],
    "pairs.jsonl": ["match", "--all", "-o", "pairs.jsonl"],
}


@pytest.fixture
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    with closing(store_of(tmp_path_factory.mktemp("store"), LINES)) as store:
        return store.url


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(path: Path) -> set[int]:
    files = list(path.iterdir()) if path.is_dir() else [path]
    assert files
    return {stat.S_IMODE(file.stat().st_mode) for file in files}


@pytest.mark.parametrize("name", WRITING)
def test_files_for_few_are_for_their_owner(run: Run, url: str, name: str) -> None:
    for audience in (*AUDIENCES, "public"):
        done = run(*WRITING[name], "--audience", audience, store=url)
        assert done.status == 0, done.err
        assert modes(Path(name)) == {0o644 if audience == "public" else 0o600}, audience
    assert run(*WRITING[name], store=url).status == 0
    assert modes(Path(name)) == {0o600}, "a command answers the board unless told otherwise"


def test_the_rows_of_a_query_are_for_their_owner() -> None:
    rows = Cypher(
        revision=1, as_of="2026-11-26", lang="en", truncated=False, hints=[], columns=[], rows=[]
    )
    for name in ("rows.csv", "rows.jsonl"):
        Path(name).touch(0o644)
        write_rows(rows, Path(name))
        assert modes(Path(name)) == {0o600}


def test_a_backup_is_for_its_owner(run: Run, url: str) -> None:
    for more in ([], ["--force"]):
        assert run("backup", "kept.zst", *more, store=url).status == 0
        assert modes(Path("kept.zst")) == {0o600}
        Path("kept.zst").chmod(0o644)


ELSEWHERE: Final = {
    "kg/base/whole_files.py",  # the place
    "kg/graph/cache.py",  # in a folder of mkdtemp: its owner's alone
    "ingest/fetching/part_files.py",  # what comes from public hosts, gone on with at its end
    "coopgraph/terminal/streams.py",  # os.devnull
    "kg/export/csv_tables.py",  # a part of an archive that is open already
    "api/upload_form.py",  # in a folder of mkdtemp, gone when the request is answered
    "ingest/child/workbook.py",  # parts of an archive in memory
}
"""Where a file is opened to be written to."""
_OPENS: Final = re.compile(r"""open\([^)\n]*["'][rb]*[wxa][b+]*["']|\.write_(text|bytes)\(""")


def test_there_is_one_place_that_opens_files_to_write() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for room in ("kg", "ingest", "viz", "api", "coopgraph")
        for path in (ROOT / room).rglob("*.py")
        if _OPENS.search(path.read_text("utf-8"))
    }
    assert found == ELSEWHERE
