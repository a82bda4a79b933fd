"""Mappings of sheets on the desk: looked up before a sheet is read, kept once it has been."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from coopgraph.asked import Asked
from coopgraph.desk.desk import made_desk, read_desk
from kg.base.errors import BadOptionError
from kg.base.store_errors import StoreError, StoreMissingError

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.sheet.mapping import SheetMapping


def kept_on(url: str, asked: Asked) -> tuple[int, list[SheetMapping]]:
    """Return the revision of the desk at an address and its mappings; none where there is no desk.

    Raises:
        StoreError: there is one, and it cannot be read.
    """
    from ingest.sheet.kept_mappings import mappings_of

    with suppress(StoreMissingError), read_desk(url, asked.settings) as desk:
        return desk.revision(), mappings_of(desk)
    return 0, []


def kept_if_readable(url: str, asked: Asked) -> list[SheetMapping]:
    """Return the mappings of a desk; none where it cannot be read: nobody has asked for one."""
    try:
        return kept_on(url, asked)[1]
    except (BadOptionError, StoreError):
        return []


def chosen(
    said: SheetMapping, name: str, kept: list[SheetMapping], *, changes: bool
) -> SheetMapping | None:
    """Return what a sheet is to be read by; None where it is to be recognised.

    A mapping that is named counts, with what is said beside it; one that is not there yet is made
    of what is said.

    Raises:
        UnknownMappingError: a mapping is named that is not there, and nothing is said to make it.
    """
    from ingest.sheet.kept_mappings import require

    same = [one for one in kept if one.name == name and one.kind == said.kind]
    if name and (same or not changes):
        return require(same or kept, name).and_also(said)
    return said if changes else None


def name_for(name: str, file: Path, kind: str) -> str:
    """Return the name of a mapping: as it was said, else after its file."""
    from kg.base.ids import slug

    return name or f"{kind}-{slug(file.stem)}"


def keep_on(url: str, asked: Asked, mapping: SheetMapping) -> None:
    """Write a mapping to the desk at an address, which is made where there is none.

    Raises:
        StoreError: it cannot be written to.
    """
    from ingest.sheet.kept_mappings import keep
    from kg.access.clock import utc_now

    with made_desk(url, asked.settings) as desk:
        keep(desk, mapping, utc_now())
