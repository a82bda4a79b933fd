"""The id of a row's record: ours where one is written, else that of its source, else a made one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ingest.findings import Outcome
from ingest.sheet.headers import column_names as names
from ingest.sheet.headers.sheet_kinds import Kind
from ingest.sheet.rows.row_links import Ends
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from kg.base.i18n import DEFAULT_LANGUAGE, LANGUAGES, msg
from kg.base.ids import encode, is_id, slug
from kg.model.acronyms import acronym_in
from kg.model.registry import type_of

_ROW_NUMBER: Final = re.compile(
    r"(?:n(?:o|ro|um)?[.º°]*\s*)?#?[0-9]{1,9}(?:[.,]0+)?[.)ºª°]*\Z", re.IGNORECASE
)
"""A bare number, however a sheet counts its rows."""


def row_id(
    kind: Kind, draft: Draft, context: Context, ends: Ends, props: Mapping[str, Any]
) -> str | None:
    """Return the id of a row's record, None where it cannot be told; what is odd is found."""
    prefix, written = kind.node.prefix, written_id(draft)
    if not written:
        return _made_id(kind, draft, context, ends, props)
    if is_id(written) and written.startswith(f"{prefix}/"):
        return context.known.redirects.get(written, written)
    foreign = is_id(written) and type_of(written) is not None
    # What another sender calls alike is another record.
    id_ = f"{prefix}/{_sender(draft, context)}/{encode(written)}"
    if foreign or not is_id(id_):
        message = msg("“{id}” is not an id of this kind of record.", id=written)
        fix = msg("Write {prefix}/ and then ASCII letters and digits.", prefix=prefix)
        draft.find("id", "bad-id", Outcome.HELD, message, fix)
        return None
    message = msg("The id was completed to {id}.", id=id_)
    draft.find("id", "id-completed", Outcome.CHANGED, message, msg("Write it so next time."))
    return id_


def written_id(draft: Draft) -> str:
    """Return what a row writes as its id; nothing where that only counts rows, which is found."""
    written = draft.text("id")
    if not _ROW_NUMBER.match(written):
        return written
    _not_an_id(draft, written)
    return ""


def check_taken(draft: Draft, id_: str | None, taken: set[str]) -> None:
    """Hold a row whose id stands in a row above; ``taken`` grows by it."""
    if id_ is not None and id_ in taken:
        message = msg("The id {id} stands in a row above.", id=id_)
        fix = msg("Give this row an id of its own, or remove it.")
        draft.find("id", "duplicate", Outcome.HELD, message, fix)
    elif id_ is not None:
        taken.add(id_)


def _sender(draft: Draft, context: Context) -> str:
    return context.origins.of(draft)[0].removeprefix("source/")


def _not_an_id(draft: Draft, written: str) -> None:
    """A number counts rows: in the sheet of another state it is on another record."""
    message = msg("“{number}” counts rows and is no id.", number=written)
    fix = msg("Leave the column out; the id is made of who declares it and its title.")
    draft.find("id", "row-number", Outcome.ACCEPTED, message, fix)


def _made_id(
    kind: Kind, draft: Draft, context: Context, ends: Ends, props: Mapping[str, Any]
) -> str | None:
    """ISO code or short name of whose it is, and its name: the same row, the same id."""
    words = props.get(kind.node.label_field, {})
    if not words:
        return None
    title = next(words[lang] for lang in (*LANGUAGES, *sorted(words)) if lang in words)
    name = slug(acronym_in(props, DEFAULT_LANGUAGE) or title)
    columns = {link.column: ids for link, ids in ends.items()}
    owner = next((columns[one] for one in kind.owners if columns.get(one)), None)
    if owner is None:
        # Nobody's: what another sender calls alike is another record.
        needed = kind.node.__name__ in names.OWNED
        return None if needed else f"{kind.node.prefix}/{_sender(draft, context)}/{name}"
    apart = _told_apart(kind, columns, props, context)
    return "-".join([f"{kind.node.prefix}/{_short(owner[0], context)}", name, *apart])


def _told_apart(
    kind: Kind, columns: Mapping[str, list[str]], props: Mapping[str, Any], context: Context
) -> list[str]:
    """What tells records of one name and owner apart: to whom, in which year."""
    found: list[str] = []
    for column in names.TOLD_APART.get(kind.node.__name__, ()):
        if columns.get(column):
            found.append(slug(" ".join(_short(id_, context) for id_ in sorted(columns[column]))))
        elif column in props:
            found.append(str(props[column])[:4])
    return found


def _short(id_: str, context: Context) -> str:
    return context.known.iso3.get(id_, slug(id_.partition("/")[2])).lower()
