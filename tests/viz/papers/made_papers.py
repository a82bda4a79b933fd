"""Papers for tests: one with each kind of block in it, in a language."""

from __future__ import annotations

from kg.base.audience import Audience
from kg.brief.drawings import BarRow, BarRows
from kg.brief.paper import (
    Blank,
    Block,
    Column,
    Content,
    Figure,
    Paper,
    Paragraph,
    Picture,
    Points,
    Quotation,
    Remark,
    Section,
    Sentence,
    Table,
    Tile,
    Tiles,
)
from kg.model.documents import Named

FOUR = Figure(4, "offers", "/v1/nodes/state/aaa?as_of=2026-11-23", 12)
UNKNOWN = Figure(None, "reports", "/v1/status?as_of=2026-11-23", 12, "published")
SHARE = Figure("0.25", "of all", "/v1/partners?as_of=2026-11-23", 12, "proposed")
HOSTILE = (
    "<b>*x*</b> #panic() [y](javascript:alert) $z$ `r` =1+1 {{ 7*7 }} \\u0041 | a&amp;b"
    f" \u202erev\x00\ud800 \U0001f600\u6f22 {'w' * 300} -->]]>'\""
)
"""What somebody might have entered as a title."""


def picture(text: str = "Offers") -> Picture:
    """Return a picture with ``text`` in each of its places."""
    return Picture(BarRows((BarRow(text, 3, "3"), BarRow("b", 1, text))), text, text, (FOUR,))


def every_block(text: str = "A text") -> tuple[Block, ...]:
    """Return one block of each kind but a picture, ``text`` in each of their places."""
    said = Sentence(text, (FOUR,))
    column = Column(text)
    return (
        Paragraph((said, Sentence("Another sentence.", (UNKNOWN,)))),
        Points((said, Sentence(text, (), "state/aaa"))),
        Points((said, said), ordered=True),
        Tiles(
            (Tile("4", text, (FOUR,)), Tile("–", text, (UNKNOWN,)), Tile("25 %", text, (SHARE,)))
        ),
        Table(text, (column, Column("n", is_number=True)), ((said, Sentence("4")),), text),
        Quotation(text, "fr", Named(id="source/oas", label=text), "p. 4"),
        Blank(text, 2),
        Remark(text),
    )


def paper(
    *blocks: Block,
    lang: str = "en",
    title: str = "Haiti",
    audience: Audience = "states",
    for_board: bool = False,
) -> Paper:
    """Return a paper of one section with these blocks."""
    content = Content(
        title,
        (Sentence("One thing to know.", (FOUR,)), Sentence("Another.")),
        (Section("First", blocks), Section("More", (Remark("On its own page"),), annex=True)),
        ("The lens is proposed.",),
        ("Who is in charge.",),
    )
    subject = Named(id="state/aaa", label="Aaa")
    return Paper(
        "state", "State brief", subject, lang, audience, for_board, "2026-11-23", 12, content
    )
