"""Reports for tests, made of blocks: no file is read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from kg.condense.long_report import Block, Report
from kg.condense.paragraph_language import in_languages, language_of_most


def paragraph(text: str, page: int | None = 1, paragraph: int = 1) -> Block:
    """Return a paragraph."""
    return Block("paragraph", text, page, paragraph)


def heading(text: str, level: int = 1, page: int | None = 1) -> Block:
    """Return a heading."""
    return Block("heading", text, page, 1, level=level)


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    number: int = 1,
    caption: str = "",
    page: int | None = 1,
) -> list[Block]:
    """Return the rows of a table."""
    return [
        Block(
            "row",
            " | ".join(filter(None, cells)),
            page,
            n,
            cells=tuple(cells),
            columns=tuple(columns),
            table=number,
            caption=caption,
        )
        for n, cells in enumerate(rows, 1)
    ]


def report(*blocks: Block | Sequence[Block], title: str = "Report", file: str = "r.txt") -> Report:
    """Return a report of blocks, each with its language and its section."""
    flat = [one for of in blocks for one in ([of] if isinstance(of, Block) else of)]
    found, section = list[Block](), ""
    for block in in_languages(flat):
        section = block.text if block.kind == "heading" else section
        found.append(replace(block, section="" if block.kind == "heading" else section))
    digest = hashlib.sha256(repr(found).encode()).hexdigest()
    return Report(file, title, digest, tuple(found), pages=1, lang=language_of_most(found))
