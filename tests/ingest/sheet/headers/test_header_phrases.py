"""Headers as forms, ministries and humanitarian tables write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.loading import Source
from ingest.sheet.headers.header_words import recognise
from tests.ingest.sheet.conftest import codes, items, links, node


@pytest.mark.parametrize(
    ("header", "column", "guessed"),
    [
        ("Intitulé de l'ofre", "title", True),
        ("Sector/Subsector", "sector", True),
        ("Setor / Subsetor", "sector", True),
        ("Área Temática / Sector", "sector", False),
        ("Título / Title", "title", False),
        ("País | Country | Pays", "actor", False),
        ("1. Título", "title", False),
        ("2) Sector", "sector", False),
        ("a) País oferente", "actor", False),
        ("1.2.- Sector", "sector", False),
        ("¿Cuál es el título de su oferta?", "title", True),
        ("¿Cuál es el nombre de la oferta de cooperación?", "title", True),
        ("Qual é o título da oferta?", "title", True),
        ("Quel est le titre de l'offre ?", "title", True),
        ("What is the title of your offer?", "title", True),
        ("¿En qué sector se ubica la oferta?", "sector", True),
        ("Seleccione el sector", "sector", True),
        ("Indique el país oferente", "actor", True),
        ("Please describe the offer", "summary", True),
        ("Describa la oferta (máx. 500 palabras)", "summary", True),
        ("#sector", "sector", False),
        ("#country+name", "actor", False),
        ("#ACTIVITY +title", "title", False),
        ("#date+start", "starts", False),
    ],
)
def test_longer_headers(header: str, column: str, guessed: bool) -> None:
    found = recognise(header, "offers")
    assert found is not None
    assert (found.column, found.guessed) == (column, guessed)


@pytest.mark.parametrize(
    "header",
    ["Timestamp", "Marca temporal", "Dirección de correo electrónico", "Nombre del contacto",
     "Nombre y apellidos de la persona responsable", "Título y cargo de la persona", "Subsector",
     "Sous-secteur", "Otro sector", "Código del proyecto de la oferta", "#adm1+name", "#x",
     "Kind of institution", "Observaciones sobre el sector",
     "Teléfono de la institución responsable", "2030", "1.", "¿?", "/", "#"],
)  # fmt: skip
def test_headers_of_something_else(header: str) -> None:
    assert recognise(header, "offers") is None


def test_a_form(read: Callable[..., Source]) -> None:
    head = ["Marca temporal", "Correo electrónico", "1. País oferente",
            "2. ¿Cuál es el título de su oferta?", "3. ¿En qué sector se ubica?"]  # fmt: skip
    row = ["2025-07-15 10:00:00", "x@example.org", "CHL", "Riego", "14030"]
    source = read("offers", [head, row])
    (item,) = items(source)
    assert list(node(item).props["title"].values()) == ["Riego"]
    assert {code for _, code, _ in codes(source)} == {"header-guessed", "unknown-column"}


@pytest.mark.parametrize("above", [True, False])
def test_tags_tell_what_headers_do_not(read: Callable[..., Source], above: bool) -> None:
    words = ["Quien da", "Qué", "Tema"]
    tags = ["#country", "#activity+title", "#sector"]
    rows = [tags, words] if above else [words, tags]
    source = read("offers", [*rows, ["CHL", "Riego", "14030"]])
    assert [node(i).props["title"]["und"] for i in items(source) if i.changes] == ["Riego"]


def test_tags_below_headers_that_are_known_are_no_record(read: Callable[..., Source]) -> None:
    rows = [
        ["actor", "title", "sector"],
        ["#country", "#activity", "#sector"],
        ["CHL", "Riego", "14030"],
    ]
    source = read("offers", rows)
    (item,) = items(source)
    assert links(item)["IN_SECTOR"] == ["sector/dac/14030"]
