"""What names say: the same, whatever the language, the spelling and what is set beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.words import MAX_NAME, Reader
from tests.kg.identity.conftest import COUNTRIES

READER = Reader(COUNTRIES)

SAME = [
    ("Programa de las Naciones Unidas para el Desarrollo", "United Nations Development Programme"),
    ("Programme des Nations Unies pour le développement", "United Nations Development Program"),
    ("Programa das Nações Unidas para o Desenvolvimento (PNUD)", "UN Development Programme"),
    ("Fonds monétaire international (3)", "International Monetary Fund (IMF)"),
    ("Banco Interamericano de Desarrollo - BID", "Inter-American Development Bank (IADB)"),
    ("International Labour Orgamization (ILO)", "ILO - INTERNATIONAL LABOUR ORGANISATION"),
    ("UNOPS/United Nations Office for Project Services", "UN Office for Project Services"),
    ("Conservation International, Inc.", "Conservation International"),
    ("Construcciones Widget S. A. de C. V.", "Construcciones Widget, S.A. de C.V."),
    ("Widget Ltda", "Widget Ltd."), ("Widget e.V.", "Widget"), ("Widget GmbH", "Widget, I.P."),
    ("Spanish Red Cross", "Cruz Roja Española"),
    ("Government of Spain", "España"), ("Gobierno de España", "Government of Spain"),
    ("Government of Somalia - Ministry of Finance", "Ministry of Finance, Somalia"),
    ("Office of Co-ordination of Disaster Relief", "Office of Coordination of Disaster Relief"),
    ("UNITED NATIONS POPULATIONS FUND", "Fondo de Población de las Naciones Unidas"),
    ("ASAL Action in Semi Arid Lands", "Action in Semi Arid Lands (ASAL)"),
    ("Asociación para la Vida", "Associação pela Vida"),
]  # fmt: skip
OTHER = [
    ("Ministry of Health", "Ministry of Housing"),
    ("World Bank (IDA)", "World Bank"),
    ("Somalia Multi-Partner Fund", "Somalia Multi-Partner Fund 2"),
    ("UNDP - Bolivia", "Bolivia"),
    ("Equatorial Guinea", "Guinea"),
    ("Ministry of Health - Department of Epidemiology", "Ministry of Health"),
    ("United Nations Children's Fund", "United Nations Population Fund"),
]


def said(name: str) -> tuple[frozenset[str], frozenset[str]]:
    found = READER.read(name)
    return found.words, found.places


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_name_say_the_same(one: str, other: str) -> None:
    assert said(one) == said(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_names_of_two_bodies_do_not(one: str, other: str) -> None:
    assert said(one) != said(other)


def test_an_acronym_is_set_apart_where_the_name_can_be_what_it_stands_for() -> None:
    assert READER.read("United Nations Children's Fund (UNICEF)").acronyms == {"unicef"}
    assert READER.read("World Bank (IDA)").acronyms == frozenset()


@given(st.text(max_size=2 * MAX_NAME))
def test_no_text_is_more_than_a_name(text: str) -> None:
    found = READER.read(text)
    assert found == READER.read(text)
    assert all(word == word.strip() and word for word in found.order)


@given(st.permutations(["health", "for", "all", "foundation", "wajir"]))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert READER.read(" ".join(words)).words == {"health", "foundation", "wajir", "all"}
