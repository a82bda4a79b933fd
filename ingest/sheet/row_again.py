"""A row of a sheet that waited, read again by what is known now, perhaps with other cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ingest.again import Again, Reader
from ingest.findings import Kept
from ingest.loading import Source
from ingest.sheet.grids.grids import Cell
from ingest.sheet.headers.header_words import Name, recognise
from ingest.sheet.headers.sheet_kinds import COLUMNS, SETTLED
from ingest.sheet.rows.kept_rows import cells_of
from ingest.sheet.rows.origins import Origins
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.source import items_of
from ingest.sheet.values.habits import habits_from
from ingest.sheet.values.lookup import Lookup
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.model import nodes


def read_again(asked: Again) -> Source:
    """Return a source with the row alone, of the source and the place that it came from.

    Raises:
        KeyError, ValueError, TypeError: what was kept is not what ``kept_rows`` gives.
    """
    facts = asked.kept.facts
    origins = _origins(asked)
    context = Context(
        asked.kept.kind,
        asked.known,
        Lookup(asked.known),
        origins,
        asked.store,
        facts["lang"],
        facts["visibility"],
        None if asked.kept.kind in SETTLED else origins.own.retrieved,
        alone=True,
        vouched=asked.vouched,
    )
    items = items_of([_draft(asked)], context)
    new = [said for id_, said in origins.stated.items() if id_ not in asked.known.sources]
    return Source(asked.file, items, tuple(new))


def corrected(kept: Kept, values: Mapping[str, str]) -> Kept:
    """Return a row with other cells; columns are named by their header or as the kind calls them.

    Raises:
        BadOptionError: there is no such column.
    """
    row = dict(kept.row)
    columns: dict[str, Any] = dict(kept.facts["columns"])
    for asked, value in values.items():
        word = _column(kept, asked)
        row[word] = value.strip()
        columns.setdefault(word, list((recognise(word, kept.kind) or Name(word))[:2]))
    numbers = [word for word in kept.facts["numbers"] if row[word] == kept.row[word]]
    facts = {**kept.facts, "columns": columns, "numbers": numbers}
    return Kept(kept.reader, kept.kind, {w: text for w, text in row.items() if text}, facts)


READER: Final = Reader(read_again, corrected)


def _column(kept: Kept, asked: str) -> str:
    """The header of a column: as it stands there, else what it means, else a new one."""
    columns: Mapping[str, list[Any]] = kept.facts["columns"]
    if asked in columns:
        return asked
    meant = recognise(asked, kept.kind)
    if meant is None or meant.guessed:
        names = list(COLUMNS[kept.kind])
        raise BadOptionError("COLUMN", asked, msg("The columns are: {columns}.", columns=names))
    found = (word for word, (column, lang) in columns.items() if (column, lang) == meant[:2])
    return next(found, ":".join(filter(None, meant[:2])))


def _draft(asked: Again) -> Draft:
    facts = asked.kept.facts
    columns, numbers = facts["columns"], set(facts["numbers"])
    cells: dict[Name, Cell] = {
        Name(*columns[word]): float(text) if word in numbers else text
        for word, text in cells_of(asked.kept)
        if word in columns
    }
    habits = habits_from(facts["habits"])
    closing = tuple(facts["closing"])
    return Draft(asked.file, asked.where, cells, closing=closing, habits=habits)


def _origins(asked: Again) -> Origins:
    own = dict(asked.kept.facts["own"])
    borrowed = bool(own.pop("borrowed"))
    return Origins(asked.known, nodes.Source.model_validate(own), borrowed)
