"""A sheet into a source that can be loaded: its rows, and what is to be said of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.findings import Finding, Item, Outcome
from ingest.known import Known
from ingest.loading import Source
from ingest.sheet.closing import Closing, closing_columns
from ingest.sheet.grids.cell_texts import encoding_findings, mended_findings
from ingest.sheet.grids.grids import Cell, Grid, shown
from ingest.sheet.headers.column_names import CURRENCY
from ingest.sheet.headers.header_words import Name
from ingest.sheet.headers.headers import Header
from ingest.sheet.headers.sheet_kinds import ACTORS, COLUMNS, RECORDS, SETTLED
from ingest.sheet.mapping import SheetMapping
from ingest.sheet.no_records import is_record, no_record_findings
from ingest.sheet.opened_sheet import OpenedSheet, open_sheet
from ingest.sheet.rows.actor_rows import actor_item
from ingest.sheet.rows.kept_rows import kept_rows
from ingest.sheet.rows.membership_rows import membership_items
from ingest.sheet.rows.origins import origins_of
from ingest.sheet.rows.record_rows import record_item
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.rows.sheet_visibility import closed_alike
from ingest.sheet.template import is_sample
from ingest.sheet.values.habits import habits_of
from ingest.sheet.values.lookup import Lookup
from kg.base.audience import Audience
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.model.fields import VISIBLE
from kg.store.protocol import Store


def sheet_source(
    path: Path,
    kind: str,
    known: Known,
    *,
    today: date,
    store: Store | None = None,
    source: str | None = None,
    visibility: Audience | None = None,
) -> Source:
    """Return the rows of a sheet that lists ``kind`` as a source for ``ingest.loading``.

    Rows without a source of their own come from ``source`` (an id or words), else from the file
    itself, retrieved ``today``. Rows that do not say who may see them claim ``visibility``. With
    ``store`` memberships are aligned with those that are there,
    and what a source said of a record before and says no longer is taken back.

    Raises:
        BadOptionError: there is no such kind.
        BadFileError: the file cannot be read, or has no table with the necessary columns.
    """
    opened = open_sheet(path, kind, SheetMapping(kind, source=source))
    return rows_of(opened, path, known, today=today, store=store, visibility=visibility)


def rows_of(
    opened: OpenedSheet,
    path: Path,
    known: Known,
    *,
    today: date,
    store: Store | None = None,
    visibility: Audience | None = None,
) -> Source:
    """Return the rows of a sheet that was opened, as ``sheet_source`` does.

    Raises:
        BadFileError: no row holds anything.
    """
    name, header, kind = opened.name, opened.header, opened.mapping.kind
    drafts, said = drafts_of(opened, visibility)
    drafts[0].findings.extend(said)
    origins = origins_of(path, opened.arrived.checksum, known, today, opened.mapping.source)
    # Of two that say different things of a record, the one that speaks of the later day counts.
    dated = None if kind in SETTLED else origins.own.retrieved
    context = Context(kind, known, Lookup(known), origins, store, header.lang, visibility, dated)
    items = kept_rows(items_of(drafts, context), drafts, header, context)
    return Source(name, items, tuple(origins.stated.values()))


def drafts_of(
    opened: OpenedSheet, visibility: Audience | None = None
) -> tuple[list[Draft], list[Finding]]:
    """Return the rows of a sheet that was opened, and what is to be said of all of them.

    Raises:
        BadFileError: no row holds anything.
    """
    name, header, kind = opened.name, opened.header, opened.mapping.kind
    rows = opened.grid.rows
    closing = closing_columns(header, rows[header.first :], kind)
    drafts = list(_drafts(opened, closing, visibility))
    if not drafts:
        raise BadFileError(name, msg("there is no row below the header."), msg("Fill in a row."))
    place = (name, f"row {header.first}")
    sheet = shown(opened.grid.name)
    return drafts, [
        *_column_findings(place, header, closing, kind),
        *_sheet_findings(place, opened.arrived.grids, opened.grid),
        *_mapping_findings(place, opened),
        *no_record_findings(name, sheet, rows, header.first, header.words),
    ]


def items_of(drafts: list[Draft], context: Context) -> list[Item]:
    """Return what becomes of the rows of one kind."""
    if context.kind == "memberships":
        return membership_items(drafts, context)
    make = actor_item if context.kind == ACTORS else record_item
    taken: set[str] = set()
    return closed_alike([make(draft, context, taken) for draft in drafts])


def _drafts(opened: OpenedSheet, closing: Closing, visibility: Audience | None) -> Iterator[Draft]:
    """The rows below the header that hold something, with the numbers that the sender sees."""
    grid, header, kind = opened.grid, opened.header, opened.mapping.kind
    sheet = shown(grid.name)
    columns = {index: name.column for index, name in header.names.items()}
    sums = RECORDS[kind].sums.values() if kind in RECORDS else ()
    rows = grid.rows[header.first :]
    habits = habits_of(columns, rows, sums=sums, from_1904=grid.from_1904)
    # Both a mapping and whoever loads the file may say it of all rows: the strictest counts.
    both = visibility if any(n.column == VISIBLE for n in opened.mapping.all_rows) else None
    for number, row in enumerate(grid.rows[header.first :], start=header.first + 1):
        if not is_record(row, header.words):
            continue
        cells = {n: row[i] for i, n in header.names.items() if i < len(row) and row[i] != ""}
        where = f"{sheet}!row {number}" if sheet else f"row {number}"
        draft = Draft(
            opened.name,
            where,
            _with_all_rows(opened, cells),
            closing=(
                *closing.words(row, grid.odd.get(number - 1, ())),
                *([both] if both and all(name.column != VISIBLE for name in cells) else ()),
            ),
            habits=habits,
            raw=row,
        )
        if cells and not is_sample(draft.text(COLUMNS[kind][0])):
            draft.findings.extend(
                mended_findings((opened.name, where), columns, grid.mended, number - 1)
            )
            yield draft


def _with_all_rows(opened: OpenedSheet, cells: dict[Name, Cell]) -> dict[Name, Cell]:
    """The cells of a row, and what holds for all rows where it does not say it itself."""
    all_rows: dict[Name, Cell] = dict(opened.mapping.all_rows)
    if opened.currency:
        all_rows.setdefault(Name(CURRENCY), opened.currency)
    said = {name[:2] for name in cells}
    more = {name: value for name, value in all_rows.items() if name[:2] not in said}
    return {**cells, **more} if cells else cells


def _mapping_findings(place: tuple[str, str], opened: OpenedSheet) -> Iterator[Finding]:
    """What is to be said once about what the sheet was read by without being told so."""
    used = opened.mapping
    if opened.is_kept:
        said = msg("It was read by the mapping “{name}” of {day}.", name=used.name,
                   day=used.made[:10])  # fmt: skip
        fix = msg("See: coopgraph mapping show {name}; without it: --no-mapping.", name=used.name)
        yield Finding(*place, "", "mapping-used", Outcome.ACCEPTED, said, fix)
    if opened.currency and not any(name.column == CURRENCY for name in used.all_rows):
        said = msg("The amounts are in {currency}, as their header says.", currency=opened.currency)
        fix = msg("If that is wrong: --set currency=….")
        yield Finding(*place, CURRENCY, "currency-of-header", Outcome.ACCEPTED, said, fix)


def _column_findings(
    place: tuple[str, str], header: Header, closing: Closing, kind: str
) -> Iterator[Finding]:
    """What is to be said once about the columns: those guessed, those not read."""
    columns = msg("The columns are: {columns}.", columns=list(COLUMNS[kind]))
    guesses = [(index, n.column) for index, n in header.names.items() if n.guessed]
    for index, column in (*guesses, *((index, VISIBLE) for index in sorted(closing.all))):
        word = header.words.get(index, "")
        said = msg("The header “{word}” was read as “{column}”.", word=word, column=column)
        fix = msg("If that is wrong, correct the header.")
        yield Finding(*place, column, "header-guessed", Outcome.CHANGED, said, fix)
    for index, word in header.unknown.items():
        if index not in closing.all:
            said = msg("The column “{column}” was not read.", column=word)
            yield Finding(*place, word, "unknown-column", Outcome.CHANGED, said, columns)


def _sheet_findings(place: tuple[str, str], grids: list[Grid], chosen: Grid) -> Iterator[Finding]:
    """What is to be said once about the file: how it was decoded, the sheets left aside."""
    yield from encoding_findings(place, chosen.guesses, chosen.mended)
    for grid in grids:
        if grid is not chosen and grid.visible:
            said = msg("The sheet “{sheet}” was not read.", sheet=grid.name)
            fix = msg("If it lists records too, send it as a file of its own.")
            yield Finding(*place, "", "sheet-ignored", Outcome.ACCEPTED, said, fix)
