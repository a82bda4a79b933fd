"""Finds folders of such tables among paths, by the columns of ``activities.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from ingest.iati_tables.table_columns import ACTIVITIES, IDENTIFIER

_MAIN: Final = f"{ACTIVITIES}.csv"
_DOCUMENTS: Final = (".xml", ".gz", ".zst", ".zip")
_START: Final = 4096
"""Bytes in which the name of the first column must stand, whatever the encoding."""


def apart(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the folders of tables in these paths, and the paths that hold something else.

    A path is in both where it holds such folders beside other files of IATI. The table of
    activities may be named instead of its folder.
    """
    folders: list[Path] = []
    others: list[Path] = []
    for path in paths:
        found = list(_folders(path))
        folders.extend(found)
        if not found or (path.is_dir() and _holds_documents(path)):
            others.append(path)
    return folders, others


def _folders(path: Path) -> Iterator[Path]:
    if path.name.lower() == _MAIN and _is_main(path):
        yield path.parent
    elif path.is_dir():
        yield from (file.parent for file in _files(path) if file.name.lower() == _MAIN)


def _files(path: Path) -> list[Path]:
    try:
        found = sorted(path.rglob("*"))
    except OSError:
        return []  # whoever reads the folder next says why
    return [file for file in found if file.name.lower() != _MAIN or _is_main(file)]


def _is_main(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return False
    return IDENTIFIER.encode() in start.replace(b"\0", b"").lower()


def _holds_documents(path: Path) -> bool:
    return any(file.suffix.lower() in _DOCUMENTS for file in _files(path))
