"""The values of a record as a reader sees them: labelled, linked, with their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from api.pages.page_context import Context
from kg.base.ids import is_id
from kg.browse.record_layout import Position, disagreements, fields_shown, value_shown
from kg.model.acronyms import BY_LANGUAGE
from kg.model.documents import ClaimPart, Show
from kg.model.fields import EFFORT, SUMS
from kg.model.nodes import Node
from kg.model.registry import NODES, type_of
from kg.model.relations import Relation
from kg.model.vocabulary import RULES, YES_OR_NO, label

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_LINK: Final = re.compile(r"https?://\S+\Z")
_MAILBOX: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z")


@dataclass(frozen=True)
class Shown:
    """One value: a text in its language, with what it leads to."""

    text: str
    lang: str | None = None
    id: str | None = None
    href: str | None = None


@dataclass(frozen=True)
class Fact:
    """A labelled value with the numbers of its sources on the page; no values: not stated."""

    label: str
    values: list[Shown]
    sources: list[int]


@dataclass(frozen=True)
class Dispute:
    """A field about which sources differ, and the rules that chose."""

    label: str
    rules: list[str]
    positions: list[tuple[list[Shown], Position]]


def facts(p: Context, shown: Show, indexes: Mapping[str, int]) -> list[Fact]:
    """Return the facts of a record in the order of its type's declaration."""
    cls = NODES[shown.node.type]
    precision = shown.node.properties.get("precision")
    return [
        Fact(
            p.say(label(cls, name)),
            [] if value is None else list(values(p, name, value, precision)),
            _cited(name, shown.claims, indexes),
        )
        for name in fields_shown(shown.node)
        for value in (value_shown(shown.node, name, p.lang),)
    ]


def values(p: Context, field: str, value: Any, precision: str | None = None) -> Iterator[Shown]:
    """Yield a value of a field as texts, links and names."""
    if isinstance(value, Mapping):
        yield _of_mapping(p, field, value)
    elif isinstance(value, list):
        for item in value:
            yield from values(p, field, item, precision)
    elif isinstance(value, str):
        yield _of_text(p, field, value, precision)
    elif isinstance(value, bool):
        yield Shown(p.say(YES_OR_NO[value]))
    else:
        yield Shown(p.number(value))


def disputes(p: Context, claims: Iterable[ClaimPart], cls: type[Node | Relation]) -> list[Dispute]:
    """Return the fields about which sources differ, with every position, the chosen first."""
    return [
        Dispute(
            p.say(label(cls, found.field)),
            [p.say(RULES[rule]) for rule in found.rules],
            [(list(values(p, found.field, one.value)), one) for one in found.positions],
        )
        for found in disagreements(claims, cls)
    ]


def cited(ids: Iterable[str], indexes: Mapping[str, int]) -> list[int]:
    """Return the numbers of sources on the page, in order."""
    return sorted(indexes[id_] for id_ in ids if id_ in indexes)


def _cited(name: str, claims: Iterable[ClaimPart], indexes: Mapping[str, int]) -> list[int]:
    fields = {name, BY_LANGUAGE.get(name)}
    chosen = {c.source for c in claims if c.chosen and c.field.partition(":")[0] in fields}
    return cited(chosen, indexes)


def _of_mapping(p: Context, field: str, value: Mapping[str, Any]) -> Shown:
    if field in SUMS:
        return Shown(", ".join(f"{p.number(v)} {currency}" for currency, v in value.items()))
    if field == EFFORT:
        return Shown(
            ", ".join(f"{p.number(v)} {p.word(EFFORT, unit)}" for unit, v in value.items())
        )
    found = p.text(value)
    return Shown(found.text, found.lang)


def _of_text(p: Context, field: str, value: str, precision: str | None) -> Shown:
    if is_id(value) and type_of(value):
        found = p.label(value)
        return Shown(found.text, found.lang, id=value if p.known(value) else None)
    if _DAY.match(value):
        return Shown(p.date(value, precision))
    if _LINK.match(value):
        return Shown(value, href=value)
    if _MAILBOX.match(value):
        return Shown(value, href=f"mailto:{value}")
    return Shown(p.word(field, value))
