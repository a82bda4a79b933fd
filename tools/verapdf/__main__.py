"""``python -m tools.verapdf fetch``, or ``… FILE.pdf``: is it PDF/UA-1, and PDF/A-3a?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tools.verapdf.validator import CannotCheckError, cache_folder, failures, jars


def main(arguments: Sequence[str]) -> int:
    """Do what was asked; 0, 1 where a file fails or it cannot be done, 2 where nothing is named."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        lib = jars(cache_folder())
        files = [Path(name) for name in arguments if name != "fetch"]
        failed = {name for which in ("ua1", "3a") for name in failures(lib, which, files)}
    except CannotCheckError as error:
        print(error, file=sys.stderr)
        return 1
    for file in files:
        print(f"{'FAIL' if str(file) in failed else 'PASS'} {file}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
