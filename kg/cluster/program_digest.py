"""Which program a process runs: a digest of the knowledge base's own files."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

_KG: Final = Path(__file__).parent.parent


@cache
def program_digest() -> str:
    """Return a digest of all that answers: two processes with the same compute the same.

    A version number would not do: a checkout keeps it while its files change.
    """
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(_KG.rglob("*.py")):
        digest.update(b"%s\n%s\n" % (path.relative_to(_KG).as_posix().encode(), path.read_bytes()))
    return digest.hexdigest()
