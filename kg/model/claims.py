"""The written rule that chooses among claims.

1. A better basis wins: published, then common knowledge, then uncertain.
2. Among equals, the statement that speaks of the later day wins (``dated``).
3. Among equals, the source whose id comes first.

Names and texts are chosen per language; lists of names and identifiers are united. A relation that
any source calls disputed is disputed: about what the positions differ nothing is chosen, and all of
them are shown. Since and until come from the best source that agrees with the chosen status.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kg.model.fields import BASES, Merge
from kg.model.nodes import Node
from kg.model.registry import RELATIONS, TYPES, merge_of
from kg.model.relations import Relation

if TYPE_CHECKING:
    from kg.model.records import Statement

DISPUTED: Final = "disputed"
POSITIONS: Final = "positions"
"""Under which name the positions about a disputed relation stand beside its values."""
_TIME: Final = ("since", "until")
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_RANK: Final = {basis: rank for rank, basis in enumerate(BASES)}


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that a source states for a field, and whether the rule chose it.

    ``note`` is for the board: the day and reason of a release.
    """

    field: str
    value: Any
    source: str
    chosen: bool
    rule: str
    note: str | None = None


def canonical(props: Mapping[str, Any]) -> str:
    """Return properties as canonical JSON: sorted keys, no spaces, UTF-8."""
    return _encode(props)


def ranked(statements: Sequence[Statement]) -> list[Statement]:
    """Return statements, the one that wins first."""
    by_source = sorted(statements, key=lambda s: (s.source, s.subject))
    by_day = sorted(by_source, key=lambda s: s.dated or "", reverse=True)
    return sorted(by_day, key=lambda s: _RANK[s.basis])


def chosen_node(type_: str, statements: Sequence[Statement]) -> dict[str, Any]:
    """Return the values shown for a node of ``type_``."""
    if len(statements) == 1:
        return dict(statements[0].props)
    return _merge(TYPES[type_], ranked(statements))


def chosen_relation(type_: str, statements: Sequence[Statement]) -> dict[str, Any]:
    """Return the values shown for a relation of ``type_``, status and time included."""
    if len(statements) == 1:
        return dict(statements[0].props)
    order = ranked(statements)
    values = _merge(RELATIONS[type_], order)
    status = _status(order)
    timed = [s for s in order if s.props.get("status") in (status, None)]
    for name in ("status", *_TIME):
        values.pop(name, None)
    if status is not None:
        values["status"] = status
    for name in _TIME:
        found = next((s.props[name] for s in timed if name in s.props), None)
        if found is not None:
            values[name] = found
    return values


def left_open(type_: str, statements: Sequence[Statement]) -> set[str]:
    """Return the fields, status and time apart, about which the statements of a relation differ.

    Of a disputed one nothing is chosen among them: that would be to take a side.
    """
    cls = RELATIONS[type_]
    stated: dict[str, set[str]] = {}
    for statement in statements:
        for name, value in statement.props.items():
            stated.setdefault(name, set()).add(_encode(value))
    apart = {"status", *_TIME}
    differ = {name for name, values in stated.items() if len(values) > 1} - apart
    return {name for name in differ if merge_of(cls, name) is not Merge.UNION}


def positions(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Return what sources say of a relation, the best founded first: ``sources``, then values.

    Those that say the same are one position. That it is disputed is none, where several others
    say what they hold.
    """
    found: dict[str, dict[str, Any]] = {}
    taken = [each for each in statements if each.props.get("status") != DISPUTED]
    for statement in ranked(taken if len(taken) > 1 else statements):
        said = dict(statement.props)
        position = found.setdefault(canonical(said), {"sources": [], **said})
        position["sources"] = sorted({*position["sources"], statement.source})
    return list(found.values())


def node_claims(type_: str, statements: Sequence[Statement]) -> list[Claim]:
    """Return every claim about a node, by field, the chosen first."""
    return _claims(TYPES[type_], statements, chosen_node(type_, statements))


def relation_claims(type_: str, statements: Sequence[Statement]) -> list[Claim]:
    """Return every claim about a relation, by field, the chosen first."""
    shown = chosen_relation(type_, statements)
    open_ = left_open(type_, statements) if shown.get("status") == DISPUTED else set()
    settled = {name: value for name, value in shown.items() if name not in open_}
    return [
        replace(claim, chosen=False, rule=POSITIONS)
        if claim.field.partition(":")[0] in open_
        else claim
        for claim in _claims(RELATIONS[type_], statements, settled)
    ]


def _status(order: Sequence[Statement]) -> str | None:
    stated = [s.props["status"] for s in order if "status" in s.props]
    if DISPUTED in stated:
        return DISPUTED
    return stated[0] if stated else None


def _merge(cls: type[Node | Relation], order: Sequence[Statement]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for statement in order:
        for name, value in statement.props.items():
            _merge_field(values, name, value, merge_of(cls, name))
    return values


def _merge_field(values: dict[str, Any], name: str, value: Any, how: Merge) -> None:
    if how is Merge.PER_LANGUAGE:
        values[name] = {**value, **values.get(name, {})}
    elif how is Merge.UNION:
        known = values.get(name, [])
        values[name] = [*known, *(item for item in value if item not in known)]
    else:
        values.setdefault(name, value)


def _claims(
    cls: type[Node | Relation], statements: Sequence[Statement], shown: Mapping[str, Any]
) -> list[Claim]:
    claims: dict[str, list[tuple[Any, Statement]]] = {}
    for statement in ranked(statements):
        for name, value in _parts(cls, statement.props):
            claims.setdefault(name, []).append((value, statement))
    return [
        claim
        for name in sorted(claims)
        for claim in _judge(name, claims[name], dict(_parts(cls, shown)).get(name), cls)
    ]


def _parts(cls: type[Node | Relation], props: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in props.items():
        if merge_of(cls, name) is Merge.PER_LANGUAGE:
            yield from ((f"{name}:{lang}", text) for lang, text in value.items())
        else:
            yield name, value


def _judge(
    name: str, stated: list[tuple[Any, Statement]], shown: Any, cls: type[Node | Relation]
) -> Iterator[Claim]:
    rule = _rule(name, stated, cls)
    united = rule == "united"
    for value, statement in sorted(stated, key=lambda pair: pair[0] != shown):
        yield Claim(name, value, statement.source, united or value == shown, rule)


def _rule(name: str, stated: list[tuple[Any, Statement]], cls: type[Node | Relation]) -> str:
    if len(stated) == 1:
        return "only"
    if merge_of(cls, name) is Merge.UNION:
        return "united"
    if all(value == stated[0][0] for value, _ in stated):
        return "agreed"
    if name == "status" and any(value == DISPUTED for value, _ in stated):
        return DISPUTED
    first, second = stated[0][1], next(s for v, s in stated if v != stated[0][0])
    if first.basis != second.basis:
        return "basis"
    return "later" if first.dated != second.dated else "source_order"
