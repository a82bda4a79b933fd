"""The records that the cells of a row name, and the relations to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from ingest.findings import Outcome
from ingest.known import Known
from ingest.sheet.headers.sheet_kinds import Link
from ingest.sheet.rows.cell_values import resolve_all
from ingest.sheet.rows.sector_cells import sectors_in_cell
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.values.concept_lookup import exact
from ingest.sheet.values.lookup import Lookup
from ingest.sheet.values.near import Found, Resolve
from kg.base.i18n import msg
from kg.base.ids import is_id
from kg.model.changes import RelationKey
from kg.model.records import RelationRecord, Statement
from kg.model.registry import type_of
from kg.model.relations import BODIES

Ends = Mapping[Link, list[str]]
_PLACES: Final = frozenset(("State", "Country"))
_CONCEPTS: Final[Mapping[str, Callable[[Lookup], Resolve]]] = {
    "Sector": lambda look: look.sector,
    "Goal": lambda look: look.goal,
    "Modality": lambda look: look.modality,
    "Language": lambda look: look.language,
    "Region": lambda look: look.region,
}

_LOOKED_UP: Final = frozenset((*_CONCEPTS, *_PLACES, *BODIES))


def ends_of(links: Iterable[Link], draft: Draft, context: Context) -> dict[Link, list[str]]:
    """Return the ids that the cells of a row name, by column."""
    return {link: _ends(link, draft, context) for link in links}


def relations(id_: str, ends: Ends) -> list[RelationKey]:
    """Return the relations that a row states."""
    return [key_of(link, id_, end) for link, ids in ends.items() for end in ids]


def key_of(link: Link, id_: str, end: str) -> RelationKey:
    """Return the relation between a record and one that a column names."""
    return RelationKey(link.relation.type, *((end, id_) if link.inward else (id_, end)))


def is_told_by(links: Iterable[Link], id_: str, record: RelationRecord, said: Statement) -> bool:
    """Say whether a relation of a record is one that one of these columns states."""
    name = record.relation
    own, other = (name.start, name.end) if name.start == id_ else (name.end, name.start)
    return own == id_ and any(
        link.relation.type == name.type
        and link.inward == (name.end == id_)
        and type_of(other) in link.types
        and link.status in (None, said.props.get("status"))
        for link in links
    )


def _ends(link: Link, draft: Draft, context: Context) -> list[str]:
    find = partial(_find, link, context)
    if link.types != ("Sector",):
        return resolve_all(draft, link.column, find, link.otherwise)
    return _in_use(draft, sectors_in_cell(draft, link, context, find), context.known)


def _find(link: Link, context: Context, word: str) -> Found:
    """What a word means among the types that a column may name."""
    type_ = type_of(word) if is_id(word) else None
    if type_ in link.types and type_ not in _LOOKED_UP and type_ not in context.known.others:
        return _stored(context, word)
    found = _resolver(link.types, type_, context.look)(word)
    return found if found.id is None or type_of(found.id) in link.types else Found(word)


def _resolver(types: Sequence[str], type_: str | None, look: Lookup) -> Resolve:
    if type_ is not None and type_ not in _LOOKED_UP:
        return partial(look.other, types)
    if len(types) == 1 and types[0] in _CONCEPTS:
        return _CONCEPTS[types[0]](look)
    if _PLACES & {*types}:
        return look.actor
    return look.body if {*BODIES} & {*types} else partial(look.other, types)


def _stored(context: Context, word: str) -> Found:
    """A record of which there are too many to look them up by name."""
    id_ = context.known.redirects.get(word, word)
    there = context.store is not None and id_ in context.store.get([id_])
    return exact(word, id_) if there else Found(word)


def _in_use(draft: Draft, ids: Iterable[str], known: Known) -> list[str]:
    """Withdrawn sectors give way to what took their place; the change is found."""
    kept: list[str] = []
    for id_ in ids:
        now = known.replaced.get(id_, id_)
        if now != id_:
            message = msg("{old} is withdrawn; {new} took its place.", old=id_, new=now)
            fix = msg("Use the new code.")
            draft.find("sector", "withdrawn-sector", Outcome.CHANGED, message, fix)
        kept.append(now)
    return list(dict.fromkeys(kept))
