"""The document about a long report: what it says, verbatim, and where to check it."""

from __future__ import annotations

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
    """A row of a table: its cells, and the columns that they stand in as far as they are known."""

    cells: list[str]
    columns: list[str]
    caption: str


class KeyFigure(Extract):
    """A figure: the number as it stands in the words, and what it counts, in words beside it."""

    figure: str
    counts: str


class Quoted(Extract):
    """A sentence worth reading; ``score`` in millionths, ``section`` the heading above it."""

    score: int
    section: str


class StateInReport(Named):
    """What a report holds that concerns a state."""

    rows: list[ExtractedRow]
    passages: list[Extract]


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

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)

    was: str
    now: str = Field(alias="is")
    was_page: int | None


class Condensed(Document):
    """A report condensed, in its own words.

    ``language`` is that of most of the report, ``pages`` None where it has none. ``states`` are
    those that it concerns, by name; ``new`` and ``changed`` are against the report before, and
    empty where none was given. ``unread`` says what could not be read.
    ``files`` are the papers that were written of it.
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
    files: list[str] = Field(default_factory=list)
