"""The README shows what the program prints."""

from __future__ import annotations

import re
from typing import Final

import pytest

from coopgraph.cli.edge import run
from tests.conftest import ROOT

SHOWN: Final = re.findall(
    r"(?s)```\n\$ coopgraph ([^\n]*)\n(.*?)\n```", (ROOT / "README.md").read_text("utf-8")
)
WIDTH: Final = "108"


def test_the_three_questions_are_shown() -> None:
    assert {command.split()[0] for command, _ in SHOWN} == {"match", "partners", "coverage"}


@pytest.mark.parametrize(("command", "wanted"), SHOWN)
def test_answers_are_as_shown(
    command: str,
    wanted: str,
    starter_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setenv("COLUMNS", WIDTH)
    (day,) = set(re.findall(r"as of (\S+)\.", wanted))
    assert run([*command.split(), "--as-of", day, "--store", starter_url]) == 0
    printed = capsysbinary.readouterr().out.decode()
    assert lines(printed) == lines(wanted)


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines() if line.strip()]
