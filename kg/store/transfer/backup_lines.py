"""Revisions as lines of a backup, and back: one JSON object for a revision and for each version.

The lines are written in one form only, so that a line that reads otherwise when written again is
not ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple, NoReturn

from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import BadChangeError
from kg.base.ids import is_id
from kg.model.changes import (
    NodeStatement,
    Override,
    Redirect,
    RelationKey,
    check,
    check_relation,
)
from kg.model.fields import BASES, VISIBLE
from kg.model.records import NodeVersion, RelationVersion, Revision, Statement
from kg.model.registry import any_type_of
from kg.store.protocol import Stream
from kg.store.upgrade.step import Step
from kg.store.upgrade.steps import brought_over
from kg.store.waiting_rows import WaitingRow, columns_of


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_TOKEN: Final = re.compile("[0-9a-f]{64}")
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode: Final = json.JSONDecoder(parse_constant=_refuse).decode


class Head(NamedTuple):
    """The line that opens a revision; the versions that it made follow."""

    number: int
    at: str
    note: str
    token: str = ""


Entry = Head | NodeVersion | RelationVersion | WaitingRow


def lines_of(revision: Revision) -> Iterator[bytes]:
    """Yield a revision as lines: its head, nodes by id, relations by key."""
    head = {"revision": revision.number, "at": revision.at, "note": revision.note}
    yield as_line({**head, "token": revision.token})
    for node in revision.nodes:
        redirects = {"to": node.redirect, "in": node.joined}
        where = {name: id_ for name, id_ in redirects.items() if id_ is not None}
        yield as_line({"node": node.id, **where, "said": _said(node.statements)})
    for relation in revision.relations:
        yield as_line({"relation": relation.relation, "said": _said(relation.statements)})


def line_of_waiting(row: WaitingRow) -> bytes:
    """Return a row that waits as a line."""
    times = {name: _instant(getattr(row, name)) for name in ("received", "until")}
    return as_line({"waiting": row.id, **times, "body": row.body})


def as_line(values: Mapping[str, Any]) -> bytes:
    """Return a JSON object as a line, in the one form in which we write it.

    Raises:
        UnicodeEncodeError: a text that no file can hold.
    """
    return f"{_encode(values)}\n".encode()


def parsed(line: bytes) -> dict[str, Any]:
    """Return the JSON object of a line.

    Raises:
        ValueError: it is none, or not written as we write it.
    """
    try:
        values = _decode(line.decode())
        same = isinstance(values, dict) and as_line(values) == line
    except RecursionError:
        same = False
    if not same:
        raise ValueError
    return dict(values)


def entry(values: dict[str, Any], steps: Sequence[Step] = ()) -> Entry:
    """Return what a line of the content says, brought over by the steps from an older format.

    Raises:
        ValueError: it is not a head, a node or a relation as the model knows them.
    """
    try:
        match values:
            case {"waiting": str(id_), "received": str(came), "until": str(until), **rest}:
                return _waiting(id_, came, until, rest)
            case {"relation": list(names), "said": list(said), **rest} if not rest:
                return _relation(names, said, steps)
            case {"revision": int(number), "at": str(at), "note": str(note), **rest}:
                return _head(number, at, note, rest, steps)
            case {"node": str(id_), "said": list(said), **rest}:
                return _node(id_, said, rest, steps)
    except BadChangeError as error:
        raise ValueError from error
    raise ValueError


def assembled(entries: Iterator[Entry], after: int) -> Stream[Revision]:
    """Yield the revisions after ``after``; of the others nothing is kept."""
    head: Head | None = None
    nodes: list[NodeVersion] = []
    relations: list[RelationVersion] = []
    for each in chain(entries, [None]):
        if isinstance(each, WaitingRow):
            continue
        if each is None or isinstance(each, Head):
            if head and head.number > after:
                yield Revision(*head[:3], tuple(nodes), tuple(relations), head.token)
            head, nodes, relations = each, [], []
        elif head is None or head.number <= after:
            continue
        elif isinstance(each, NodeVersion):
            nodes.append(each)
        else:
            relations.append(each)


def _waiting(id_: str, came: str, until: str, rest: dict[str, Any]) -> WaitingRow:
    times = datetime.fromisoformat(came), datetime.fromisoformat(until)
    match rest:
        case {"body": str(body), **more} if not more and [came, until] == [*map(_instant, times)]:
            row = WaitingRow(id_, *times, body)
            columns_of(row)
            return row
    raise ValueError


def _instant(moment: datetime) -> str:
    """One form for one moment, so that lines can be compared and sorted."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _said(statements: Sequence[Statement]) -> list[tuple[Any, ...]]:
    return [
        (s.source, s.subject, s.where, s.basis, s.dated, s.props, *_claim(s)) for s in statements
    ]


def _claim(statement: Statement) -> tuple[Audience | None, Override | None] | tuple[()]:
    claim = statement.visibility, statement.override
    return () if claim == (None, None) else claim


def _head(number: int, at: str, note: str, rest: dict[str, Any], steps: Sequence[Step]) -> Head:
    datetime.fromisoformat(at)
    if isinstance(number, bool):
        raise ValueError  # noqa: TRY004 (one kind of mistake: the line is not ours)
    match rest:
        case {"token": str(token), **more} if not more and _TOKEN.fullmatch(token):
            # What is brought over is not what it was told from: its token is another.
            return Head(number, at, note, "" if steps else token)
        case {} if steps and not rest:
            return Head(number, at, note)
    raise ValueError


def _node(
    id_: str, said: list[Any], redirects: dict[str, Any], steps: Sequence[Step]
) -> NodeVersion:
    statements = _statements(any_type_of(id_) or "", said, steps)
    check(NodeStatement(id_, "", {}))
    match redirects:
        case {"to": str(other), **rest} if not rest and not statements:
            # What was said about it is said about the other one, for ever.
            check(Redirect(id_, other))
            return NodeVersion(id_, (), redirect=other)
        case {"in": str(other), **rest} if not rest:
            check(Redirect(id_, other))
            return NodeVersion(id_, statements, joined=other)
        case {} if not redirects:
            return NodeVersion(id_, statements)
    raise ValueError


def _relation(names: list[Any], said: list[Any], steps: Sequence[Step]) -> RelationVersion:
    type_, start, end, key = names
    if not all(isinstance(name, str) for name in names):
        raise ValueError
    relation = RelationKey(type_, start, end, key)
    check_relation(relation)
    return RelationVersion(relation, _statements(type_, said, steps))


def _statements(type_: str, said: list[Any], steps: Sequence[Step]) -> tuple[Statement, ...]:
    statements = brought_over(steps, type_, [_statement(each) for each in said])
    if any(VISIBLE in statement.props for statement in statements):
        raise ValueError
    if len(statements) > 1:
        names = [(s.source, s.subject) for s in statements]
        if names != sorted(set(names)):
            raise ValueError
    return statements


def _statement(said: Any) -> Statement:
    match said:
        case [str(source), str(subject), str(where), basis, str() | None as dated, dict(props), *c]:
            if basis in BASES and _is_known(source):
                return Statement(source, subject, props, where, basis, dated, *_claimed(c))
    raise ValueError


def _claimed(claim: list[Any]) -> tuple[Audience | None, Override | None]:
    match claim:
        case []:
            return None, None
        case [visibility, None] if visibility in AUDIENCES:
            return visibility, None
        case [visibility, [to, str(on), str(reason)]]:
            if to in AUDIENCES and (visibility is None or visibility in AUDIENCES):
                return visibility, Override(to, on, reason)
    raise ValueError


@lru_cache(maxsize=4096)
def _is_known(id_: str) -> bool:
    # One source says a great many things, one after the other.
    return is_id(id_) and any_type_of(id_) is not None
