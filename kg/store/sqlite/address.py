"""From the address of a store to the file it names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from kg.base.errors import BadOptionError
from kg.base.i18n import msg

_SCHEME: Final = "sqlite://"


def path_of(url: str) -> Path:
    """Return the file that ``sqlite:///absolute/path.db`` names, percent-decoded.

    >>> path_of("sqlite:///srv/my%20store.db")
    PosixPath('/srv/my store.db')

    Raises:
        BadOptionError: the address has another form, or names what no file can be called.
    """
    raw = unquote_to_bytes(url.removeprefix(_SCHEME))
    if not url.startswith(f"{_SCHEME}/") or b"\0" in raw:
        raise BadOptionError("--store", url, msg("Use sqlite:///absolute/path.db."))
    return Path(os.fsdecode(raw))
