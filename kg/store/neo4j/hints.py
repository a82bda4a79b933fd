"""Names in a query that no record has: they may be misspelt, and the answer says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from neo4j import ResultSummary

from kg.i18n import Message, msg

_NAME: Final = re.compile(r"`([^`]*)`")
_SAYINGS: Final[Mapping[str, Callable[[str], Message]]] = {
    "01N50": lambda name: msg("No record has the label “{name}”.", name=name),
    "01N51": lambda name: msg("No relation is of the type “{name}”.", name=name),
    "01N52": lambda name: msg("No record has the property “{name}”.", name=name),
}
"""Statuses of GQL, as Neo4j gives them."""


def hints(summary: ResultSummary) -> tuple[Message, ...]:
    """Return what the server noticed about names when it planned a query."""
    found: dict[tuple[str, str], Message] = {}
    for status in summary.gql_status_objects:
        name = _NAME.search(status.status_description)
        if name is not None and status.gql_status in _SAYINGS:
            found.setdefault((status.gql_status, name[1]), _SAYINGS[status.gql_status](name[1]))
    return tuple(found.values())
