"""The document about a long report: what it says, verbatim, and where to check it."""

from typing import Literal

from pydantic import ConfigDict, Field

from kg.model.documents.document_parts import Document, Named, Part


class Extract(Part):
    """Words of the report as they stand there, and where: page (from 1), and paragraph on it.

    ``page`` is None where the report has no pages; paragraphs are counted through it then.
    ``lang`` is the language of the words, empty where it is not known.
    """

    text: str
    page: int | None
    paragraph: int
    lang: str


class ExtractedRow(Extract):
    """A row of a table: its cells, and the columns that they stand in as far as they are known.

    ``section`` is the heading that its table stands under.
    """

    cells: list[str]
    columns: list[str]
    caption: str
    section: str = ""


class RowFigure(Part):
    """A figure of a row, with the column that it stands in: the one says what the other counts."""

    column: str
    text: str
    unit: Literal["money", "share", "count"]


class StateRow(ExtractedRow):
    """A row that concerns a state, and its figures where each has its column.

    ``under`` is what names the state where the row does not itself: the cell above it, the caption,
    the heading. ``is_weak``: it names what bears the name of the state ("Panama Canal").
    """

    figures: list[RowFigure] = Field(default_factory=list)
    under: str = ""
    is_weak: bool = False


PassageKind = Literal["decision", "figure", "day", "alone", "other", "bears"]
"""What a passage has for a state: something decided, a sum, a day, words about it alone, other
words, or only something that bears its name."""


class Passage(Extract):
    """Words about a state; ``under`` is the heading that names it where they do not."""

    kind: PassageKind = "other"
    under: str = ""


class KeyFigure(Extract):
    """A figure: the number as it stands in the words, and what it counts, in words beside it.

    Of the total of a table ``counts`` is its column, and ``caption`` what the table is called.
    """

    figure: str
    counts: str
    unit: Literal["money", "share", "count"]
    caption: str = ""


class Quoted(Extract):
    """A sentence worth reading; ``score`` in millionths, ``section`` the heading above it."""

    score: int
    section: str


class StateInReport(Named):
    """What a report holds that concerns a state, the weightiest first.

    ``rows_in_all`` and ``passages_in_all`` count those too that are too many to be quoted;
    ``lists`` are blocks that name it among many states, which are not quoted.
    """

    rows: list[StateRow]
    passages: list[Passage]
    rows_in_all: int = 0
    passages_in_all: int = 0
    lists: int = 0


class LinkedRecord(Named):
    """A record that a report speaks of: with which words, and where first; ``times`` in all."""

    type: str
    words: str
    page: int | None
    paragraph: int
    times: int


class ChangedExtract(Extract):
    """Words that stand otherwise in the report before: ``was`` are those, on ``was_page``.

    ``now`` is how they stand in this report (as their ``text``); in documents it is called ``is``.
    """

    model_config = ConfigDict(
        frozen=True, populate_by_name=True, serialize_by_alias=True, defer_build=True
    )

    was: str
    now: str = Field(alias="is")
    was_page: int | None


class RecognisedRow(Extract):
    """What a report says that may become knowledge: the ``id`` under which it waits, its title.

    ``kind`` is that of the sheet that lists such: activities or agreements. Its words are those
    that say it; of an agreement the one sentence.
    """

    id: str
    kind: str
    title: str


class ProposedOfReport(Part):
    """What of a report waits on the desk: the source that it is, the ids of the rows, the rows.

    ``decided`` are rows about which somebody has decided before; ``left`` those for which there was
    no room.
    """

    source: str
    waiting: list[str]
    rows: list[RecognisedRow] = Field(default_factory=list)
    decided: int
    left: int


class Condensed(Document):
    """A report condensed, in its own words.

    ``language`` is that of most of the report, ``pages`` None where it has none. ``states`` are
    those that it concerns, by name: of one that was asked for that alone, without rows and passages
    where the report does not name it. ``new`` and ``changed`` are against the report before, and
    empty where none was given. ``unread`` says what could not be read. ``proposed`` is what waits
    on the desk, where that was asked for. ``files`` are the papers that were written of it.
    """

    file: str
    title: str
    symbol: str
    language: str
    pages: int | None
    sha256: str
    states: list[StateInReport]
    figures: list[KeyFigure]
    new: list[Extract]
    changed: list[ChangedExtract]
    quotations: list[Quoted]
    linked: list[LinkedRecord]
    unread: list[str]
    proposed: ProposedOfReport | None = None
    files: list[str] = Field(default_factory=list)
