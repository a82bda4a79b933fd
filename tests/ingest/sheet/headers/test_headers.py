"""Headers in four languages, in any order, in one row or two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.known import Known
from ingest.loading import Source
from ingest.sheet import sheet_source
from ingest.sheet.headers.column_words import words_of
from ingest.sheet.headers.header_words import recognise
from ingest.sheet.headers.headers import find_header
from ingest.sheet.headers.sheet_kinds import COLUMNS
from kg.base.errors import BadFileError
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import codes, findings, items, links, node, write_book


@pytest.mark.parametrize(
    ("header", "column", "lang"),
    [
        ("actor", "actor", None),
        ("title:es", "title", "es"),
        ("Oferente", "actor", None),
        ("Provider", "actor", None),
        ("Ofertante", "actor", None),
        ("Prestataire", "actor", None),
        ("Institución oferente", "actor", None),
        ("INSTITUCIÓN RESPONSABLE:", "unit", None),
        ("Título", "title", None),
        ("Título (es)", "title", "es"),
        ("Título en inglés", "title", "en"),
        ("Titre (anglais)", "title", "en"),
        ("Área temática", "sector", None),
        ("Domaine thématique", "sector", None),
        ("Modalidad de cooperación *", "modality", None),
        ("Última confirmação", "confirmed_on", None),
        ("cost_sharing", "cost_sharing", None),
        ("Cost sharing", "cost_sharing", None),
        ("Title (please be brief)", "title", None),
    ],
)
def test_what_a_header_means(header: str, column: str, lang: str | None) -> None:
    name = recognise(header, "offers")
    assert name is not None
    assert (name.column, name.lang) == (column, lang)


@pytest.mark.parametrize(
    ("header", "column", "lang"),
    [
        ("acronym", "acronym", None),
        ("acronym:es", "acronyms", "es"),
        ("acronyms:fr", "acronyms", "fr"),
        ("Sigla", "acronym", None),
        ("Sigla (portugués)", "acronyms", "pt"),
        ("Acronyme (français)", "acronyms", "fr"),
    ],
)
def test_an_acronym_may_be_of_one_language(header: str, column: str, lang: str | None) -> None:
    name = recognise(header, "actors")
    assert name is not None
    assert (name.column, name.lang) == (column, lang)


@pytest.mark.parametrize("header", ["Observaciones", "xx", "", "Presupuesto en dólares", "1"])
def test_what_is_no_header_of_ours(header: str) -> None:
    assert recognise(header, "offers") is None


@pytest.mark.parametrize("kind", COLUMNS)
def test_canonical_names_and_our_own_words_always_work(kind: str) -> None:
    for column in COLUMNS[kind]:
        for header in (column, *(words[0] for words in words_of(kind, column).values())):
            name = recognise(header, kind)
            assert name is not None, header
            assert (name.column, name.guessed) == (column, False), header


def test_a_portuguese_sheet_with_merged_and_misspelt_headers(known: Known, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    rows = [
        ["Catálogo de ofertas de cooperação 2026"],
        [],
        ["Instituição", "", "Títulu da oferta", "Setor", "Vagas", "Vigência", "", "Observações"],
        ["ofertante", "responsável", "", "", "", "início", "fim", ""],
        ["Brasil", "ABC", "Bancos de leite humano", "Saúde básica", "3,0", "15/07/2025",
         "2º semestre de 2026", "nada"],
        [],
        ["Jamaica", "", "Turismo comunitário", "33210", "2", "", "", ""],
    ]  # fmt: skip
    path = write_book(tmp_path / "catálogo.xlsx", {"Ofertas": rows, "Notas": [["leia-me"]]})
    book = load_workbook(path)
    for cells in ("A1:H1", "A3:B3", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:H4"):
        book["Ofertas"].merge_cells(cells)
    book.save(path)
    source = sheet_source(path, "offers", known, today=TODAY)
    first, second = items(source)
    assert (first.where, second.where) == ("Ofertas!row 5", "Ofertas!row 7")
    assert node(first).props == {
        "title": {"pt": "Bancos de leite humano"},
        "capacity": 3,
        "starts": "2025-07-15",
        "ends": "2026-12-31",
        "nature": "declared",
    }
    assert links(first)["DECLARES"] == ["state/bra"]
    assert links(first)["CONTACT_FOR"] == ["org/abc"]
    assert links(second)["IN_SECTOR"] == ["sector/dac/33210"]
    assert ("title", "header-guessed", "changed") in codes(source)
    assert ("Observações", "unknown-column", "changed") in codes(source)
    assert ("", "sheet-ignored", "accepted") in codes(source)
    assert ("ends", "date-read", "changed") in codes(source)


def test_an_unknown_column_is_found_once(read: Callable[..., Source]) -> None:
    sheet = read(
        "offers",
        [
            ["actor", "title", "sector", "Presupuesto"],
            ["HTI", "a", "110", 1],
            ["HTI", "b", "110", 2],
        ],
    )
    assert codes(sheet) == [("Presupuesto", "unknown-column", "changed")]
    assert findings(sheet)[0].where == "row 1"


def test_a_missing_column_names_the_nearest_header(read: Callable[..., Source]) -> None:
    with pytest.raises(BadFileError) as caught:
        read("offers", [["País", "Nombre y título", "Presupuesto"], ["Haití", "a", 1]])
    assert "“title” is missing" in caught.value.sentence()
    assert '--map "Nombre y título=title"' in caught.value.sentence()
    assert "País, Nombre y título, Presupuesto" in caught.value.sentence()
    assert "--set sector=" in caught.value.sentence()


def test_an_institution_is_the_contact_where_the_country_is_given(
    read: Callable[..., Source],
) -> None:
    sheet = read(
        "offers",
        [
            ["Institución oferente", "País oferente", "Título", "Sector"],
            ["ABC", "Brasil", "a", 110],
        ],
    )
    (item,) = items(sheet)
    assert links(item)["DECLARES"] == ["state/bra"]
    assert links(item)["CONTACT_FOR"] == ["org/abc"]


def test_the_responsible_institution_is_the_actor_where_nobody_else_is(
    read: Callable[..., Source],
) -> None:
    sheet = read("offers", [["Institución responsable", "Título", "Sector"], ["AMEXCID", "a", 110]])
    (item,) = items(sheet)
    assert links(item)["DECLARES"] == ["org/amexcid"]
    assert codes(sheet) == [("actor", "header-guessed", "changed")]


@pytest.mark.parametrize(
    ("headers", "lang"),
    [
        (["Oferente", "Título", "Área temática", "Idiomas", "Resumen"], "es"),
        (["Ofertante", "Título", "Setor", "Resumo", "Capacidade"], "pt"),
        (["Provider", "Title", "Sector", "Languages", "Summary"], "en"),
        (["Prestataire", "Titre", "Secteur", "Langues", "Résumé"], "fr"),
        (["actor", "title", "sector", "languages", "summary"], "und"),
    ],
)
def test_texts_are_in_the_language_of_the_headers(
    read: Callable[..., Source], headers: list[str], lang: str
) -> None:
    (item,) = items(read("offers", [headers, ["HTI", "Agua", "110", "es", "x"]]))
    assert set(node(item).props["title"]) == {lang}


@pytest.mark.parametrize("words", [("País", "País"), ("País", "Estado"), ("Country", "Land/País")])
def test_of_two_countries_the_second_is_not_read(words: tuple[str, str]) -> None:
    found = find_header([[*words, "Título", "Sector"], ["Haití", "Chile", "A", "14030"]], "offers")
    assert found.names[0].column == "actor"
    assert found.unknown == {1: words[1]}
