"""What a picture of time shows: what began, lasted, was due or was done, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.base.dates import known_range
from kg.base.reader_manner import day as day_said

if TYPE_CHECKING:
    from viz.pictures.picture import Cell

Lasting = Literal["moment", "runs", "unknown", "over"]
"""A single day; it runs on; nobody says whether it still holds; it is over."""
MOST: Final = 40
"""So many rows are drawn; what is more is counted."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as exactly as it is known: the first and the last that it may be, and in words."""

    first: str
    last: str
    said: str


def moment(day: object, precision: object, lang: str) -> Moment | None:
    """Return a day that is stated, None where none is, or where what is stated is no day."""
    if not isinstance(day, str) or not day:
        return None
    known = precision if isinstance(precision, str) else None
    try:
        first, last = known_range(day, known)
    except ValueError:
        return None
    return Moment(first, last, day_said(day, lang, known))


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A thing in time: its name, its type, since when and until when, and how it stands in words.

    ``beside`` is what else is said of it, a cell for each further column of the twin; ``parts`` are
    days on its own line; ``is_part``: it belongs to the row before; rows of one ``group`` have one
    heading.
    """

    name: Cell
    type: str
    since: Moment | None
    until: Moment | None = None
    lasting: Lasting = "moment"
    state: str = ""
    beside: tuple[tuple[Cell, ...], ...] = ()
    parts: tuple[TimeRow, ...] = ()
    is_part: bool = False
    group: str = ""

    def moments(self) -> Iterator[Moment]:
        """Yield the days that are known of it and of its parts."""
        yield from (one for one in (self.since, self.until) if one is not None)
        for part in self.parts:
            yield from part.moments()

    @property
    def dated(self) -> bool:
        """Whether any day of it is known."""
        return next(self.moments(), None) is not None


@dataclass(frozen=True, slots=True)
class TimeRows:
    """The body of a picture of time: rows under an axis that holds ``today``, an ISO day.

    Those without any day stand apart, below ``apart``; ``left_out``: how many more there are.
    ``marks`` say in words what is drawn, by ``Lasting``; ``now`` what the line of today is called.
    """

    rows: tuple[TimeRow, ...]
    today: str
    now: str
    apart: str
    marks: tuple[tuple[str, str], ...] = ()
    left_out: int = 0
