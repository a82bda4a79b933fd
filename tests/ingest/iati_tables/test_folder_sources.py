"""A folder of tables says what the same activities say as XML; nothing of it is lost in silence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from coopgraph.starter_folder import starter_folder
from ingest.findings import Report
from ingest.iati import iati_sources
from ingest.iati_tables import iati_table_sources
from ingest.known import Known, known_from_store
from ingest.loading import load
from ingest.starter import starter_sources
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.ingest.iati.conftest import DAY, links, node

from .conftest import ACTIVITY, Folder, about, codes, read


def test_each_table_has_its_say(folder: Folder, known: Known) -> None:
    path = folder(
        participating_orgs=[about(org_ref="XM-DAC-46008", org_name="CAF", role="1")],
        sectors=[about(sector_code="14030", vocabulary="1", percentage="100")],
        descriptions=[about(description_type="1", narrative="Pozos", narrative_lang="es")],
        activity_date=[about(type="4", iso_date="2021-05-06")],
        transactions=[about(transaction_type="2", value="1,250.5", transaction_date="2020-01-02")],
    )
    (item,) = read(path, known)
    props = node(item, "activity/A-1").props
    assert (props["title"], props["summary"]) == ({"es": "Agua"}, {"es": "Pozos"})
    assert (props["starts"], props["ends"], props["status"]) == (
        "2020-01-02", "2021-05-06", "implementation",
    )  # fmt: skip
    assert 1250.5 in [
        v for value in props.values() if isinstance(value, dict) for v in value.values()
    ]
    assert {
        ("FUNDS", "org/caf", "activity/A-1"),
        ("IN_SECTOR", "activity/A-1", "sector/dac/14030"),
        ("RECEIVES", "state/hnd", "activity/A-1"),
    } <= links(item).keys()
    assert item.where == "line 2"


def test_the_tables_may_be_missing(folder: Folder, known: Known) -> None:
    (item,) = read(folder(), known)
    assert node(item, "activity/A-1").props["title"] == {"es": "Agua"}
    assert codes(item) == []


def test_rows_about_no_activity_are_found(folder: Folder, known: Known) -> None:
    stray = {"activity_identifier": "B-9", "sector_code": "110"}
    path = folder(sectors=[about(sector_code="14030"), stray, stray])
    first, second = read(path, known)
    assert (codes(first), codes(second)) == ([], ["stray-rows"])
    (found,) = second.findings
    assert (found.where, found.file) == ("line 3", str(path / "sectors.csv"))
    assert "B-9" in found.message.text("en")


def test_what_is_not_read_is_named_once(folder: Folder, known: Known) -> None:
    other = {**ACTIVITY, "activity_identifier": "A-2"}
    path = folder(
        [{**ACTIVITY, "colour": "blue"}, other],
        sectors=[about(sector_code="110", mood="x")],
        things=[about(a="b")],
    )
    (source,) = iati_table_sources([path], known, DAY)
    assert [codes(item) for item in source.items] == [[], []]
    strange = [f.message.text("en") for f in source.notes if "unknown" in f.code]
    assert sorted(strange) == [
        "The column “activities.colour” was not read.",
        "The column “sectors.mood” was not read.",
        "These tables were not read: things.csv.",
    ]


def test_a_row_with_more_cells_than_columns_is_held(folder: Folder, known: Known) -> None:
    path = folder(sectors=[about(sector_code="110")])
    with (path / "sectors.csv").open("a") as file:
        file.write("A-1,14030,and,more\n")
    (item,) = read(path, known)
    assert (codes(item), item.outcome) == (["slid-row"], "held")


def test_words_that_got_cells_of_their_own_are_joined_and_found(
    folder: Folder, known: Known
) -> None:
    path = folder()
    text = (path / "activities.csv").read_text("utf-8")
    (path / "activities.csv").write_text(text.replace("Agua,", "Agua,para,Choluteca,"), "utf-8")
    (item,) = read(path, known)
    assert node(item, "activity/A-1").props["title"] == {"es": "Agua para Choluteca"}
    assert codes(item) == ["slid-row"]
    assert item.outcome == "changed"


def test_a_sector_of_one_of_several_transactions_is_found(folder: Folder, known: Known) -> None:
    move = about(transaction_type="2", value="5", transaction_date="2020-01-02")
    sector = about(transaction_type="2", sector_code="14030")
    path = folder(transactions=[move, move], transaction_sectors=[sector])
    (item,) = read(path, known)
    assert codes(item) == ["stray-sector"]
    assert not any(type_ == "IN_SECTOR" for type_, _, _ in links(item))
    one = folder(transactions=[move], transaction_sectors=[sector])
    (item,) = read(one, known)
    assert ("IN_SECTOR", "activity/A-1", "sector/dac/14030") in links(item)


def test_a_table_that_cannot_be_read_refuses_the_folder(folder: Folder, known: Known) -> None:
    path = folder(sectors=[about(sector_code="110")])
    (path / "sectors.csv").write_bytes(b"%PDF-1.7")
    (item,) = read(path, known)
    assert (codes(item), item.outcome) == (["bad-table"], "rejected")


def test_the_same_identifier_twice_is_held_where_it_says_something_else(
    folder: Folder, known: Known
) -> None:
    again = {**ACTIVITY, "title": "Aire"}
    first, same, other = read(folder([ACTIVITY, ACTIVITY, again]), known)
    assert (codes(first), codes(same), codes(other)) == ([], [], ["duplicate"])


def test_read_is_accepted_and_held_and_rejected(
    folder: Folder, known: Known, tmp_path: Path
) -> None:
    again = {**ACTIVITY, "title": "Aire"}
    nameless = {**ACTIVITY, "activity_identifier": ""}
    path = folder([ACTIVITY, again, nameless], sectors=[{"activity_identifier": "B-9"}])
    with filled(tmp_path / "a.db") as store:
        total = load(store, iati_table_sources([path], known, DAY)).total
    assert total.read == 4
    assert (total.accepted, total.held, total.rejected) == (1, 1, 2)


@contextmanager
def filled(path: Path) -> Iterator[Store]:
    store = create_store(f"sqlite:///{path}")
    load(store, starter_sources(starter_folder()))
    try:
        yield store
    finally:
        store.close()


CONTENT = dict[Any, Any]


def content(store: Store) -> CONTENT:
    """All records but sources, which are called after their files."""
    nodes = {n.id: json.loads(n.body) for n in store.nodes() if not n.id.startswith("source/")}
    return {**nodes, **{tuple(r[:4]): r[4:8] for r in store.relations()}}


def loaded(path: Path, file: Path) -> tuple[CONTENT, Report]:
    with filled(path) as store:
        known = known_from_store(store)
        read = iati_table_sources if file.is_dir() else iati_sources
        report = load(store, read([file], known, DAY))
        return content(store), report


@pytest.mark.shared
def test_a_published_folder_says_what_its_xml_says(shared: Path, tmp_path: Path) -> None:
    """The converter keeps no goals; eight rows had been torn apart so that two ways fit."""
    xml, _ = loaded(tmp_path / "x.db", shared / "data/iati/CAF-ActivityFile-2025-10-10.xml.zst")
    tables, report = loaded(tmp_path / "t.db", shared / "data/iati_csv/CAF")
    total = report.total
    assert (total.read, total.accepted, total.held, total.rejected) == (478, 470, 8, 0)
    assert tables.keys() <= xml.keys()
    assert {key: value for key, value in tables.items() if xml[key] != value} == {}
    lost = Counter(key[0] if isinstance(key, tuple) else "node" for key in xml.keys() - tables)
    assert lost.pop("TOWARDS") > 800
    assert lost.total() < 6 * total.held
