"""Organisations from a sheet: those that are known, and new ones."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ingest.findings import Outcome
from ingest.known import known_from_store
from ingest.loading import Source
from ingest.sheet import sheet_source
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.conftest import TODAY
from tests.ingest.sheet.conftest import as_csv, codes, items, links, node

HEAD = ["name:es", "acronym", "kind", "country", "website", "identifiers"]


def test_a_new_organisation_is_named_by_its_acronym(read: Callable[..., Source]) -> None:
    sheet = read(
        "actors",
        [HEAD, ["Fondo de Prueba del Sur", "FPS", "fund", "Haití", "example.org/fps", "XX-1;YY-2"]],
    )
    (item,) = items(sheet)
    assert codes(sheet) == []
    assert node(item).id == "org/fps"
    assert node(item).props == {
        "name": {"es": "Fondo de Prueba del Sur"},
        "acronym": "FPS",
        "kind": "fund",
        "country": "state/hti",
        "website": "https://example.org/fps",
        "identifiers": ["XX-1", "YY-2"],
    }


def test_acronyms_may_be_told_by_language(read: Callable[..., Source]) -> None:
    head = ["name:es", "acronym", "acronym:pt", "acronym:fr"]
    (item,) = items(read("actors", [head, ["Fondo de Prueba del Sur", "FPS", "FTS", "FES"]]))
    assert node(item).id == "org/fps"
    assert node(item).props["acronym"] == "FPS"
    assert node(item).props["acronyms"] == {"pt": "FTS", "fr": "FES"}


def test_an_acronym_of_one_language_makes_the_id_too(read: Callable[..., Source]) -> None:
    (item,) = items(read("actors", [["name", "acronym:es"], ["Fondo de Prueba del Sur", "FPS"]]))
    assert node(item).id == "org/fps"
    assert node(item).props["acronyms"] == {"es": "FPS"}


def test_without_acronym_by_its_name(read: Callable[..., Source]) -> None:
    (item,) = items(read("actors", [HEAD, ["Fondo de Prueba del Sur"]]))
    assert node(item).id == "org/fondo-de-prueba-del-sur"


def test_an_acronym_that_is_taken_is_not_taken_again(read: Callable[..., Source]) -> None:
    (item,) = items(read("actors", [HEAD, ["Caja de Prueba del Sur", "CAF", "", "HTI"]]))
    assert node(item).id == "org/name/hti/caja-de-prueba-del-sur"


@pytest.mark.parametrize(
    "row",
    [
        ["Secretaría General Iberoamericana"],
        ["SECRETARIA GENERAL IBEROAMERICANA", "otra"],
    ],
)
def test_a_known_organisation_is_recognised(read: Callable[..., Source], row: list[str]) -> None:
    (item,) = items(read("actors", [HEAD, row]))
    assert node(item).id == "org/segib"


def test_a_known_identifier_is_recognised(read: Callable[..., Source]) -> None:
    row = ["Como sea", "", "", "", "", "XM-DAC:47083"]
    (item,) = items(read("actors", [HEAD, row]))
    assert node(item).id == "org/paho"


def test_a_name_nearly_known_waits(read: Callable[..., Source]) -> None:
    sheet = read("actors", [HEAD, ["Secretaria General Ibero-americana"]])
    assert codes(sheet) == [("name", "perhaps-known", "held")]


def test_an_authority_belongs_to_its_state(read: Callable[..., Source]) -> None:
    row = ["Agencia de Prueba", "ADP", "Autoridad nacional", "Jamaica"]
    (item,) = items(read("actors", [HEAD, row]))
    assert links(item) == {"PART_OF": ["state/jam"]}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["", "X"], ("name", "missing-value", "rejected")),
        (["Nueva A", "", "", "Atlantis"], ("country", "unknown-country", "changed")),
        (["Nueva A", "", "", "", "no es una web"], ("website", "bad-address", "changed")),
        (["Nueva A", "", "", "", "javascript:alert(1)"], ("website", "bad-address", "changed")),
    ],
)
def test_what_is_found(
    read: Callable[..., Source], row: list[str], found: tuple[str, str, str]
) -> None:
    assert codes(read("actors", [HEAD, row])) == [found]


def test_the_same_organisation_twice(read: Callable[..., Source]) -> None:
    sheet = read("actors", [HEAD, ["Nueva A"], ["Nueva A"]])
    assert codes(sheet) == [("id", "duplicate", "held")]


def test_a_number_is_no_id_of_a_body(read: Callable[..., Source]) -> None:
    """Codes of two governments: 1111 is one ministry here, and another there."""
    rows = [["code", "name_fr", "country"], ["1111", "Ministère de la Pêche lointaine", "HTI"]]
    (item,) = read("actors", rows).items
    assert [f.code for f in item.findings] == ["row-number"]
    assert "1111" not in node(item).id


def test_ministries_of_two_countries_are_two(starter_copy: str, tmp_path: Path) -> None:
    """By their names alone they are one; their countries say that they are not."""
    rows = [["name", "country"], ["Ministry of Distant Fisheries", "KEN"]]
    path = tmp_path / "actors.csv"

    def id_of(rows: list[list[str]], store: Store) -> str:
        path.write_text(as_csv(rows), "utf-8")
        source = sheet_source(path, "actors", known_from_store(store), today=TODAY, store=store)
        (item,) = source.items
        store.apply([*source.preface, *item.changes])
        return node(item).id

    with closing(open_store(starter_copy, write=True)) as store:
        first = id_of(rows, store)
        other = id_of([rows[0], [rows[1][0], "UGA"]], store)
        assert first != other
        assert id_of(rows, store) == first
        assert id_of([rows[0], [rows[1][0], "UGA"]], store) == other


def test_a_row_that_is_called_as_a_state_waits(read: Callable[..., Source]) -> None:
    sheet = read("actors", [HEAD, ["Haití"], ["Agencia de Prueba de Haití"]])
    assert codes(sheet) == [("name", "is-a-country", "held")]
    assert [item.outcome for item in sheet.items] == [Outcome.HELD, Outcome.ACCEPTED]
