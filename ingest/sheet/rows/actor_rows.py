"""Rows of actors into organisations: those that are known already, and new ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ingest.findings import Item, Outcome
from ingest.sheet.headers.sheet_kinds import RECORDS, Kind
from ingest.sheet.rows.cell_values import missing_value
from ingest.sheet.rows.row_fields import read_fields
from ingest.sheet.rows.row_ids import check_taken, written_id
from ingest.sheet.rows.row_links import ends_of
from ingest.sheet.rows.row_relations import Said, stated
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft, without_formulas
from kg.base.i18n import DEFAULT_LANGUAGE, LANGUAGES, msg
from kg.base.ids import is_id, organisation_id, slug
from kg.base.text import fold
from kg.model.acronyms import acronym_in
from kg.model.changes import RelationKey

_AUTHORITY: Final = frozenset(
    map(fold, ("national_authority", "national authority", "autoridad nacional",
               "autoridade nacional", "autorité nationale"))
)  # fmt: skip
_ROLE: Final = "national_authority"


def actor_item(draft: Draft, context: Context, taken: set[str]) -> Item:
    """Return one organisation; ``taken`` are the ids of the rows above."""
    kind = RECORDS[context.kind]
    without_formulas(draft)
    ends = ends_of(kind.links, draft, context)
    props = _props(kind, draft, context)
    if not props.get("name") and (context.told is None or not draft.text("id")):
        missing_value(draft, "name")
        return Item(draft.where, (), draft.findings)
    id_ = _id(draft, context, props)
    if id_ is None:
        return Item(draft.where, (), draft.findings)
    check_taken(draft, id_, taken)
    said = Said(id_, props, ends, _authority(id_, props))
    return Item(draft.where, stated(kind, draft, context, said), draft.findings)


def _props(kind: Kind, draft: Draft, context: Context) -> dict[str, Any]:
    props = read_fields(kind, draft, context)
    called = props.get("kind")
    return {**props, "kind": _ROLE} if called and fold(called) in _AUTHORITY else props


def _id(draft: Draft, context: Context, props: Mapping[str, Any]) -> str | None:
    """The id written, else that of the organisation known by these names, else a new one."""
    written = written_id(draft)
    if written:
        return _written_id(draft, written, context)
    known = _known_ids(context, props)
    if len(known) == 1:
        return known[0]
    if known:
        message = msg("It can be {nearest}.", nearest=known)
        draft.find("id", "ambiguous", Outcome.HELD, message, msg("Write the id of the one meant."))
        return None
    return _new_id(draft, context, props)


def _written_id(draft: Draft, written: str, context: Context) -> str | None:
    id_ = written if "/" in written else f"org/{written}"
    if is_id(id_) and id_.startswith("org/"):
        return context.known.redirects.get(id_, id_)
    message = msg("“{id}” is not an id of this kind of record.", id=written)
    fix = msg("Write {prefix}/ and then ASCII letters and digits.", prefix="org")
    draft.find("id", "bad-id", Outcome.HELD, message, fix)
    return None


def _known_ids(context: Context, props: Mapping[str, Any]) -> list[str]:
    """Organisations with one of the identifiers, else with one of the full names."""
    organisations = context.known.organisations
    coded = [organisations.by_code(code) for code in props.get("identifiers", ())]
    by_code = list(dict.fromkeys(id_ for id_ in coded if id_ is not None))
    if by_code:
        return by_code
    named = (id_ for name in props["name"].values() for id_ in organisations.by_name(name))
    return [id_ for id_ in dict.fromkeys(named) if not _is_elsewhere(id_, context, props)]


def _is_elsewhere(id_: str, context: Context, props: Mapping[str, Any]) -> bool:
    """Say whether an organisation is at home in another country: it is another one by that name."""
    there, here = context.known.homes.get(id_), props.get("country")
    return there is not None and here is not None and there != here


def _new_id(draft: Draft, context: Context, props: Mapping[str, Any]) -> str | None:
    """An id from the acronym, else from the name; a name nearly known waits for a person."""
    names = props["name"]
    name = next(names[lang] for lang in (*LANGUAGES, *sorted(names)) if lang in names)
    if context.known.territories.by_name(name):
        message = msg("“{name}” is a state or country, and no organisation.", name=name)
        fix = msg("Leave the row out, or write the name of the body that is meant.")
        draft.find("name", "is-a-country", Outcome.HELD, message, fix)
        return None
    near = context.look.body(name)
    if near.how in ("near", "many") and not context.vouched:
        nearest = [near.id] if near.id else list(near.nearest)
        message = msg("“{name}” is nearly {nearest}.", name=name, nearest=nearest)
        fix = msg("Write that id if it is meant, else an id of its own.")
        draft.find("name", "perhaps-known", Outcome.HELD, message, fix)
        return None
    short = f"org/{slug(acronym_in(props, DEFAULT_LANGUAGE) or name)}"
    if short not in context.known.organisations.ids:
        return short
    country = context.known.iso3.get(props.get("country", ""))
    return organisation_id(name, country)


def _authority(id_: str, props: Mapping[str, Any]) -> dict[RelationKey, dict[str, Any]]:
    """An authority is part of its country, as such."""
    country = props.get("country")
    if not country or props.get("kind") != _ROLE:
        return {}
    return {RelationKey("PART_OF", id_, country): {"role": _ROLE}}
