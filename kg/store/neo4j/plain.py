"""Values of Neo4j as JSON values: what an answer holds when it leaves the store."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator, Mapping
from functools import singledispatch
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time


@singledispatch
def plain(value: Any) -> Any:
    """Return a value as JSON knows it (docs/cypher.md says how each kind comes out).

    >>> plain([1, 2.5, float("nan"), b"abc", {"day": Date(2022, 6, 22)}])
    [1, 2.5, 'NaN', 'YWJj', {'day': '2022-06-22'}]
    """
    return str(value)


@plain.register(int)
@plain.register(str)
@plain.register(type(None))
def _as_it_is(value: int | str | None) -> int | str | None:
    return value


@plain.register
def _number(value: float) -> float | str:
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


@plain.register(list)
@plain.register(tuple)
def _list(value: list[Any] | tuple[Any, ...]) -> list[Any]:
    return [plain(item) for item in value]


@plain.register(Mapping)
def _mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(item) for name, item in value.items()}


@plain.register(bytes)
@plain.register(bytearray)
def _bytes(value: bytes | bytearray) -> str:
    return base64.b64encode(value).decode()


@plain.register(Date)
@plain.register(DateTime)
@plain.register(Duration)
@plain.register(Time)
def _time(value: Date | DateTime | Duration | Time) -> str:
    return value.iso_format()


@plain.register
def _point(value: Point) -> dict[str, Any]:
    return {"srid": value.srid, "coordinates": [plain(number) for number in value]}


@plain.register
def _node(value: Node) -> dict[str, Any]:
    return {
        "id": _id(value),
        "labels": sorted(value.labels),
        "properties": _mapping(dict(value.items())),
    }


@plain.register
def _relation(value: Relationship) -> dict[str, Any]:
    return {"type": value.type, "properties": _mapping(dict(value.items()))}


@plain.register
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
