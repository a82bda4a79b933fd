"""What holds for papers of every kind here: traced figures, no secrets, examples called so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from kg.base.audience import AUDIENCES
from kg.base.i18n import LANGUAGES
from kg.brief.desk_of_papers import desk_for
from kg.brief.paper import Blank, Content, Sentence, numbered
from kg.brief.paper_kinds import PaperAsked, kind_named
from kg.brief.state_brief import content
from tests.kg.brief.making import OLD, Maker
from tests.kg.brief.reading import cells, sentences, texts
from tests.kg.brief.tracing import traced

SUBJECTS = [
    ("state", "state/hnd"), ("state", "state/col"), ("state", "state/mex"), ("state", "state/xaa"),
    ("sector", "sector/dac/140"), ("sector", "sector/dac/110"),
    ("activity", "activity/own/rial-guyana-safety"), ("activity", "activity/own/bermejo-1996"),
    ("activity", "activity/own/oas-caricom-meeting-1995"),
    ("quarterly", None), ("campaign", None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "subject"), SUBJECTS)
def test_each_figure_is_what_its_address_answers(
    kind: str, subject: str | None, maker: Maker, service: TestClient
) -> None:
    paper = maker.made(kind, subject)
    assert numbered(paper)
    assert list(traced(service, paper)) == []


OTHERS = [("partner", "org/segib"), ("pilot", "initiative/pilot-segib-mercosur"),
          ("guidance", None), ("verdicts", None)]  # fmt: skip


@pytest.mark.parametrize(("kind", "subject"), [*SUBJECTS, *OTHERS])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_heading_is_said_twice_and_a_day_has_no_unit(
    kind: str, subject: str | None, lang: str, maker: Maker
) -> None:
    paper = maker.made(kind, subject, lang)
    for section in paper.content.sections:
        for block in section.blocks:
            said = block.label if isinstance(block, Blank) else getattr(block, "caption", "")
            assert said != section.title
    for figure in numbered(paper):
        assert not (isinstance(figure.value, str) and figure.unit), figure


def test_a_figure_that_is_another_is_found_out(maker: Maker, service: TestClient) -> None:
    paper = maker.made("state", "state/hnd")
    for figure in numbered(paper):
        wrong = replace(figure, value="something else")
        points = (Sentence("It says so.", (wrong,)),)
        said = replace(paper, content=Content("", points, ()))
        assert len(list(traced(service, said))) == 1


@pytest.mark.parametrize(("kind", "subject"), SUBJECTS)
def test_what_is_hidden_moves_nothing_in_papers_for_others(
    kind: str, subject: str | None, maker: Maker, twin: Maker
) -> None:
    most = AUDIENCES.index(kind_named(kind).audience)
    for audience in AUDIENCES[: most + 1]:
        ours = maker.made(kind, subject, audience=audience, since=OLD)
        assert ours == twin.made(kind, subject, audience=audience, since=OLD)


def test_the_board_is_told_what_is_hidden(maker: Maker, twin: Maker) -> None:
    def told(one: Maker) -> Content:
        inquiry = one.knowledge.inquiry(one.day, "board", "en")
        return content(PaperAsked(inquiry, desk_for("board", None, one.day, "en"), "state/hnd"))

    assert told(maker) != told(twin)


@pytest.mark.parametrize(("kind", "subject"), SUBJECTS)
def test_invented_states_stand_with_the_word_and_never_count(
    kind: str, subject: str | None, maker: Maker
) -> None:
    said = list(texts(maker.made(kind, subject).content))
    invented = re.compile("Ondavel|Terquivia|Ostrelva|Lirvanne|Ribanela|Vandoeira|Invented")
    for text in said:
        found = invented.search(text)
        assert found is None or "(example)" in text, text
    if subject != "state/xaa":
        assert not any(invented.search(text) for text in said)


@pytest.mark.parametrize(("kind", "subject"), SUBJECTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_left_in_english(
    kind: str, subject: str | None, lang: str, maker: Maker
) -> None:
    if lang == "en":
        return
    own, english = (maker.made(kind, subject, one).content for one in (lang, "en"))
    theirs = {one.text for one in (*sentences(english), *cells(english)) if one.lang is None}
    for one in (*sentences(own), *cells(own)):
        if one.lang is None and one.id is None and len(one.text.split()) > 1:
            assert one.text not in theirs, one.text
