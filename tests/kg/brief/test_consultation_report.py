"""The consultation report: in the words of who said it, bodies apart, nothing counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.brief.consultation_report import NoConsultationError, content
from kg.brief.paper import Content, Quotation
from kg.brief.paper_kinds import PaperAsked
from kg.exchange.acceptance import Ledgers
from kg.exchange.consultation_decisions import Answered, Decided, answer_item, decide
from kg.exchange.consultations import act_on
from kg.exchange.desk_documents import DeskInquiry
from kg.knowledge import KnowledgeBase
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.conftest import desk, desk_url
from tests.kg.exchange.consulted import NEAR, Consulted, opened
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, NOW, PARTNER

__all__ = ["desk", "desk_url"]


@pytest.fixture
def known(tmp_path: Path) -> Iterator[KnowledgeBase]:
    url = sqlite_url(tmp_path / "knowledge.db")
    create_store(url).close()
    found = KnowledgeBase(url, cache=None, write=True)
    yield found
    found.close()


def report(known: KnowledgeBase, desk: Store | None, lang: str = "en") -> Content:
    inquiry = known.inquiry(NOW.date(), "board", lang)
    return content(PaperAsked(inquiry, DeskInquiry(desk, BOARD, NOW.date(), lang)))


def quotations(found: Content) -> list[tuple[str, Quotation]]:
    return [
        (section.title, block)
        for section in found.sections
        for block in section.blocks
        if isinstance(block, Quotation)
    ]


def played(desk: Store) -> Consulted:
    consulted = opened(desk, intro="Please say.", lang="en")
    consulted.say(ISLAND, "rule/near", "proposes_wording", "Así no.", change=NEAR)
    consulted.say(HIGHLAND, "rule/near", "supports", "Bien.", lang="es")
    consulted.say(PARTNER, "rule/near", "reserves", "Hm.", lang="fr")
    return consulted


def test_each_is_quoted_in_its_language_and_bodies_come_apart(
    known: KnowledgeBase, desk: Store
) -> None:
    played(desk)
    found = report(known, desk)
    said = {(q.text, q.lang): title for title, q in quotations(found)}
    assert said["Así no.", "es"] == said["Bien.", "es"] == "Rule “near”"
    assert said["Hm.", "fr"] == "Comments of invited bodies"
    assert said[NEAR, "und"] == "Rule “near”"
    assert [section.annex for section in found.sections][-1] is True


def test_what_the_board_decided_and_what_changed_stand_in_it(
    known: KnowledgeBase, desk: Store
) -> None:
    consulted = played(desk)
    consulted.close()
    said = Answered("rule/near", "partly", "Por eso.", "es", NEAR)
    answer_item(desk, consulted.seen(), said, "", BOARD, NOW)
    store = known.inquiry(NOW.date(), "board", "en").store
    decided = Decided("2026-11-28", "CD 7", "We adopt it.", "1.0")
    decide(Ledgers(store, desk), consulted.seen(), decided, BOARD, NOW)
    found = report(known, desk)
    titles = [section.title for section in found.sections]
    assert titles == [
        "Who was asked", "Rule “near”", "Decision of the board", "What changes in the text",
        "Comments of invited bodies",
    ]  # fmt: skip
    assert ("Por eso.", "es") in {(q.text, q.lang) for _, q in quotations(found)}
    assert "CD 7" in found.points[2].text
    assert "CD 7" in found.standings[0]


def test_whoever_supports_the_same_numbers_stand_in_it(known: KnowledgeBase, desk: Store) -> None:
    numbers = []
    for position in ("supports", "no_comment"):
        consulted = opened(desk)
        for who in (ISLAND, HIGHLAND):
            consulted.say(who, "rule/near", position)
        said = str(report(known, desk).sections[1:]).replace(consulted.id, "")
        numbers.append(re.findall(r"\d+", said))
        # Of two that were opened on one day either could be the last.
        act_on(desk, consulted.seen(), "withdraw", BOARD, NOW)
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("lang", ["es", "pt", "fr"])
def test_it_speaks_the_language_of_its_reader(known: KnowledgeBase, desk: Store, lang: str) -> None:
    played(desk)
    assert report(known, desk, lang).title != report(known, desk).title
    assert report(known, desk, lang).points[1].text != report(known, desk).points[1].text


def test_without_a_consultation_there_is_none(known: KnowledgeBase) -> None:
    with pytest.raises(NoConsultationError):
        report(known, None)
