"""A picture: what is shown, of which question, and all that stands around it, as one value.

Nothing here is drawn: ``viz.pictures.drawing`` makes the SVG, ``viz.pictures.picture_html`` the
element of a page. Equal values give equal bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from viz.label_text import readable
from viz.pictures.picture_bodies import Body

MOST_SOURCES: Final = 5
"""So many sources are named beside a picture; the pages that it leads to name all."""


@dataclass(frozen=True, slots=True)
class AskedPicture:
    """What is to be drawn: a form, of which records, or from one to another; on a day if not today.

    ``choice`` are further words that the form knows, by name.
    """

    form: str
    ids: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    as_of: str | None = None
    choice: tuple[tuple[str, str], ...] = ()

    def query(self) -> str:
        """Return it as the query of an address, in one order.

        >>> AskedPicture("bridges", ("org/segib", "org/oas"), as_of="2022-06-22").query()
        'id=org%2Fsegib&id=org%2Foas&as_of=2022-06-22'
        """
        return urlencode([*self._said()])

    def _said(self) -> Iterator[tuple[str, str]]:
        yield from (("id", id_) for id_ in self.ids)
        for name, value in (("from", self.start), ("to", self.end)):
            if value is not None:
                yield name, value
        yield from self.choice
        if self.as_of is not None:
            yield "as_of", self.as_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of a twin, its language where it is not the picture's, and where it leads."""

    text: str
    lang: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class TwinRow:
    """One thing that is shown: its name, then under each heading one line or several.

    ``mark`` is the type whose shape stands before it; ``rests`` on which of the sources that the
    picture names, counted from 1.
    """

    name: Cell
    said: tuple[tuple[Cell, ...], ...] = ()
    mark: str | None = None
    rests: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TwinGroup:
    """Rows that belong together: of one type, one region, one year."""

    title: str
    rows: tuple[TwinRow, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """All that a picture shows, in words: a table where there is room, else an upright list.

    ``heads`` name the columns, the first that of the names.
    """

    heads: tuple[str, ...]
    groups: tuple[TwinGroup, ...]

    def count(self) -> int:
        """Return how many rows it has."""
        return sum(len(group.rows) for group in self.groups)


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source that a picture rests on: its title with its language, and where it leads."""

    id: str
    title: Cell
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in one language, as one audience sees it.

    ``sentence`` says what one sees; ``caption`` day, revision and number of sources; ``notes`` what
    has to be known beside. ``more_sources``: how many more than those named.
    """

    asked: AskedPicture
    lang: str
    title: str
    sentence: str
    caption: str
    body: Body
    twin: Twin
    notes: tuple[str, ...] = ()
    sources: tuple[CitedSource, ...] = ()
    more_sources: int = field(default=0)

    @property
    def place(self) -> str:
        """What tells it from the other pictures of a page, the same at every revision."""
        return f"{self.asked.form}?{self.asked.query()} {self.lang} {self.title}"

    @property
    def digest(self) -> str:
        """What tells its content from that of any other picture."""
        return hashlib.sha256(repr(self).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def in_plain_words(picture: Picture) -> Picture:
    """Return a picture in whose sentences, which hold names, nothing steers what shows them."""
    return replace(
        picture,
        title=readable(picture.title),
        sentence=readable(picture.sentence),
        caption=readable(picture.caption),
        notes=tuple(map(readable, picture.notes)),
    )
