"""The briefs of all states: each in four languages, each file whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from kg.base.i18n import LANGUAGES
from tests.journeys.cli.conftest import Run

STATES = 35
REST = "-for-states-en-2026-11-23.md"


def test_all_states_in_four_languages_and_no_examples(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    asked = ("brief", "--all", "states", "-o", str(folder), "--form", "md")
    done = run(*asked, "--as-of", "2026-11-23", "--json")
    assert done.status == 0, done.err
    names = sorted(one.name for one in folder.iterdir())
    assert [Path(one).name for one in done.json["files"]] == names
    assert len(names) == STATES * len(LANGUAGES)
    assert f"state-hti{REST}" in names
    assert not [name for name in names if "xaa" in name]
    alone = tmp_path / "alone.md"
    run("brief", "state", "state/hti", "-o", str(alone), "--lang", "en", "--as-of", "2026-11-23")
    assert (folder / f"state-hti{REST}").read_bytes() == alone.read_bytes()


def test_a_file_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    taken = tmp_path / f"state-hti{REST}"
    taken.mkdir()
    asked = ("brief", "--all", "states", "-o", str(tmp_path), "--form", "md")
    done = run(*asked, "--as-of", "2026-11-23")
    assert done.status == 2
    assert str(taken) in done.err


@pytest.mark.slow  # a process that is interrupted in the middle of its work
def test_who_interrupts_it_finds_whole_files_only(starter_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    command = [sys.executable, "-m", "coopgraph", "brief", "--all", "states", "-o", str(folder)]
    # A background job's children ignore it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [*command, "--store", starter_url], stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        signal.signal(signal.SIGINT, before)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and len(list(folder.glob("*.pdf"))) < 3:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    files = list(folder.iterdir())
    assert 3 <= len(files) < STATES * len(LANGUAGES)
    for file in files:
        assert file.suffix == ".pdf"
        assert len(pypdfium2.PdfDocument(file)) > 0
