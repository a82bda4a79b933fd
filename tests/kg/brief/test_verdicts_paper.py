"""The verdicts as a paper: what the answer about partners says, for the board alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from kg.base.errors import ForbiddenError
from kg.brief.desk_of_papers import desk_for
from kg.brief.paper import Paper, Table
from kg.brief.paper_kinds import KINDS, PaperAsked, paper
from kg.brief.verdicts_paper import MOST
from kg.knowledge import KnowledgeBase
from kg.model.vocabulary import VERDICTS
from kg.questions import PartnersQuestion
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def knowledge(starter_url: str) -> Iterator[KnowledgeBase]:
    with closing(KnowledgeBase(starter_url, cache=None)) as found:
        yield found


def made(knowledge: KnowledgeBase, audience: str = "board", lang: str = "en") -> Paper:
    inquiry = knowledge.inquiry(TODAY, audience, lang)  # type: ignore[arg-type]
    desk = desk_for(inquiry.audience, None, TODAY, lang)
    return paper(KINDS["verdicts"], PaperAsked(inquiry, desk))


def test_every_candidate_stands_below_its_verdict_in_the_order_of_the_answer(
    knowledge: KnowledgeBase,
) -> None:
    found = knowledge.inquiry(TODAY, "board", "en").answer(PartnersQuestion(top=MOST))
    sections = {section.title: section for section in made(knowledge).content.sections}
    for verdict, heading in VERDICTS.items():
        expected = [one for one in found.results if one.verdict == verdict]
        if not expected:
            assert str(heading) not in sections
            continue
        (table,) = sections[str(heading)].blocks
        assert isinstance(table, Table)
        assert [row[1].id for row in table.rows] == [one.id for one in expected]
        assert [row[2].figures[0].value for row in table.rows] == [one.score for one in expected]
        for row, one in zip(table.rows, expected, strict=True):
            assert row[2].figures[0].at == f"$.results[?@.id=='{one.id}'].score"
            assert row[3].text


def test_its_figures_are_counted_as_the_answer_counts(knowledge: KnowledgeBase) -> None:
    found = knowledge.inquiry(TODAY, "board", "en").answer(PartnersQuestion(top=MOST))
    ranked = [one for one in found.results if one.rank]
    points = made(knowledge).content.points
    assert points[0].figures[0].value == len(ranked)
    assert points[1].figures[0].value == sum(one.rank == 1 for one in ranked)


@pytest.mark.parametrize("audience", ["public", "states"])
def test_it_is_for_the_board_alone(knowledge: KnowledgeBase, audience: str) -> None:
    with pytest.raises(ForbiddenError):
        made(knowledge, audience)
