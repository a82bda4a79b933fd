"""Queries that people write: for the board, with parameters given as text, to a document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from kg.cypher.ready import value_of
from kg.documents import Cypher
from kg.errors import BadOptionError, ForbiddenError
from kg.i18n import msg
from kg.schema.fields import Audience
from kg.store.protocol import QUERY_SECONDS, Store

MAX_ROWS: Final = 10_000
ROWS: Final = 1_000
SECONDS: Final = QUERY_SECONDS
MAX_SECONDS: Final = 300.0
MAX_SECONDS_SERVED: Final = 60.0
"""A service has a thread for each question that waits."""
_COMMAND: Final = re.compile(r"^:param[ \t]+(\w+)[ \t]*=>[ \t]*(.*?);?[ \t\r]*$", re.MULTILINE)


def cypher(
    store: Store,
    query: str,
    parameters: Mapping[str, Any],
    *,
    audience: Audience,
    day: date,
    lang: str,
    limit: int = ROWS,
    timeout: float = SECONDS,
) -> Cypher:
    """Return what a query that only reads gives; the date is for the heading, a query has its own.

    Raises:
        ForbiddenError: the reader is not the board: a query sees every record of the store.
        WrongUseError: the store has no Cypher, or it refuses the query.
    """
    if audience != "board":
        raise ForbiddenError(
            msg("Queries in Cypher see every record: they are for the board."),
            msg("Ask with the audience “board” (--audience board)."),
        )
    table = store.cypher(query, parameters, limit, timeout)
    return Cypher(
        revision=table.revision,
        as_of=day.isoformat(),
        lang=lang,
        columns=table.columns,
        rows=table.rows,
        truncated=table.truncated,
    )


def parameters_of(given: Iterable[str], option: str) -> dict[str, Any]:
    """Return parameters written as ``name=value``: JSON, a day (``date('2022-06-22')``), or text.

    >>> parameters_of(["top=3", "id=state/hti", 'ids=["a"]', "on=date('2022-06-22')"], "--param")
    {'top': 3, 'id': 'state/hti', 'ids': ['a'], 'on': datetime.date(2022, 6, 22)}

    Raises:
        BadOptionError: there is no name, no sign, or no such day.
    """
    found = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not (name.isidentifier() and sign):
            raise BadOptionError(option, text, msg("Write name=value, for example {id}.", id=_LIKE))
        found[name] = _value(option, value)
    return found


def prepared(text: str) -> tuple[str, dict[str, Any]]:
    r"""Return the query of a file and its ``:param`` lines, those that Neo4j Browser knows too.

    >>> prepared(":param top => 3;\nRETURN $top;")
    ('\nRETURN $top;', {'top': 3})

    Raises:
        BadOptionError: a value is none that is known.
    """
    parameters = {}
    for name, value in _COMMAND.findall(text):
        try:
            parameters[name] = value_of(value)
        except ValueError:
            fix = msg("Write a text, a number, null, date('2022-06-22'), or a list of these.")
            raise BadOptionError(f":param {name}", value, fix) from None
    return _COMMAND.sub("", text), parameters


_LIKE: Final = "id=state/hti"


def _value(option: str, text: str) -> Any:
    if text.startswith("date("):
        try:
            return value_of(text)
        except ValueError:
            raise BadOptionError(option, text, msg("Write date('2022-06-22').")) from None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
