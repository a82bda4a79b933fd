"""Kinds of fields, and what the program knows about each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, StringConstraints

from kg.base.dates import parse_day
from kg.base.i18n import Message, msg
from kg.base.ids import is_id


class Merge(StrEnum):
    """How the claims of several sources about one field become the value shown."""

    BEST = "best"
    PER_LANGUAGE = "per_language"
    UNION = "union"


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known about a field: its label, how claims merge, whether search finds it.

    ``told``: a sheet may say it; what follows from an act of its own has no column.
    """

    label: Message
    merge: Merge = Merge.BEST
    searchable: bool = False
    told: bool = True


def _iso_date(value: str) -> str:
    return parse_day(value).isoformat()


def _moment(value: str) -> str:
    if len(value) == len("2000-01-01"):
        return _iso_date(value)
    instant = datetime.fromisoformat(value)
    if instant.utcoffset() is None:
        raise ValueError(f"not said in which time zone: {value}")
    try:
        return instant.astimezone(UTC).isoformat()
    except OverflowError:
        raise ValueError(f"no time that can be told in UTC: {value}") from None


def _an_id(value: str) -> str:
    if not is_id(value):
        raise ValueError(f"not an id: {value}")
    return value


IsoDate = Annotated[str, AfterValidator(_iso_date)]
"""A calendar day, ``YYYY-MM-DD``."""
Moment = Annotated[str, AfterValidator(_moment)]
"""A calendar day, or an instant: ISO, in UTC."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Id = Annotated[str, AfterValidator(_an_id)]
"""An id of the knowledge base."""
MAX_SHORT: Final = 2_000
"""Characters that a field holds at most."""
MAX_TEXT: Final = 20_000
"""Characters that a text in one language holds at most."""
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_SHORT)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
Whole = Annotated[str, StringConstraints(min_length=1, max_length=100_000)]
"""A definition file as it is, to the last sign."""
LangCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)?$|^und$")]
Words = dict[LangCode, Long]
"""A text per language."""

Nature = Literal["declared", "demonstrated", "example"]
Basis = Literal["published", "common_knowledge", "uncertain"]
Precision = Literal["day", "month", "quarter", "half", "year"]
StandingName = Literal["proposed", "adopted"]
DeclaredStatus = Literal["open", "paused", "partly_met", "met", "withdrawn"]
"""Whether what is declared still stands; not stated is open. That it has expired follows from its
last day, that it is stale from when it was confirmed: neither is ever stored."""
Room = Literal["knowledge", "desk"]
"""Where records of a type are kept: with what is known, or on the desk with what is in progress."""

NATURES: Final[tuple[Nature, ...]] = ("declared", "demonstrated", "example")
EXAMPLE: Final[Nature] = "example"
CLOSED: Final[tuple[DeclaredStatus, ...]] = ("met", "paused", "withdrawn")
"""What is kept out of matches: the rest is open, at least in part."""
ROOMS: Final[tuple[Room, ...]] = ("knowledge", "desk")
BASES: Final[tuple[Basis, ...]] = ("published", "common_knowledge", "uncertain")

NAME: Final = Meta(msg("Name"), Merge.PER_LANGUAGE, searchable=True)
TITLE: Final = Meta(msg("Title"), Merge.PER_LANGUAGE, searchable=True)
SUMMARY: Final = Meta(msg("Summary"), Merge.PER_LANGUAGE, searchable=True)
ACRONYM: Final = Meta(msg("Acronym"), searchable=True)
ACRONYMS: Final = Meta(msg("Acronym by language"), Merge.PER_LANGUAGE, searchable=True)
ALIASES: Final = Meta(msg("Other names"), Merge.UNION, searchable=True)
IDENTIFIERS: Final = Meta(msg("Identifiers"), Merge.UNION, searchable=True)
WEBSITE: Final = Meta(msg("Website"))
MAILBOX: Final = Meta(msg("Mailbox of the office"))
NOTE: Final = Meta(msg("Note"), Merge.PER_LANGUAGE)
KIND: Final = Meta(msg("Kind"))
CODE: Final = Meta(msg("Code"), searchable=True)
STARTS: Final = Meta(msg("Starts"))
ENDS: Final = Meta(msg("Ends (last day)"))
COMMITTED: Final = Meta(msg("Committed, by currency (ISO 4217)"))
DISBURSED: Final = Meta(msg("Paid out, by currency (ISO 4217)"))
SUMS: Final = frozenset(("budget", "committed", "disbursed", "contributed"))
"""Fields that hold sums of money by currency."""
EFFORT: Final = "effort"
"""The field that holds what was put in that is no money: numbers by unit."""
VISIBLE: Final = "visibility"
"""The field that says who may see a record; a statement claims it beside its values."""
VISIBILITY: Final = Meta(msg("Visible to"))
NATURE: Final = Meta(msg("Nature"))
PRECISION: Final = Meta(msg("Precision of the dates"))
STANDING: Final = Meta(msg("Standing"))
STATUS: Final = Meta(msg("Status"))
