"""Any terminal gets a readable answer: in its own characters, and wide enough to be read."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper

import pytest

from coopgraph.terminal.output import console
from coopgraph.terminal.streams import prepare_streams

DEMAND = "demand/xab-bancos-de-leche"


def ran(store: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    words = ["match", DEMAND, "--top", "1", "--lang", "es", "--store", store]
    return subprocess.run(
        [sys.executable, "-m", "coopgraph", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "COOPGRAPH_CACHE": "off", **environment},
    )


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii", "cp850"])
def test_an_answer_is_readable_in_any_encoding(starter_url: str, encoding: str) -> None:
    done = ran(starter_url, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert "->" in text
    assert "Cooperacion Sur-Sur" in text.replace("ó", "o")
    # Question marks stand where something is asked, not where a character is missing.
    assert all(" ? " in line for line in text.splitlines() if "?" in line)


def test_an_error_too(starter_url: str) -> None:
    words = ["show", "state/ñ", "--lang", "fr", "--store", starter_url]
    done = subprocess.run(
        [sys.executable, "-m", "coopgraph", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "COOPGRAPH_CACHE": "off", "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 2
    assert done.stderr.decode("ascii").strip()


@pytest.mark.parametrize("columns", ["0", "1", "-3", "wide", ""])
def test_a_terminal_without_width_shows_as_much(starter_url: str, columns: str) -> None:
    assert len(ran(starter_url, COLUMNS=columns).stdout) > 1_000


def test_a_width_that_holds_something_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert console().width == 50


def test_a_stream_that_was_given_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(kept, encoding="ascii"))
    monkeypatch.setattr(sys, "stderr", None)
    prepare_streams()
    sys.stdout.write("Año → 東")
    sys.stdout.flush()
    sys.stderr.write("lost")
    sys.stderr.close()
    assert kept.getvalue() == b"Ano -> ?"
