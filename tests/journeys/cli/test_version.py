"""The program says which version it is."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from coopgraph.cli.edge import run


def test_it_says_its_version_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr() == (f"coopgraph {version('coopgraph')}\n", "")


def test_it_is_the_first_thing_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version", "search", "--no-such-option"]) == 0
    assert capsys.readouterr().out.startswith("coopgraph ")
