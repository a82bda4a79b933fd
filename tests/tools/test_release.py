"""What a release changes, when it is refused, and that nothing of one that fails remains."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT
from tools.release import RefusedError, main, release

DAY: Final = date(2027, 1, 31)
NEXT: Final = "9.0.0"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of this checkout with one entry under Unreleased."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout of git")
    folder = tmp_path / "checkout"
    git(tmp_path, "clone", "-q", str(ROOT), str(folder))
    for setting in ("user.name", "user.email"):
        git(folder, "config", setting, "t@t.example")
    news(folder, "## [Unreleased]\n\n- Something new.\n\n## [0.0.1] - 2026-01-01\n\n- The first.\n")
    return folder


def news(checkout: Path, text: str) -> None:
    (checkout / "CHANGELOG.md").write_text(f"# Changelog\n\n{text}", "utf-8")
    git(checkout, "commit", "-qam", "news")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


def state(checkout: Path) -> tuple[str, ...]:
    """All that a release may change, but for ``dist/``."""
    asked = (["rev-parse", "HEAD"], ["tag", "--list"], ["status", "--porcelain"], ["diff"])
    return tuple(git(checkout, *words) for words in asked)


def works(_root: Path, wheel: Path, version: str) -> None:
    """The wheel names its version; that it answers is tried in tests/journeys/long."""
    with zipfile.ZipFile(wheel) as archive:
        (about,) = [name for name in archive.namelist() if name.endswith("/METADATA")]
        assert f"\nVersion: {version}\n" in archive.read(about).decode()


def fails(_root: Path, _wheel: Path, _version: str) -> None:
    raise RefusedError("It does not work.")


def test_a_version_is_named_everywhere_committed_and_tagged(checkout: Path) -> None:
    before = git(checkout, "rev-parse", "HEAD")
    theirs = git(checkout, "ls-remote", "origin")
    wheel = release(checkout, NEXT, DAY, prove=works)
    assert wheel.name.startswith(f"coopgraph-{NEXT}-")
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
    lock = tomllib.loads((checkout / "uv.lock").read_text("utf-8"))
    assert project["project"]["version"] == NEXT
    assert [p["version"] for p in lock["package"] if p["name"] == "coopgraph"] == [NEXT]
    assert (checkout / "CHANGELOG.md").read_text("utf-8").startswith(
        f"# Changelog\n\n## [Unreleased]\n\n## [{NEXT}] - 2027-01-31\n\n- Something new.\n\n## ["
    )  # fmt: skip
    assert git(checkout, "rev-parse", "HEAD^", f"v{NEXT}^{{commit}}").split() == [
        before, git(checkout, "rev-parse", "HEAD"),
    ]  # fmt: skip
    changed = git(checkout, "diff", "--name-only", "HEAD^").split()
    assert changed == ["CHANGELOG.md", "pyproject.toml", "uv.lock"]
    assert git(checkout, "status", "--porcelain") == ""
    assert git(checkout, "ls-remote", "origin") == theirs, "nothing is pushed"


@pytest.mark.parametrize(
    ("version", "why"),
    [
        ("1.0", "is no version"),
        ("v1.0.0", "is no version"),
        ("", "is no version"),
        ("0.0.9", "is not higher than"),
    ],
)
def test_what_is_no_higher_version_is_refused(checkout: Path, version: str, why: str) -> None:
    before = state(checkout)
    with pytest.raises(RefusedError, match=why):
        release(checkout, version, DAY, prove=works)
    assert state(checkout) == before


def test_numbers_are_compared_as_numbers(checkout: Path) -> None:
    release(checkout, "9.9.0", DAY, prove=works)
    news(checkout, "## [Unreleased]\n\n- More.\n\n## [9.9.0] - 2027-01-31\n\n- Something new.\n")
    with pytest.raises(RefusedError, match=r"9\.8\.10 is not higher than 9\.9\.0"):
        release(checkout, "9.8.10", DAY, prove=works)
    with pytest.raises(RefusedError, match=r"The tag v9\.9\.0 exists"):
        release(checkout, "9.9.0", DAY, prove=works)
    git(checkout, "tag", "-d", "v9.9.0")
    with pytest.raises(RefusedError, match=r"9\.9\.0 is not higher than 9\.9\.0"):
        release(checkout, "9.9.0", DAY, prove=works)
    release(checkout, "9.10.0", DAY, prove=works)


def test_the_first_version_may_be_the_one_that_is_named(checkout: Path) -> None:
    present = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    release(checkout, present, DAY, prove=works)
    assert git(checkout, "tag", "--list", f"v{present}")


@pytest.mark.parametrize("name", ["README.md", "a new file"])
def test_changes_that_are_not_committed_are_refused(checkout: Path, name: str) -> None:
    (checkout / name).write_text("mine", "utf-8")
    before = state(checkout)
    with pytest.raises(RefusedError, match="not committed"):
        release(checkout, NEXT, DAY, prove=works)
    assert state(checkout) == before
    assert (checkout / name).read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "## [Unreleased]\n",
        "## [Unreleased]\n\n### Added\n\n## [0.0.1] - 2026-01-01\n\n- Old.\n",
    ],
    ids=["no heading", "nothing", "a heading alone"],
)
def test_a_version_without_news_is_refused(checkout: Path, text: str) -> None:
    news(checkout, text)
    before = state(checkout)
    with pytest.raises(RefusedError, match="names nothing under"):
        release(checkout, NEXT, DAY, prove=works)
    assert state(checkout) == before


def test_one_that_does_not_work_leaves_everything_as_it_was(checkout: Path) -> None:
    before = state(checkout)
    with pytest.raises(RefusedError, match="It does not work"):
        release(checkout, NEXT, DAY, prove=fails)
    assert state(checkout) == before


def test_a_hook_that_says_no_leaves_everything_as_it_was(checkout: Path) -> None:
    hook = checkout / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho no, thanks >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    before = state(checkout)
    with pytest.raises(RefusedError, match="no, thanks"):
        release(checkout, NEXT, DAY, prove=works)
    assert state(checkout) == before


def test_the_command_says_why_not(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["0.0.9"], checkout) == 1
    assert re.fullmatch(r"0\.0\.9 is not higher than .*\.\n", capsys.readouterr().err)


def test_the_command_needs_a_version() -> None:
    done = subprocess.run([sys.executable, "-m", "tools.release"], cwd=ROOT, check=False)
    assert done.returncode == 2
