"""The same facts come out of versions 1.01, 1.05 and 2.03, each written as the version does."""

from __future__ import annotations

from ingest.findings import Outcome
from ingest.known import Known
from kg.model.changes import NodeStatement, RelationStatement

from .conftest import FILES, codes, items, links, node


def test_version_1_01_holds_texts_in_elements_and_codes_as_words(known: Known) -> None:
    (item,) = items(FILES / "v101.xml", known)
    id_ = "activity/ES-TEST-1-0001"
    assert node(item, id_).props == {
        "identifier": "ES-TEST-1-0001",
        "nature": "demonstrated",
        "title": {"es": "Agua para la escuela", "en": "Water for the school"},
        "summary": {"es": "Se construye un pozo"},
        "starts_planned": "2010-12-01",
        "starts": "2011-01-15",
        "ends_planned": "2012-06-30",
        "reporter": "org/ES-TEST-1",
        "status": "implementation",
        "collaboration": "1",
        "committed": {"EUR": 1250.5},
        "disbursed": {"EUR": 400.0},
        "own_sectors": ["99|A7|Agua rural"],
    }
    since = {"since": "2011-01-15"}
    assert links(item) == {
        ("RECEIVES", "state/hnd", id_): {**since, "percentage": 100.0},
        ("FUNDS", "org/ES-TEST-1", id_): since,
        ("IMPLEMENTS", "org/name/xx/fundacion-del-pozo", id_): since,
        ("IN_SECTOR", id_, "sector/dac/14030"): {"percentage": 60.0},
        ("IN_SECTOR", id_, "sector/dac/110"): {"percentage": 40.0},
    }
    assert codes(item) == ["percentages"] * 2, "60 and 40 in two vocabularies"
    assert item.outcome is Outcome.ACCEPTED
    assert node(item, id_).dated == "2012-02-28"
    assert node(item, "org/ES-TEST-1").props == {
        "name": {"es": "Agencia de Prueba"},
        "identifiers": ["ES-TEST-1"],
        "kind": "government",
    }


def test_version_1_05_in_latin_1_with_names_for_codes(known: Known) -> None:
    (item,) = items(FILES / "v105.xml", known)
    id_ = "activity/FR-TEST-9/a"
    stated = node(item, id_)
    assert stated.props["title"] == {"fr": "Forêts d'Haïti", "en": "Forests of Haiti"}
    assert stated.props["budget"] == {"EUR": 200.0, "USD": 1500.0}
    assert (stated.props["starts_planned"], stated.dated) == ("2014-10-01", "2014-10-01")
    since = {"since": "2014-10-01"}
    assert links(item) == {
        ("RECEIVES", "state/hti", id_): {**since, "percentage": 75.0},
        ("IN_REGION", id_, "region/dac/389"): {"percentage": 25.0},
        ("EXTENDS", "org/FR-TEST", id_): since,
        ("ACCOUNTS_FOR", "state/hti", id_): since,
        ("IN_SECTOR", id_, "sector/dac/31220"): {},
    }
    assert codes(item) == ["bad-date", "replaced-budget"]
    assert item.outcome is Outcome.CHANGED
    assert "ends" not in stated.props


def test_version_2_03_with_everything(known: Known) -> None:
    (item,) = items(FILES / "v203.xml", known)
    id_ = "activity/XM-DAC-47079-77"
    assert node(item, id_).props == {
        "identifier": "XM-DAC-47079-77",
        "nature": "demonstrated",
        "title": {"en": "Early warning for floods", "es": "Alerta temprana ante inundaciones"},
        "summary": {"en": "Sensors & sirens in 3 basins", "fr": "Moins de pertes"},
        "starts_planned": "2019-01-01",
        "starts": "2017-02-06",
        "reporter": "org/oas",
        "status": "closed",
        "collaboration": "8",
        "budget": {"USD": 3000.3},
        "own_sectors": ["99|DRR|Riesgo"],
    }
    since = {"since": "2017-02-06"}
    assert links(item) == {
        ("RECEIVES", "state/gtm", id_): {**since, "percentage": 100.0},
        ("FUNDS", "org/oas", id_): since,
        ("FUNDS", "state/usa", id_): since,
        ("IMPLEMENTS", "org/name/gtm/cruz-de-prueba", id_): since,
        ("IN_SECTOR", id_, "sector/dac/74020"): {"percentage": 100.0},
        ("TOWARDS", id_, "goal/sdg/13"): {},
        ("TOWARDS", id_, "goal/sdg/11"): {},
        ("TOWARDS", id_, "goal/sdg/13.b"): {},
        ("BY_MODALITY", id_, "modality/triangular"): {},
    }
    assert sorted(codes(item)) == [
        "bad-date", "placeholder-organisation", "unknown-code", "unknown-goal", "withdrawn-sector",
    ]  # fmt: skip


def test_every_statement_names_its_source_line_and_day(known: Known) -> None:
    (item,) = items(FILES / "v203.xml", known)
    source = "source/iati/xm-dac-47079/v203"
    first, *rest = item.changes
    assert isinstance(first, NodeStatement)
    assert first.id == first.source == source
    assert first.props["publisher"] == "Organization of American States"
    assert first.props["retrieved"] == "2025-06-07"
    stated = [c for c in rest if isinstance(c, (NodeStatement, RelationStatement))]
    assert stated == rest
    assert {(c.source, c.where, c.dated) for c in stated} == {(source, "line 3", "2024-05-06")}


def test_persons_never_come_in(known: Known) -> None:
    for name in ("v101.xml", "v203.xml"):
        assert "Nobody Whatever" not in str(items(FILES / name, known))
