"""How environments are made: with the Python that was named, anew where another one made it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.pythons import found

# As uv does, but without packages, and it says how it was called.
UV = """#!/bin/sh
echo "$UV_PROJECT_ENVIRONMENT $*" >&2
[ -x .venv/bin/python ] || "${5:-python3}" -m venv --without-pip .venv
"""
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
BACKEND = """
import zipfile

def build_editable(folder, settings=None, metadata=None):
    name = "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        wheel.writestr("tiny.py", "")
        about = "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\n"
        wheel.writestr("tiny-1.dist-info/METADATA", about)
        tags = "Wheel-Version: 1.0\\nGenerator: t\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
        wheel.writestr("tiny-1.dist-info/WHEEL", tags)
        wheel.writestr("tiny-1.dist-info/RECORD", "")
    return name
"""
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that needs nothing from elsewhere, on a machine without uv."""
    for name in ("requirements", "tools", "bin"):
        (tmp_path / name).mkdir()
    shutil.copy(ROOT / "tools" / "setup.sh", tmp_path / "tools")
    (tmp_path / "backend.py").write_text(BACKEND, "utf-8")
    (tmp_path / "pyproject.toml").write_text(PROJECT, "utf-8")
    (tmp_path / "uv.lock").touch()
    (tmp_path / "requirements" / "dev.txt").touch()
    for name in ("sh", "rm", "find", "touch"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    (tmp_path / "bin" / "python3").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


@pytest.fixture
def with_uv(project: Path) -> Path:
    """The same, with uv on the PATH."""
    program(project / "bin" / "uv", UV)
    return project


def program(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    path.chmod(0o755)


def setup(project: Path, python: str = "", *lists: str, status: int = 0) -> str:
    done = subprocess.run(
        ["sh", "tools/setup.sh", python, ".venv", *lists],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    return done.stderr


def version(project: Path) -> str:
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    command = [str(project / ".venv" / "bin" / "python"), "-c", ask]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_it_is_made_once_and_again_when_the_lock_is_newer(project: Path) -> None:
    assert setup(project) == "Making .venv ...\nInstalling the locked packages ...\n"
    assert version(project) == VERSION
    assert setup(project) == setup(project, sys.executable) == ""
    later = (project / ".venv" / ".setup-stamp").stat().st_mtime + 5
    os.utime(project / "requirements" / "dev.txt", (later, later))
    assert setup(project) == "Installing the locked packages ...\n"


def test_what_another_python_made_is_made_anew(with_uv: Path) -> None:
    others = [python for python in found() if python.minor != VERSION]
    if not others:
        pytest.skip("there is one Python here")
    setup(with_uv)
    told = setup(with_uv, others[-1].path)
    assert told.startswith(".venv was made by another Python: making it anew ...\n")
    assert version(with_uv) == others[-1].minor
    assert setup(with_uv) == "", "named none, it keeps the one that is there"
    setup(with_uv, "python3")
    assert version(with_uv) == VERSION


def test_one_whose_python_is_gone_is_made_anew(with_uv: Path) -> None:
    setup(with_uv)
    python = with_uv / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to(with_uv / "gone")
    assert "anew" in setup(with_uv)
    assert version(with_uv) == VERSION


def test_other_folders_are_left_alone(with_uv: Path) -> None:
    mine = with_uv / ".venv" / "mine"
    mine.parent.mkdir()
    mine.touch()
    setup(with_uv, "python3")
    assert mine.exists()


def test_uv_is_told_which_python_was_named(with_uv: Path) -> None:
    assert setup(with_uv) == ".venv sync --quiet --locked\n"
    (with_uv / ".venv" / ".setup-stamp").unlink()
    named = setup(with_uv, "python3")
    assert named == f".venv sync --quiet --locked --python {with_uv}/bin/python3\n"


def test_a_list_that_is_named_is_taken_by_pip(with_uv: Path) -> None:
    (with_uv / "requirements" / "oldest.txt").touch()
    made = setup(with_uv, "", "requirements/oldest.txt")
    assert made == "Making .venv ...\nInstalling the locked packages ...\n"
    assert setup(with_uv, "", "requirements/oldest.txt") == ""


def test_a_name_of_pyenv_leads_to_what_it_has_installed(
    with_uv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYENV_ROOT", f"{with_uv}/pyenv")
    program(with_uv / "bin" / "python3.99", "#!/bin/sh\necho not found >&2; exit 127\n")
    installed = with_uv / "pyenv" / "versions" / "3.99.0" / "bin" / "python3.99"
    installed.parent.mkdir(parents=True)
    installed.symlink_to(sys.executable)
    assert setup(with_uv, "python3.99").endswith(f"--python {installed}\n")


def test_what_will_not_do_is_named(project: Path) -> None:
    assert "There is no python3.0." in setup(project, "python3.0", status=1)
    program(project / "bin" / "old", "#!/bin/sh\necho 'needs Python 3.11' >&2; exit 1\n")
    assert "needs Python 3.11" in setup(project, "old", status=1)
    assert not (project / ".venv").exists()
