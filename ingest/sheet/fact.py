"""One fact as somebody tells it: a row of a sheet with one record, and its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ingest.findings import Finding, Item, Outcome
from ingest.known import Known
from ingest.loading import Source
from ingest.sheet.headers.header_words import Name
from ingest.sheet.headers.sheet_kinds import COLUMNS, KINDS, RECORDS
from ingest.sheet.mapping import check_source, check_text, column_named, once
from ingest.sheet.rows.origins import origins_told
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.source import items_of
from ingest.sheet.values.lookup import Lookup
from kg.base.audience import Audience
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg
from kg.base.ids import is_id
from kg.base.text import fold
from kg.model.changes import NodeStatement, RelationStatement
from kg.model.registry import type_of
from kg.store.protocol import Store

NAME: Final = "tell"
"""What a fact is called where a file would be."""
_UNKNOWN: Final = "unknown-"
_LEFT_OUT: Final = frozenset((
    "ambiguous", "bad-address", "bad-date", "bad-number", "formula", "no-currency",
    "personal-data", "rest-of-cell", "too-long", "too-many-values",
))  # fmt: skip
"""What is found where not all of a value is taken."""
MOST: Final = 100
"""Fields that one fact has at most."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is told: the kind of record, its id where it is there already, its fields by column.

    An empty value takes back what the same source told before.
    """

    kind: str
    id: str | None
    fields: dict[Name, str]


def fact_of(subject: str, fields: Sequence[str]) -> Fact:
    """Return what is told by a kind or id and ``FIELD=VALUE``.

    Raises:
        BadOptionError: the subject is neither, or a field is none of its columns.
        WrongUseError: nothing is told.
    """
    kind = _kind(subject)
    if not fields or len(fields) > MOST:
        detail = msg("It is not said what is told of “{subject}”.", subject=subject)
        raise WrongUseError(detail, msg("Write FIELD=VALUE: {columns}.", columns=_columns(kind)))
    told: dict[Name, str] = {}
    for text in fields:
        name, value = _field(text, kind)
        once("FACT", text, name, told)
        told[name] = value
    return Fact(kind, subject if is_id(subject) else None, told)


def fact_source(
    fact: Fact,
    known: Known,
    store: Store,
    source: str,
    *,
    today: date,
    visibility: Audience | None = None,
) -> Source:
    """Return a fact as a source for ``ingest.loading``: ``source`` (an id or words) says it.

    What the same source told of the record before stays, except for the columns that are told now.
    """
    check_source(source)
    origins = origins_told(known, today, source)
    cells = {Name("id"): fact.id} if fact.id else {}
    cells |= {name: value for name, value in fact.fields.items() if value}
    draft = Draft(NAME, today.isoformat(), cells)
    told = frozenset(name.column for name in fact.fields)
    context = Context(
        fact.kind,
        known,
        Lookup(known),
        origins,
        store,
        visibility=visibility,
        dated=today.isoformat(),
        told=told,
    )
    items = [_whole(item) for item in items_of([draft], context)]
    return Source(NAME, items, tuple(origins.stated.values()))


def _whole(item: Item) -> Item:
    """A fact of which something was left out waits: whoever tells it can correct it at once."""
    findings = [
        replace(f, outcome=Outcome.HELD) if f.outcome is Outcome.CHANGED and _leaves_out(f) else f
        for f in item.findings
    ]
    return replace(item, findings=findings)


def _leaves_out(finding: Finding) -> bool:
    return finding.code in _LEFT_OUT or finding.code.startswith(_UNKNOWN)


def told_ids(items: Sequence[Item]) -> list[str]:
    """Return the records that items speak of; of memberships both ends."""
    changes = [change for item in items for change in item.changes]
    nodes = [change.id for change in changes if isinstance(change, NodeStatement)]
    ends = [c.relation[1:3] for c in changes if isinstance(c, RelationStatement)]
    return list(dict.fromkeys(nodes or [id_ for pair in ends for id_ in pair]))


def _kind(subject: str) -> str:
    type_ = type_of(subject) if is_id(subject) else None
    words = {_word(one) for one in (subject, type_ or "")} - {""}
    for kind in KINDS:
        record = RECORDS.get(kind)
        names = {kind, kind.removesuffix("s")}
        names |= {record.node.prefix, record.node.__name__} if record else set()
        if words & set(map(_word, names)):
            return kind
    raise BadOptionError("FACT", subject, msg("Begin with an id, or one of: {names}.",
                                              names=list(KINDS)))  # fmt: skip


def _word(text: str) -> str:
    return "" if "/" in text else fold(text)


def _field(text: str, kind: str) -> tuple[Name, str]:
    check_text("FACT", text)
    column, sign, value = text.partition("=")
    if not sign:
        fix = msg("Write FIELD=VALUE: {columns}.", columns=_columns(kind))
        raise BadOptionError("FACT", text, fix)
    name = column_named("FACT", column.strip(), kind)
    if name.column == "id":
        fix = msg("Write FIELD=VALUE: {columns}.", columns=_columns(kind))
        raise BadOptionError("FACT", text, fix)
    return name, value.strip()


def _columns(kind: str) -> list[str]:
    return [column for column in COLUMNS[kind] if column != "id"]
