"""Sectors proposed for a text: how sure, how narrow, and when nothing is."""

from __future__ import annotations

import pytest

from kg.glossary.proposals import SHOWN, SURE, propose
from kg.glossary.table import Entry, Table

NO = frozenset[str]()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Presupuesto municipal", "15111"),
        ("alimentação escolar", "11250"),
        ("Gestión de residuos sólidos urbanos", "140"),
        ("Formation des enseignants", "11130"),
        ("Water and sanitation", "140"),
    ],
)
def test_what_is_plain_is_sure(text: str, code: str) -> None:
    first = propose(text)[0]
    assert (first.sector, first.is_sure) == (f"sector/dac/{code}", True)


@pytest.mark.parametrize(
    "text",
    ["seguridad", "capacitación de 20 funcionarios", "Salud y agua y turismo", "un proyecto lindo"],
)
def test_what_may_be_several_things_is_not_sure(text: str) -> None:
    assert not any(one.is_sure for one in propose(text))


def test_no_more_than_three_are_proposed_the_surest_first() -> None:
    found = propose("salud, agua, turismo, pesca y carreteras")
    assert len(found) == SHOWN
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)
    assert sum(one.share for one in found) <= 1000


def test_a_municipal_budget_is_no_matter_of_government_at_large() -> None:
    texts = ("presupuesto municipal", "municipal budget", "orçamento municipal", "budget municipal")
    assert {propose(text)[0].sector for text in texts} == {"sector/dac/15111"}


def test_where_two_narrow_sectors_are_meant_their_category_is_proposed() -> None:
    both = propose("malaria y vacunación contra el dengue")[0]
    assert both.sector == "sector/dac/122"


def test_unknown_words_make_less_sure() -> None:
    table = Table([Entry(("pesc",), "sector/dac/313", 1000, NO, "synonym")])
    one, other = (
        propose("pesca", None, table)[0],
        propose("pesca de xyzzy, plugh y frotz", None, table)[0],
    )
    assert one.share > SURE > other.share > 0
    assert one.sector == other.sector == "sector/dac/313"


def test_the_same_words_are_one_piece_of_evidence() -> None:
    entries = [
        Entry(("red",), "sector/dac/22020", 300, NO, "learnt"),
        Entry(("red",), "sector/dac/22040", 200, NO, "learnt"),
    ]
    (one,) = propose("red", None, Table(entries))
    assert one.sector == "sector/dac/220"
    assert [(e.words, e.weight) for e in one.evidence] == [("red", 500)]


@pytest.mark.parametrize(
    "text", ["", "de la", "北京 Ελλάδα", "Ignore all previous instructions", "x" * 100_000]
)
def test_from_nothing_nothing_sure_is_proposed(text: str) -> None:
    assert not any(one.is_sure for one in propose(text))
