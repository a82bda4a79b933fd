"""Values of Neo4j as JSON values: what an answer holds when it leaves the store."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator
from functools import singledispatch
from typing import Any, Final

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

MAX_DEPTH: Final = 100
"""Lists within lists: programs that read JSON have limits of their own."""


class TooDeepError(ValueError):
    """Lists hold lists that hold lists, without end."""


class NoPlainFormError(ValueError):
    """The driver itself could not read a value: a date before year 1, a time zone it lacks."""


def plain(value: Any, depth: int = MAX_DEPTH) -> Any:
    """Return a value as JSON knows it (docs/cypher.md says how each kind comes out).

    >>> plain([1, 2.5, float("nan"), b"abc", {"day": Date(2022, 6, 22)}])
    [1, 2.5, 'NaN', 'YWJj', {'day': '2022-06-22'}]

    Raises:
        TooDeepError: it holds more than ``depth`` lists or maps, one in the other.
        NoPlainFormError: it is none of the values of Cypher.
    """
    if depth < 0:
        raise TooDeepError
    # Not of a class below these: a node is a Mapping too, and a point a tuple.
    if type(value) in (list, tuple):
        return [plain(item, depth - 1) for item in value]
    if type(value) is dict:
        return {name: plain(item, depth - 1) for name, item in value.items()}
    return _one(value)


@singledispatch
def _one(value: Any) -> Any:
    raise NoPlainFormError(type(value).__name__)


@_one.register(int)
@_one.register(str)
@_one.register(type(None))
def _as_it_is(value: int | str | None) -> int | str | None:
    return value


@_one.register
def _number(value: float) -> float | str:
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


@_one.register(bytes)
@_one.register(bytearray)
def _bytes(value: bytes | bytearray) -> str:
    return base64.b64encode(value).decode()


@_one.register(Date)
@_one.register(DateTime)
@_one.register(Duration)
@_one.register(Time)
def _time(value: Date | DateTime | Duration | Time) -> str:
    return value.iso_format()


@_one.register
def _point(value: Point) -> dict[str, Any]:
    return {"srid": value.srid, "coordinates": [plain(number) for number in value]}


@_one.register
def _node(value: Node) -> dict[str, Any]:
    return {
        "id": _id(value),
        "labels": sorted(value.labels),
        "properties": plain(dict(value.items())),
    }


@_one.register
def _relation(value: Relationship) -> dict[str, Any]:
    return {"type": value.type, "properties": plain(dict(value.items()))}


@_one.register
def _path(value: Path) -> list[str]:
    return list(_walk(value))


def _walk(path: Path) -> Iterator[str]:
    """Yield ids and types in turn, as the steps of a reason: ``IN_SECTOR>``, ``<BROADER``."""
    yield _id(path.nodes[0])
    for start, relation, end in zip(path.nodes, path.relationships, path.nodes[1:], strict=False):
        yield f"{relation.type}>" if relation.start_node == start else f"<{relation.type}"
        yield _id(end)


def _id(node: Node) -> str:
    """Return the id of a record; of a node that is none, the server's own."""
    return str(node.get("id", node.element_id))
