"""What git is asked not to add, and by which hooks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.conftest import ROOT
from tools.additions import MOST, added, refused

HOOKS: Final[list[dict[str, Any]]] = [
    {"repo": repository["repo"], **hook}
    for repository in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    for hook in repository["hooks"]
]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own, whose file ``grown`` has been committed."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git(tmp_path, "init", "-q")
    (tmp_path / "grown").write_bytes(bytes(MOST))
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=T", "-c", "user.email=t@t.example", "commit", "-qm", "first")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_what_is_large_or_built_is_refused(repository: Path) -> None:
    sizes = {"grown": 2 * MOST, "ñ most": MOST, "ñ more": MOST + 1, "x.whl": 1, "beside": 2 * MOST}
    for name, size in sizes.items():
        (repository / name).write_bytes(bytes(size))
    git(repository, "add", "grown", "ñ most", "ñ more", "x.whl")
    assert sorted(added(repository)) == ["x.whl", "ñ more", "ñ most"]
    assert sorted(refused(repository)) == [
        "x.whl is built: it does not belong into git.",
        "ñ more has 500,001 bytes; add no file of more than 500,000.",
    ]


def test_it_goes_by_what_is_committed_not_by_what_lies_there(repository: Path) -> None:
    (repository / "file").write_bytes(bytes(MOST + 1))
    git(repository, "add", "file")
    (repository / "file").write_bytes(b"small")
    assert len(list(refused(repository))) == 1


@pytest.mark.parametrize(("name", "status"), [("a.whl", 1), ("a.txt", 0)])
def test_the_command_ends_with_a_status(repository: Path, name: str, status: int) -> None:
    (repository / name).touch()
    git(repository, "add", name)
    command = [sys.executable, "-m", "tools.additions"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=repository, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, name in done.stderr) == (status, bool(status))


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_hooks_need_nothing_but_the_environment(hook: dict[str, Any]) -> None:
    program, *_ = hook["entry"].split()
    assert (hook["repo"], hook["language"]) == ("local", "system")
    assert program.startswith(".venv/bin/")
    assert (Path(sys.executable).parent / Path(program).name).exists()
