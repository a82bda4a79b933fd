"""Which program a process runs: a digest of the knowledge base's own files and of packages."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

_KG: Final = Path(__file__).parent.parent
_COUNTING: Final = ("numba", "numpy", "scikit-learn")
"""Packages whose versions may tell in a last digit of what is learned."""


@cache
def program_digest() -> str:
    """Return a digest of all that answers: two processes with the same compute the same.

    A version number would not do: a checkout keeps it while its files change.
    """
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(_KG.rglob("*.py")):
        digest.update(b"%s\n%s\n" % (path.relative_to(_KG).as_posix().encode(), path.read_bytes()))
    digest.update(repr([_version(name) for name in _COUNTING]).encode())
    return digest.hexdigest()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
