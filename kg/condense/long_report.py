"""A long report as it was read: its text in blocks, each with its page, and what stayed unread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from kg.base.i18n import Message

BlockKind = Literal["heading", "paragraph", "item", "row", "note"]
"""A heading, running text, an item of a list, a row of a table, a footnote."""
BLOCK_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a report.

    ``page`` counts from 1, None in formats without pages; ``paragraph`` counts from 1 on its page,
    or through the whole report where there are none. ``lang`` is its language, empty where nothing
    says it. ``level`` of a heading is 1 for the highest. A row has its ``cells``, the ``columns``
    above them as far as they are known, the number of its table and its caption; its ``text`` are
    the cells that are filled. ``section`` is the heading that it stands under.
    """

    kind: BlockKind
    text: str
    page: int | None
    paragraph: int
    lang: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    table: int = 0
    caption: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report: the name of its file, what it calls itself, its text, its bytes as SHA-256 (hex).

    ``pages`` is None in formats without any. ``symbol`` is the number under which a body issued it
    (``OEA/Ser.W/XIII``), empty where none stands on its first pages. ``lang`` is the language of
    most of it. ``unread`` says what could not be read, and where.
    """

    file: str
    title: str
    sha256: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    symbol: str = ""
    lang: str = ""
    unread: tuple[Message, ...] = field(default=())
