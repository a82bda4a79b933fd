"""Rows of actors into organisations: those that are known already, and new ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from ingest.findings import Item, Outcome
from ingest.sheet.cell_values import missing_value, read_text, read_texts, resolve_all, several
from ingest.sheet.sheet_context import Context
from ingest.sheet.sheet_draft import Draft, without_formulas
from ingest.sheet.sheet_visibility import claimed, find_changes, standing
from ingest.sheet.withdrawn import no_longer_said
from kg.base.i18n import LANGUAGES, msg
from kg.base.ids import is_id, organisation_id, slug
from kg.base.text import fold
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.fields import MAX_SHORT
from kg.model.nodes import Organisation

_WEB: Final = re.compile(r"(?:https?://)?(?:[\w\-]++\.)++[a-z]{2,}+(?:[/?#]\S*+)?\Z", re.IGNORECASE)
_HTTPS: Final = "https://"
_AUTHORITY: Final = frozenset(
    map(fold, ("national_authority", "national authority", "autoridad nacional",
               "autoridade nacional", "autorité nationale"))
)  # fmt: skip
_ROLE: Final = "national_authority"


def actor_item(draft: Draft, context: Context, taken: set[str]) -> Item:
    """Return one organisation; ``taken`` are the ids of the rows above."""
    without_formulas(draft)
    props = _props(draft, context)
    if not props.get("name"):
        missing_value(draft, "name")
        return Item(draft.where, (), draft.findings)
    id_ = _id(draft, context, props)
    if id_ is None:
        return Item(draft.where, (), draft.findings)
    if id_ in taken:
        message = msg("The id {id} stands in a row above.", id=id_)
        draft.find("id", "duplicate", Outcome.HELD, message, msg("Remove one of the two rows."))
    taken.add(id_)
    changes: list[Change] = []
    said, claim = _authority(id_, props), claimed(draft, context)
    for source in context.origins.of(draft):
        place = context.place(draft, source)
        statement = NodeStatement(id_, source, props, place, visibility=claim)
        find_changes(draft, context, statement)
        changes.append(statement)
        # A row that does not say who may see it goes on under the claim of before, whole.
        kept = standing(context, statement)
        changes.extend(
            RelationStatement(name, source, {"role": _ROLE}, place, visibility=kept)
            for name in said
        )
        changes.extend(no_longer_said(context.store, id_, source, said, ("PART_OF",)))
    return Item(draft.where, changes, draft.findings)


def _props(draft: Draft, context: Context) -> dict[str, Any]:
    kind = read_text(draft, "kind")
    countries = resolve_all(draft, "country", context.look.territory, Outcome.CHANGED)
    values = {
        "name": read_texts(draft, "name", context.lang),
        "acronym": read_text(draft, "acronym"),
        "kind": _ROLE if kind and fold(kind) in _AUTHORITY else kind,
        "country": countries[0] if countries else None,
        "website": _website(draft),
        "identifiers": _identifiers(draft),
    }
    known = {name: value for name, value in values.items() if value is not None}
    return Organisation(id="org/x", **known).props()


def _identifiers(draft: Draft) -> list[str]:
    found = several(draft, "identifiers")
    kept = [identifier for identifier in found if len(identifier) <= MAX_SHORT]
    if len(kept) < len(found):
        message = msg("An identifier has more than {n} characters and was left out.", n=MAX_SHORT)
        draft.find("identifiers", "too-long", Outcome.CHANGED, message, msg("Shorten it."))
    return kept


def _website(draft: Draft) -> str | None:
    text = draft.text("website")
    if not text or (len(text) < MAX_SHORT - len(_HTTPS) and _WEB.match(text)):
        return (text if "://" in text else f"{_HTTPS}{text}") if text else None
    message = msg("“{value}” is no web address and was left out.", value=text)
    fix = msg("Write it with https:// in front.")
    draft.find("website", "bad-address", Outcome.CHANGED, message, fix)
    return None


def _id(draft: Draft, context: Context, props: Mapping[str, Any]) -> str | None:
    """The id written, else that of the organisation known by these names, else a new one."""
    written = draft.text("id")
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
    return list(dict.fromkeys(named))


def _new_id(draft: Draft, context: Context, props: Mapping[str, Any]) -> str | None:
    """An id from the acronym, else from the name; a name nearly known waits for a person."""
    names = props["name"]
    name = next(names[lang] for lang in (*LANGUAGES, *sorted(names)) if lang in names)
    near = context.look.body(name)
    if near.how in ("near", "many") and not context.vouched:
        nearest = [near.id] if near.id else list(near.nearest)
        message = msg("“{name}” is nearly {nearest}.", name=name, nearest=nearest)
        fix = msg("Write that id if it is meant, else an id of its own.")
        draft.find("name", "perhaps-known", Outcome.HELD, message, fix)
        return None
    short = f"org/{slug(props.get('acronym') or name)}"
    if short not in context.known.organisations.ids:
        return short
    country = context.known.iso3.get(props.get("country", ""))
    return organisation_id(name, country)


def _authority(id_: str, props: Mapping[str, Any]) -> list[RelationKey]:
    country = props.get("country")
    return [RelationKey("PART_OF", id_, country)] if country and props.get("kind") == _ROLE else []
