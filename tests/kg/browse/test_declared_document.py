"""What is declared, counted: by type, sector and state, examples apart, met or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kg.base.audience import Audience
from kg.base.errors import BadOptionError, UnknownIdError
from kg.knowledge import KnowledgeBase
from kg.model.documents import Declared
from kg.questions import DeclaredQuestion
from tests.kg.brief.making import planted

DAY = date(2026, 11, 29)


@pytest.fixture
def knowledge(starter_copy: str) -> Iterator[KnowledgeBase]:
    made = KnowledgeBase(planted(starter_copy, hidden=True), cache=None)
    yield made
    made.close()


def told(knowledge: KnowledgeBase, audience: Audience, question: DeclaredQuestion) -> Declared:
    return knowledge.inquiry(DAY, audience, "en").answer(question)


def test_it_counts_what_each_audience_reads(knowledge: KnowledgeBase) -> None:
    asked = DeclaredQuestion("Demand", state="state/hnd")
    counts = [told(knowledge, one, asked).open for one in ("public", "states", "board")]
    assert counts == [1, 2, 3]


def test_a_demand_is_met_where_an_offer_is_about_its_subject(knowledge: KnowledgeBase) -> None:
    found = told(knowledge, "states", DeclaredQuestion("Demand"))
    assert (found.open, found.met, found.closed) == (2, 1, 0)
    assert {one.id: one.met for one in found.results} == {
        "demand/water": True,
        "demand/air": False,
    }
    assert told(knowledge, "states", DeclaredQuestion("Offer")).met is None


def test_a_sector_counts_with_all_that_lies_in_it(knowledge: KnowledgeBase) -> None:
    found = told(knowledge, "states", DeclaredQuestion("Offer", sector="sector/dac/140"))
    assert [(one.id, one.open) for one in found.states] == [("state/col", 1)]
    none = told(knowledge, "states", DeclaredQuestion("Offer", sector="sector/dac/110"))
    assert (none.open, none.states) == (0, [])


def test_examples_are_counted_apart(knowledge: KnowledgeBase) -> None:
    real = told(knowledge, "public", DeclaredQuestion("Offer"))
    made_up = told(knowledge, "public", DeclaredQuestion("Offer", examples=True, limit=3))
    assert {one.nature for one in real.results} == {"declared"}
    assert {one.nature for one in made_up.results} == {"example"}
    assert made_up.open == len(made_up.results) + made_up.left_out
    assert sum(one.open for one in made_up.states) >= made_up.open


def test_states_stand_by_name(knowledge: KnowledgeBase) -> None:
    labels = [
        s.label for s in told(knowledge, "public", DeclaredQuestion("Offer", examples=True)).states
    ]
    assert labels == sorted(labels)


def test_another_type_and_an_unknown_state_are_refused(knowledge: KnowledgeBase) -> None:
    with pytest.raises(BadOptionError):
        DeclaredQuestion("Activity")
    with pytest.raises(UnknownIdError):
        told(knowledge, "public", DeclaredQuestion("Offer", state="state/zzz"))
