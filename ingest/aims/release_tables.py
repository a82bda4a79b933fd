"""The tables of a release by the name of their file, and their rows by column.

The columns are those of the data dictionary that comes with each release of AidData
(github.com/AidData-WM/public_datasets, geocoded): ``projects``, ``transactions``, ``locations``.
Ancillary tables hold what the system itself calls its columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ingest.sheet.grids.grids import Cell, read_grids, shown_name
from kg.base.bounded_files import TooLargeError, read_text
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.base.text import fold

PROJECTS: Final = "projects"
TRANSACTIONS: Final = "transactions"
ANCILLARY: Final = "project_ancillary"
DONORS: Final = "donor_trans_crosswalk"
_NEEDED: Final = ("project_id", "project_title")
_TABLES: Final = (".csv", ".tsv")
_ASIDE: Final = frozenset(
    {
        "locations", "level_1a", "level_1", "locations_ancillary", "data_dictionary",
        "country_codes", "deflator_values", "geonames", "sector_trans_crosswalk",
        "status_trans_crosswalk",
    }
)  # fmt: skip
"""Tables that are read for nothing, or say again what the others say."""
_MAX_PACKAGE: Final = 2_000_000

Cells = dict[str, str]


@dataclass(slots=True)
class Release:
    """A release: its tables, what it says about itself, the names of tables that nobody knows.

    ``file`` is the table of projects, as the report names it.
    """

    path: Path
    file: str
    tables: dict[str, list[tuple[int, Cells]]] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    locations: int = 0


def read_release(path: Path) -> Release:
    """Return the tables of a folder, or of one table of projects.

    Raises:
        BadFileError: there is no table of projects, or a table cannot be read.
    """
    main = _projects(path) if path.is_dir() else path
    if _is_zip(main):
        why = msg("it is an archive.")
        raise BadFileError(shown_name(main), why, msg("Unpack it and give the folder."))
    release = Release(main, shown_name(main))
    release.tables[PROJECTS] = _rows(main)
    _check(main, release.tables[PROJECTS])
    if not path.is_dir():
        return release
    files = sorted(p for p in main.parent.iterdir() if p.is_file())
    named = {_stem(p): p for p in files if p.suffix.lower() in _TABLES}
    for name in (TRANSACTIONS, ANCILLARY, DONORS):
        if name in named:
            release.tables[name] = _rows(named[name])
    release.facts = _facts(
        main.parent / "datapackage.json", main.parent.parent / "datapackage.json"
    )
    strange = sorted(named.keys() - release.tables.keys() - _ASIDE)
    release.strange = [shown_name(named[name]) for name in strange]
    release.locations = len(_rows(named["locations"])) if "locations" in named else 0
    return release


def _is_zip(path: Path) -> bool:
    """Say whether a file is a zip: releases are handed out in one."""
    return path.suffix.lower() == ".zip" and path.is_file()


def _projects(folder: Path) -> Path:
    """Return the table of projects in a folder, or in a folder inside it.

    Raises:
        BadFileError: there is none, or several.
    """
    try:
        files = [p for p in sorted(folder.rglob("*")) if _stem(p) == PROJECTS and p.is_file()]
    except OSError as error:
        why = msg("it cannot be opened ({reason}).", reason=error.strerror or "OSError")
        raise BadFileError(str(folder), why, msg("Check the path and the rights.")) from error
    found = [p for p in files if p.suffix.lower() in _TABLES]
    here = [p for p in found if p.parent == folder] or found
    give = msg("Give the folder of the release.")
    if not here:
        why = msg("the folder holds no table of projects (projects.csv).")
        raise BadFileError(str(folder), why, give)
    if len(here) > 1:
        why = msg("the folder holds several tables of projects.")
        raise BadFileError(str(folder), why, give)
    return here[0]


def _stem(path: Path) -> str:
    name = path.stem.lower()
    return PROJECTS if name == "project" else name


def _check(path: Path, rows: list[tuple[int, Cells]]) -> None:
    columns = {column for _, cells in rows for column in cells}
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        why = msg("the column “{column}” is missing.", column=missing[0])
        known = msg("The columns are those of the release's data_dictionary.")
        raise BadFileError(shown_name(path), why, known)


def _rows(path: Path) -> list[tuple[int, Cells]]:
    """Return the rows of a table with their lines; empty cells are left out."""
    if path.is_file() and not path.stat().st_size and _stem(path) != PROJECTS:
        return []
    header, *rows = read_grids(path)[0].rows
    columns = [fold(_text(cell)).replace(" ", "_") for cell in header]
    return list(_filled(columns, rows))


def _filled(columns: list[str], rows: list[list[Cell]]) -> Iterator[tuple[int, Cells]]:
    for line, row in enumerate(rows, start=2):
        cells = {
            column: text
            for column, cell in zip(columns, row, strict=False)
            if column and (text := _text(cell))
        }
        if cells:
            yield line, cells


def _text(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else str(cell)


def _facts(*paths: Path) -> dict[str, str]:
    """Return what a datapackage says about the release, as far as it says it in texts."""
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        return {}
    try:
        said = json.loads(read_text(path, _MAX_PACKAGE))
    except (OSError, TooLargeError, ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    extras = said.get("extras")
    told: list[Any] = extras if isinstance(extras, list) else []
    facts = {e["key"]: e["value"] for e in told if isinstance(e, dict) and {"key", "value"} <= {*e}}
    facts["title"] = said.get("title")
    return {k: v for k, v in facts.items() if isinstance(k, str) and isinstance(v, str) and v}
