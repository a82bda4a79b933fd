"""A sheet on the desk: which of its rows can be sent, which are corrected first, what was left."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any, Final, NamedTuple

from fastapi import Response

from api.pages.desk.at_desk import AtDesk
from api.pages.desk.cell_fields import CellField, cell_field, column_label, place_words
from api.pages.page_context import Context
from api.service import today
from ingest.entries import cells_of, form_columns, office_of, pairs_of, title_of
from ingest.findings import Finding, Item, Outcome
from ingest.sent_sheets import checked_rows, columns_of, notes_of
from ingest.sheet.headers.sheet_kinds import RECORDS
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.exchange.acceptance import office_source
from kg.exchange.entry_changes import changes_of
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, move, open_steps, seen_record, stepped, write_all
from kg.model.desk_types import Submission, Upload
from kg.model.fields import VISIBLE
from kg.store.protocol import Store

_PAGE: Final = 20
"""Rows to correct that are shown at a time."""


class NothingToSendError(WrongUseError):
    """No row of a sheet can be sent as it is."""

    slug = "nothing-to-send"
    status = 409
    title = msg("Nothing can be sent yet")

    def __init__(self) -> None:
        super().__init__(
            msg("No row of this sheet can be sent as it stands."),
            msg("Correct the rows first; each says what is wrong with it."),
        )


class SheetRow(NamedTuple):
    """A row of a sheet: its submission, what becomes of it, what was found when it was read."""

    seen: Seen[Submission]
    item: Item
    notes: list[Finding]
    unaltered: bool

    @property
    def waits(self) -> bool:
        """Whether it is still to be sent: a draft, or returned."""
        return self.seen.record.state in {"draft", "returned"}

    @property
    def good(self) -> bool:
        """Whether it can be sent."""
        record = self.seen.record
        said = bool(cells_of(record).get(VISIBLE))
        untouched = any(note.outcome is Outcome.HELD for note in self.notes)
        return (
            self.waits and said and not untouched and not self.unaltered
            and self.item.outcome is Outcome.ACCEPTED
        )  # fmt: skip


def preview_page(here: AtDesk, seen: Seen[Upload], page: int) -> Response:
    """Show a sheet; of the rows to correct one page."""
    frame, upload = Context(here.reader), seen.record
    rows, notes = _rows(here, upload), notes_of(upload)
    wrong = [row for row in rows if row.waits and not row.good and not row.unaltered]
    first = (page - 1) * _PAGE
    places = {row.seen.record.place for row in rows}
    content: dict[str, Any] = {
        "upload": upload,
        "office": frame.label(upload.office or ""),
        "type": frame.say(RECORDS[upload.kind or ""].node.plural),
        "state": frame.say(LIVES[Upload].states[upload.state or ""]),
        "columns": [
            (header, column_label(upload.kind or "", column, frame.lang) if column else None)
            for header, column in columns_of(upload)
        ],
        "notes": _placed(frame, (n for n in notes if _is_of_sheet(n, places))),
        "refused": _placed(frame, (n for n in notes if n.outcome is Outcome.REJECTED)),
        "good": [_line(frame, row) for row in rows if row.good],
        "unaltered": [_line(frame, row) for row in rows if row.waits and row.unaltered],
        "gone": [(*_line(frame, row), _state(frame, row)) for row in rows if not row.waits],
        "wrong": [_to_correct(here, row) for row in wrong[first : first + _PAGE]],
        "wrong_count": len(wrong),
        "page": page,
        "pages": max(1, -(-len(wrong) // _PAGE)),
        "steps": [(step, frame.say(step.label)) for step in open_steps(upload, here.who)],
        "seen": seen.token,
        "action": frame.path("desk", "upload", upload.number),
    }
    return here.page("desk/uploaded.html", content)


def decided(here: AtDesk, seen: Seen[Upload], form: Mapping[str, str]) -> Response:
    """Do what a button of the page says.

    Raises:
        NothingToSendError: no row can be sent.
        NotAtThisStageError, ConflictError, UnknownIdError: as ``kg.exchange.moving``.
    """
    number, act = seen.record.number, form.get("act", "")
    if act == "correct":
        _correct(here, seen.record, form)
    else:
        seen = seen._replace(token=form.get("seen", ""))
        moved = stepped(seen.record, act, here.who, here.now)
        rows = _moved_rows(here, seen.record, act)
        with here.desk(write=True) as desk:
            write_all(desk, [Seen(moved, seen.token), *rows], act)
    return here.to("upload", number)


def _moved_rows(here: AtDesk, upload: Upload, act: str) -> list[Seen[Submission]]:
    """Return the rows that go along with a sheet: those that can be sent, or all drafts of it."""
    rows = _rows(here, upload)
    if act == "send":
        chosen, step = [row for row in rows if row.good], "propose"
        if not chosen:
            raise NothingToSendError
    elif act == "discard":
        chosen, step = [row for row in rows if row.waits], "withdraw"
    else:
        chosen = [row for row in rows if row.seen.record.state in {"withdrawn", "lapsed"}]
        step = "take up"
    return [
        Seen(stepped(row.seen.record, step, here.who, here.now), row.seen.token) for row in chosen
    ]


def _correct(here: AtDesk, upload: Upload, form: Mapping[str, str]) -> None:
    """Keep other cells of one row; what is still wrong with it is shown again."""
    id_ = f"{Submission.prefix}/{form.get('row', '')}"
    kind = upload.kind or ""
    with here.desk(write=True) as desk:
        seen = seen_record(desk, Submission, id_, here.who)
        cells = cells_of(seen.record)
        known = {*form_columns(kind), *cells}
        cells |= {name: text.strip() for name, text in form.items() if name in known}
        seen = seen._replace(token=form.get("seen", ""))
        move(desk, seen, "draft", here.who, here.now, kind=kind, row=pairs_of(kind, cells))


def _rows(here: AtDesk, upload: Upload) -> list[SheetRow]:
    with here.desk() as desk:
        seen = [seen_record(desk, Submission, id_, here.who) for id_ in upload.entries]
    store = here.reader.inquiry.store
    office = office_of(store, upload.office or "")
    known, source = here.reader.service.known.of(store), office_source(office.id)
    records = [each.record for each in seen]
    items = checked_rows(records, office, known, store, today=today())
    notes: dict[str, list[Finding]] = {}
    for note in notes_of(upload):
        notes.setdefault(note.where, []).append(note)
    return [
        SheetRow(
            each, item,
            # Who has looked at a row and kept it again has seen what was odd about it.
            notes.get(each.record.place or "", []) if _is_as_read(each.record, upload) else [],
            item.outcome is Outcome.ACCEPTED and _alters_nothing(store, item, source),
        )
        for each, item in zip(seen, items, strict=True)
    ]  # fmt: skip


def _is_of_sheet(note: Finding, places: Container[str | None]) -> bool:
    """Say whether a note is told with the sheet: columns that were not read are in their table."""
    refused = note.outcome is Outcome.REJECTED
    return note.where not in places and not refused and note.code != "unknown-column"


def _is_as_read(record: Submission, upload: Upload) -> bool:
    return record.state == "draft" and record.moved == upload.read


def _alters_nothing(store: Store, item: Item, source: str) -> bool:
    found = changes_of(store, item.changes, source)
    return found.known and not found.altered


def _line(p: Context, row: SheetRow) -> tuple[str, str, str]:
    record = row.seen.record
    return p.say(place_words(record.place or "")), title_of(record), record.number


def _placed(p: Context, notes: Iterable[Finding]) -> list[tuple[str, Finding]]:
    return [(p.say(place_words(note.where)), note) for note in notes]


def _state(frame: Context, row: SheetRow) -> str:
    return frame.say(LIVES[Submission].states[row.seen.record.state or ""])


def _to_correct(here: AtDesk, row: SheetRow) -> dict[str, Any]:
    """Return a row with the fields that something was found of, and all else that was found."""
    record, lang = row.seen.record, here.reader.lang
    kind, cells = record.kind or "", cells_of(row.seen.record)
    found = [*row.item.findings, *row.notes]
    asked = {finding.field for finding in found}
    every: list[CellField] = [
        cell_field(kind, column, cells, found, lang)
        for column in dict.fromkeys((*form_columns(kind), *cells))
        if column not in {VISIBLE, "id"} or column in asked
    ]
    fields = [one for one in every if one.column.partition(":")[0] in asked - {VISIBLE}]
    shown = {field.column.partition(":")[0] for field in fields} | {VISIBLE}
    place, title, number = _line(Context(here.reader), row)
    return {
        "place": place,
        "title": title,
        "number": number,
        "seen": row.seen.token,
        "fields": fields,
        "more": [one for one in every if one not in fields and one.column != VISIBLE],
        "general": [f for f in found if f.field not in shown],
        "of_visibility": [f for f in found if f.field == VISIBLE],
        "visibility": cells.get(VISIBLE, ""),
        "asks_visibility": not cells.get(VISIBLE) or VISIBLE in asked,
    }
