"""A release of AidData: its projects become activities, and what is not kept is counted."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from coopgraph.starter_folder import starter_folder
from ingest.aims import aims_source
from ingest.iati import iati_sources
from ingest.known import Known, known_from_store
from ingest.loading import load
from ingest.starter import starter_sources
from kg.base.errors import BadFileError
from kg.model.changes import NodeStatement, RelationStatement
from kg.store.opening import create_store
from tests.ingest.iati.conftest import DAY, Items, codes, file_notes, links, node

Table = Sequence[Mapping[str, str]]
Folder = Callable[..., Path]

PROJECT = {
    "project_id": "HND1",
    "project_title": "Agua",
    "start_actual_isodate": "2012-03-04",
    "start_actual_type": "start-actual",
    "end_actual_isodate": "2013-01-01",
    "end_actual_type": "end-planned",
    "donors": "Spain|Grupo de Ayuda",
    "donors_iso3": "ESP|FRA",
    "recipients": "Honduras",
    "recipients_iso3": "HND",
    "ad_sector_codes": "110|14030",
    "status": "Completion",
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write a release."""

    def write(projects: Table = (PROJECT,), **tables: Table) -> Path:
        path = tmp_path / "Honduras AIMS"
        path.mkdir(exist_ok=True)
        for name, rows in {"projects": projects, **tables}.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, quoting=csv.QUOTE_ALL)
                writer.writeheader()
                writer.writerows(rows)
        return path

    return write


def about(**cells: str) -> dict[str, str]:
    return {"project_id": "HND1", **cells}


def read(path: Path, known: Known, system: str = "") -> Items:
    source = aims_source(path, known, DAY, system=system)
    return Items(source.items, source.notes)


ID = "activity/aims/honduras-aims/HND1"


def test_a_project_is_an_activity(folder: Folder, known: Known) -> None:
    moves = [
        about(transaction_value_code="C", transaction_currency="USD", transaction_value="10.5"),
        about(transaction_value_code="C", transaction_currency="USD", transaction_value="1"),
        about(transaction_value_code="D", transaction_currency="eur", transaction_value="2"),
        about(transaction_value_code="C", transaction_currency="", transaction_value="3"),
    ]
    found = read(folder(transactions=moves), known)
    (item,) = found
    props = node(item, ID).props
    assert props == {
        "identifier": "HND1", "title": {"und": "Agua"}, "nature": "demonstrated",
        "starts": "2012-03-04", "ends_planned": "2013-01-01", "status": "finalisation",
        "committed": {"USD": 11.5}, "disbursed": {"EUR": 2.0},
    }  # fmt: skip
    group = "org/name/xx/grupo-de-ayuda"
    assert links(item).keys() == {
        ("FUNDS", "country/esp", ID), ("FUNDS", group, ID), ("RECEIVES", "state/hnd", ID),
        ("IN_SECTOR", ID, "sector/dac/110"), ("IN_SECTOR", ID, "sector/dac/14030"),
    }  # fmt: skip
    assert node(item, group).props["country"] == "country/fra"
    assert codes(item) == []
    assert file_notes(found) == {"not-kept": "Not kept: 1 transactions."}


def test_what_the_system_says_in_its_own_columns(folder: Folder, known: Known) -> None:
    own = about(
        OBJETIVO="Llevar agua", MODALIDAD="Becas", MONEDA="US Dolar",
        **{
            "TIPO DE COOPERACION": "SUR SUR", "APORTE INTERNACIONAL": "1.460.674,00",
            "ENTIDADES RESPONSABLES": "UNIDAD DE AGUA - UDA, OTRA ENTIDAD - OE",
        },
    )  # fmt: skip
    move = about(transaction_value_code="C", transaction_currency="USD", transaction_value="9")
    found = read(folder(project_ancillary=[own], transactions=[move]), known)
    (item,) = found
    props = node(item, ID).props
    assert (props["title"], props["summary"]) == ({"es": "Agua"}, {"es": "Llevar agua"})
    assert props["committed"] == {"USD": 1460674.0}
    roles = sorted(type_ for type_, _, end in links(item) if end == ID)
    assert roles == ["ACCOUNTS_FOR", "ACCOUNTS_FOR", "PROVIDES", "PROVIDES", "RECEIVES"]
    assert codes(item) == []
    assert file_notes(found)["not-kept"] == "Not kept: 1 modalidad."
    assert file_notes(found).keys() == {"not-kept", "sums-differ"}


def test_names_that_cannot_be_told_apart_are_left_out_and_found(
    folder: Folder, known: Known
) -> None:
    one = about(**{"ENTIDADES RESPONSABLES": "CASA, CIUDAD Y TERRITORIO"})
    (item,) = read(folder(project_ancillary=[one]), known)
    assert "rest-of-cell" in codes(item)
    assert not any(type_ == "ACCOUNTS_FOR" for type_, _, _ in links(item))


def test_years_are_dates_that_are_exact_to_the_year(folder: Folder, known: Known) -> None:
    plain = {"project_id": "HND1", "project_title": "Agua", "transactions_start_year": "2007",
             "transactions_end_year": "2009"}  # fmt: skip
    (item,) = read(folder([plain]), known)
    props = node(item, ID).props
    dates = props["starts"], props["ends"], props["precision"]
    assert dates == ("2007-01-01", "2009-12-31", "year")


def test_a_donor_that_the_release_calls_a_country_is_one(folder: Folder, known: Known) -> None:
    path = folder(
        [{**PROJECT, "donors": "Kingdom of Sweeden", "donors_iso3": "SWE"}],
        donor_trans_crosswalk=[
            {"donors": "Kingdom of Sweeden", "donors_iso3": "SWE",
             "donor_country": "Kingdom of Sweeden"},
        ],
    )  # fmt: skip
    (item,) = read(path, known)
    assert ("FUNDS", "country/swe", ID) in links(item)


def test_read_is_accepted_and_held_and_rejected(folder: Folder, known: Known) -> None:
    rows = [PROJECT, PROJECT, {**PROJECT, "project_title": "Aire"}, {**PROJECT, "project_id": ""}]
    stray = {"project_id": "X", "transaction_value_code": "C"}
    items = read(folder(rows, transactions=[stray]), known)
    assert [item.outcome for item in items] == ["accepted", "accepted", "held", "rejected"]
    assert codes(items[-1]) == ["no-identifier"]
    assert file_notes(items)["not-kept"] == "Not kept: 1 transactions."
    assert file_notes(items).keys() == {"not-kept", "stray-rows"}
    assert {finding.field for finding in items[2].findings} == {"project_id"}


def test_one_table_is_enough_and_the_system_can_be_named(folder: Folder, known: Known) -> None:
    (item,) = read(folder() / "projects.csv", known, "My System")
    assert node(item, "activity/aims/my-system/HND1").source == "source/aims/my-system"


def test_what_a_datapackage_says(folder: Folder, known: Known) -> None:
    path = folder()
    extras = [{"key": "Data Set Preamble", "value": "HondurasAIMS"},
              {"key": "Publishers Name", "value": "AidData"}]  # fmt: skip
    said = json.dumps({"title": "Honduras", "extras": extras})
    (path / "datapackage.json").write_text(said)
    source = aims_source(path, known, DAY)
    (stated,) = source.preface
    assert isinstance(stated, NodeStatement)
    assert (stated.id, stated.props["publisher"]) == ("source/aims/hondurasaims", "AidData")
    (item,) = source.items
    assert any(
        isinstance(c, RelationStatement) and c.relation.type == "REPORTS" for c in item.changes
    )


@pytest.mark.parametrize(
    "said", ["", "[" * 9000, "[]", '{"extras": 3}', '{"extras": [{"key": 1}]}']
)
def test_a_broken_datapackage_is_passed_over(folder: Folder, known: Known, said: str) -> None:
    path = folder()
    (path / "datapackage.json").write_text(said)
    assert len(read(path, known)) == 1


def test_what_is_no_release_is_refused(folder: Folder, known: Known, tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="no table of projects"):
        read(tmp_path, known)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    for name in ("one", "two"):
        (tmp_path / name / "projects.csv").write_text("project_id,project_title\n1,x\n")
    with pytest.raises(BadFileError, match="several"):
        read(tmp_path, known)
    (tmp_path / "release.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(BadFileError, match="archive"):
        read(tmp_path / "release.zip", known)
    with pytest.raises(BadFileError, match="project_title"):
        read(folder([{"project_id": "1"}]), known)
    with pytest.raises(BadFileError):
        read(tmp_path / "none" / "projects.csv", known)


def test_a_release_lies_in_a_folder_of_its_own(folder: Folder, known: Known) -> None:
    path = folder(**{"strange\x1b[31m": [about(a="b")]})
    path = path.rename(path.parent / "data")
    said = [note.message.text("en") for note in read(path.parent, known, "s").notes]
    assert said == ["These tables were not read: strange?[31m.csv."]


@pytest.mark.shared
def test_the_given_release_is_the_one_published_as_iati(shared: Path, tmp_path: Path) -> None:
    """The same 693 projects, under the same titles; the tables say more of each."""
    store = create_store(f"sqlite:///{tmp_path / 'a.db'}")
    load(store, starter_sources(starter_folder()))
    known = known_from_store(store)
    report = load(store, [aims_source(shared / "data/aims/colombia", known, DAY)])
    name = "iati_2.03_ColombiaAIMS_GeocodedResearchRelease.xml.zst"
    load(store, iati_sources([shared / "data/iati" / name], known, DAY))
    total = report.total
    assert (total.read, total.accepted, total.held, total.rejected) == (693, 693, 0, 0)
    bodies: dict[str, Any] = {row.id: json.loads(row.body) for row in store.nodes()}
    ours = {id_.rpartition("/")[2]: body for id_, body in bodies.items() if "/aims/" in id_}
    theirs = {
        id_.rpartition("-")[2]: body for id_, body in bodies.items() if "522318905-SG-COL" in id_
    }
    ours.pop("colombiaaims")
    assert ours.keys() == theirs.keys()
    titles = [(ours[id_]["title"]["es"], theirs[id_]["title"]["en"]) for id_ in ours]
    assert sum(one == other for one, other in titles) > 680
    store.close()
