"""Places, languages and codes: what a word means, and what it does not."""

from __future__ import annotations

import pytest

from ingest.known import Known
from ingest.sheet.values.lookup import Lookup
from ingest.sheet.values.near import Found


@pytest.fixture(scope="module")
def look(known: Known) -> Lookup:
    return Lookup(known)


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("152", "state/chl"),
        ("032", "state/arg"),
        ("XK", "country/xkx"),
        ("Kosovo", "country/xkx"),
        ("AN", "country/ant"),
        ("Antillas Neerlandesas", "country/ant"),
        ("Birmania", "country/mmr"),
        ("Myanmar", "country/mmr"),
        ("Holanda", "country/nld"),
        ("Pays-Bas", "country/nld"),
        ("U.K.", "country/gbr"),
        ("Gran Bretaña", "country/gbr"),
        ("Inglaterra", "country/gbr"),
        ("EE.UU.", "state/usa"),
        ("EEUU", "state/usa"),
        ("EUA", "state/usa"),
        ("U.S.A.", "state/usa"),
        ("États-Unis", "state/usa"),
        ("Costa de Marfil", "country/civ"),
        ("Costa do Marfim", "country/civ"),
        ("Suazilandia", "country/swz"),
        ("Eswatini", "country/swz"),
        ("República Checa", "country/cze"),
        ("República Tcheca", "country/cze"),
        ("República Argentina", "state/arg"),
        ("República Federativa do Brasil", "state/bra"),
        ("República Oriental del Uruguay", "state/ury"),
        ("Estados Unidos Mexicanos", "state/mex"),
        ("Dominica", "state/dma"),
        ("República Dominicana", "state/dom"),
        ("Niger", "country/ner"),
        ("Nigeria", "country/nga"),
        ("Georgia", "country/geo"),
        ("Guinea", "country/gin"),
        ("Congo", "country/cog"),
        ("RDC", "country/cod"),
        ("Samoa", "country/wsm"),
        ("Corea del Sur", "country/kor"),
        ("Perú (PER)", "state/per"),
        ("Chile [CL]", "state/chl"),
        ("CHL - Chile", "state/chl"),
        ("Chile – CHL", "state/chl"),
    ],
)
def test_places(look: Lookup, word: str, id_: str) -> None:
    assert look.territory(word) == Found(word, id_, "exact")


@pytest.mark.parametrize(
    ("word", "id_"),
    [("32", "state/arg"), ("32.0", "state/arg"), ("Sur", "state/sur"), ("Trinidad", "state/tto")],
)
def test_places_that_somebody_should_look_at(look: Lookup, word: str, id_: str) -> None:
    found = look.territory(word)
    assert (found.id, found.how) == (id_, "near")


@pytest.mark.parametrize(
    "word",
    ["América", "Americas", "Africa", "África", "Europa", "Asia", "Caribe", "Centroamérica",
     "Corea", "Virgin Islands", "Islas Vírgenes", "San Martín", "Saint", "San", "Santa", "Islas",
     "Nueva", "New", "Estados", "United", "República", "Republic", "South", "Norte", "Papua",
     "999", "0152", "1525", "Yugoslavia", "Chile (PER)", "Chile - PER", "Brasília", "Lima"],
)  # fmt: skip
def test_what_is_no_one_place(look: Lookup, word: str) -> None:
    assert look.territory(word).id is None


def test_a_name_and_a_code_that_disagree_are_both_shown(look: Lookup) -> None:
    found = look.territory("Chile (PER)")
    assert (found.how, found.nearest) == ("many", ("state/chl", "state/per"))


@pytest.mark.parametrize(
    ("word", "id_"),
    [("spa", "es"), ("eng", "en"), ("por", "pt"), ("fre", "fr"), ("fra", "fr"), ("es-419", "es"),
     ("pt_BR", "pt"), ("FR-ca", "fr"), ("Castellano", "es"), ("Inglês", "en"), ("hat", "ht")],
)  # fmt: skip
def test_languages(look: Lookup, word: str, id_: str) -> None:
    assert look.language(word) == Found(word, f"language/{id_}", "exact")


def test_a_word_is_looked_up_once(known: Known) -> None:
    look = Lookup(known)
    assert look.actor("Chle") is look.actor("Chle")
