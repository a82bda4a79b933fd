"""Into a real store: loading twice changes nothing, and all that is stated fits the model."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ingest.findings import Counts, Outcome, Report
from ingest.iati import iati_sources
from ingest.known import Known, known_from_store
from ingest.loading import load
from kg.model.changes import NodeStatement, Redirect, RelationStatement, check
from kg.model.registry import NODES, RELATIONS, type_of
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store

from .conftest import DAY, FILES, activity, document
from .conftest import NODES as WORLD

WORLD_SOURCE = "source/world"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that holds the small world of these tests."""
    opened = create_store(f"sqlite:///{tmp_path}/iati.db")
    source = NodeStatement(WORLD_SOURCE, WORLD_SOURCE, {"title": {"en": "World"}})
    opened.apply([source, *(NodeStatement(id_, WORLD_SOURCE, WORLD[id_]) for id_ in WORLD)])
    yield opened
    opened.close()


def load_files(store: Store, *paths: Path, day: date = DAY) -> Report:
    return load(store, iati_sources(paths or [FILES], known_from_store(store), day))


def test_loading_twice_changes_nothing(store: Store) -> None:
    first = load_files(store)
    again = load_files(store, day=date(2031, 1, 1))
    assert (first.total.read, first.total.unchanged) == (3, 0)
    assert again.total.document() == {**first.total.document(), "unchanged": 3}
    assert again.revision == first.revision
    assert [f.code for f in again.findings] == [f.code for f in first.findings]


def test_organisations_loaded_twice_change_nothing(store: Store) -> None:
    folder = FILES.parent / "organisation_files"
    first, again = load_files(store, folder), load_files(store, folder)
    assert (first.total.read, first.total.unchanged) == (3, 0)
    assert (again.total.unchanged, again.revision) == (3, first.revision)
    assert [f.code for f in again.findings] == [f.code for f in first.findings]


def test_files_of_one_name_in_two_folders_share_a_source(store: Store, tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        (tmp_path / "in" / year).mkdir(parents=True)
        xml = document(activity(identifier=f"A-{year}"))
        (tmp_path / "in" / year / "all.xml").write_bytes(xml)
    first = load_files(store, tmp_path / "in")
    assert load_files(store, tmp_path / "in").revision == first.revision
    assert set(first.files) == {str(tmp_path / "in" / y / "all.xml") for y in ("2023", "2024")}


def test_a_new_file_of_the_same_name_is_retrieved_anew(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "all.xml"
    for text, day in (("A-1", date(2030, 1, 1)), ("A-2", date(2030, 2, 2))):
        path.write_bytes(document(activity(identifier=text)))
        load_files(store, path, day=day)
    id_ = "source/iati/XM-DAC-47079/all"
    (record,) = store.get([id_]).values()
    assert record.statements[0].props["retrieved"] == "2030-02-02"
    assert set(store.get(["activity/A-1", "activity/A-2"])) == {"activity/A-1", "activity/A-2"}


def test_merged_organisations_stay_merged(store: Store) -> None:
    load_files(store)
    store.apply([Redirect("org/FR-TEST", "org/caf"), Redirect("org/ES-TEST-1", "org/oas")])
    before = store.revision()
    assert load_files(store).revision == before


def test_held_and_rejected_items_leave_no_trace(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "all.xml"
    body = activity(identifier="") + activity('<sector code="110"/>') + activity()
    path.write_bytes(document(body)[:-4])
    report = load_files(store, path)
    assert report.total.document() == {
        "read": 4, "accepted": 1, "unchanged": 0, "changed": 0, "held": 1, "rejected": 2,
    }  # fmt: skip
    of_records = {f.outcome for f in report.findings if f.code != "no-recipient"}
    assert of_records == {Outcome.REJECTED, Outcome.HELD}


def test_all_statements_fit_the_model(store: Store) -> None:
    known = known_from_store(store)
    sources = iati_sources([FILES], known, DAY)
    changes = [c for source in sources for item in source.items for c in item.changes]
    assert len(changes) > 25
    for change in changes:
        check_model(change)


def check_model(change: object) -> None:
    """Raise where a statement does not fit its pydantic class or loses something in it."""
    if isinstance(change, NodeStatement):
        check(change)
        node = NODES[type_of(change.id) or ""].model_validate({"id": change.id, **change.props})
        assert node.props() == change.props
    elif isinstance(change, RelationStatement):
        check(change)
        relation = RELATIONS[change.relation.type].model_validate(change.props)
        assert relation.props() == change.props


@pytest.mark.shared
def test_the_real_files_are_taken_whole(shared: Path, starter_path: Path, tmp_path: Path) -> None:
    shutil.copyfile(starter_path, tmp_path / "real.db")
    store = create_store(f"sqlite:///{tmp_path}/real.db")
    folder = shared / "data" / "iati"
    first = load_files(store, folder)
    assert first.total.read == first.total.accepted == 9476
    assert load_files(store, folder).revision == first.revision
    store.close()


@pytest.mark.shared
def test_what_the_real_files_state_fits_the_model(shared: Path, store: Store) -> None:
    known = known_from_store(store)
    for source in iati_sources([shared / "data" / "iati"], known, DAY):
        for count, item in enumerate(source.items):
            if count % 25 == 0 or item.findings:
                for change in item.changes:
                    check_model(change)


def test_what_an_earlier_load_called_a_donor_stays_its_id(store: Store, tmp_path: Path) -> None:
    """Ids with the recipient's country, as they used to be made, do not get a second one."""
    former = "org/name/hnd/agencia-de-cooperacion"
    source = "source/iati/XM-DAC-47079/all"
    props = {"name": {"en": "Agencia de Cooperación"}, "country": "state/hnd"}
    store.apply(
        [
            NodeStatement(source, source, {"title": {"en": "all"}}),
            NodeStatement(former, source, props),
        ]
    )
    path = tmp_path / "all.xml"
    party = "<participating-org role='1' type='10'><narrative>Agencia de Cooperación</narrative>"
    body = f"{party}</participating-org><recipient-country code='HN'/>"
    path.write_bytes(document(activity(body)))
    load_files(store, path)
    (stated,) = store.get([former])[former].statements
    assert "country" not in stated.props
    assert store.get(["org/name/xx/agencia-de-cooperacion"]) == {}
    before = store.revision()
    assert load_files(store, path).revision == before


def known_from(url: str) -> Known:
    with closing(open_store(url)) as store:
        return known_from_store(store)


@pytest.mark.shared
def test_every_real_file_adds_up_and_every_loan_has_its_lender(
    shared: Path, starter_url: str
) -> None:
    known = known_from(starter_url)
    for source in iati_sources([shared / "data" / "iati"], known, DAY):
        counts = Counts()
        for item in source.items:
            counts.add(item.outcome, altered=True)
        assert counts.read == counts.accepted + counts.held + counts.rejected, source.name
        assert counts.rejected == counts.held == 0, source.name


@pytest.mark.shared
def test_each_activity_of_the_bank_is_related_to_it(shared: Path, starter_url: str) -> None:
    known = known_from(starter_url)
    (path,) = (shared / "data" / "iati").glob("CAF-*")
    (source,) = iati_sources([path], known, DAY)
    for item in source.items:
        stated = {c.relation[:2] for c in item.changes if isinstance(c, RelationStatement)}
        assert {("REPORTS", "org/caf"), ("EXTENDS", "org/caf")} <= stated
