"""Rows of offers, demands and practices into statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ingest.findings import Item, Outcome
from ingest.known import Known
from ingest.sheet.cell_values import (
    missing_value,
    read_choice,
    read_count,
    read_day,
    read_office,
    read_text,
    read_texts,
    resolve_all,
)
from ingest.sheet.declarer import check_declarer
from ingest.sheet.near import Found
from ingest.sheet.sheet_context import Context
from ingest.sheet.sheet_draft import Draft, without_formulas
from ingest.sheet.sheet_visibility import claimed, find_changes
from ingest.sheet.synonyms import CHOICES
from ingest.sheet.withdrawn import no_longer_said
from kg.base.i18n import LANGUAGES, msg
from kg.base.ids import encode, is_id, slug
from kg.base.text import fold
from kg.model import relations as r
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.nodes import Declared, Demand, Offer, Practice
from kg.model.registry import type_of
from kg.model.relations import Relation

CLASSES: Final[Mapping[str, type[Declared]]] = {
    "offers": Offer,
    "demands": Demand,
    "practices": Practice,
}
EVERYBODY: Final = frozenset(
    map(fold, ("all", "all states", "todos", "todos los estados", "todos os estados", "tous",
               "todos los países", "todos os países", "all countries", "tous les états",
               "tous les pays"))
)  # fmt: skip
"""Words that exclude nobody."""


@dataclass(frozen=True, slots=True)
class _Link:
    """A column that names records: the relation, and what becomes of a row it cannot tell."""

    column: str
    relation: type[Relation]
    otherwise: Outcome = Outcome.CHANGED
    inward: bool = False


_LINKS: Final = (
    _Link("actor", r.Declares, Outcome.HELD, inward=True),
    _Link("unit", r.ContactFor, inward=True),
    _Link("sector", r.InSector, Outcome.HELD),
    _Link("goal", r.Towards),
    _Link("modality", r.ByModality),
    _Link("languages", r.InLanguage),
    _Link("region", r.InRegion),
)
_WRITTEN: Final = frozenset(link.relation.type for link in _LINKS)
_ROW_NUMBER: Final = re.compile(
    r"(?:n(?:o|ro|um)?[.º°]*\s*)?#?[0-9]{1,9}(?:[.,]0+)?[.)ºª°]*\Z", re.IGNORECASE
)
"""A bare number, however a sheet counts its rows."""


def declared_item(draft: Draft, context: Context, taken: set[str]) -> Item:
    """Return one offer, demand or practice; ``taken`` are the ids of the rows above."""
    without_formulas(draft)
    links = {link: _ends(link, draft, context) for link in _LINKS}
    props = _props(draft, context)
    actors = next(ends for link, ends in links.items() if link.column == "actor")
    id_ = _id(draft, context, actors, props.get("title", {}))
    _check_complete(draft, props)
    _check_taken(draft, id_, taken)
    if id_ is None:
        return Item(draft.where, (), draft.findings)
    check_declarer(draft, context, id_, actors)
    claim = claimed(draft, context)
    changes: list[Change] = []
    for source in context.origins.of(draft):
        place = context.place(draft, source)
        statement = NodeStatement(id_, source, props, place, visibility=claim)
        find_changes(draft, context, statement)
        changes.append(statement)
        said = _relations(id_, links)
        changes.extend(RelationStatement(name, source, {}, place) for name in said)
        changes.extend(no_longer_said(context.store, id_, source, said, _WRITTEN))
    return Item(draft.where, changes, draft.findings)


def _props(draft: Draft, context: Context) -> dict[str, Any]:
    values = {
        "title": read_texts(draft, "title", context.lang),
        "summary": read_texts(draft, "summary", context.lang),
        "eligible": _eligible(draft, context),
        "capacity": read_count(draft, "capacity"),
        "cost_sharing": read_text(draft, "cost_sharing"),
        "conditions": read_text(draft, "conditions"),
        "evidence": read_text(draft, "evidence"),
        "starts": read_day(draft, "starts"),
        "ends": read_day(draft, "ends", last=True),
        "confirmed_on": read_day(draft, "confirmed_on", otherwise=Outcome.CHANGED),
        "confirmed_by": read_office(draft, "confirmed_by"),
        "nature": read_choice(draft, "nature", CHOICES["nature"], Outcome.HELD) or "declared",
    }
    _check_period(draft, values["starts"], values["ends"])
    known = {name: value for name, value in values.items() if value is not None}
    return CLASSES[context.kind](id=f"{CLASSES[context.kind].prefix}/x", **known).props()


def _eligible(draft: Draft, context: Context) -> list[str]:
    def resolve(word: str) -> Found:
        place = context.look.actor(word)
        region = context.look.region(word)
        return region if region.how == "exact" and place.how != "exact" else place

    if fold(draft.text("eligible")) in EVERYBODY:
        return []
    return resolve_all(draft, "eligible", resolve, Outcome.HELD)


def _ends(link: _Link, draft: Draft, context: Context) -> list[str]:
    resolve = {
        "actor": context.look.actor,
        "unit": context.look.body,
        "sector": context.look.sector,
        "goal": context.look.goal,
        "modality": context.look.modality,
        "languages": context.look.language,
        "region": context.look.region,
    }[link.column]
    ids = resolve_all(draft, link.column, resolve, link.otherwise)
    return _in_use(draft, ids, context.known) if link.column == "sector" else ids


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


def _relations(id_: str, links: Mapping[_Link, list[str]]) -> list[RelationKey]:
    return [
        RelationKey(link.relation.type, *((end, id_) if link.inward else (id_, end)))
        for link, ends in links.items()
        for end in ends
    ]


def _id(draft: Draft, context: Context, actors: list[str], titles: Mapping[str, str]) -> str | None:
    """The id of a record: ours where it is one, that of the sheet's source, else a made one."""
    prefix = CLASSES[context.kind].prefix
    written = draft.text("id")
    if _ROW_NUMBER.match(written):
        _not_an_id(draft, written)
        written = ""
    if not written:
        return _made_id(prefix, context.known, actors, titles)
    if is_id(written) and written.startswith(f"{prefix}/"):
        return context.known.redirects.get(written, written)
    foreign = is_id(written) and type_of(written) is not None
    # What another sender calls alike is another record.
    sender = context.origins.of(draft)[0].removeprefix("source/")
    id_ = f"{prefix}/{sender}/{encode(written)}"
    if foreign or not is_id(id_):
        message = msg("“{id}” is not an id of this kind of record.", id=written)
        fix = msg("Write {prefix}/ and then ASCII letters and digits.", prefix=prefix)
        draft.find("id", "bad-id", Outcome.HELD, message, fix)
        return None
    message = msg("The id was completed to {id}.", id=id_)
    draft.find("id", "id-completed", Outcome.CHANGED, message, msg("Write it so next time."))
    return id_


def _not_an_id(draft: Draft, written: str) -> None:
    """A number counts rows: in the sheet of another state it is on another record."""
    message = msg("“{number}” counts rows and is no id.", number=written)
    fix = msg("Leave the column out; the id is made of who declares it and its title.")
    draft.find("id", "row-number", Outcome.ACCEPTED, message, fix)


def _made_id(prefix: str, known: Known, actors: list[str], titles: Mapping[str, str]) -> str | None:
    """ISO code or short name of the actor, and the title: the same row, the same id."""
    if not actors or not titles:
        return None
    who = known.iso3.get(actors[0], slug(actors[0].partition("/")[2])).lower()
    title = next(titles[lang] for lang in (*LANGUAGES, *sorted(titles)) if lang in titles)
    return f"{prefix}/{who}-{slug(title)}"


def _check_complete(draft: Draft, props: Mapping[str, Any]) -> None:
    """Without an actor or a title nothing can be kept; without a sector it will not be found."""
    for column, there in (("actor", draft.text("actor")), ("title", props.get("title"))):
        if not there:
            missing_value(draft, column)
    if not draft.text("sector"):
        message = msg("Without a sector the record is hardly ever found.")
        draft.find("sector", "no-sector", Outcome.ACCEPTED, message, msg("Name a sector."))


def _check_period(draft: Draft, starts: object, ends: object) -> None:
    if isinstance(starts, str) and isinstance(ends, str) and ends < starts:
        message = msg("It ends on {ends}, before it starts on {starts}.", ends=ends, starts=starts)
        draft.find("ends", "bad-period", Outcome.HELD, message, msg("Correct one of the days."))


def _check_taken(draft: Draft, id_: str | None, taken: set[str]) -> None:
    if id_ is not None and id_ in taken:
        message = msg("The id {id} stands in a row above.", id=id_)
        fix = msg("Give this row an id of its own, or remove it.")
        draft.find("id", "duplicate", Outcome.HELD, message, fix)
    elif id_ is not None:
        taken.add(id_)
