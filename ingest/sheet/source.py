"""A sheet into a source that can be loaded: the right grid, its header, its rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.findings import Finding, Item, Outcome
from ingest.known import Known
from ingest.loading import Source
from ingest.sheet.actor_rows import actor_item
from ingest.sheet.closing import Closing, closing_columns
from ingest.sheet.declared_rows import declared_item
from ingest.sheet.grids import Grid, read_file, shown_name
from ingest.sheet.headers import Header, find_header, nearest_header
from ingest.sheet.kept_rows import kept_rows
from ingest.sheet.lookup import Lookup
from ingest.sheet.membership_rows import membership_items
from ingest.sheet.numbers import habit_of
from ingest.sheet.origins import origins_of
from ingest.sheet.sheet_context import Context
from ingest.sheet.sheet_draft import Draft, as_text
from ingest.sheet.sheet_visibility import closed_alike
from ingest.sheet.synonyms import COLUMNS, COUNTED, DECLARED, KINDS
from ingest.sheet.template import is_sample
from kg.base.audience import Audience
from kg.base.errors import BadFileError, BadOptionError
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
    if kind not in KINDS:
        raise BadOptionError("--as", kind, msg("Use one of: {names}.", names=list(KINDS)))
    name = shown_name(path)
    arrived = read_file(path)
    grid, header = _choose(arrived.grids, kind)
    _check_header(name, header, kind)
    closing = closing_columns(header, grid.rows[header.first :], kind)
    drafts = list(_drafts(name, grid, header, closing))
    if not drafts:
        raise BadFileError(name, msg("there is no row below the header."), msg("Fill in a row."))
    place = (name, f"row {header.first}")
    drafts[0].findings.extend(_column_findings(place, header, closing, kind))
    drafts[0].findings.extend(_sheet_findings(place, arrived.grids, grid))
    origins = origins_of(path, arrived.checksum, known, today, source)
    context = Context(kind, known, Lookup(known), origins, store, header.lang, visibility)
    items = kept_rows(items_of(drafts, context), drafts, header, context)
    return Source(name, items, tuple(origins.stated.values()))


def items_of(drafts: list[Draft], context: Context) -> list[Item]:
    """Return what rows of a kind say, one item for each."""
    if context.kind == "memberships":
        return membership_items(drafts, context)
    make = declared_item if context.kind in DECLARED else actor_item
    taken: set[str] = set()
    return closed_alike([make(draft, context, taken) for draft in drafts])


def _choose(grids: list[Grid], kind: str) -> tuple[Grid, Header]:
    """The sheet whose header names most columns; shown ones before hidden ones."""
    found = [(grid, find_header(grid.rows, kind)) for grid in grids]
    return max(found, key=lambda pair: (pair[0].visible, _fit(pair[1], kind)))


def _fit(header: Header, kind: str) -> tuple[int, int]:
    return -len(header.missing(kind)), len(header.names)


def _check_header(name: str, header: Header, kind: str) -> None:
    missing = header.missing(kind)
    if not missing:
        return
    near = nearest_header(header, missing[0])
    why = msg("the column “{column}” is missing.", column=missing[0])
    fix = (
        msg("Call it “{column}”; is it “{near}”?", column=missing[0], near=near)
        if near
        else msg("The columns are: {columns}.", columns=list(COLUMNS[kind]))
    )
    raise BadFileError(name, why, fix)


def _drafts(file: str, grid: Grid, header: Header, closing: Closing) -> Iterator[Draft]:
    """The rows below the header that hold something, with the numbers that the sender sees."""
    sheet = "".join(c if c.isprintable() else "?" for c in grid.name)
    habits = {
        name.column: habit_of(as_text(row[i]) for row in grid.rows[header.first :] if i < len(row))
        for i, name in header.names.items()
        if name.column in COUNTED
    }
    for number, row in enumerate(grid.rows[header.first :], start=header.first + 1):
        cells = {n: row[i] for i, n in header.names.items() if i < len(row) and row[i] != ""}
        where = f"{sheet}!row {number}" if sheet else f"row {number}"
        draft = Draft(
            file,
            where,
            cells,
            closing=closing.words(row, grid.odd.get(number - 1, ())),
            habits=habits,
            raw=row,
        )
        if cells and not is_sample(draft.text("id")):
            yield draft


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
    """What is to be said once about the file: the sheets left aside."""
    for grid in grids:
        if grid is not chosen and grid.visible:
            said = msg("The sheet “{sheet}” was not read.", sheet=grid.name)
            fix = msg("If it lists records too, send it as a file of its own.")
            yield Finding(*place, "", "sheet-ignored", Outcome.ACCEPTED, said, fix)
