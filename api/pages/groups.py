"""The relations of a record, grouped by what they mean, with status, time and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from api.pages.context import Context, Text
from api.pages.facts import Disagreement, Fact, Shown, cited, disagreements
from api.pages.words import IN, OUT
from kg.documents import RelationPart, Show
from kg.schema.registry import RELATIONS
from kg.text import fold

TIMED: Final = frozenset(("MEMBER_OF", "PART_OF", "PARTY_TO", "RUNS", "SUCCEEDS"))
"""Relations that begin and end: without a date they are marked as undated."""
SHOWN: Final = 150
"""How many relations of a kind a page lists; all of them are in the data."""
MINIMAL: Final = (
    ("DECLARES", False), ("CONTACT_FOR", False), ("IN_SECTOR", True), ("TOWARDS", True),
    ("BY_MODALITY", True), ("IN_LANGUAGE", True), ("IN_REGION", True),
)  # fmt: skip
"""Relations (and whether they lead outward) that every offer, demand and practice should have."""
_ORDER: Final = (
    "DECLARES", "CONTACT_FOR", "PART_OF", "MEMBER_OF", "PARTY_TO", "RUNS", "SUCCEEDS", "CONCERNS",
    "IN_SECTOR", "TOWARDS", "BY_MODALITY", "IN_LANGUAGE", "IN_REGION", "BROADER", "MATCHES",
    "FAVOURS", "PROVIDES", "PROVIDES_SECOND", "FUNDS", "EXTENDS", "ACCOUNTS_FOR", "IMPLEMENTS",
    "RECEIVES",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One relation, seen from the record whose page it is on."""

    id: str
    name: Text
    type: str
    status: str
    since: str
    until: str
    undated: bool
    disputed: bool
    in_force: bool
    detail: str
    note: Text
    sources: list[int]
    disagreements: list[Disagreement]


@dataclass(frozen=True)
class Group:
    """The relations of one type and direction; ``past`` are not in force on the date."""

    key: str
    heading: str
    timed: bool
    now: list[Row]
    past: list[Row]
    more: int


def groups(p: Context, shown: Show, numbers: Mapping[str, int]) -> list[Group]:
    """Return the relations of a record in a fixed order of kinds, each by name."""
    found: dict[tuple[int, bool], list[RelationPart]] = {}
    for relation in shown.relations:
        outward = relation.from_ == shown.node.id
        found.setdefault((_ORDER.index(relation.type), outward), []).append(relation)
    return [
        _group(p, found[key], outward=key[1], numbers=numbers)
        for key in sorted(found, key=lambda key: (key[0], not key[1]))
    ]


def as_facts(p: Context, found: list[Group]) -> tuple[list[Fact], list[Group]]:
    """Return what an offer, demand or practice says by its relations as facts, and other groups.

    What it should say and does not is a fact without values: not stated.
    """
    by_key = {group.key: group for group in found}
    facts = [_fact(p, name, outward, by_key.get(_key(name, outward))) for name, outward in MINIMAL]
    told = {_key(*one) for one in MINIMAL}
    others = [group for group in found if group.key not in told or group.past or group.more]
    return facts, others


def _fact(p: Context, type_: str, outward: bool, group: Group | None) -> Fact:
    rows = group.now if group else []
    values = [Shown(row.name.text, row.name.lang, id=row.id) for row in rows]
    numbers = {number for row in rows for number in row.sources}
    return Fact(p.say((OUT if outward else IN)[type_]), values, sorted(numbers))


def _key(type_: str, outward: bool) -> str:
    return f"{type_.lower()}-{'out' if outward else 'in'}"


def _group(
    p: Context, relations: list[RelationPart], *, outward: bool, numbers: Mapping[str, int]
) -> Group:
    type_ = relations[0].type
    rows = [_row(p, relation, outward=outward, numbers=numbers) for relation in relations]
    rows.sort(key=lambda row: (fold(row.name.text), row.id, row.since))
    kept = rows[:SHOWN]
    return Group(
        _key(type_, outward),
        p.say((OUT if outward else IN)[type_]),
        type_ in TIMED,
        [row for row in kept if row.in_force],
        [row for row in kept if not row.in_force],
        len(rows) - len(kept),
    )


def _row(p: Context, relation: RelationPart, *, outward: bool, numbers: Mapping[str, int]) -> Row:
    id_ = relation.to if outward else relation.from_
    props = relation.properties
    precision = props.get("precision")
    return Row(
        id_,
        p.label(id_),
        p.type_name(id_),
        p.word("status", relation.status) if relation.status else "",
        p.date(relation.since, precision) if relation.since else "",
        p.date(relation.until, precision) if relation.until else "",
        relation.since is None and relation.type in TIMED,
        relation.status == "disputed",
        relation.in_force,
        _detail(p, relation),
        p.text(props.get("note", {})),
        cited(relation.sources, numbers),
        disagreements(p, relation.claims, RELATIONS[relation.type]),
    )


def _detail(p: Context, relation: RelationPart) -> str:
    props = relation.properties
    if relation.status == "disputed":
        return ""  # Both positions stand among the claims.
    parts = [p.word("role", props["role"])] if "role" in props else []
    if "kind" in props:
        parts.append(p.word("kind", props["kind"]))
    if "percentage" in props:
        parts.append(p.share(round(props["percentage"] * 100), 10_000))
    return ", ".join(parts)
