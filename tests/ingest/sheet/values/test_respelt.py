"""Names that look alike: slips of the pen, and names of somebody else."""

from __future__ import annotations

import pytest

from ingest.known import Known, known_from_store
from ingest.sheet.values.lookup import Lookup
from ingest.sheet.values.respelt import is_respelt
from kg.base.text import fold
from kg.store.protocol import Store


@pytest.fixture(scope="module")
def known(starter_store: Store) -> Known:
    return known_from_store(starter_store)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Banco Interamericano de Desarrolo", "Banco Interamericano de Desarrollo"),
        ("Banco Inter-Americano de Desarrollo", "Banco Interamericano de Desarrollo"),
        ("Ministry of Foreign Afairs of Finland", "Ministry for Foreign Affairs of Finland"),
        ("Ministry of Foreign Affairs of Finlandia", "Ministry for Foreign Affairs of Finland"),
        ("International Labor Organisation", "International Labour Organization"),
    ],
)
def test_a_slip_is_the_same_name(known: Known, written: str, name: str) -> None:
    assert is_respelt(fold(written), fold(name), known.territories)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ministry of Foreign Affairs of Sweden", "Ministry of Foreign Affairs of Denmark"),
        ("Ministry of Foreign Affairs of Austria", "Ministry of Foreign Affairs of Australia"),
        ("Ministry of Foreign Affairs", "Ministry of Foreign Affairs of Chile"),
        ("Banco de Desarrollo de Colombia", "Banco de Desarrollo de China"),
        ("Asian Development Fund", "African Development Fund"),
        ("African Development Foundation", "African Development Fund"),
        ("Save the Children UK", "Save the Children"),
        ("International Development Association of Haiti", "International Development Association"),
    ],
)
def test_another_word_is_another_name(known: Known, written: str, name: str) -> None:
    assert not is_respelt(fold(written), fold(name), known.territories)


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("Comission Européenne", "unit/eu-commission"),
        ("International Trade Center", "org/itc"),
        ("Agencia Francesa para el Desarrollo", "org/afd"),
        ("Ministry of Foreign Affairs of Iceland", None),
        ("Ministerio de Asuntos Exteriores de Suecia", None),
        ("Agencia Catalana de Cooperación al Desarrollo", None),
        ("Banco de Desarrollo de Colombia", None),
        ("World Vision Canada", None),
    ],
)
def test_a_body_is_found_by_a_slip_and_not_by_another_name(
    known: Known, word: str, id_: str | None
) -> None:
    assert Lookup(known).actor(word).id == id_


def test_what_only_looks_alike_is_shown(known: Known) -> None:
    found = Lookup(known).body("Ministry of Foreign Affairs of Sweden")
    assert (found.how, found.nearest) == ("none", ("org/danida",))
