"""A sheet that an office sends, as entries: its columns, its rows as cells of a form, what is odd.

The office declares what stands in it, whatever its rows say: a row of somebody else is not taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from ingest.entries import OWN, Office, accepted_cells, entries_source, form_columns, pairs_of
from ingest.findings import Finding, Item, Outcome
from ingest.held_rows import finding_of, finding_value
from ingest.known import Known
from ingest.personal_data import masked
from ingest.sheet.grids.grids import Cell
from ingest.sheet.headers.field_shapes import Shape, shape_of
from ingest.sheet.headers.header_words import Name
from ingest.sheet.headers.sheet_kinds import RECORDS
from ingest.sheet.mapping import SheetMapping
from ingest.sheet.opened_sheet import MissingColumnError, OpenedSheet, open_sheet
from ingest.sheet.rows.cell_values import personal_data_left_out, several
from ingest.sheet.rows.declarer import with_those_above
from ingest.sheet.rows.sheet_draft import Draft, as_text
from ingest.sheet.source import drafts_of
from ingest.sheet.values.days import Span, read_days
from ingest.sheet.values.lookup import Lookup
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.base.text import fold
from kg.exchange.moving import new_id
from kg.identity.bodies import names_of
from kg.model.audiences import FEWEST
from kg.model.desk_types import Submission, Upload
from kg.model.fields import VISIBLE
from kg.store.protocol import Store

MAX_ROWS: Final = 300
"""Rows of a sheet that is uploaded."""
MAX_TEXT: Final = 1_000_000
"""Characters of all its cells that are read."""
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class SentBy(NamedTuple):
    """Whose sheet it is, what is known, the store that is asked, the language of its texts.

    The language counts where the headers speak none.
    """

    office: Office
    known: Known
    store: Store
    lang: str


class SentRow(NamedTuple):
    """A row: its place, its cells by column of the form."""

    where: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class SentSheet:
    """What was read of a sheet: which header is which column, its rows, what is to be said.

    ``columns`` are headers with the column they were read as, empty where not; ``notes`` are
    findings about the sheet and about rows, those too that were not taken.
    """

    file: str
    kind: str
    lang: str
    checksum: str
    columns: list[tuple[str, str]]
    rows: list[SentRow]
    notes: list[Finding]


def read_sheet(
    path: Path, file: str, kind: str, by: SentBy, kept: Iterable[SheetMapping] = ()
) -> SentSheet:
    """Read a sheet of an office that is called ``file``; nothing is written.

    ``kept`` are mappings of senders by which it may be recognised.

    Raises:
        MissingColumnError: it has not the columns of its kind.
        BadFileError: it cannot be read, has no row, or more than are taken.
    """
    try:
        opened = open_sheet(path, kind, None, kept, values={"actor": by.office.actor})
    except BadFileError as error:
        raise _called(error, file) from error
    opened = replace(opened, name=file)
    drafts, notes = drafts_of(opened)
    _check_size(file, drafts)
    lang = opened.header.lang or by.lang
    reading = _Reading(kind, by._replace(lang=lang))
    rows = [row for draft in drafts if (row := reading.row(draft)) is not None]
    found = [note for draft in drafts for note in draft.findings]
    return SentSheet(
        file, kind, lang, opened.arrived.checksum, _columns(opened), rows,
        [*notes, *_left_out(drafts, file), *found],
    )  # fmt: skip


def as_upload(
    sheet: SentSheet, office: Office, *, on_behalf: bool
) -> tuple[Upload, list[Submission]]:
    """Return a sheet as it lies on the desk: itself, and each of its rows as a draft."""
    id_ = new_id(Upload)
    drafts = [
        Submission(
            id=new_id(Submission), office=office.id, kind=sheet.kind,
            row=pairs_of(sheet.kind, row.cells), lang=sheet.lang,
            on_behalf=on_behalf or None, upload=id_, place=row.where,
        )
        for row in sheet.rows
    ]  # fmt: skip
    upload = Upload(
        id=id_, office=office.id, kind=sheet.kind, file=sheet.file or "?", lang=sheet.lang,
        checksum=sheet.checksum, columns=[_dumps(pair) for pair in sheet.columns],
        notes=[_dumps([note.where, *finding_value(note)]) for note in sheet.notes],
        entries=[draft.id for draft in drafts], on_behalf=on_behalf or None,
    )  # fmt: skip
    return upload, drafts


def columns_of(upload: Upload) -> list[tuple[str, str]]:
    """Return the headers of a sheet with the columns that they were read as, empty where not."""
    return [(str(header), str(column)) for header, column in map(json.loads, upload.columns)]


def notes_of(upload: Upload) -> list[Finding]:
    """Return what was found of a sheet and its rows when it was read."""
    told = map(json.loads, upload.notes)
    return [finding_of(upload.file or "", where, said) for where, *said in told]


def checked_rows(
    rows: Sequence[Submission], office: Office, known: Known, store: Store, *, today: date
) -> list[Item]:
    """Return what becomes of the rows of one sheet by what is known now, in their order.

    Raises:
        BadOptionError: a column is none of the form's.
    """
    if not rows:
        return []
    first = rows[0]
    source = entries_source(
        first.kind or "", [(row.id, accepted_cells(row)) for row in rows], office, known, store,
        lang=first.lang or "en", today=today,
    )  # fmt: skip
    return list(source.items)


class _Reading:
    """Reads the rows of one sheet."""

    def __init__(self, kind: str, by: SentBy) -> None:
        self._kind, self._lang, self._store = kind, by.lang, by.store
        self._columns = set(form_columns(kind))
        self._look = Lookup(by.known)
        self._own = {*with_those_above(by.store, [by.office.id]), by.office.actor}
        self._names = _names(by.store, self._own)

    def row(self, draft: Draft) -> SentRow | None:
        """Return a row as cells of the form, None where it is somebody else's."""
        if not self._is_own(draft):
            return None
        cells: dict[str, str] = {}
        for name, cell in draft.cells.items():
            if name.column in self._columns:
                text = self._text(draft, name, cell)
                other = "" if name.lang in (None, self._lang) else f":{name.lang}"
                cells.setdefault(f"{name.column}{other}", text)
        if draft.closing:
            cells[VISIBLE] = FEWEST
            why = msg("Another column says who may read it: “{word}”.", word=draft.closing[0])
            fix = msg("It is for the fewest until you choose.")
            draft.find(VISIBLE, "closed-by-column", Outcome.CHANGED, why, fix)
        return SentRow(draft.where, cells)

    def _text(self, draft: Draft, name: Name, cell: Cell) -> str:
        kind = RECORDS[self._kind]
        if name.column in kind.fields and shape_of(kind.node, name.column) is Shape.DAY:
            span = read_days(cell, draft.habits.day(name.column))
            if isinstance(span, Span) and span.first == span.last:
                return span.first.isoformat()
        text = as_text(cell)
        plain = masked(text)
        if plain != text:
            personal_data_left_out(draft, name.column)
        return plain.strip()

    def _is_own(self, draft: Draft) -> bool:
        for word in several(draft, "actor"):
            if fold(word) in self._names:
                continue
            found = self._look.actor(word).id
            if found is None:
                why = msg("“{word}” is not known; the row is taken as one of yours.", word=word)
                fix = msg("Look whether it is yours; if not, withdraw it.")
                draft.find("actor", "actor-not-read", Outcome.HELD, why, fix)
            elif self._is_another(found):
                why = msg("The row is declared by {id}, not by your office.", id=found)
                fix = msg("Only they enter it; take the row out.")
                draft.find("actor", "another-actor", Outcome.REJECTED, why, fix)
                return False
        return True

    def _is_another(self, id_: str) -> bool:
        return id_ not in self._own and self._own.isdisjoint(with_those_above(self._store, [id_]))


def _names(store: Store, ids: Iterable[str]) -> frozenset[str]:
    """Return how an office, and what it is part of, are called; folded."""
    said = (s.props for record in store.get(sorted(ids)).values() for s in record.statements)
    return frozenset(fold(name) for props in said for name in names_of(props))


def _called(error: BadFileError, file: str) -> BadFileError:
    """Return an error by the name that its sender gave the file, not by where it lies."""
    if isinstance(error, MissingColumnError):
        return MissingColumnError(file, error.column, error.headers, error.fix)
    return BadFileError(file, error.detail.facts["why"], error.fix)


def _check_size(file: str, drafts: Sequence[Draft]) -> None:
    fix = msg("Split it, or send only the sheet that is needed.")
    if len(drafts) > MAX_ROWS:
        why = msg("it has {n} rows, more than {most}.", n=len(drafts), most=MAX_ROWS)
        raise BadFileError(file, why, fix)
    size = sum(len(as_text(cell)) for draft in drafts for cell in draft.cells.values())
    if size > MAX_TEXT:
        raise BadFileError(file, msg("its cells hold too much text."), fix)


def _columns(opened: OpenedSheet) -> list[tuple[str, str]]:
    names = opened.header.names
    return [
        (masked(word), ":".join(filter(None, names[index][:2])) if index in names else "")
        for index, word in sorted(opened.header.words.items())
        if word
    ]


def _left_out(drafts: Iterable[Draft], file: str) -> Iterator[Finding]:
    """What columns say that follows from the office, and is not asked of a sheet."""
    columns = {name.column for draft in drafts for name in draft.cells}
    found = [column for column in OWN if column in columns and column != "actor"]
    if found:
        why = msg("These columns follow from the office and were not read: {columns}.",
                  columns=found)  # fmt: skip
        yield Finding(file, "", "", "of-the-office", Outcome.ACCEPTED, why, msg("Leave them out."))
