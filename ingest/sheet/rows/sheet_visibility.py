"""Who may see what a row says: what it claims, and what that changes about a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from ingest.findings import Item, Outcome
from ingest.sheet.headers.synonyms import CHOICES
from ingest.sheet.rows.cell_values import choices_of, unknown_choice
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from kg.base.audience import AUDIENCES, Audience
from kg.base.i18n import msg
from kg.base.text import fold
from kg.model.audiences import FEWEST, level, may_read, narrowest
from kg.model.changes import Change, NodeStatement, RelationStatement
from kg.model.fields import VISIBLE
from kg.model.records import Statement
from kg.model.registry import type_of
from kg.store.codec import subject_of

LEFT_OUT = "formula"
_DOUBT: Final = re.compile("[?!¿¡<>=~≠¬]")
"""Signs with which a word says that it is not meant, or not decided."""


def claimed(draft: Draft, context: Context) -> Audience | None:
    """Return who may see what a row says, as it claims; a word that is not known means few.

    Where several columns say it, the strictest counts. A row that does not say claims what was said
    for the whole file, if anything.
    """
    if any(f.code == LEFT_OUT and f.field == VISIBLE for f in draft.findings):
        return FEWEST
    words = [word for word in (draft.text(VISIBLE), *draft.closing) if word]
    return narrowest(_meant(draft, word) for word in words) or context.visibility


def _meant(draft: Draft, word: str) -> Audience:
    chosen = None if _DOUBT.search(word) else choices_of(CHOICES[VISIBLE]).get(fold(word))
    if chosen is None:
        unknown_choice(draft, VISIBLE, word, CHOICES[VISIBLE], Outcome.CHANGED)
    return next((audience for audience in AUDIENCES if audience == chosen), FEWEST)


def closed_alike(items: list[Item]) -> list[Item]:
    """Return items in which what a sheet says of one record is as closed as its strictest row says.

    Rows that wait for a person count as well: until then nobody sees more than they allow.
    """
    claims: dict[str, list[Audience]] = {}
    for change in chain.from_iterable(item.changes for item in items):
        if isinstance(change, NodeStatement) and change.visibility:
            claims.setdefault(change.id, []).append(change.visibility)
    return [replace(item, changes=[_closed(c, claims) for c in item.changes]) for item in items]


def _closed(change: Change, claims: Mapping[str, Sequence[Audience]]) -> Change:
    if isinstance(change, NodeStatement) and change.id in claims:
        return change._replace(visibility=narrowest(claims[change.id]))
    return change


def standing(context: Context, statement: NodeStatement | RelationStatement) -> Audience | None:
    """Return what a statement claims, or where it claims nothing what its source claimed before."""
    _, subject, before = _before(context, statement)
    name = statement.source, subject
    kept = (s.visibility for s in before if (s.source, s.subject) == name)
    return statement.visibility or next(kept, None)


def find_changes(
    draft: Draft, context: Context, statement: NodeStatement | RelationStatement
) -> None:
    """Find that a row opens or closes a record that is there, or leaves a claim as it stands."""
    type_, subject, before = _before(context, statement)
    if not before:
        return
    mine = next((s for s in before if (s.source, s.subject) == (statement.source, subject)), None)
    claim = statement.visibility or (mine.visibility if mine else None)
    if mine and mine.visibility and statement.visibility is None:
        _find_kept(draft, mine.visibility)
    kept = mine.override if mine and mine.visibility == claim else None
    said = Statement(statement.source, subject, statement.props, visibility=claim, override=kept)
    after = level(type_, [*(s for s in before if s is not mine), said])
    _find_moved(draft, level(type_, before), after)


def _before(
    context: Context, statement: NodeStatement | RelationStatement
) -> tuple[str, str, Sequence[Statement]]:
    store = context.store
    if isinstance(statement, NodeStatement):
        record = store.get([statement.id]).get(statement.id) if store else None
        known = record.statements if record else ()
        return type_of(statement.id) or "", statement.id, known
    key = statement.relation
    records = store.relations_of(key.start) if store else ()
    stated = next((r.statements for r in records if r.relation == key), ())
    return key.type, subject_of(key), stated


def _find_kept(draft: Draft, kept: Audience) -> None:
    message = msg("It stays visible to “{audience}” only, as said before.", audience=kept)
    fix = msg("To open it, write who may see it, or release it.")
    draft.find(VISIBLE, "visibility-kept", Outcome.ACCEPTED, message, fix)


def _find_moved(draft: Draft, was: Audience, now: Audience) -> None:
    if was == now:
        return
    if may_read(was, now):
        message = msg("It was for “{was}”; now it is open to “{now}”.", was=was, now=now)
        fix = msg("If that was not meant, say who may see it.")
        draft.find(VISIBLE, "visibility-widened", Outcome.ACCEPTED, message, fix)
    else:
        message = msg("It was open to “{was}”; now it is for “{now}”.", was=was, now=now)
        fix = msg("If that was not meant, release it again.")
        draft.find(VISIBLE, "visibility-narrowed", Outcome.ACCEPTED, message, fix)
