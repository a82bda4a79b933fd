"""Reports for tests, made by hand: a block a line of a list."""

from __future__ import annotations

from kg.condense.long_report import Block, Report

TEXT = """Annual report of the Agency for 2024

1. Cooperation with Haiti

In 2024 the Agency supported 1,250 officials of Haiti with a programme on the modernisation of \
public management, which cost US$ 450,000. The Dominican Republic offered three missions of experts.

Barbados received 12 scholarships in the second half of the year.

2. Results

The Permanent Council decided that the Secretariat shall report by 30 June 2026 on the execution \
of the fund. Member states should nominate focal points before the end of the year.
"""
"""A report as plain text."""


def block(text: str, kind: str = "paragraph", page: int | None = 1, **more: object) -> Block:
    """Return a block in English, first on its page where nothing else is said."""
    values = {"paragraph": 1, "lang": "en", **more}
    return Block(kind, text, page, **values)  # type: ignore[arg-type]


def row(*cells: str, columns: tuple[str, ...] = (), page: int | None = 1, **more: object) -> Block:
    """Return a row of a table."""
    text = " ".join(cell for cell in cells if cell)
    return block(text, "row", page, cells=cells, columns=columns, table=1, **more)


def report_of(*blocks: Block, **more: object) -> Report:
    """Return a report of blocks."""
    values = {"file": "report.pdf", "title": "Report", "sha256": "0" * 64, "lang": "en", **more}
    return Report(blocks=blocks, **values)  # type: ignore[arg-type]
