"""Cells as people write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ingest.findings import Outcome
from ingest.known import Known
from ingest.loading import Source
from ingest.personal_data import is_role_mailbox, names_a_person
from ingest.sheet.values.days import Span, read_days
from ingest.sheet.values.lookup import Lookup
from ingest.sheet.values.near import Found
from tests.ingest.sheet.conftest import codes, findings, items, links, node

HEAD = ["actor", "title", "sector"]


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2025-07-15", "2025-07-15", "2025-07-15"),
        ("15/07/2025", "2025-07-15", "2025-07-15"),
        ("03/04/2025", "2025-04-03", "2025-04-03"),
        ("07/15/2025", "2025-07-15", "2025-07-15"),
        ("15.7.2025", "2025-07-15", "2025-07-15"),
        ("15/07/25", "2025-07-15", "2025-07-15"),
        ("2025-07-15 00:00:00", "2025-07-15", "2025-07-15"),
        (date(2025, 7, 15), "2025-07-15", "2025-07-15"),
        (45853.0, "2025-07-15", "2025-07-15"),
        ("45853", "2025-07-15", "2025-07-15"),
        ("15 de julio de 2025", "2025-07-15", "2025-07-15"),
        ("1º de março de 2025", "2025-03-01", "2025-03-01"),
        ("July 15, 2025", "2025-07-15", "2025-07-15"),
        ("July 2025", "2025-07-01", "2025-07-31"),
        ("février 2024", "2024-02-01", "2024-02-29"),
        ("07/2025", "2025-07-01", "2025-07-31"),
        ("2do semestre 2024", "2024-07-01", "2024-12-31"),
        ("segundo semestre de 2024", "2024-07-01", "2024-12-31"),
        ("2º semestre de 2024", "2024-07-01", "2024-12-31"),
        ("deuxième semestre 2024", "2024-07-01", "2024-12-31"),
        ("first half of 2025", "2025-01-01", "2025-06-30"),
        ("S1 2025", "2025-01-01", "2025-06-30"),
        ("Q3 2025", "2025-07-01", "2025-09-30"),
        ("1er trimestre 2025", "2025-01-01", "2025-03-31"),
        (2025.0, "2025-01-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
    ],
)
def test_days(cell: str | float | date, first: str, last: str) -> None:
    span = read_days(cell)
    assert isinstance(span, Span)
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "cell",
    ["31/02/2025", "2025-02-30", "3er semestre 2024", "mayo", "hasta agotar", "99/99/9999", 5.5,
     "5º trimestre 2025", "0", "12345678901"],
)  # fmt: skip
def test_days_that_are_none(cell: str | float) -> None:
    assert read_days(cell) is None


@pytest.mark.parametrize(
    ("word", "id_", "how"),
    [
        ("state/hti", "state/hti", "exact"),
        ("HTI", "state/hti", "exact"),
        ("ht", "state/hti", "exact"),
        ("Haití", "state/hti", "exact"),
        ("haiti", "state/hti", "exact"),
        ("Trinidad & Tobago", "state/tto", "exact"),
        ("Trinidad y Tobago", "state/tto", "exact"),
        ("St. Kitts", "state/kna", "near"),
        ("Arjentina", "state/arg", "near"),
        ("Repúblíca Dominicana", "state/dom", "exact"),
        ("Dominica", "state/dma", "exact"),
        ("SEGIB", "org/segib", "exact"),
        ("Secretaría General Iberoamericana", "org/segib", "exact"),
        ("org/nobody", None, "none"),
        ("Atlantis", None, "none"),
    ],
)
def test_actors(known: Known, word: str, id_: str | None, how: str) -> None:
    found = Lookup(known).actor(word)
    assert (found.id, found.how) == (id_, how)


def test_a_word_near_to_two_is_no_match(known: Known) -> None:
    found = Lookup(known).territory("Austrlia")
    assert (found.id, found.how) == (None, "many")
    assert set(found.nearest) == {"country/aus", "country/aut"}


def test_saint_something_is_not_guessed(known: Known) -> None:
    assert Lookup(known).territory("Saint").id is None


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("14030", "sector/dac/14030"),
        ("140", "sector/dac/140"),
        ("14030.0", "sector/dac/14030"),
        ("14030 - Abastecimiento básico", "sector/dac/14030"),
        ("sector/segib/educacion", "sector/segib/educacion"),
        ("segib:educacion", "sector/segib/educacion"),
        ("Educación", "sector/dac/110"),
        ("EDUCATION", "sector/dac/110"),
        ("99999", None),
        ("cosas varias", None),
    ],
)
def test_sectors(known: Known, word: str, id_: str | None) -> None:
    assert Lookup(known).sector(word).id == id_


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("6", "goal/sdg/6"),
        ("6.1", "goal/sdg/6.1"),
        ("6.b", "goal/sdg/6.b"),
        ("ODS 6", "goal/sdg/6"),
        ("SDG 6.1", "goal/sdg/6.1"),
        ("Goal 06", "goal/sdg/6"),
        ("ODS6", "goal/sdg/6"),
        ("6/1", None),
        ("6,1", "goal/sdg/6.1"),
        ("18", None),
        ("6.99", None),
        ("No poverty", "goal/sdg/1"),
    ],
)
def test_goals(known: Known, word: str, id_: str | None) -> None:
    found: Found = Lookup(known).goal(word)
    assert found.id == id_


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("cooperacion@example.org", True),
        ("info@example.org", True),
        ("relaciones.internacionales@example.org", True),
        ("juana.ejemplo@example.org", False),
        ("jejemplo@example.org", False),
    ],
)
def test_mailboxes_of_roles(address: str, role: bool) -> None:
    assert is_role_mailbox(address) is role
    assert names_a_person(f"Escriba a {address}") is not role


def test_several_values_in_a_cell(read: Callable[..., Source]) -> None:
    sheet = read(
        "offers",
        [
            [*HEAD, "languages", "goal", "modality"],
            ["HTI", "T", "110; 120\n14030", "es, en", "6 / 6.1", "Beca/Curso virtual"],
        ],
    )
    (item,) = items(sheet)
    assert links(item) == {
        "DECLARES": ["state/hti"],
        "IN_SECTOR": ["sector/dac/110", "sector/dac/120", "sector/dac/14030"],
        "TOWARDS": ["goal/sdg/6", "goal/sdg/6.1"],
        "BY_MODALITY": ["modality/scholarship", "modality/virtual-course"],
        "IN_LANGUAGE": ["language/es", "language/en"],
    }
    assert codes(sheet) == []


@pytest.mark.parametrize(
    "case",
    [
        ("capacity", "3", 3, None, "accepted"),
        ("capacity", "3,0", 3, None, "accepted"),
        ("capacity", "4 equipos", 4, "bad-number", "changed"),
        ("capacity", "2,5", None, "bad-number", "changed"),
        ("capacity", "varios", None, "bad-number", "changed"),
        ("starts", "31/02/2025", None, "bad-date", "held"),
        ("confirmed_on", "31/02/2025", None, "bad-date", "changed"),
        ("starts", "2do semestre 2024", "2024-07-01", "date-read", "changed"),
        ("ends", "2do semestre 2024", "2024-12-31", "date-read", "changed"),
        ("starts", "15/07/2025", "2025-07-15", None, "accepted"),
        ("visibility", "Estados", "states", None, "accepted"),
        ("visibility", "amigos", "board", "unknown-visibility", "changed"),
        ("visibility", " ", None, None, "accepted"),
        ("visibility", "público; junta", "board", "unknown-visibility", "changed"),
        ("visibility", "=board", "board", "formula", "changed"),
        ("nature", "ejemplo", "example", None, "accepted"),
        ("nature", "demonstrated", "declared", "unknown-nature", "held"),
        ("confirmed_by", "Dirección de Cooperación", "Dirección de Cooperación", None, "accepted"),
        ("confirmed_by", "Ing. Juana Ejemplo", None, "personal-data", "changed"),
        ("confirmed_by", "j.ejemplo@example.org", None, "personal-data", "changed"),
        ("conditions", "Write to j.x@example.org first.", "Write to […] first.", "personal-data",
         "changed"),
        ("conditions", "Write to info@example.org.", "Write to info@example.org.", None,
         "accepted"),
        ("evidence", "=HYPERLINK(A1)", None, "formula", "changed"),
        ("evidence", "@SUM(1)", None, "formula", "changed"),
        ("evidence", "+1+cmd|' /C calc'!A0", None, "formula", "changed"),
        ("evidence", "- a first point", "- a first point", None, "accepted"),
        ("eligible", "HTI; Jamaica", ["state/hti", "state/jam"], None, "accepted"),
        ("eligible", "todos los países", None, None, "accepted"),
        ("eligible", "los buenos", None, "unknown-eligible", "held"),
        ("unit", "Oficina de nadie", None, "unknown-unit", "changed"),
        ("modality", "magia", None, "unknown-modality", "changed"),
    ],
)  # fmt: skip
def test_a_value_and_its_finding(
    read: Callable[..., Source], case: tuple[str, str, object, str | None, str]
) -> None:
    column, cell, value, code, outcome = case
    sheet = read("offers", [[*HEAD, column], ["HTI", "Agua", "14030", cell]])
    (item,) = items(sheet)
    assert item.outcome == outcome
    assert codes(sheet) == ([(column, code, outcome)] if code else [])
    said = {**node(item).props, "visibility": node(item).visibility}
    assert said.get(column) == value


def test_unknown_sectors_name_the_nearest_three(read: Callable[..., Source]) -> None:
    sheet = read("offers", [HEAD, ["HTI", "Zzz", "Nada de eso"]])
    (finding,) = findings(sheet)
    assert (finding.code, finding.outcome) == ("unknown-sector", Outcome.HELD)
    assert finding.fix.text().count("sector/") == 3


def test_a_withdrawn_sector_gives_way_to_the_one_in_use(read: Callable[..., Source]) -> None:
    (item,) = items(sheet := read("offers", [HEAD, ["HTI", "Sol", "23067"]]))
    assert links(item)["IN_SECTOR"] == ["sector/dac/23230"]
    assert codes(sheet) == [("sector", "withdrawn-sector", "changed")]


def test_a_period_that_ends_before_it_starts_waits(read: Callable[..., Source]) -> None:
    head = [*HEAD, "starts", "ends"]
    sheet = read("offers", [head, ["HTI", "T", "110", "2026-01-01", "2025-01-01"]])
    assert codes(sheet) == [("ends", "bad-period", "held")]
