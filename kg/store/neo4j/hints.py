"""Names in a query that no record has: they may be misspelt, and the answer says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from neo4j import ResultSummary

from kg.base.i18n import LANGUAGES, Message, msg
from kg.model.registry import NODES, RELATIONS

_NAME: Final = re.compile(r"`([^`]*)`")
_SAYINGS: Final[Mapping[str, Callable[[str], Message]]] = {
    "01N50": lambda name: msg("No record has the label “{name}”.", name=name),
    "01N51": lambda name: msg("No relation is of the type “{name}”.", name=name),
    "01N52": lambda name: msg("No record has the property “{name}”.", name=name),
}
"""Statuses of GQL, as Neo4j gives them."""


@cache
def _known() -> frozenset[str]:
    """Return the names of the model: where no record has one yet, nothing is misspelt."""
    fields = {name for cls in (*NODES.values(), *RELATIONS.values()) for name in cls.model_fields}
    texts = {f"{name}_{lang}" for name in fields for lang in LANGUAGES}
    return frozenset((*NODES, *RELATIONS, *fields, *texts))


def hints(summary: ResultSummary) -> tuple[Message, ...]:
    """Return what the server noticed about names when it planned a query."""
    found: dict[tuple[str, str], Message] = {}
    for status in summary.gql_status_objects:
        name = _NAME.search(status.status_description)
        if name and name[1] not in _known() and status.gql_status in _SAYINGS:
            found.setdefault((status.gql_status, name[1]), _SAYINGS[status.gql_status](name[1]))
    return tuple(found.values())
