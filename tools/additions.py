"""``python -m tools.additions``: refuse to add to git what is large or built.

Asked before a commit (``.pre-commit-config.yaml``). It looks at what the commit would hold, not at
the files beside it; what is there already may grow, as a lock does.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOST: Final = 500_000
"""Bytes of a file that is added."""
BUILT: Final = (".whl", ".mo", ".pyc")


def added(folder: Path) -> list[str]:
    """Return the files that the next commit adds."""
    names = _git(folder, "diff", "--cached", "--no-renames", "--diff-filter=A", "--name-only", "-z")
    return [name for name in names.split("\0") if name]


def refused(folder: Path) -> Iterator[str]:
    """Yield why the next commit should not be made."""
    for name in added(folder):
        size = int(_git(folder, "cat-file", "-s", f":{name}"))
        if name.endswith(BUILT):
            yield f"{name} is built: it does not belong into git."
        elif size > MOST:
            yield f"{name} has {size:,} bytes; add no file of more than {MOST:,}."


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def main() -> int:
    """Say what should not be added; 1 where there is something."""
    reasons = list(refused(Path.cwd()))
    for reason in reasons:
        print(reason, file=sys.stderr)
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main())
