"""A paper as a document: what ``/v1/briefs`` answers, what a PDF carries, what writers write.

Texts are in the paper's language; each number in them stands in ``figures`` by its number ``n``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from kg.base.audience import Audience
from kg.model.documents import Document, Named, Part


class BriefFigure(Part):
    """A value that a paper states: asked for again at ``address``, it rests on ``rests``.

    ``at`` is where it stands in that answer (RFC 9535), empty where the answer holds it somewhere.
    """

    n: int
    value: int | float | str | None
    unit: str
    address: str
    revision: int
    rests: Literal["published", "calculated", "proposed", "common_knowledge"]
    at: str


class BriefSentence(Part):
    """A text, the numbers of its figures, the record it leads to, its language if another one."""

    text: str
    figures: list[int]
    id: str | None
    lang: str | None


class BriefParagraph(Part):
    """Sentences one after the other."""

    block: Literal["paragraph"] = "paragraph"
    sentences: list[BriefSentence]


class BriefPoints(Part):
    """A list, of steps where it is ``ordered``."""

    block: Literal["points"] = "points"
    ordered: bool
    items: list[BriefSentence]


class BriefTile(Part):
    """A key figure as its reader writes it, and what it counts."""

    shown: str
    label: str
    figures: list[int]


class BriefTiles(Part):
    """Key figures beside each other."""

    block: Literal["tiles"] = "tiles"
    tiles: list[BriefTile]


class BriefColumn(Part):
    """A column: numbers stand to the right; ``share`` is its part of the width."""

    label: str
    is_number: bool
    share: int


class BriefTable(Part):
    """Rows below columns; the first cell of a row says what it is about."""

    block: Literal["table"] = "table"
    caption: str
    columns: list[BriefColumn]
    rows: list[list[BriefSentence]]
    note: str


class BriefPicture(Part):
    """A drawing as data (``shows`` says which kind), with its caption and in words."""

    block: Literal["picture"] = "picture"
    shows: str
    drawing: dict[str, Any]
    caption: str
    alternative: str
    figures: list[int]


class BriefQuotation(Part):
    """What a document says, word for word, in its own language."""

    block: Literal["quotation"] = "quotation"
    text: str
    lang: str
    source: Named
    where: str


class BriefBlank(Part):
    """What its reader is to fill in."""

    block: Literal["blank"] = "blank"
    label: str
    lines: int


class BriefRemark(Part):
    """A box that stands out."""

    block: Literal["remark"] = "remark"
    text: str


BriefBlock = Annotated[
    BriefParagraph
    | BriefPoints
    | BriefTiles
    | BriefTable
    | BriefPicture
    | BriefQuotation
    | BriefBlank
    | BriefRemark,
    Field(discriminator="block"),
]


class BriefSection(Part):
    """A heading and what stands below it; an ``annex`` begins a page after the paper itself."""

    title: str
    annex: bool
    blocks: list[BriefBlock]


class BriefPublished(Part):
    """Whose paper it is: the name that readers know, who publishes, what presentation implies."""

    name: str = ""
    body: str = ""
    disclaimer: str = ""


class BriefPaper(Document):
    """A whole paper, for one audience, of one revision on one date.

    ``for_board``: it holds more than its kind says to others. ``points`` are what to know in half a
    minute, ``standings`` say whether what it rests on is adopted, ``missing`` what nobody stated.
    """

    kind: str
    label: str
    title: str
    subject: Named | None
    audience: Audience
    for_board: bool
    points: list[BriefSentence]
    standings: list[str]
    sections: list[BriefSection]
    figures: list[BriefFigure]
    missing: list[str]
    published: BriefPublished = BriefPublished()


class BriefStated(Part):
    """A figure of papers that were written: where to ask for it again."""

    n: int
    value: int | float | str | None
    unit: str
    address: str
    revision: int


class Brief(Document):
    """Papers written: files, pages in all (of PDF), the figures of one paper, for whom."""

    files: list[str]
    pages: int
    figures: list[BriefStated]
    audience: Audience


class BriefAgain(Part):
    """A figure asked for again: what the paper states, what was answered, and whether it agrees.

    ``outcome``: ``same``, ``other``, or ``unanswered`` where the store cannot say it, and then why.
    """

    n: int
    address: str
    stated: int | float | str | None
    found: int | float | str | None
    outcome: Literal["same", "other", "unanswered"]
    why: str = ""


class BriefVerified(Document):
    """A PDF checked: its text against its data, its figures then, and its figures today.

    ``text`` is ``same`` where the data in it give the same bytes again, ``other`` where not,
    ``incomparable`` where another program or typeface made it, ``none`` where it holds no data.
    ``today`` are the figures that would be others now. Equal bytes are no signature.
    """

    file: str
    text: Literal["same", "other", "incomparable", "none"]
    figures: list[BriefAgain]
    today: list[BriefAgain]
    notes: list[str]
