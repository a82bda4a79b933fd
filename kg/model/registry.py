"""Look-ups over the declared types: by name, by id prefix, by field, by room.

``NODES``, ``RELATIONS`` and ``type_of`` are of the knowledge base alone, and so is what is derived
from them. What a store asks, it asks of its own room, or of all.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.model.desk_types import DESK_CLASSES
from kg.model.fields import Merge, Meta, Room
from kg.model.nodes import NODE_CLASSES, Node
from kg.model.relations import RELATION_CLASSES, Relation

NODES: Final[dict[str, type[Node]]] = {cls.__name__: cls for cls in NODE_CLASSES}
RELATIONS: Final[dict[str, type[Relation]]] = {cls.type: cls for cls in RELATION_CLASSES}
NODES_IN: Final[dict[Room, dict[str, type[Node]]]] = {
    "knowledge": NODES,
    "desk": {cls.__name__: cls for cls in DESK_CLASSES},
}
RELATIONS_IN: Final[dict[Room, dict[str, type[Relation]]]] = {"knowledge": RELATIONS, "desk": {}}
TYPES: Final[dict[str, type[Node]]] = {
    name: cls for types in NODES_IN.values() for name, cls in types.items()
}
"""The node types of all rooms."""
TYPE_OF_PREFIX: Final[dict[str, str]] = {cls.prefix: name for name, cls in TYPES.items()}


def type_of(id_: str) -> str | None:
    """Return the node type that an id belongs to by its prefix, None where there is none.

    >>> type_of("unit/mercosur-gci")
    'Unit'
    """
    found = any_type_of(id_)
    return found if found in NODES else None


def any_type_of(id_: str) -> str | None:
    """Return the node type that an id belongs to in whichever room, None where there is none.

    >>> type_of("key/k7f3"), any_type_of("key/k7f3")
    (None, 'Key')
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
    return tuple(name for name, meta in metas(TYPES[type_]).items() if meta.searchable)


def label_of(type_: str, props: dict[str, object]) -> dict[str, str]:
    """Return the name or title of a node per language, from its properties."""
    value = props.get(NODES[type_].label_field)
    return value if isinstance(value, dict) else {}
