"""What is committed stays small: what is fetched or built does not belong there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT

MOST: Final = 1_000_000
"""Bytes of one file."""
# Where tests run inside a hook of git, its variables name the repository whatever the folder.
PLAIN: Final = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "core.excludesFile=/dev/null", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=PLAIN
    )


def tracked(folder: Path) -> list[str] | None:
    """The files that git knows in a folder, None where it knows nothing of it."""
    try:
        done = git(folder, "ls-files", "-z")
    except FileNotFoundError:
        return None
    return [name for name in done.stdout.split("\0") if name] if done.returncode == 0 else None


def too_large(folder: Path) -> list[str]:
    names = tracked(folder)
    if not names:
        pytest.skip("git knows nothing of this folder: what is committed cannot be told")
    files = [folder / name for name in names]
    return [str(f.relative_to(folder)) for f in files if f.is_file() and f.stat().st_size > MOST]


def test_no_file_is_large() -> None:
    assert too_large(ROOT) == []


def test_a_large_file_is_found(tmp_path: Path) -> None:
    if tracked(ROOT) is None:
        pytest.skip("there is no git here")
    git(tmp_path, "init", "-q")
    for name, size in {"ñ as is.whl": MOST + 1, "most.bin": MOST, "left out.bin": 2 * MOST}.items():
        (tmp_path / name).write_bytes(bytes(size))
    git(tmp_path, "add", "ñ as is.whl", "most.bin")
    assert too_large(tmp_path) == ["ñ as is.whl"]


def test_wheels_are_not_added_by_mistake() -> None:
    assert "*.whl" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
