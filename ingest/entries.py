"""What an office enters in a form: a sheet of one row, without a file, checked as all rows are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ingest.known import Known
from ingest.loading import Source
from ingest.sheet.grids.grids import Cell
from ingest.sheet.headers.header_words import Name
from ingest.sheet.headers.sheet_kinds import COLUMNS, DECLARED, check_kind
from ingest.sheet.mapping import column_named
from ingest.sheet.rows.declarer import levels_above
from ingest.sheet.rows.origins import Origins
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.source import items_of
from ingest.sheet.values.lookup import Lookup
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.exchange.acceptance import own_source
from kg.model.desk_types import Submission
from kg.model.fields import EXAMPLE
from kg.store.protocol import Store

ENTERED: Final = "entry"
"""What an entry is called where a file would be."""
OWN: Final = ("actor", "unit", "source", "nature", "confirmed_by")
"""Columns that a form has not: they follow from who enters it."""
_DECLARERS: Final = ("state/", "country/", "org/")
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and the state or organisation in whose name it declares.

    ``example``: they are made up, and so is what they declare.
    """

    id: str
    actor: str
    example: bool = False


def office_of(store: Store, id_: str) -> Office:
    """Return an office with its state, or where it has none the organisation that it belongs to.

    Raises:
        BadOptionError: it belongs to nobody who can declare anything.
    """
    reached: list[str] = []
    for level in levels_above(store, [id_]):
        reached += level
        if any(one.startswith(_DECLARERS[0]) for one in level):
            break
    for prefix in _DECLARERS:
        found = next((one for one in reached if one.startswith(prefix)), None)
        if found is not None:
            return Office(id_, found, _is_example(store, found))
    raise BadOptionError(
        "office", id_, msg("Name a state, an organisation, or an office that is part of one.")
    )


def _is_example(store: Store, id_: str) -> bool:
    found = store.get([id_]).get(id_)
    return found is not None and any(s.props.get("nature") == EXAMPLE for s in found.statements)


def form_columns(kind: str) -> list[str]:
    """Return the columns of a form, in the order of the sheet.

    Raises:
        BadOptionError: no such kind, or one that no office enters.
    """
    check_kind(kind)
    if kind not in DECLARED:
        raise BadOptionError("KIND", kind, msg("Use one of: {names}.", names=list(DECLARED)))
    return [column for column in COLUMNS[kind] if column not in OWN]


def pairs_of(kind: str, cells: Mapping[str, str]) -> list[str]:
    """Return the cells of a form as a submission holds them; empty ones are left out.

    Raises:
        BadOptionError: a column is none of the form's.
    """
    return [_dumps(pair) for pair in _cells(kind, cells).items() if pair[1]]


def cells_of(submission: Submission) -> dict[str, str]:
    """Return the cells of a submission by column."""
    return dict(json.loads(pair) for pair in submission.row)


def title_of(submission: Submission) -> str:
    """Return what a submission is called in lists: its title, in whichever language it has one."""
    cells = cells_of(submission)
    own = (text for name, text in cells.items() if name.partition(":")[0] == "title")
    return next(filter(None, own), submission.id)


def edits_between(kind: str, before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return what cells say instead of others, as a submission holds it; empty where one went.

    Raises:
        BadOptionError: a column is none of the form's.
    """
    now = _cells(kind, after)
    changed = {name: now.get(name, "") for name in (*before, *now)}
    return [_dumps(pair) for pair in changed.items() if pair[1] != before.get(pair[0], "")]


def accepted_cells(submission: Submission) -> dict[str, str]:
    """Return the cells of a submission with what the secretariat put instead."""
    cells = cells_of(submission) | edits_of(submission)
    return {name: text for name, text in cells.items() if text}


def edits_of(submission: Submission) -> dict[str, str]:
    """Return what the secretariat put instead, by column; empty where it took something out."""
    return dict(json.loads(pair) for pair in submission.edits)


def entry_source(
    kind: str,
    cells: Mapping[str, str],
    office: Office,
    known: Known,
    store: Store,
    *,
    lang: str,
    today: date,
    where: str = "",
) -> Source:
    """Return what an entry states, from the source of its office, with all that is found.

    ``lang`` is the language of its texts, ``where`` the submission that it is of. Nothing is
    written, and the store is only asked.

    Raises:
        BadOptionError: a column is none of the form's.
    """
    return entries_source(kind, [(where, cells)], office, known, store, lang=lang, today=today)


def entries_source(
    kind: str,
    rows: Iterable[tuple[str, Mapping[str, str]]],
    office: Office,
    known: Known,
    store: Store,
    *,
    lang: str,
    today: date,
) -> Source:
    """Return what entries state as ``entry_source`` does: rows of one sheet, each with its place.

    Raises:
        BadOptionError: a column is none of the form's.
    """
    own = {Name("actor"): office.actor}
    if office.id != office.actor:
        own[Name("unit")] = office.id
    if office.example:
        own[Name("nature")] = EXAMPLE
    drafts = [Draft(ENTERED, where, {**_named(kind, cells), **own}) for where, cells in rows]
    origins = Origins(known, own_source(office.id))
    context = Context(
        kind, known, Lookup(known), origins, store,
        lang=lang, dated=today.isoformat(), alone=True,
    )  # fmt: skip
    return Source(ENTERED, items_of(drafts, context), tuple(origins.stated.values()))


def _named(kind: str, cells: Mapping[str, str]) -> dict[Name, Cell]:
    return {column_named("COLUMN", word, kind): text for word, text in _filled(kind, cells)}


def _filled(kind: str, cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((word, text) for word, text in _cells(kind, cells).items() if text)


def _cells(kind: str, cells: Mapping[str, str]) -> dict[str, str]:
    known = set(form_columns(kind))
    for word in cells:
        if column_named("COLUMN", word, kind).column not in known:
            raise BadOptionError("COLUMN", word, msg("Use one of: {names}.", names=sorted(known)))
    return {word: text.strip() for word, text in cells.items()}
