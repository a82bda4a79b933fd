"""How the statements of a record become columns of a version, and come back unchanged.

A record with one statement that claims nothing about who may see it is stored once: its
properties are the chosen values, and the column ``statements`` only names who said it
(``[source, where, basis, dated]``). Otherwise that column holds the statements whole
(``[[source, subject, where, basis, dated, props], …]``; one that claims something goes on with
``visibility, override``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast

from kg.base.audience import Audience
from kg.model.changes import NodeStatement, Override, RelationKey, RelationStatement
from kg.model.claims import canonical, chosen_node, chosen_relation
from kg.model.fields import Basis
from kg.model.records import NodeRow, Statement
from kg.model.registry import TYPE_OF_PREFIX

TIMES: Final = ("status", "since", "until")
"""Fields of a relation that have columns of their own."""
_TIMES_QUOTED: Final = tuple(f'"{name}"' for name in TIMES)
_FEW: Final = 2
_SHORT: Final = 100
"""Texts up to this length are remembered with what was made of them."""
LONE: Final = '["'
"""How the column of a record begins that has one statement without a claim."""
_PUBLISHED: Final[Basis] = "published"
AS_PUBLISHED: Final = f'"{_PUBLISHED}",null]'
"""How it ends where that one statement was published, and nobody said when it was confirmed."""
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_loads = json.JSONDecoder().decode


class StoredStatement(NamedTuple):
    """What a source said about a subject; ``props`` as canonical JSON, so that it compares."""

    where: str
    basis: str
    dated: str | None
    props: str
    visibility: Audience | None = None
    override: Override | None = None

    @property
    def claims(self) -> bool:
        """Whether anything is claimed about who may see it."""
        return self.visibility is not None or self.override is not None


StoredStatements = dict[tuple[str, str], StoredStatement]
"""(source, subject) → what was said: all statements of one record."""
Columns = tuple[str | None, ...]


def stored_statement(statement: NodeStatement | RelationStatement) -> StoredStatement:
    """Return what a statement says in the form in which two of them are compared."""
    where, basis, dated = statement.where, statement.basis, statement.dated
    return StoredStatement(where, basis, dated, as_json(statement.props), statement.visibility)


def as_json(props: Mapping[str, Any]) -> str:
    """Return properties as canonical JSON, quickly where there are none, or few and plain ones."""
    if not props:
        return "{}"
    if len(props) <= _FEW and all([_is_plain(value) for value in props.values()]):  # noqa: C419
        return _plain(tuple(props.items()))
    return canonical(props)


def _is_plain(value: object) -> bool:
    """Say whether all that is equal to a value and plain is written like it: 1 is not, nor 0.0."""
    return (type(value) is str and len(value) <= _SHORT) or (type(value) is float and value != 0)


@lru_cache(maxsize=4096)
def _plain(props: tuple[tuple[str, str | float], ...]) -> str:
    # Most relations say since when, or a percentage: so do many others.
    return canonical(dict(props))


def statements(stored_statements: StoredStatements) -> tuple[Statement, ...]:
    """Return the statements of a record, ordered by (source, subject)."""
    return tuple(_statement(*name, what) for name, what in sorted(stored_statements.items()))


def _statement(source: str, subject: str, what: StoredStatement) -> Statement:
    props, basis = _loads(what.props), cast("Basis", what.basis)
    place, dated = what.where, what.dated
    return Statement(source, subject, props, place, basis, dated, what.visibility, what.override)


def lone_source(kept: str) -> str | None:
    """Return who said it, of a record with one statement that claims nothing; None of others.

    >>> lone_source('["source/oas","row 2","published",null]')
    'source/oas'
    """
    return kept[2 : kept.index('"', 2)] if kept.startswith(LONE) else None


def lone_basis(kept: str) -> str:
    """Return on what it rests, of a record with one statement that claims nothing.

    >>> lone_basis('["source/oas","row 2","published",null]')
    'published'
    """
    # Nearly all rows: to decode each would cost more than all else that is done with it.
    return _PUBLISHED if kept.endswith(AS_PUBLISHED) else str(_loads(kept)[2])


def stored_statements(statements: Iterable[Statement]) -> StoredStatements:
    """Return the statements of a record in the form in which engines keep them."""
    return {(each.source, each.subject): _stored(each) for each in statements}


def _stored(each: Statement) -> StoredStatement:
    props = as_json(each.props)
    return StoredStatement(
        each.where, each.basis, each.dated, props, each.visibility, each.override
    )


def node_columns(id_: str, stored_statements: StoredStatements) -> Columns:
    """Return ``body, statements`` of a node; both None for a tombstone."""
    lone = _lone(stored_statements, id_)
    if lone is not None:
        return lone[1].props, _signature(*lone)
    if not stored_statements:
        return None, None
    type_ = TYPE_OF_PREFIX[id_.partition("/")[0]]
    return canonical(chosen_node(type_, statements(stored_statements))), _whole(stored_statements)


def node_statements(id_: str, columns: Columns) -> StoredStatements:
    """Return the statements of a node from its columns, of which the last are those above."""
    *_, body, kept = columns
    if body is None or kept is None:
        return {}
    entries = _loads(kept)
    if isinstance(entries[0], str):
        source, where, basis, dated = entries
        return {(source, id_): StoredStatement(where, basis, dated, body)}
    return _from_whole(entries)


def statements_of(row: NodeRow) -> tuple[Statement, ...]:
    """Return the statements of a node as a stream gives it; of a row without them its values."""
    if not row.statements:
        return (Statement("", row.id, _loads(row.body)),)
    return statements(node_statements(row.id, (row.body, row.statements)))


def relation_columns(key: RelationKey, stored_statements: StoredStatements) -> Columns:
    """Return ``status, since, until, body, statements`` of a relation; all None for a tombstone."""
    if not stored_statements:
        return (None,) * 5
    lone = _lone(stored_statements, subject_of(key))
    if lone is None:
        values = chosen_relation(key.type, statements(stored_statements))
        return *_split(values), _whole(stored_statements)
    props = lone[1].props
    columns = _lone_columns(props) if len(props) <= _SHORT else _lone_columns.__wrapped__(props)
    if columns is not None:
        return *columns, _signature(*lone)
    return *_split(_loads(props)), _whole(stored_statements)


@lru_cache(maxsize=4096)
def _lone_columns(props: str) -> Columns | None:
    """Return ``status, since, until, body``; None where they would not come back unchanged."""
    if not any(name in props for name in _TIMES_QUOTED):
        return None, None, None, props
    values = _loads(props)
    exact = all(isinstance(values.get(name, ""), str) for name in TIMES)
    return _split(values) if exact else None


def relation_statements(key: RelationKey, columns: Columns) -> StoredStatements:
    """Return the statements of a relation from its ``status, since, until, body, statements``."""
    *times, body, kept = columns
    if body is None or kept is None:
        return {}
    entries = _loads(kept)
    if not isinstance(entries[0], str):
        return _from_whole(entries)
    source, where, basis, dated = entries
    return {(source, subject_of(key)): StoredStatement(where, basis, dated, _joined(times, body))}


def subject_of(key: RelationKey) -> str:
    """Return what a statement about a relation is said to be about: its ends as stated."""
    return f"{key.start} {key.end}"


def _lone(stored_statements: StoredStatements, own: str) -> tuple[str, StoredStatement] | None:
    if len(stored_statements) != 1:
        return None
    (source, subject), what = next(iter(stored_statements.items()))
    return (source, what) if subject == own and not what.claims else None


def _signature(source: str, what: StoredStatement) -> str:
    return _signed(source, what.where, what.basis, what.dated)


@lru_cache(maxsize=4096)
def _signed(*signature: str | None) -> str:
    # What stands in one place of a source becomes many statements; by key they lie apart, so as
    # many are kept as a batch of a load has places.
    return _dumps(signature)


def _whole(stored_statements: StoredStatements) -> str:
    return _dumps(
        [
            [*name, what.where, what.basis, what.dated, _loads(what.props), *_claim(what)]
            for name, what in sorted(stored_statements.items())
        ]
    )


def _claim(what: StoredStatement) -> tuple[Audience | None, Override | None] | tuple[()]:
    return (what.visibility, what.override) if what.claims else ()


def _from_whole(entries: list[list[Any]]) -> StoredStatements:
    return {
        (source, subject): StoredStatement(where, basis, dated, canonical(props), *_claimed(*claim))
        for source, subject, where, basis, dated, props, *claim in entries
    }


def _claimed(
    visibility: Audience | None = None, override: Sequence[str] | None = None
) -> tuple[Audience | None, Override | None]:
    return visibility, None if override is None else Override(*cast("Override", override))


def _split(values: dict[str, Any]) -> Columns:
    status, since, until = (_text(values.pop(name, None)) for name in TIMES)
    return status, since, until, canonical(values) if values else "{}"


def _joined(times: Sequence[str | None], body: str) -> str:
    known = {name: value for name, value in zip(TIMES, times, strict=True) if value is not None}
    return canonical({**_loads(body), **known}) if known else body


def _text(value: object) -> str | None:
    return None if value is None else str(value)
