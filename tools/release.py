"""``make release VERSION=x.y.z``: a version, tried out as users install it, committed and tagged.

The version goes into ``pyproject.toml`` and ``uv.lock``, and the Unreleased part of the changelog
becomes its own. The wheel is installed into an environment of its own, with the hashes of the lock,
and answers there; if it does not, everything is as before. Nothing is ever pushed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
CHANGELOG: Final = "CHANGELOG.md"
PROJECT: Final = "pyproject.toml"
LOCK: Final = "uv.lock"
UNRELEASED: Final = "\n## [Unreleased]"
QUESTION: Final = ("match", "demand/xab-bancos-de-leche", "--top", "1", "--json")
_VERSION: Final = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_RELEASED: Final = re.compile(r"^## \[([0-9.]+)\]", re.MULTILINE)
_IN_PROJECT: Final = re.compile(r'(?<=^version = ")[^"]+', re.MULTILINE)
_IN_LOCK: Final = re.compile(r'(?<=^name = "coopgraph"\nversion = ")[^"]+', re.MULTILINE)


class RefusedError(Exception):
    """A release that cannot be made; it says why, and what to do."""


def release(
    root: Path, version: str, day: date, *, prove: Callable[[Path, Path, str], None] | None = None
) -> Path:
    """Make a version of a checkout; return its wheel. Without ``prove`` it is tried out in full.

    Raises:
        RefusedError: it cannot be made, or does not work; the checkout is as it was.
    """
    refuse(root, version)
    before = {name: (root / name).read_text("utf-8") for name in (PROJECT, LOCK, CHANGELOG)}
    try:
        for name, text in changed(before, version, day).items():
            (root / name).write_text(text, "utf-8")
        wheel = build(root)
        (prove or tried_out)(root, wheel, version)
        git(root, "commit", "-q", "-m", f"Version {version}", "--", *before)
    except BaseException:
        for name, text in before.items():
            (root / name).write_text(text, "utf-8")
        raise
    git(root, "tag", "-a", f"v{version}", "-m", f"coopgraph {version}")
    return wheel


def refuse(root: Path, version: str) -> None:
    """Raise the first reason against a version.

    Raises:
        RefusedError: a dirty tree, a version that is not higher, nothing to release.
    """
    for reason in reasons(root, version):
        raise RefusedError(reason)


def reasons(root: Path, version: str) -> Iterator[str]:
    """Yield what speaks against a version."""
    if not _VERSION.fullmatch(version):
        yield f"{version!r} is no version. Name one: make release VERSION=1.2.3"
        return
    if git(root, "status", "--porcelain"):
        yield "There are changes that are not committed. Commit or stash them."
    if git(root, "tag", "--list", f"v{version}"):
        yield f"The tag v{version} exists."
    changelog = (root / CHANGELOG).read_text("utf-8")
    present = _present(root)
    released = _RELEASED.findall(changelog)
    if numbers(version) < numbers(present) or version in released:
        yield f"{version} is not higher than {present}."
    if "\n- " not in changelog.partition(UNRELEASED)[2].partition("\n## ")[0]:
        yield f"{CHANGELOG} names nothing under “## [Unreleased]”."


def _present(root: Path) -> str:
    found = _IN_PROJECT.search((root / PROJECT).read_text("utf-8"))
    assert found, "pyproject.toml names the version"
    return found[0]


def numbers(version: str) -> list[int]:
    """Return a version as what it is compared by."""
    return [int(part) for part in version.split(".")]


def changed(texts: dict[str, str], version: str, day: date) -> dict[str, str]:
    """Return the texts of the files as they are for a version."""
    heading = f"{UNRELEASED}\n\n## [{version}] - {day.isoformat()}"
    return {
        PROJECT: _IN_PROJECT.sub(version, texts[PROJECT], count=1),
        LOCK: _IN_LOCK.sub(version, texts[LOCK], count=1),
        CHANGELOG: re.sub(r"\n## \[Unreleased\].*", heading, texts[CHANGELOG], count=1),
    }


def build(root: Path) -> Path:
    """Build the wheel of a checkout into ``dist/`` and return it."""
    folder = root / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], root)
    (wheel,) = folder.glob("*.whl")
    return wheel


def tried_out(root: Path, wheel: Path, version: str) -> None:
    """Install a wheel as its users do, away from the checkout, and ask it.

    Raises:
        RefusedError: it does not say its version, or does not answer.
    """
    with tempfile.TemporaryDirectory(prefix="coopgraph-release-") as name:
        folder = Path(name)
        ask = installed(root, wheel, folder)
        said = ask("--version").strip()
        if said != f"coopgraph {version}":
            raise RefusedError(f"The wheel says that it is {said!r}, not {version}.")
        ask("init", "--examples")
        if not json.loads(ask(*QUESTION))["results"]:
            raise RefusedError("The wheel finds no match in the examples.")


def installed(root: Path, wheel: Path, folder: Path) -> Callable[..., str]:
    """Install a wheel and what the lock names into a folder; return how to run its command."""
    place = folder / "venv"
    run([sys.executable, "-m", "venv", str(place)], folder)
    pip = [str(place / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    run([*pip, "install", "--require-hashes", "-r", str(root / "requirements" / "run.txt")], folder)
    run([*pip, "install", "--no-deps", str(wheel)], folder)
    environment = _alone(folder)

    def ask(*words: str) -> str:
        return run([str(place / "bin" / "coopgraph"), *words], folder, environment)

    return ask


def _alone(folder: Path) -> dict[str, str]:
    """Return an environment that leads to nothing of this checkout or of its user."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("COOPGRAPH_", "PYTHON"))}
    homes = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("DATA", "CACHE", "CONFIG")}
    store = f"sqlite:///{folder / 'store.db'}"
    return {**plain, **homes, "LANG": "C.UTF-8", "COOPGRAPH_STORE": store}


def git(root: Path, *arguments: str) -> str:
    """Run git in a checkout and return what it prints."""
    return run(["git", *arguments], root)


def run(command: Sequence[str], folder: Path, environment: dict[str, str] | None = None) -> str:
    """Run a command and return what it prints.

    Raises:
        RefusedError: it failed.
    """
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        shown = f"{done.stdout}{done.stderr}".strip()
        raise RefusedError(f"{' '.join(command)} ended with {done.returncode}:\n{shown}")
    return done.stdout


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Make the version that is named; 1 where it cannot be made."""
    parser = argparse.ArgumentParser(prog="python -m tools.release")
    parser.add_argument("version", help="x.y.z")
    version = parser.parse_args(arguments).version
    try:
        wheel = release(root, version, datetime.now(UTC).date())
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{wheel.relative_to(root)} works; committed and tagged as v{version}, not pushed.")
    print("To publish: git push --follow-tags")
    return 0


if __name__ == "__main__":
    sys.exit(main())
