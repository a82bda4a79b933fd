"""The relations of a record, grouped by what they mean, with status, time and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from api.pages.page_context import Context, Text
from api.pages.record_facts import Dispute, Fact, Shown, cited, disputes, values
from kg.browse.record_layout import grouped, is_undated
from kg.model.documents import PositionPart, RelationPart, Show
from kg.model.fields import EFFORT
from kg.model.registry import RELATIONS
from kg.model.vocabulary import heading

SHOWN: Final = 150
"""How many relations of a kind a page lists; all of them are in the data."""
MINIMAL: Final = (
    ("DECLARES", False), ("CONTACT_FOR", False), ("IN_SECTOR", True), ("TOWARDS", True),
    ("BY_MODALITY", True), ("IN_LANGUAGE", True), ("IN_REGION", True),
)  # fmt: skip
"""Relations (and whether they lead outward) that every offer, demand and practice should have."""


@dataclass(frozen=True)
class Side:
    """What one side says of a disputed relation, with the numbers of its sources on the page."""

    text: str
    note: Text
    sources: list[int]


@dataclass(frozen=True)
class Row:
    """One relation, seen from the record whose page it is on."""

    id: str
    name: Text
    type: str
    status: str
    since: str
    holds_since: str
    until: str
    undated: bool
    disputed: bool
    to_confirm: bool
    in_force: bool
    detail: str
    note: Text
    sources: list[int]
    disputes: list[Dispute]
    sides: list[Side]


@dataclass(frozen=True)
class Group:
    """The relations of one type and direction; ``past`` are not in force on the date."""

    key: str
    heading: str
    timed: bool
    now: list[Row]
    past: list[Row]
    more: int


def groups(p: Context, shown: Show, nodes: Mapping[str, int]) -> list[Group]:
    """Return the relations of a record in a fixed order of kinds, each by name."""
    return [
        _group(p, relations, outward=outward, nodes=nodes)
        for _, outward, relations in grouped(shown)
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
    nodes = {node for row in rows for node in row.sources}
    return Fact(p.say(heading(type_, outward=outward)), values, sorted(nodes))


def _key(type_: str, outward: bool) -> str:
    return f"{type_.lower()}-{'out' if outward else 'in'}"


def _group(
    p: Context, relations: list[RelationPart], *, outward: bool, nodes: Mapping[str, int]
) -> Group:
    type_ = relations[0].type
    rows = [_row(p, relation, outward=outward, nodes=nodes) for relation in relations]
    kept = rows[:SHOWN]
    return Group(
        _key(type_, outward),
        p.say(heading(type_, outward=outward)),
        RELATIONS[type_].is_timed,
        [row for row in kept if row.in_force],
        [row for row in kept if not row.in_force],
        len(rows) - len(kept),
    )


def _row(p: Context, relation: RelationPart, *, outward: bool, nodes: Mapping[str, int]) -> Row:
    id_ = relation.to if outward else relation.from_
    props = relation.properties
    precision = props.get("precision")
    return Row(
        id_,
        p.label(id_),
        p.type_name(id_),
        p.word("status", relation.status) if relation.status else "",
        p.date(relation.since, precision) if relation.since else "",
        p.since(relation.since, precision) if relation.since else "",
        p.date(relation.until, precision) if relation.until else "",
        is_undated(relation.type, relation.since),
        relation.status == "disputed",
        relation.to_confirm,
        relation.in_force,
        _detail(p, relation),
        p.text(props.get("note", {})),
        cited(relation.sources, nodes),
        [] if relation.positions else disputes(p, relation.claims, RELATIONS[relation.type]),
        [_side(p, position, nodes) for position in relation.positions],
    )


def _side(p: Context, position: PositionPart, nodes: Mapping[str, int]) -> Side:
    note = p.text(position.properties.get("note", {}))
    return Side(position.text, note, cited(position.sources, nodes))


def _detail(p: Context, relation: RelationPart) -> str:
    props = relation.properties
    if relation.status == "disputed":
        return ""  # What each side says stands beside it.
    parts = [p.word("role", props["role"])] if "role" in props else []
    if "kind" in props:
        parts.append(p.word("kind", props["kind"]))
    if "percentage" in props:
        parts.append(p.share(round(props["percentage"] * 100), 10_000))
    put_in = (name for name in ("contributed", EFFORT) if name in props)
    parts.extend(one.text for name in put_in for one in values(p, name, props[name]))
    return ", ".join(parts)
