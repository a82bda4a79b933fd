"""A sheet before its rows are read: the right grid, its header, the mapping it is read by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ingest.currencies import currency_of
from ingest.sheet.grids.grids import Arrived, Grid, read_file, shown_name
from ingest.sheet.headers.column_names import CURRENCY
from ingest.sheet.headers.headers import Header, find_header, nearest_header
from ingest.sheet.headers.sheet_kinds import RECORDS, check_kind
from ingest.sheet.mapping import (
    SheetMapping,
    by_headers,
    fingerprint,
    fixed,
    placed,
    shown_headers,
)
from kg.base.errors import BadFileError
from kg.base.i18n import Message, msg

_SHOWN: Final = 20
"""Headers that an error lists."""
_NOTHING: Final[Mapping[str, str]] = {}


class MissingColumnError(BadFileError):
    """A sheet has no column without which its rows say nothing.

    ``column`` is the first that is missing, ``headers`` are those that were found.
    """

    def __init__(self, name: str, column: str, headers: list[str], fix: Message) -> None:
        super().__init__(name, msg("the column “{column}” is missing.", column=column), fix)
        self.column = column
        self.headers = headers


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """A file with the grid and header that were chosen.

    ``mapping`` is what it is read by, an empty one where nothing was said; ``is_kept`` whether that
    was recognised among those that are kept.
    """

    name: str
    arrived: Arrived
    grid: Grid
    header: Header
    mapping: SheetMapping
    is_kept: bool = False
    currency: str | None = None
    """That which the header of the amounts names."""


def open_sheet(
    path: Path,
    kind: str,
    mapping: SheetMapping | None = None,
    kept: Iterable[SheetMapping] = (),
    source: str | None = None,
    *,
    values: Mapping[str, str] = _NOTHING,
) -> OpenedSheet:
    """Return a file opened as a sheet of ``kind``, by ``mapping`` or by the one it is known by.

    Its rows come from ``source`` (an id or words), where that is said; else as the mapping says.
    ``values`` are what rows say that do not say it themselves, whatever the mapping.

    Raises:
        BadOptionError: there is no such kind, or the mapping names no column of the file.
        BadFileError: the file cannot be read, or has no table with the necessary columns.
    """
    check_kind(kind, "--as")
    arrived = read_file(path)
    senders = [one for one in kept if one.is_peculiar]
    known = None if mapping else _recognised(arrived.grids, kind, senders)
    said = SheetMapping(kind, values=values, source=source)
    used = (mapping or known or SheetMapping(kind)).and_also(said)
    grid, header = _choose(arrived.grids, kind, used)
    header = placed(header, used)
    name = shown_name(path)
    _check_header(name, header, used)
    currency = _currency(kind, header)
    return OpenedSheet(
        name, arrived, grid, header, fixed(used, header), known is not None, currency
    )


def _recognised(
    grids: Sequence[Grid], kind: str, kept: Iterable[SheetMapping]
) -> SheetMapping | None:
    """The latest mapping that was made for a header of just these words."""
    for mapping in by_headers(kept, kind):
        _, header = _choose(grids, kind, mapping)
        if fingerprint(header) == mapping.headers:
            return mapping
    return None


def _choose(grids: Sequence[Grid], kind: str, mapping: SheetMapping) -> tuple[Grid, Header]:
    """The sheet whose header names most columns; shown ones before hidden ones."""
    given, told = mapping.given, {name.column for name in mapping.all_rows}
    found = [(grid, find_header(grid.rows, kind, given, told)) for grid in grids]
    return max(found, key=lambda pair: (pair[0].visible, _fit(pair[1], kind)))


def _fit(header: Header, kind: str) -> tuple[int, int]:
    return -len(header.missing(kind)), len(header.names)


def _check_header(name: str, header: Header, mapping: SheetMapping) -> None:
    told = {one.column for one in mapping.all_rows}
    missing = [column for column in header.missing(mapping.kind) if column not in told]
    if not missing:
        return
    options = " ".join(_options(header, missing, mapping.kind))
    headers = shown_headers(header)[:_SHOWN]
    fix = msg(
        "The headers found are: {headers}. Say which is which: {options}",
        headers=headers,
        options=options,
    )
    raise MissingColumnError(name, missing[0], headers, fix)


def _options(header: Header, missing: Iterable[str], kind: str) -> Iterator[str]:
    """The options to type: the nearest headers, each once; what no column says for all rows."""
    left = dict(header.unknown)
    for column in missing:
        near = nearest_header(replace(header, unknown=left), column, kind)
        left = {index: word for index, word in left.items() if word != near}
        yield f'--map "{near}={column}"' if near else f"--set {column}=…"


def _currency(kind: str, header: Header) -> str | None:
    """What an amount is in, where its header says it: “Monto (USD)”."""
    sums = RECORDS[kind].sums.values() if kind in RECORDS else ()
    if CURRENCY in header.columns:
        return None
    words = [header.words[index] for index, name in header.names.items() if name.column in sums]
    return next(filter(None, map(currency_of, words)), None)
