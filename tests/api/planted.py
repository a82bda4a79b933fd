"""A world in whose statements for few every field holds a marker word that stands nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from coopgraph.settings import sqlite_url
from kg.base.audience import AUDIENCES, Audience
from kg.base.i18n import LANGUAGES
from kg.model.changes import (
    Change,
    NodeStatement,
    Override,
    Redirect,
    RelationKey,
    RelationStatement,
    Release,
)
from kg.model.nodes import Declared, Node
from kg.model.registry import NODES, RELATIONS
from kg.model.relations import Relation

OPEN: Final = "source/open"
LEVELS: Final[tuple[Audience, ...]] = AUDIENCES[1:]
OTHER_TYPES: Final = {name: cls for name, cls in NODES.items() if name != "Source"}
_CHOICES: Final = ("id", "visibility", "nature", "precision", "standing")
"""Fields with a choice of few words: no word of them is told from another's."""
_LAST_DAYS: Final = ("ends", "ends_planned", "until")
_YEARS: Final = {"states": (1701, 2701), "board": (1801, 2801)}
_NUMBERS: Final = {"states": 5_510_000, "board": 7_710_000}


@dataclass
class Markers:
    """The markers of one audience: each with the place where it was planted."""

    audience: Audience
    made: dict[str, str] = field(default_factory=dict)

    def word(self, place: str) -> str:
        """Return a new word, which search finds and every format keeps as it is."""
        return self._kept(f"zq{self.audience}{len(self.made):04d}", place)

    def day(self, place: str) -> str:
        """Return a new day, long ago or far off, so that what is stated holds today."""
        n, far = len(self.made), place.rpartition(".")[2] in _LAST_DAYS
        year = _YEARS[self.audience][far] + n // 336
        return self._kept(f"{year}-{n % 336 // 28 + 1:02d}-{n % 28 + 1:02d}", place)

    def number(self, place: str) -> int:
        """Return a new number."""
        number = _NUMBERS[self.audience] + len(self.made)
        self._kept(str(number), place)
        return number

    def _kept(self, marker: str, place: str) -> str:
        self.made[marker] = place
        return marker


@dataclass(frozen=True)
class World:
    """The changes that make the world, its markers by audience, and ids to ask for."""

    changes: list[Change]
    markers: dict[Audience, Markers]
    ids: list[str]
    merged: dict[Audience, str]
    """Old ids under which something was stated for an audience."""


def open_id(type_: str) -> str:
    """Return the id of the record of a type that everybody sees."""
    return f"{NODES[type_].prefix}/open"


def planted() -> World:
    """Return a world with an open record and a hidden one of each type, for each audience."""
    changes: list[Change] = list(_open_world())
    markers = {audience: Markers(audience) for audience in LEVELS}
    ids, merged = [OPEN, *map(open_id, OTHER_TYPES)], {}
    for audience, made in markers.items():
        source = f"source/{made.word('Source.id')}"
        changes.append(NodeStatement(source, source, _values(NODES["Source"], made, OPEN)))
        hidden = {
            name: f"{cls.prefix}/{made.word(f'{name}.id')}" for name, cls in OTHER_TYPES.items()
        }
        changes += _hidden_nodes(hidden, source, audience, made)
        changes += _hidden_relations(hidden, source, audience, made)
        merged[audience] = f"org/{made.word('old id')}"
        released = f"offer/{made.word('released id')}"
        changes += _merged(merged[audience], source, audience, made)
        changes += _released(released, source, audience, markers)
        changes += _open_records_that_name(hidden)
        ids += [source, *hidden.values(), merged[audience], released]
    return World(changes, markers, ids, merged)


def make_planted(path: Path, world: World) -> str:
    """Write the world to a new SQLite file and return its address."""
    from kg.store.opening import create_store

    store = create_store(sqlite_url(path))
    store.apply(world.changes)
    store.close()
    return sqlite_url(path)


def _open_world() -> Iterator[Change]:
    yield NodeStatement(OPEN, OPEN, {"title": {"en": "Open source"}})
    for name, cls in OTHER_TYPES.items():
        props = {cls.label_field: {"en": f"Open {name}"}}
        yield NodeStatement(open_id(name), OPEN, props, visibility="public")
    for type_ in sorted(RELATIONS.keys() - {"MEMBER_OF", "SUCCEEDS"}):
        yield RelationStatement(RelationKey(type_, *map(open_id, _ends(type_))), OPEN, {})


def _ends(type_: str) -> tuple[str, str]:
    """Return types that a relation joins, two different ones where it can."""
    cls = RELATIONS[type_]
    start = cls.starts_at[0]
    return start, next((end for end in cls.ends_at if end != start), cls.ends_at[0])


def _hidden_nodes(
    hidden: dict[str, str], source: str, audience: Audience, markers: Markers
) -> Iterator[Change]:
    where = markers.word("where")
    for name, cls in OTHER_TYPES.items():
        props = _values(cls, markers, hidden["Organisation"])
        yield NodeStatement(hidden[name], source, props, where, visibility=audience)
        if not issubclass(cls, Declared):
            props = _values(cls, markers, hidden["Organisation"])
            yield NodeStatement(open_id(name), source, props, where, visibility=audience)


def _hidden_relations(
    hidden: dict[str, str], source: str, audience: Audience, markers: Markers
) -> Iterator[Change]:
    where = markers.word("where of a relation")
    for type_, cls in RELATIONS.items():
        start, end = _ends(type_)
        for first, last in (
            (open_id(start), open_id(end)),
            (hidden[start], open_id(end)),
            (open_id(start), hidden[end]),
        ):
            key = RelationKey(type_, first, last, markers.word(f"{type_}.key"))
            props = _values(cls, markers, OPEN)
            yield RelationStatement(key, source, props, where, visibility=audience)
            plain = RelationKey(type_, first, last)
            if first != open_id(start) or last != open_id(end):
                yield RelationStatement(plain, OPEN, {})


def _merged(old: str, source: str, audience: Audience, markers: Markers) -> Iterator[Change]:
    props = _values(NODES["Organisation"], markers, OPEN)
    yield NodeStatement(old, source, props, visibility=audience)
    yield Redirect(old, open_id("Organisation"))


def _released(
    offer: str, source: str, audience: Audience, markers: dict[Audience, Markers]
) -> Iterator[Change]:
    """Yield an offer of the board, released to an audience for a reason that the board reads."""
    title = {"title": {"en": markers[audience].word("released title")}}
    yield NodeStatement(offer, source, title, visibility="board")
    if audience != "board":
        reason = markers["board"].word("reason of a release")
        yield Release(offer, source, Override(audience, "2026-01-01", reason))


def _open_records_that_name(hidden: dict[str, str]) -> Iterator[Change]:
    """Yield open statements whose fields lead to hidden records."""
    body = hidden["Organisation"]
    named: dict[str, dict[str, Any]] = {
        "Unit": {"door_for": body},
        "Activity": {"reporter": body},
        "Sector": {"replaced_by": hidden["Sector"]},
        "Initiative": {"responsible": [body, open_id("Organisation")]},
        "Offer": {"eligible": [hidden["State"], open_id("State")]},
        "Organisation": {"country": hidden["Country"]},
    }
    for name, props in named.items():
        cls = NODES[name]
        title = {cls.label_field: {"en": f"Open {name}"}}
        yield NodeStatement(open_id(name), OPEN, {**title, **props})


def _values(cls: type[Node | Relation], markers: Markers, other: str) -> dict[str, Any]:
    """Return a value with a marker for each field of a type; ids of records are ``other``."""
    return {
        name: _value(str(info.annotation), markers, f"{cls.__name__}.{name}", other)
        for name, info in cls.model_fields.items()
        if name not in _CHOICES and (name != "status" or getattr(cls, "statuses", True))
    }


def _value(kind: str, markers: Markers, place: str, other: str) -> Any:
    if "_an_id" in kind:
        return [other] if kind.startswith("list") else other
    if "_iso_date" in kind:
        return markers.day(place)
    if kind.startswith("dict[str, float]"):
        return {"USD": markers.number(place)}
    if kind.startswith("dict"):
        return {lang: markers.word(f"{place}:{lang}") for lang in LANGUAGES}
    number = re.search(r"\b(int|float)\b", kind)
    value = markers.number(place) if number else markers.word(place)
    return [value] if kind.startswith("list") else value
