"""What a report is called: what it says itself, before what its file says of it."""

from __future__ import annotations

import pytest

from ingest.report.report_heads import in_sections, symbol_of, title_of
from ingest.report.told_blocks import ToldReport
from kg.condense.long_report import Block, BlockKind


def block(text: str, kind: BlockKind = "paragraph", level: int = 0) -> Block:
    return Block(kind, text, 1, 1, level=level)


BLOCKS = [block("Secretariat"), block("Part I", "heading", 2), block("Annual Report", "heading", 1)]


@pytest.mark.parametrize(
    ("title", "named", "said"),
    [
        ("Told", "Annual Report", "Told"),
        ("", "Annual Report", "Annual Report"),
        ("", "Template of the Ministry", "Annual Report"),
        ("", "Microsoft Word - x", "Annual Report"),
        ("", "", "Annual Report"),
    ],
)
def test_titles(title: str, named: str, said: str) -> None:
    assert title_of(ToldReport([], [], title, named), BLOCKS) == said


def test_what_the_file_says_counts_where_nothing_else_does() -> None:
    assert title_of(ToldReport([], [], "", "Annual Report"), [block("Text.")]) == "Annual Report"
    assert title_of(ToldReport([], [], "", "informe.docx"), [block("Text.")]) == ""


def test_symbols() -> None:
    assert symbol_of([block("OEA/Ser.W"), block("CIDI/doc.287/20 rev. 1")]) == (
        "OEA/Ser.W, CIDI/doc.287/20 rev. 1"
    )
    # One that is spoken of is that of another document.
    assert symbol_of([block("As resolution AG/RES. 57 (I-O/71) says, " + "word " * 80)]) == ""


def test_sections() -> None:
    found = in_sections([*BLOCKS, block("Text.")])
    assert [one.section for one in found] == ["", "", "", "Annual Report"]
