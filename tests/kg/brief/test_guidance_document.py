"""The guidance document: what a guideline says, and no verdict on a body that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from typing import get_args

import pytest

from kg.base.audience import Audience
from kg.base.errors import ForbiddenError
from kg.base.i18n import LANGUAGES
from kg.brief.desk_of_papers import desk_for
from kg.brief.guidance_example import NO, YES
from kg.brief.paper import (
    Blank,
    Block,
    Paper,
    Paragraph,
    Picture,
    Points,
    Quotation,
    Remark,
    Sentence,
    Table,
    Tiles,
    numbered,
)
from kg.brief.paper_kinds import KINDS, PaperAsked, paper
from kg.graph.actors import real
from kg.knowledge import KnowledgeBase
from kg.model.changes import NodeStatement
from kg.model.vocabulary import VERDICTS
from kg.partners.adopted_guidelines import as_adopted
from kg.partners.guideline_files import GUIDELINES
from kg.store.protocol import Store
from tests.conftest import TODAY

GUIDANCE = KINDS["guidance"]


def asked(knowledge: KnowledgeBase, audience: Audience = "board", lang: str = "en") -> PaperAsked:
    inquiry = knowledge.inquiry(TODAY, audience, lang)
    return PaperAsked(inquiry, desk_for(audience, None, TODAY, lang))


def made(knowledge: KnowledgeBase, audience: Audience = "board", lang: str = "en") -> Paper:
    return paper(GUIDANCE, asked(knowledge, audience, lang))


def adopt(store: Store, audience: Audience) -> None:
    text = as_adopted(GUIDELINES.text("approach-2022"), "1.0", "2026-01-15", "CD 12/26")
    facts = {"guideline": "approach-2022", "version": "1.0", "text": text}
    said = NodeStatement(
        "guideline/approach-2022-1.0", "source/work-plan-2022", facts, visibility=audience
    )
    store.apply([said])


def sentences(block: Block) -> Iterator[Sentence]:
    match block:
        case Paragraph(sentences=found) | Points(items=found):
            yield from found
        case Table(rows=rows, caption=caption, note=note, columns=columns):
            yield from (cell for row in rows for cell in row)
            yield from (Sentence(text) for text in (caption, note, *(c.label for c in columns)))
        case Remark(text=text) | Quotation(text=text) | Blank(label=text):
            yield Sentence(text)
        case Picture(caption=caption, alternative=alternative):
            yield from (Sentence(text) for text in (caption, alternative))
        case Tiles(tiles=tiles):
            yield from (Sentence(f"{tile.label} {tile.shown}") for tile in tiles)


def said(paper: Paper) -> list[tuple[str, Sentence]]:
    """Return all that a paper says, by the heading that it stands below."""
    content = paper.content
    found = [("", one) for one in content.points]
    found += [("", Sentence(text)) for text in (*content.standings, *content.missing)]
    for section in content.sections:
        found += [(section.title, one) for block in section.blocks for one in sentences(block)]
    return found


@pytest.fixture(scope="module")
def knowledge(starter_url: str) -> Iterator[KnowledgeBase]:
    with closing(KnowledgeBase(starter_url, cache=None)) as found:
        yield found


@pytest.fixture
def adopting(starter_copy: str) -> Iterator[KnowledgeBase]:
    with closing(KnowledgeBase(starter_copy, cache=None, write=True)) as found:
        yield found


def test_every_block_is_one_that_the_test_reads(knowledge: KnowledgeBase) -> None:
    assert set(get_args(Block)) == {
        Paragraph, Points, Tiles, Table, Picture, Quotation, Blank, Remark,
    }  # fmt: skip


def test_it_has_the_parts_of_its_template(knowledge: KnowledgeBase) -> None:
    found = made(knowledge)
    assert [section.title for section in found.content.sections] == [
        "Status", "Purpose", "Principles", "What states need", "Who is judged", "Conditions",
        "Criteria", "Procedure", "Kinds of agreement", "How to end or suspend",
        "A worked example", "Annex: standing of each rule", "Annex: consultations",
        "Annex: changes between versions",
    ]  # fmt: skip
    assert len(found.content.points) == 3
    assert found.content.standings == ("approach-2022 0.2: A proposal: not adopted by the board.",)


def test_no_verdict_stands_beside_a_body_that_exists(adopting: KnowledgeBase) -> None:
    adopt(adopting.store, "public")
    for audience in ("board", "states", "public"):
        found = made(adopting, audience)
        view = adopting.inquiry(TODAY, "board", "en").view
        bodies = real(view, view.of_type("Organisation").tolist()) - {view.index("org/oas")}
        names = {view.label(node, "en") for node in bodies}
        # The shortest of them is a word that rules use too: alone it is a verdict.
        verdicts = {str(one) for one in VERDICTS.values()} - {"Approach"}
        for title, one in said(found):
            told = [verdict for verdict in verdicts if verdict in one.text]
            told += ["Approach"] if re.search(r"(^|[:“] ?)Approach([.”]|$)", one.text) else []
            named = [name for name in names if name in one.text]
            assert not (told and named), (title, one.text)


def test_bodies_are_not_judged_by_their_names_before_others_than_the_board(
    adopting: KnowledgeBase,
) -> None:
    adopt(adopting.store, "public")
    for audience in ("states", "public"):
        texts = [one.text for _, one in said(made(adopting, audience))]
        assert "Rules about bodies by their names are for the board." in texts
        assert not [text for text in texts if "Bolivarian Alliance" in text or "GCI" in text]
    texts = [one.text for _, one in said(made(adopting, "board"))]
    assert [text for text in texts if "GCI" in text]


def test_it_is_for_the_board_until_its_guideline_is_adopted(
    knowledge: KnowledgeBase, adopting: KnowledgeBase
) -> None:
    for audience in ("public", "states"):
        with pytest.raises(ForbiddenError):
            made(knowledge, audience)
    adopt(adopting.store, "public")
    for audience in ("public", "states", "board"):
        found = made(adopting, audience)  # type: ignore[arg-type]
        assert "Adopted on January 15, 2026: CD 12/26" in found.content.standings[0]
        assert found.audience == audience


def test_a_version_that_only_states_may_see_is_not_the_publics(adopting: KnowledgeBase) -> None:
    adopt(adopting.store, "states")
    assert made(adopting, "states").content.standings
    with pytest.raises(ForbiddenError):
        made(adopting, "public")


def test_the_annex_tells_versions_up_to_the_own_one(adopting: KnowledgeBase) -> None:
    def captions(guideline: str | None = None, audience: Audience = "board") -> list[str]:
        given = PaperAsked(
            adopting.inquiry(TODAY, audience, "en"), desk_for(audience, None, TODAY, "en"),
            guideline=guideline,
        )  # fmt: skip
        *_, annex = paper(GUIDANCE, given).content.sections
        return [block.caption for block in annex.blocks if isinstance(block, Table)]

    assert captions() == ["From version 0.1 to 0.2"]
    adopt(adopting.store, "public")
    assert captions() == ["From version 0.2 to 1.0", "From version 0.1 to 0.2"]
    assert captions("approach-2022@0.1") == []
    # What was only proposed is the board's.
    assert captions(audience="states") == captions(audience="public") == []


def test_the_worked_example_is_judged_by_the_rules_themselves(knowledge: KnowledgeBase) -> None:
    (example,) = [
        section for section in made(knowledge).content.sections
        if section.title == "A worked example"
    ]  # fmt: skip
    texts = [one.text for block in example.blocks for one in sentences(block)]
    assert "Body A (invented): Approach." in texts
    assert "Body B (invented): Not enough known." in texts
    assert "It has no rank." in texts
    assert "invented" in str(YES.name)
    assert "invented" in str(NO.name)


def test_what_nobody_decided_is_left_blank(knowledge: KnowledgeBase) -> None:
    blocks = [block for section in made(knowledge).content.sections for block in section.blocks]
    blanks = [block.label for block in blocks if isinstance(block, Blank)]
    assert len(blanks) == 4
    assert all("to be decided by the board" in label for label in blanks)


def test_every_figure_names_where_it_is_asked_for_again(knowledge: KnowledgeBase) -> None:
    found = made(knowledge)
    figures = numbered(found)
    assert len(figures) > 20
    for figure in figures:
        assert figure.address.startswith("/v1/")
        assert f"as_of={TODAY.isoformat()}" in figure.address
        assert "audience=board" in figure.address
        assert (figure.revision, figure.at[:1]) == (found.revision, "$")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_whole_in_four_languages(knowledge: KnowledgeBase, lang: str) -> None:
    found = said(made(knowledge, lang=lang))
    assert not [one.text for _, one in found if "{" in one.text]
    english = {one.text for _, one in said(made(knowledge))}
    if lang != "en":
        # Titles of sources are in the language that they were published in, and say so.
        own = {one.text for _, one in found if len(one.text) > 40 and one.lang in {None, lang}}
        same = own & english
        assert not same, sorted(same)[:5]
