"""The graph that people open in Neo4j Browser: what is known now, as labels, types and properties.

A node has the label of its type and readable properties: texts by language (``name_es``), the
first of them also plain (``name``: the caption), sums by currency (``budget_USD``), days as dates,
the ids of its sources. A relation has its status, its time and its sources. All of it is derived
from the chosen values: nothing is known here that the versions do not say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from pydantic.fields import FieldInfo

from kg.base.dates import parse_day
from kg.base.i18n import DEFAULT_LANGUAGE, choose
from kg.model.fields import IsoDate
from kg.model.nodes import Node
from kg.model.registry import RELATIONS, TYPES, any_type_of
from kg.model.relations import Relation

Properties = dict[str, Any]
_LARGEST: Final = 2**63
_IS_A_DAY: Final = IsoDate.__metadata__[0]  # type: ignore[attr-defined]


def node_properties(id_: str, values: Mapping[str, Any], sources: Sequence[str]) -> Properties:
    """Return the properties of a node in the graph, from its chosen values.

    >>> node_properties("state/hti", {"name": {"fr": "Haïti"}}, ["source/oas"])
    {'id': 'state/hti', 'name_fr': 'Haïti', 'name': 'Haïti', 'sources': ['source/oas']}
    """
    cls = TYPES[any_type_of(id_) or ""]
    found: Properties = {"id": id_}
    for name, value in values.items():
        found.update(_field(cls, name, value))
    caption = values.get(cls.label_field)
    if isinstance(caption, dict) and caption:
        found[cls.label_field] = choose(caption, DEFAULT_LANGUAGE)[0]
    # As ``kg.graph.build`` has it in a snapshot: where a type has a nature by itself, it is never
    # unknown, also to Cypher.
    if cls.model_fields["nature"].default is not None:
        found.setdefault("nature", cls.model_fields["nature"].default)
    return found | {"sources": list(sources)}


def relation_properties(
    type_: str, key: str, values: Mapping[str, Any], sources: Sequence[str]
) -> Properties:
    """Return the properties of a relation in the graph; ``key`` only where it tells periods apart.

    >>> relation_properties("MEMBER_OF", "", {"status": "member"}, ["source/oas"])
    {'status': 'member', 'sources': ['source/oas']}
    """
    found: Properties = {"key": key} if key else {}
    for name, value in values.items():
        found.update(_field(RELATIONS[type_], name, value))
    return found | {"sources": list(sources)}


def _field(cls: type[Node | Relation], name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if value is None:
        return
    if isinstance(value, dict) and _plain_name(name):
        # es-419 becomes name_es_419: a property that has to be quoted is no help to anybody.
        parts = ((part.replace("-", "_"), each) for part, each in value.items())
        yield from ((f"{name}_{part}", _value(each)) for part, each in parts if _plain_name(part))
    elif name in _days(cls):
        yield name, _day(value)
    elif _plain_name(name):
        yield name, _value(value)


def _plain_name(name: str) -> bool:
    return f"_{name}".isidentifier()


def _value(value: Any) -> Any:
    """Return a value that a property can hold; what is nested is written as JSON."""
    if isinstance(value, (bool, float, str)) or (isinstance(value, int) and abs(value) < _LARGEST):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _day(value: Any) -> Any:
    try:
        # What is stored need not be a day, whatever the model says: it is shown as it is.
        return parse_day(value)
    except (TypeError, ValueError):
        return _value(value)


@cache
def _days(cls: type[Node | Relation]) -> frozenset[str]:
    return frozenset(name for name, info in cls.model_fields.items() if _is_day(info))


def _is_day(info: FieldInfo) -> bool:
    parts = (info.annotation, *getattr(info.annotation, "__args__", ()))
    known = (*info.metadata, *(m for part in parts for m in getattr(part, "__metadata__", ())))
    return _IS_A_DAY in known
