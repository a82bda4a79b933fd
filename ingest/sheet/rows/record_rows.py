"""Rows of any kind into statements: a record with its fields, and its relations to others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.findings import Item, Outcome
from ingest.sheet.headers import column_names as names
from ingest.sheet.headers.sheet_kinds import RECORDS, Kind
from ingest.sheet.rows.cell_values import missing_value
from ingest.sheet.rows.declared_rows import check_declared
from ingest.sheet.rows.row_fields import read_fields
from ingest.sheet.rows.row_ids import check_taken, row_id
from ingest.sheet.rows.row_links import Ends, ends_of
from ingest.sheet.rows.row_relations import Said, stated
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft, without_formulas
from ingest.sheet.rows.told import is_known
from kg.base.i18n import msg
from kg.model.nodes import Declared


def record_item(draft: Draft, context: Context, taken: set[str]) -> Item:
    """Return one record; ``taken`` are the ids of the rows above."""
    kind = RECORDS[context.kind]
    without_formulas(draft)
    ends: Ends = ends_of(kind.links, draft, context)
    props = read_fields(kind, draft, context)
    id_ = row_id(kind, draft, context, ends, props)
    if issubclass(kind.node, Declared):
        ends = check_declared(draft, context, id_, ends, props)
    else:
        _check_complete(kind, draft, props, context, id_)
        _check_somebody(kind, draft, ends)
    check_taken(draft, id_, taken)
    if id_ is None:
        return Item(draft.where, (), draft.findings)
    changes = stated(kind, draft, context, Said(id_, props, ends))
    return Item(draft.where, changes, draft.findings)


def _check_complete(
    kind: Kind, draft: Draft, props: Mapping[str, Any], context: Context, id_: str | None
) -> None:
    """Find what a new record lacks; of one that is there a row may say a part."""
    label = kind.node.label_field
    owned = kind.owners if kind.node.__name__ in names.OWNED else ()
    there = {label: props.get(label), **{column: draft.text(column) for column in owned}}
    empty = [column for column, value in there.items() if not value]
    if empty and not is_known(context, id_):
        for column in empty:
            missing_value(draft, column)


def _check_somebody(kind: Kind, draft: Draft, ends: Ends) -> None:
    """Hold a row that names who takes part where none of them is known: nothing could be found."""
    who = [link for link in ends if link.column in kind.owners]
    named = [link.column for link in who if draft.text(link.column)]
    if kind.node.__name__ in names.SHARED and named and not any(ends[link] for link in who):
        message = msg("Nobody of those who take part is known.")
        fix = msg("Load them first (ingest sheet … --as actors), or write their ids.")
        draft.find(named[0], "nobody-known", Outcome.HELD, message, fix)
