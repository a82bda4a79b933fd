"""Look-ups over the declared types: by name, by id prefix, by field."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.schema.fields import Merge, Meta
from kg.schema.nodes import NODE_CLASSES, Node
from kg.schema.relations import RELATION_CLASSES, Relation

NODES: Final[dict[str, type[Node]]] = {cls.__name__: cls for cls in NODE_CLASSES}
RELATIONS: Final[dict[str, type[Relation]]] = {cls.type: cls for cls in RELATION_CLASSES}
TYPE_OF_PREFIX: Final[dict[str, str]] = {cls.prefix: name for name, cls in NODES.items()}


def type_of(id_: str) -> str | None:
    """Return the node type that an id belongs to by its prefix, None where there is none.

    >>> type_of("unit/mercosur-gci")
    'Unit'
    """
    return TYPE_OF_PREFIX.get(id_.partition("/")[0])


@cache
def metas(cls: type[Node | Relation]) -> dict[str, Meta]:
    """Return what is known about each field of a type."""
    return {
        name: meta
        for name, info in cls.model_fields.items()
        for meta in info.metadata
        if isinstance(meta, Meta)
    }


@cache
def merge_of(cls: type[Node | Relation], field: str) -> Merge:
    """Return how claims about a field merge."""
    meta = metas(cls).get(field)
    return meta.merge if meta else Merge.BEST


@cache
def searchable(type_: str) -> tuple[str, ...]:
    """Return the fields of a node type that full-text search reads."""
    return tuple(name for name, meta in metas(NODES[type_]).items() if meta.searchable)


def label_of(type_: str, props: dict[str, object]) -> dict[str, str]:
    """Return the name or title of a node per language, from its properties."""
    value = props.get(NODES[type_].label_field)
    return value if isinstance(value, dict) else {}
