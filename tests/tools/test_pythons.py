"""Which Pythons of a machine the suite runs on, and what is told where it fails on one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import pythons
from tools.pythons import Python, ends, found, main

OWN = sys.version_info[:3]


def program(path: Path, script: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no Python but the one that runs this."""
    monkeypatch.setenv("PATH", f"{tmp_path}/none:{tmp_path}/bin")
    monkeypatch.setenv("PYENV_ROOT", f"{tmp_path}/pyenv")
    return tmp_path


def test_where_there_is_one_it_is_the_one_found(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found() == [Python(OWN, sys.executable)]
    assert ends(found()) == found()
    assert main(["--ends"]) == 0
    assert capsys.readouterr().out.endswith("There is no other Python to test on.\n")


def test_pythons_are_found_by_what_they_say_of_themselves(machine: Path) -> None:
    said = {
        "bin/python3.98": "echo 3 98 2 final",
        "bin/python3.97": "echo pyenv: python3.97: command not found >&2; exit 127",
        "bin/python3.96": "echo 3 96 0 candidate",
        "bin/python3.10": "echo 3 10 13 final",
        "bin/python3.95": "exit 0",
        "bin/python3.98-config": "echo 3 94 0 final",
        "pyenv/versions/3.97.9/bin/python3.97": "echo 3 97 9 final",
        "pyenv/versions/3.97.10/bin/python3.97": "echo 3 97 10 final",
        "pyenv/versions/3.98.3/bin/python3.98": "echo 3 98 3 final",
    }
    for name, script in said.items():
        program(machine / name, script)
    (machine / "bin" / "python3.93").symlink_to(sys.executable)
    newest = Python((3, 98, 2), str(machine / "bin/python3.98"))
    assert found() == [
        Python(OWN, sys.executable),
        Python((3, 97, 10), str(machine / "pyenv/versions/3.97.10/bin/python3.97")),
        newest,
    ]
    assert ends(found()) == [Python(OWN, sys.executable), newest]


def test_each_has_an_environment_and_a_failure_is_told(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The place of the environments holds interpreters that say what they were asked to do."""
    program(machine / "root/tools/setup.sh", 'echo "made: $2"')
    program(machine / "bin/python3.99", "case $2 in *ensurepip*) exit 1;; esac; echo 3 99 0 final")
    monkeypatch.setattr(pythons, "ROOT", machine / "root")
    (machine / "bin" / "sh").symlink_to("/bin/sh")
    for minor, status in (("97", 0), ("98", 1)):
        program(machine / f"bin/python3.{minor}", f"echo 3 {minor} 0 final")
        own = machine / f"root/build/pythons/3.{minor}/bin/python"
        program(own, f'echo "3.{minor}: $*"; exit {status}')
    monkeypatch.setattr(sys, "executable", str(machine / "bin/python3.97"))
    assert main(["--ends", "--", "-q"]) == 1
    told = capfd.readouterr()
    assert "Python 3.97.0" in told.out
    assert told.out.endswith(
        "made: build/pythons/3.98\n3.98: -m pytest -q -m not neo4j and not browser and not slow\n"
    )
    assert told.err == "The suite fails on Python 3.98.0\n"
