"""Reports made for tests: blocks from lines, in the order of the lines."""

from __future__ import annotations

from collections.abc import Iterable

from kg.condense.long_report import Block, Report
from kg.condense.paragraph_language import in_languages


def report(lines: Iterable[str | Block], lang: str = "en") -> Report:
    """Return a report; a line that begins with ``#`` is a heading, ``-`` an item, ``|`` a row."""
    section, blocks = "", list[Block]()
    for number, line in enumerate(lines, 1):
        block = line if isinstance(line, Block) else _block(line, number, section)
        section = block.text if block.kind == "heading" else section
        blocks.append(block)
    return Report("report.txt", "Report", "0" * 64, tuple(in_languages(blocks)), lang=lang)


def _block(line: str, number: int, section: str) -> Block:
    match line[:1]:
        case "#":
            return Block("heading", line[1:].strip(), 1, number)
        case "-":
            return Block("item", line, 1, number, section=section)
        case "|":
            return row(*(cell.strip() for cell in line[1:].split("|")), paragraph=number)
    return Block("paragraph", line, 1, number, section=section)


def row(*cells: str, caption: str = "", columns: tuple[str, ...] = (), paragraph: int = 1) -> Block:
    """Return a row of a table."""
    return Block(
        "row", " ".join(cell for cell in cells if cell), 1, paragraph, cells=cells,
        caption=caption, columns=columns,
    )  # fmt: skip
