"""The partner brief: verdict first, each number with its place, plain words for who is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.base.errors import ForbiddenError
from kg.base.i18n import LANGUAGES
from kg.brief.desk_of_papers import desk_for
from kg.brief.drawings import StateTiles
from kg.brief.paper import (
    Blank,
    Content,
    Paper,
    Paragraph,
    Picture,
    Points,
    Remark,
    Table,
    numbered,
)
from kg.brief.paper_kinds import PaperAsked, kind_named, paper
from kg.brief.paper_telling import Telling
from kg.brief.partner_brief_facts import facts
from kg.brief.partner_decision import decision
from kg.brief.partner_points import points
from kg.knowledge import KnowledgeBase
from tests.graphs import DAY

PARTNER = kind_named("partner")


@pytest.fixture(scope="module")
def knowledge(starter_url: str) -> Iterator[KnowledgeBase]:
    opened = KnowledgeBase(starter_url, cache=None)
    yield opened
    opened.close()


def asked(knowledge: KnowledgeBase, id_: str, lang: str = "en") -> PaperAsked:
    inquiry = knowledge.inquiry(DAY, "board", lang)
    return PaperAsked(inquiry, desk_for("board", None, DAY, lang), id_)


def brief(knowledge: KnowledgeBase, id_: str, lang: str = "en") -> Paper:
    return paper(PARTNER, asked(knowledge, id_, lang))


def words(content: Content) -> str:
    return " ".join(_words(content))


def _words(content: Content) -> Iterator[str]:
    yield content.title
    yield from (one.text for one in content.points)
    yield from content.missing
    for section in content.sections:
        yield section.title
        for block in section.blocks:
            match block:
                case Paragraph(sentences=sentences) | Points(items=sentences):
                    yield from (one.text for one in sentences)
                case Table(rows=rows):
                    yield from (cell.text for row in rows for cell in row)
                case Remark(text=text) | Blank(label=text):
                    yield text
                case Picture(caption=caption):
                    yield caption


def test_the_verdict_comes_first_and_the_decision_is_left_to_the_board(
    knowledge: KnowledgeBase,
) -> None:
    made = brief(knowledge, "org/mercosur").content
    first = made.sections[0].blocks
    assert first[0] == Remark(
        "Approach on conditions: by the guideline “approach-2022”, version 0.2."
    )
    assert isinstance(first[-1], Points)
    assert len(first[-1].items) == 3
    blanks = [b for section in made.sections for b in section.blocks if isinstance(b, Blank)]
    assert len(blanks) == 1
    assert made.standings == ("approach-2022 0.2: A proposal: not adopted by the board.",)
    assert "negotiates cooperation" in words(made)


def test_what_caricom_adds_to_the_plan_is_drawn_without_judging_a_state(
    knowledge: KnowledgeBase,
) -> None:
    made = brief(knowledge, "org/caricom").content
    (picture,) = [b for s in made.sections for b in s.blocks if isinstance(b, Picture)]
    assert isinstance(picture.drawing, StateTiles)
    classes = dict(picture.drawing.of)
    alone = {id_ for id_, at in classes.items() if at == 0}
    assert {"state/hti", "state/jam", "state/vct"} <= alone
    assert classes["state/bra"] == 2
    assert "state/can" not in classes
    assert f"{len(alone)} of them no other body of the plan reaches" in words(made)


def test_each_number_says_where_it_is_asked_for_again(knowledge: KnowledgeBase) -> None:
    figures = numbered(brief(knowledge, "org/segib"))
    assert 6 <= len(figures) <= 10
    for figure in figures:
        assert figure.address.startswith(("/v1/partners?", "/v1/coverage?"))
        assert f"as_of={DAY.isoformat()}" in figure.address
        assert "audience=board" in figure.address
        assert figure.at.startswith("$.")


@pytest.mark.parametrize("id_", ["org/segib", "org/mercosur", "org/caricom"])
def test_it_is_short(knowledge: KnowledgeBase, id_: str) -> None:
    """Some 350 to 450 words; Mercosur has three conditions, each with the rule that makes it."""
    assert 300 <= len(words(brief(knowledge, id_).content).split()) <= 500


def test_how_firm_it_is_stands_beside_what_is_not_known(knowledge: KnowledgeBase) -> None:
    made = words(brief(knowledge, "org/segib").content)
    assert "Not known: Declared demands it could help to meet." in made
    assert "cannot be compared yet with" in made
    assert "stays among the first 5 unless the weight of" in made
    assert "of 20,000 weightings" in made


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("org/jica", "Agencies of one country"),
        ("org/oas", "It is the body that approaches others, or a part of it."),
        ("org/iacd", "It is the body that approaches others, or a part of it."),
        ("org/alba", "does not count them among the bodies to approach"),
        ("org/example-rivers", "It is an invented example"),
    ],
)
def test_who_is_no_candidate_is_not_judged_and_the_reason_is_given(
    knowledge: KnowledgeBase, id_: str, said: str
) -> None:
    made = brief(knowledge, id_).content
    assert "no verdict is given" in words(made)
    assert said in words(made)
    assert not [b for s in made.sections for b in s.blocks if isinstance(b, Blank)]
    assert not any("/v1/partners" in one.address for one in numbered(brief(knowledge, id_)))


def test_where_not_enough_is_known_the_questions_come_first(knowledge: KnowledgeBase) -> None:
    known = asked(knowledge, "org/segib")
    found = facts(Telling(known)).found
    unknown = next(one.id for one in found.results if one.verdict == "unknown")
    made = brief(knowledge, unknown).content
    assert made.points[-1].text == "The open questions come first."
    assert "Under this verdict it has no rank." in words(made)
    assert "Whether the open questions" in words(made)
    assert made.missing


def test_what_is_asked_follows_the_verdict(knowledge: KnowledgeBase) -> None:
    telling = Telling(asked(knowledge, "org/segib"))
    known = facts(telling)
    assert known.partner is not None
    later = replace(known, partner=known.partner.model_copy(update={"verdict": "not_now"}))
    (paragraph, _) = decision(telling, later)
    assert isinstance(paragraph, Paragraph)
    assert "left for a later stage" in paragraph.sentences[0].text
    assert points(telling, later)[0].text == "Verdict: Not at this stage."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_told_in_four_languages(knowledge: KnowledgeBase, lang: str) -> None:
    made = words(brief(knowledge, "org/segib", lang).content)
    english = ("Verdict", "Decision asked", "cannot be compared", "weightings")
    assert all((one in made) == (lang == "en") for one in english)


@pytest.mark.parametrize("audience", ["public", "states"])
def test_it_is_for_the_board(knowledge: KnowledgeBase, audience: str) -> None:
    inquiry = knowledge.inquiry(DAY, audience, "en")  # type: ignore[arg-type]
    with pytest.raises(ForbiddenError):
        paper(PARTNER, PaperAsked(inquiry, desk_for("board", None, DAY, "en"), "org/segib"))
