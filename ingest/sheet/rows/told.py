"""Facts that are told one by one: what a source told of a record before stays beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.sheet.headers.column_names import CURRENCY
from ingest.sheet.headers.field_shapes import Shape, shape_of
from ingest.sheet.headers.sheet_kinds import Kind
from ingest.sheet.rows.sheet_context import Context
from kg.model.records import Statement


def is_known(context: Context, id_: str | None) -> bool:
    """Say whether the store holds something of this id."""
    return id_ is not None and context.store is not None and id_ in context.store.get([id_])


def told_before(
    kind: Kind, context: Context, source: str, id_: str, props: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a source says of a record: fields told now, and those it told before.

    A sheet says all that its source says: there, what it says no longer is gone.
    """
    before = _statement(context, source, id_) if context.told is not None else None
    if context.told is None:
        return dict(props)
    if before is None:
        return {**props, **_nature(context, id_)}
    now = _fields(kind, context.told)
    kept = {name: value for name, value in before.props.items() if name not in now}
    fresh = {name: value for name, value in props.items() if name in now or name not in kept}
    texts = {
        name: {**before.props[name], **text}
        for name, text in fresh.items()
        if name in before.props and shape_of(kind.node, name) is Shape.TEXT
    }
    return {**kept, **fresh, **texts}


def _nature(context: Context, id_: str) -> dict[str, Any]:
    """What others say a record is: to tell something else of an example declares nothing."""
    if context.told is None or "nature" in context.told:
        return {}
    record = context.store.get([id_]).get(id_) if context.store else None
    said = (s.props.get("nature") for s in (record.statements if record else ()))
    found = next(filter(None, said), None)
    return {"nature": found} if found else {}


def _fields(kind: Kind, told: frozenset[str]) -> set[str]:
    """The fields that these columns speak of; of days also how precise they are."""
    sums = {field for field, column in kind.sums.items() if {column, CURRENCY} & told}
    days = any(f in told and shape_of(kind.node, f) is Shape.DAY for f in kind.fields)
    return {*told, *sums, *(["precision"] if days else [])}


def _statement(context: Context, source: str, id_: str) -> Statement | None:
    record = context.store.get([id_]).get(id_) if context.store else None
    said = record.statements if record else ()
    return next((s for s in said if (s.source, s.subject) == (source, id_)), None)
