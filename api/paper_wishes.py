"""What an address below ``brief`` asks for: kind, subject, since when, by which guideline."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from fastapi import Query

from api.paper_answers import PaperWish
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.brief.paper_kinds import kind_named

Since = Annotated[
    str | None,
    Query(
        description=str(msg("Tell what changed since this day.")),
        json_schema_extra={"format": "date", "example": "2026-01-01"},
    ),
]
Guideline = Annotated[
    str | None, Query(description=str(msg("Name of a guideline.")), max_length=80)
]
ForBoard = Annotated[
    bool,
    Query(description=str(msg("Say all that the Board may read, and so on each page (board)."))),
]
BEFORE: Final = 4
"""Slashes before the id of a subject: ``/v1/briefs/state/…``, ``/en/brief/state/…``."""


def wish_of(
    kind: str, id_: str | None, since: str | None, guideline: str | None, *, for_board: bool
) -> PaperWish:
    """Return the paper that an address asks for.

    Raises:
        BadOptionError: there is no such kind, or the day is none.
    """
    return PaperWish(kind_named(kind), id_, _day(since), guideline or None, for_board)


def _day(text: str | None) -> date | None:
    try:
        return parse_day(text) if text else None
    except ValueError:
        fix = msg("Write a day as year-month-day, for instance {day}.", day="2022-06-22")
        raise BadOptionError("since", text or "", fix) from None
