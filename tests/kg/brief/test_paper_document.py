from __future__ import annotations

import json

from kg.brief.paper import Picture, Section, Sentence
from kg.brief.paper_document import cleaned, document_of
from kg.model.brief_models import BriefPaper
from tests.viz.papers.made_papers import FOUR, HOSTILE, SHARE, UNKNOWN, every_block, paper, picture


def test_figures_are_numbered_and_say_where_they_come_from() -> None:
    found = document_of(paper(*every_block()))
    assert [one.n for one in found.figures] == [1, 2, 3]
    assert [one.address for one in found.figures] == [f.address for f in (FOUR, UNKNOWN, SHARE)]
    assert found.points[0].figures == [1]
    assert {one.block for section in found.sections for one in section.blocks} == {
        "paragraph", "points", "tiles", "table", "quotation", "blank", "remark",
    }  # fmt: skip


def test_a_picture_is_data_and_words() -> None:
    (block,) = document_of(paper(picture())).sections[0].blocks
    assert block.block == "picture"
    assert block.shows == "BarRows"
    assert block.drawing["rows"][0]["value"] == 3
    assert block.alternative


def test_every_text_is_of_one_line_and_steers_nothing() -> None:
    said = document_of(paper(*every_block(HOSTILE), picture(HOSTILE), title=HOSTILE)).model_dump()
    assert not set(json.dumps(said, ensure_ascii=False)) & set("\x00\u202e\ud800\r\n")


def test_what_is_clean_stays_the_same_paper() -> None:
    said = paper(*every_block(), picture())
    assert cleaned(said) == said


def test_a_document_read_again_is_the_same() -> None:
    found = document_of(paper(*every_block(), picture()))
    assert BriefPaper.model_validate_json(found.model_dump_json()) == found


def test_sections_keep_their_order_and_annexes_come_marked() -> None:
    found = document_of(paper())
    assert [(one.title, one.annex) for one in found.sections] == [("First", False), ("More", True)]
    assert Section("x", ()).annex is False
    assert Sentence("x").lang is None
    assert isinstance(picture(), Picture)
