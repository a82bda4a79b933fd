"""Mappings that are kept on the desk, so that the next file of a sender is read as the last."""

from __future__ import annotations

import json
from collections import abc
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from ingest.sheet.headers.sheet_kinds import KINDS
from ingest.sheet.mapping import SheetMapping
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.base.ids import slug
from kg.model.changes import Deletion, NodeStatement, state_node
from kg.model.desk_types import Mapping
from kg.model.nodes import Source
from kg.store.protocol import Store

SOURCE: Final = "source/desk/mappings"
_IDS: Final = "mapping/"
_NEAREST: Final = 3


class UnknownMappingError(WrongUseError):
    """No mapping is kept under this name."""

    slug = "unknown-mapping"
    status = 404
    title = msg("Unknown mapping")

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        fix = (
            msg("Did you mean {nearest}?", nearest=list(nearest))
            if nearest
            else msg("See: coopgraph mapping list.")
        )
        super().__init__(msg("There is no mapping “{name}”.", name=name), fix)
        self.nearest = tuple(nearest)


def keep(desk: Store, mapping: SheetMapping, now: datetime) -> SheetMapping:
    """Write a mapping down under its name, instead of another of that name; return it with its day.

    Raises:
        StoreError: the desk cannot be written to.
    """
    made = replace(mapping, made=now.date().isoformat())
    title = {"en": "Mappings of sheets"}
    source = state_node(Source(id=SOURCE, title=title), SOURCE)
    desk.apply([source, _statement(made)])
    return made


def mappings_of(desk: Store) -> list[SheetMapping]:
    """Return all mappings of a desk, by name."""
    found = (row for row in desk.nodes() if row.id.startswith(_IDS))
    read = (_known(json.loads(row.body)) for row in found)
    # One of a kind that this version does not know is left to the version that does.
    return sorted((one for one in read if one.kind in KINDS), key=lambda one: one.name)


def require(mappings: Iterable[SheetMapping], name: str) -> SheetMapping:
    """Return the mapping of a name.

    Raises:
        UnknownMappingError: there is none; names the nearest.
    """
    known = {one.name: one for one in mappings}
    if name not in known:
        from rapidfuzz import process

        found = process.extract(name, list(known), limit=_NEAREST, score_cutoff=50)
        raise UnknownMappingError(name, [text for text, _, _ in found])
    return known[name]


def forget(desk: Store, name: str) -> None:
    """Delete the mapping of a name.

    Raises:
        StoreError: the desk cannot be written to.
    """
    desk.apply([Deletion(_id(name))])


def _id(name: str) -> str:
    return f"{_IDS}{slug(name)}"


def _statement(mapping: SheetMapping) -> NodeStatement:
    node = Mapping(
        id=_id(mapping.name),
        name=mapping.name,
        kind=mapping.kind,
        headers=sorted(mapping.headers),
        columns=_pairs(mapping.columns),
        values=_pairs(mapping.values),
        rows_from=mapping.source,
        made=mapping.made,
    )
    return state_node(node, SOURCE)


def _known(props: dict[str, Any]) -> SheetMapping:
    return SheetMapping(
        props.get("kind", ""),
        dict(json.loads(pair) for pair in props.get("columns", ())),
        dict(json.loads(pair) for pair in props.get("values", ())),
        props.get("rows_from"),
        props.get("name", ""),
        props.get("made", ""),
        frozenset(props.get("headers", ())),
    )


def _pairs(pairs: abc.Mapping[str, str]) -> list[str]:
    """As JSON: a header may hold whatever sign would stand between."""
    return [json.dumps(pair, ensure_ascii=False) for pair in pairs.items()]
