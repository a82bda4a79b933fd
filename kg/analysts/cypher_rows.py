"""Queries that people write: for the board, their rows as a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kg.analysts.parameters import DAY
from kg.base.audience import Audience
from kg.base.errors import ForbiddenError, WrongUseError
from kg.base.i18n import msg
from kg.model.audiences import FEWEST
from kg.model.documents import Cypher
from kg.questions import CypherQuestion
from kg.store.protocol import Store


def cypher(store: Store, asked: CypherQuestion, audience: Audience, day: date, lang: str) -> Cypher:
    """Return what a query that only reads gives, with the day that its parameters name, or ``day``.

    Where a day was named and the query asks about none, a hint says so.

    Raises:
        ForbiddenError: the reader is not the board: a query sees every record of the store.
        WrongUseError: there is no query, the store has no Cypher, or it refuses the query.
    """
    if not asked.query.strip():
        raise WrongUseError(msg("The query is empty."), msg("Write what you ask for."))
    if audience != FEWEST:
        raise ForbiddenError(
            msg("Queries in Cypher see every record: they are for the board."),
            msg("Ask with the audience “board” (audience=board)."),
        )
    table = store.cypher(asked.query, asked.parameters, asked.limit, asked.timeout)
    hints = list(table.hints)
    if asked.day_named and DAY not in asked.parameters:
        hints.append(msg("The query asks about no day: it has no $as_of."))
    return Cypher(
        revision=table.revision,
        as_of=_day(asked.parameters, day).isoformat(),
        lang=lang,
        columns=table.columns,
        rows=table.rows,
        truncated=table.truncated,
        hints=[hint.text(lang) for hint in hints],
    )


def _day(parameters: Mapping[str, Any], day: date) -> date:
    named = parameters.get(DAY)
    return named if isinstance(named, date) else day
