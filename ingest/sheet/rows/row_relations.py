"""What a row states, source by source: the record, its relations, and what is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from ingest.sheet.headers import column_names as names
from ingest.sheet.headers.sheet_kinds import Kind, Link
from ingest.sheet.rows.row_links import Ends, is_told_by, key_of
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.rows.sheet_visibility import claimed, find_changes, standing
from ingest.sheet.rows.told import told_before
from ingest.sheet.rows.withdrawn import no_longer_said
from kg.base.i18n import LANGUAGES, msg
from kg.model.audiences import claim_about
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement

Relations = Mapping[RelationKey, Mapping[str, Any]]
"""Relations with their fields."""
_FIRST: Final = ("starts", "signed")
_LAST: Final = "ends"


class Said(NamedTuple):
    """What a row says: of which record, its fields, whom its columns name, further relations."""

    id: str
    props: Mapping[str, Any]
    ends: Ends
    more: Relations = MappingProxyType({})


def stated(kind: Kind, draft: Draft, context: Context, said: Said) -> list[Change]:
    """Return the changes that a row asks for, and find whom they open or close a record to."""
    claim = claimed(draft, context)
    links = [link for link in kind.links if context.told is None or link.column in context.told]
    changes: list[Change] = []
    for source in context.origins.of(draft):
        place = context.place(draft, source)
        props = told_before(kind, context, source, said.id, said.props)
        statement = NodeStatement(
            said.id, source, props, place, dated=context.dated, visibility=claim
        )
        find_changes(draft, context, statement)
        changes.append(statement)
        # A row that does not say who may see it goes on under the claim of before, whole.
        kept = claim or standing(context, statement)
        relations = {**_relations(said.id, said.ends, props, context), **said.more}
        relations = {name: {**p, **_note(draft, name)} for name, p in relations.items()}
        changes.extend(
            RelationStatement(
                name,
                source,
                fields,
                place,
                # What we read from words the source did not state.
                "uncertain" if name.end in draft.derived else "published",
                dated=context.dated,
                visibility=claim_about(name, kept),
            )
            for name, fields in relations.items()
        )
        is_ours = partial(is_told_by, links, said.id)
        changes.extend(no_longer_said(context.store, said.id, source, relations, is_ours))
    return changes


def _relations(
    id_: str, ends: Ends, props: Mapping[str, Any], context: Context
) -> dict[RelationKey, dict[str, Any]]:
    """Return the relations of a row with their fields; some hold as long as their record does.

    Where a row says since when or until when, and does not name them, those that are known get
    these days.
    """
    said: dict[RelationKey, dict[str, Any]] = {}
    days = _days(props)
    says_days = context.told is None or {*_FIRST, _LAST} & context.told
    for link, ids in ends.items():
        timed = days if link.relation.type in names.DATED else {}
        status = {"status": link.status} if link.status else {}
        said |= {key_of(link, id_, end): {**status, **timed} for end in ids}
        if timed and says_days and not ids:
            said |= {key: {**status, **timed} for key in _known(link, id_, context)}
    return said


def _note(draft: Draft, name: RelationKey) -> dict[str, Any]:
    """What is written beside a relation that a row does not state, but its words show."""
    words = draft.derived.get(name.end)
    if words is None:
        return {}
    note = msg("Read from the words “{words}”, not stated.", words=list(words))
    return {"note": {lang: note.text(lang) for lang in LANGUAGES}}


def _known(link: Link, id_: str, context: Context) -> Iterator[RelationKey]:
    for record in context.store.relations_of(id_) if context.store else ():
        if any(is_told_by([link], id_, record, statement) for statement in record.statements):
            yield record.relation


def _days(props: Mapping[str, Any]) -> dict[str, str]:
    """Since the first day, until the day after the last."""
    since, ends = next((props[f] for f in _FIRST if f in props), None), props.get(_LAST)
    until = (date.fromisoformat(ends) + timedelta(days=1)).isoformat() if ends else None
    days = {"since": since, "until": until, "precision": props.get("precision")}
    return {name: day for name, day in days.items() if day} if since or until else {}
