from __future__ import annotations

from kg.brief.paper import (
    Column,
    Content,
    Figure,
    Paper,
    Paragraph,
    Section,
    Sentence,
    Table,
    Tile,
    Tiles,
    numbered,
)

A, B, C = (Figure(n, "states", f"/v1/status?n={n}", 7) for n in (1, 2, 3))


def paper_of(*points: Sentence, sections: tuple[Section, ...]) -> Paper:
    content = Content("Title", points, sections)
    return Paper("state", "State brief", None, "en", "states", False, "2026-01-01", 7, content)


def test_figures_are_numbered_as_a_reader_meets_them_and_once_each() -> None:
    table = Table("", (Column("x"),), ((Sentence("2", (B,)),), (Sentence("3", (C,)),)))
    blocks = (Tiles((Tile("1", "states", (A,)),)), table, Paragraph((Sentence("so", (B, A)),)))
    paper = paper_of(Sentence("first", (C,)), sections=(Section("One", blocks),))
    assert numbered(paper) == {C: 1, A: 2, B: 3}
