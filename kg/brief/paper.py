"""A paper as a value: what it says, in which order, and where each figure in it comes from.

Texts are in the paper's language already. Figures stand with what they support; their numbers
``[n]`` follow from the order in which a reader meets them (``numbered``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.base.audience import Audience
from kg.brief.drawings import Drawing
from kg.model.documents import Named
from kg.publisher.publisher import Publisher

Rests = Literal["published", "calculated", "proposed", "common_knowledge"]
"""What a figure is: stated by a source, computed here, by what is a proposal, or commonly known."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that a paper states, with where to ask for it again.

    ``address`` is a path of the API with its query, without a host: it names the date, and
    whatever else the value depends on. ``unit`` is in the paper's language. ``at`` is the place in
    the answer, as a path of RFC 9535 (JSONPath): the value stands there; of a path that ends in a
    filter it is how many it selects. Empty: the answer holds it somewhere.
    """

    value: int | float | str | None
    unit: str
    address: str
    revision: int
    rests: Rests = "calculated"
    at: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with the figures in it; ``id`` is the record that it leads to.

    ``lang`` is its language where that is not the paper's, as of a name that nobody has translated.
    """

    text: str
    figures: tuple[Figure, ...] = ()
    id: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences one after the other."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list; ``ordered``: its items are steps."""

    items: tuple[Sentence, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One key figure: the value as its reader writes it, and what it counts."""

    shown: str
    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """Key figures beside each other."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand to the right. ``share`` is its part of the width."""

    label: str
    is_number: bool = False
    share: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below columns; the first cell of a row says what it is about."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its caption, and in words what it shows."""

    drawing: Drawing
    caption: str
    alternative: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a document says, word for word, in its own language."""

    text: str
    lang: str
    source: Named
    where: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """What its reader is to fill in: a label and empty lines."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Remark:
    """A box that stands out: a standing, a limit, what is not for everybody."""

    text: str


Block: TypeAlias = Paragraph | Points | Tiles | Table | Picture | Quotation | Blank | Remark


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it; ``annex``: it begins a page after the paper itself."""

    title: str
    blocks: tuple[Block, ...]
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What the maker of a kind says; everything else of a paper is the same for all kinds.

    ``points`` are the three things to know in half a minute. ``standings`` say of each lens,
    guideline or plan that the paper rests on whether it is adopted. ``missing`` is what nobody has
    stated, or stated long ago.
    """

    title: str
    points: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    standings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedBy:
    """Whose paper it is, in its language; empty where nobody said it."""

    name: str = ""
    body: str = ""
    disclaimer: str = ""


def published_by(publisher: Publisher, lang: str) -> PublishedBy:
    """Return what a paper says of whose it is."""
    return PublishedBy(
        publisher.name.said(lang), publisher.body.said(lang), publisher.disclaimer.said(lang)
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper for one audience in one language, of one revision on one date.

    ``for_board``: it holds more than its kind may say to others, and says so on each page.
    """

    kind: str
    label: str
    subject: Named | None
    lang: str
    audience: Audience
    for_board: bool
    as_of: str
    revision: int
    content: Content
    published: PublishedBy = PublishedBy()


def numbered(paper: Paper) -> dict[Figure, int]:
    """Return the figures of a paper with their numbers, from 1, as a reader meets them."""
    found: dict[Figure, int] = {}
    for figure in _figures(paper.content):
        found.setdefault(figure, len(found) + 1)
    return found


def _figures(content: Content) -> Iterator[Figure]:
    for sentence in content.points:
        yield from sentence.figures
    for section in content.sections:
        for block in section.blocks:
            yield from figures_of(block)


def figures_of(block: Block) -> Iterator[Figure]:
    """Yield the figures of a block in the order in which it is read."""
    match block:
        case Paragraph(sentences=sentences) | Points(items=sentences):
            yield from (figure for one in sentences for figure in one.figures)
        case Tiles(tiles=tiles):
            yield from (figure for tile in tiles for figure in tile.figures)
        case Table(rows=rows):
            yield from (figure for row in rows for cell in row for figure in cell.figures)
        case Picture(figures=figures):
            yield from figures
        case Quotation() | Blank() | Remark():
            return
