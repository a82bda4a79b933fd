"""An office's own record as a form shows it: the cells that would state it, and what is another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ingest.entries import OWN
from ingest.sheet.headers.sheet_kinds import RECORDS, TRANSLATED
from ingest.sheet.record_cells import named_by, row_cells
from kg.base.i18n import LANGUAGES
from kg.exchange.own_statements import OwnRecord
from kg.model.audiences import node_level
from kg.model.changes import Change, NodeStatement, RelationStatement, Withdrawal
from kg.model.fields import VISIBLE

ASIDE: Final = ("id", "status", "confirmed_on")
"""Columns that no form shows: what they say is said by other acts."""
_encoded = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


def kind_of(type_: str) -> str:
    """Return the kind of sheet that lists records of a type."""
    return next(name for name, kind in RECORDS.items() if kind.node.__name__ == type_)


def own_cells(own: OwnRecord) -> dict[str, str]:
    """Return what the declarer of a record says of it, as cells of a form, and who may read it."""
    kind = kind_of(own.type)
    named = named_by(kind, own.id, own.related())
    found = row_cells(kind, own.id, own.values, named)
    level = node_level(own.id, own.record.statements)
    cells = {name: text for name, text in found.items() if _is_asked(name)}
    return {**cells, VISIBLE: level}


def in_language(cells: Mapping[str, str], before: str, after: str) -> dict[str, str]:
    """Return cells whose texts without a language are those of another one than before.

    >>> in_language({"title": "Agua", "title:en": "Water"}, "es", "en")
    {'title:es': 'Agua', 'title': 'Water'}
    """
    named = {
        f"{name}:{before}" if name in TRANSLATED and text else name: text
        for name, text in cells.items()
    }
    return {
        column if lang == after else name: text
        for name, text in named.items()
        for column, _, lang in (name.partition(":"),)
    }


def changed_cells(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return the cells that say something else than before, in the order of both."""
    names = dict.fromkeys([*before, *after])
    return {
        name: after.get(name, "")
        for name in names
        if name not in ASIDE and _plain(before.get(name)) != _plain(after.get(name))
    }


def alters(own: OwnRecord, changes: Iterable[Change]) -> bool:
    """Say whether what an entry states is anything else than its declarer says already."""
    return any(_alters(own, change) for change in changes)


def _alters(own: OwnRecord, change: Change) -> bool:
    if isinstance(change, NodeStatement):
        known = {n: v for n, v in own.values.items() if n not in (*ASIDE, "confirmed_by")}
        told = {n: v for n, v in change.props.items() if n not in (*ASIDE, "confirmed_by")}
        level = node_level(own.id, own.record.statements)
        opened = change.visibility is not None and change.visibility != level
        return opened or _encoded(_ours(known)) != _encoded(_ours(told))
    if isinstance(change, RelationStatement):
        # Who declares it and its contact stay, whoever enters the change.
        who = change.relation.type in {"DECLARES", "CONTACT_FOR"}
        return not who and change.relation not in set(own.related())
    return isinstance(change, Withdrawal)


def _ours(props: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out texts in languages that a form has no field for: they stay as they are."""
    return {
        name: {lang: text for lang, text in value.items() if lang in LANGUAGES}
        if isinstance(value, dict)
        else value
        for name, value in props.items()
    }


def _is_asked(name: str) -> bool:
    column, _, lang = name.partition(":")
    return column not in OWN and (not lang or lang in LANGUAGES)


def _plain(text: str | None) -> list[str]:
    return sorted(part.strip() for part in (text or "").split(";") if part.strip())
