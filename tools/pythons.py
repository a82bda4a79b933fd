"""``python -m tools.pythons``: the suite on each Python here, each in its own environment.

Looked for on the PATH (``python3.X``) and in pyenv's folder. The Python that runs this, that of
``.venv``, takes all tests; the others leave out those that need Neo4j or a browser, or minutes.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parent.parent
ENVIRONMENTS: Final = Path("build") / "pythons"
OLDEST: Final = (3, 11)
NOT_ELSEWHERE: Final = "not neo4j and not browser and not slow"
_NAME: Final = re.compile(r"python3\.[0-9]+")
_ABOUT: Final = "import sys; print(*sys.version_info[:3], sys.version_info.releaselevel)"
_MAKES_ENVIRONMENTS: Final = "import ensurepip, venv"


class Python(NamedTuple):
    """One that can be used: its version and how it is called."""

    version: tuple[int, int, int]
    path: str

    @property
    def minor(self) -> str:
        """What ``3.13`` says of it."""
        return ".".join(map(str, self.version[:2]))

    def __str__(self) -> str:
        return ".".join(map(str, self.version))


def found() -> list[Python]:
    """Return one Python of each minor version from 3.11 on, the oldest first.

    The one that runs this stands for its version, else the first on the PATH, else pyenv's newest.
    """
    chosen: dict[str, Python] = {}
    for path in (sys.executable, *_on_the_path(), *_of_pyenv()):
        python = asked(path)
        if python is not None and python.version >= OLDEST:
            chosen.setdefault(python.minor, python)
    return sorted(chosen.values())


def asked(path: str) -> Python | None:
    """Return the Python at a path as it says itself; None where it is of no use.

    A name on the PATH may lead nowhere (pyenv has one for each version that is not chosen too), to
    what is no release yet, or to a Python that cannot make environments (Debian's, without uv).
    """
    ask = _ABOUT if shutil.which("uv") else f"{_MAKES_ENVIRONMENTS}; {_ABOUT}"
    try:
        done = subprocess.run(
            [path, "-c", ask], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match done.stdout.split():
        case [major, minor, patch, "final"] if done.returncode == 0:
            return Python((int(major), int(minor), int(patch)), path)
    return None


def ends(pythons: Sequence[Python]) -> list[Python]:
    """Return the oldest and the newest."""
    return list(dict.fromkeys([*pythons[:1], *pythons[-1:]]))


def _on_the_path() -> Iterator[str]:
    for folder in os.get_exec_path():
        yield from _named(Path(folder))


def _of_pyenv() -> Iterator[str]:
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders = (root / "versions").glob("3.*")
    for folder in sorted(folders, key=lambda folder: _numbers(folder.name), reverse=True):
        yield from _named(folder / "bin")


def _named(folder: Path) -> list[str]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
    return [str(folder / name) for name in names if _NAME.fullmatch(name)]


def _numbers(name: str) -> list[int]:
    return [int(part) for part in re.findall(r"[0-9]+", name)]


def tested(python: Python, arguments: Iterable[str]) -> bool:
    """Run the suite on a Python and say whether it passed; its environment is made where needed."""
    print(f"--- Python {python} ({python.path})", flush=True)
    if python.path == sys.executable:
        return _done([sys.executable, "-m", "pytest", *arguments])
    place = ENVIRONMENTS / python.minor
    own = str(place / "bin" / "python")
    return _done(["sh", "tools/setup.sh", python.path, str(place)]) and _done(
        [own, "-m", "pytest", *arguments, "-m", NOT_ELSEWHERE]
    )


def _done(command: Sequence[str]) -> bool:
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Test on the Pythons that are here; return 1 where one fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.pythons")
    parser.add_argument(
        "--ends", action="store_true", help="the oldest and the newest, but not the one of .venv"
    )
    parser.add_argument("rest", nargs="*", metavar="ARGUMENT", help="for pytest, after --")
    options = parser.parse_args(arguments)
    here = found()
    print("Found Python", ", ".join(map(str, here)), flush=True)
    chosen = [p for p in ends(here) if p.path != sys.executable] if options.ends else here
    if not chosen:
        print("There is no other Python to test on.", flush=True)
    failed = [str(python) for python in chosen if not tested(python, options.rest)]
    if failed:
        print("The suite fails on Python", ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
