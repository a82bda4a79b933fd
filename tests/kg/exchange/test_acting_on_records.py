"""Acts of an office on its records: at once, superseding, undone to the last statement."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopgraph.settings import sqlite_url
from kg.base.errors import BadOptionError, ConflictError
from kg.exchange.acceptance import office_source
from kg.exchange.acting_on_records import act_on, last_act, undo_act
from kg.exchange.exchange_errors import LeftOutError, NotAtThisStageError
from kg.exchange.own_statements import OwnRecord, own_record
from kg.exchange.record_acts import ACTS, BY_NAME, open_acts
from kg.model.changes import (
    Change,
    NodeStatement,
    Override,
    RelationKey,
    RelationStatement,
    Release,
)
from kg.model.claims import chosen_node
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.neo4j_server import driver_of, fresh

OFFICE, NAME, DAY = "unit/xaa-desk", "Desk of Ondavel", date(2026, 11, 29)
FILE, OTHER = "source/sheet/old", "source/others"
IDS = {"Offer": "offer/xaa-water", "Demand": "demand/xaa-water", "Practice": "practice/xaa-water"}


def base() -> list[Change]:
    """An invented state, its office, and a record of each type, as a file had it."""
    changes: list[Change] = [
        *(NodeStatement(s, s, {"title": {"en": s}}) for s in (FILE, OTHER)),
        NodeStatement("state/xaa", OTHER, {"name": {"en": "Ondavel"}}),
        NodeStatement(OFFICE, OTHER, {"name": {"en": NAME}}),
        NodeStatement("org/x", OTHER, {"name": {"en": "X"}}),
        NodeStatement("sector/dac/140", OTHER, {"name": {"en": "Water"}}),
    ]
    for id_ in IDS.values():
        title: dict[str, Any] = {"title": {"es": "Agua", "en": "Water"}, "nature": "example"}
        changes += [
            NodeStatement(id_, FILE, {**title, "ends": "2026-12-31"}, visibility="board"),
            NodeStatement(id_, OTHER, {"title": {"fr": "Eau"}, "nature": "example"}),
            Release(id_, FILE, Override("states", "2026-01-01", "asked for")),
            RelationStatement(RelationKey("DECLARES", "state/xaa", id_), FILE),
            RelationStatement(RelationKey("IN_SECTOR", id_, "sector/dac/140"), FILE, {}, "row 1"),
            RelationStatement(RelationKey("CONFIRMS", "org/x", id_), OTHER,
                              {"since": "2026-05-01"}),
        ]  # fmt: skip
    return changes


@pytest.fixture
def knowledge(tmp_path: Path) -> Iterator[Store]:
    with closing(create_store(sqlite_url(tmp_path / "k.db"))) as store:
        store.apply(base())
        yield store


def seen(store: Store, id_: str = IDS["Offer"]) -> OwnRecord:
    found = own_record(store, id_, OFFICE)
    assert found is not None
    return found


def all_of(store: Store, id_: str) -> Any:
    """All that is said of a record and its relations, to the last statement."""
    return store.get([id_])[id_].statements, store.relations_of(id_)


def shown(store: Store, id_: str) -> dict[str, Any]:
    found = store.get([id_])[id_]
    return chosen_node(id_.partition("/")[0].capitalize(), found.statements)


def test_the_office_takes_over_what_was_said_for_it_and_others_keep_theirs(
    knowledge: Store,
) -> None:
    id_ = IDS["Offer"]
    act_on(knowledge, seen(knowledge), "pause", NAME, DAY)
    record = knowledge.get([id_])[id_]
    assert [s.source for s in record.statements] == [office_source(OFFICE), OTHER]
    own = record.statements[0]
    assert own.props == {
        "title": {"es": "Agua", "en": "Water"}, "nature": "example", "ends": "2026-12-31",
        "status": "paused",
    }  # fmt: skip
    # What the board had opened stays open to the same, and not further.
    assert (own.dated, own.visibility) == ("2026-11-29", "states")
    said = {" ".join(r.relation): [s.source for s in r.statements]
            for r in knowledge.relations_of(id_)}  # fmt: skip
    assert said == {
        f"CONFIRMS org/x {id_} ": [OTHER],
        f"DECLARES state/xaa {id_} ": [office_source(OFFICE)],
        f"IN_SECTOR {id_} sector/dac/140 ": [office_source(OFFICE)],
    }


def test_what_was_released_stays_so(knowledge: Store) -> None:
    id_ = IDS["Offer"]
    act_on(knowledge, seen(knowledge), "pause", NAME, DAY)
    knowledge.apply([
        Release(id_, office_source(OFFICE), Override("public", "2026-11-30", "asked for")),
    ])  # fmt: skip
    act_on(knowledge, seen(knowledge), "open", NAME, DAY)
    own = knowledge.get([id_])[id_].statements[0]
    assert own.override is not None
    assert own.override.to == "public"


def test_confirmed_and_renewed_it_says_by_whom_and_when(knowledge: Store) -> None:
    id_ = IDS["Demand"]
    act_on(knowledge, seen(knowledge, id_), "renew", NAME, DAY, ends="2027-12-31")
    assert shown(knowledge, id_)["ends"] == "2027-12-31"
    assert shown(knowledge, id_)["confirmed_on"] == "2026-11-29"
    assert shown(knowledge, id_)["confirmed_by"] == NAME
    since = {r.relation.start: r.statements[0].props["since"]
             for r in knowledge.relations_of(id_) if r.relation.type == "CONFIRMS"}  # fmt: skip
    assert since == {"org/x": "2026-05-01", OFFICE: "2026-11-29"}
    revision = knowledge.revision()
    act_on(knowledge, seen(knowledge, id_), "confirm", NAME, DAY)
    assert knowledge.revision() == revision
    assert "status" not in shown(knowledge, id_)


@pytest.mark.parametrize("ends", ["2026-11-29", "2026-12-31", "2026-11-01"])
def test_it_is_renewed_for_longer_than_it_lasts(knowledge: Store, ends: str) -> None:
    with pytest.raises(BadOptionError):
        act_on(knowledge, seen(knowledge), "renew", NAME, DAY, ends=ends)
    with pytest.raises(LeftOutError):
        act_on(knowledge, seen(knowledge), "renew", NAME, DAY)


def test_of_two_windows_the_second_is_told(knowledge: Store) -> None:
    one = other = seen(knowledge)
    act_on(knowledge, one, "pause", NAME, DAY)
    with pytest.raises(ConflictError):
        act_on(knowledge, other, "withdraw", NAME, DAY)
    with pytest.raises(ConflictError):
        undo_act(knowledge, other)
    assert seen(knowledge).status == "paused"


def test_nothing_outside_of_the_table_and_nothing_twice(knowledge: Store) -> None:
    practice = IDS["Practice"]
    before = knowledge.revision()
    for act in ("pause", "met", "open", "x" * 100, ""):
        with pytest.raises(NotAtThisStageError):
            act_on(knowledge, seen(knowledge, practice), act, NAME, DAY)
    with pytest.raises(ConflictError):
        undo_act(knowledge, seen(knowledge, practice))
    assert knowledge.revision() == before


def test_what_others_altered_since_is_not_undone(knowledge: Store) -> None:
    id_ = IDS["Offer"]
    act_on(knowledge, seen(knowledge), "pause", NAME, DAY)
    assert last_act(knowledge, id_, OFFICE) is not None
    assert last_act(knowledge, id_, "unit/another") is None
    knowledge.apply([
        RelationStatement(RelationKey("IN_SECTOR", id_, "sector/dac/140"), OTHER),
    ])  # fmt: skip
    with pytest.raises(ConflictError):
        undo_act(knowledge, seen(knowledge))
    knowledge.apply([NodeStatement(id_, OTHER, {"title": {"fr": "Eaux"}, "nature": "example"})])
    assert last_act(knowledge, id_, OFFICE) is None


def test_the_table_is_whole() -> None:
    statuses = {status for act in ACTS for status in (*act.before, act.after) if status}
    for type_ in IDS:
        reached, grown = {"open"}, True
        while grown:
            more = {a.after for s in reached for a in open_acts(type_, s) if a.after} - reached
            reached, grown = reached | more, bool(more)
        assert reached == (statuses if type_ != "Practice" else {"open", "withdrawn"})
        # Nothing is for ever: from everywhere it can be opened again.
        assert all("open" in {a.act for a in open_acts(type_, s)} for s in reached - {"open"})
    assert list(BY_NAME) == [act.act for act in ACTS]


def undone_is_as_before(store: Store, acts: list[tuple[str, bool]], type_: str) -> None:
    """Do acts one after another; undo some: each undone leaves every statement as it was."""
    store.apply(base())
    id_, day = IDS[type_], DAY
    for number, (act, back) in enumerate(acts):
        day += timedelta(days=1)
        record, before = seen(store, id_), all_of(store, id_)
        allowed = {each.act for each in open_acts(type_, record.status)}
        said = {"ends": f"20{30 + number}-01-01"} if act == "renew" else {}
        if act not in allowed:
            with pytest.raises(NotAtThisStageError):
                act_on(store, record, act, NAME, day, **said)
            assert all_of(store, id_) == before
            continue
        done = act_on(store, record, act, NAME, day, **said)
        assert seen(store, id_).status == (done.after or record.status)
        if back:
            undo_act(store, seen(store, id_))
            assert all_of(store, id_) == before
            assert last_act(store, id_, OFFICE) is None


SEQUENCES = st.lists(st.tuples(st.sampled_from(list(BY_NAME)), st.booleans()), max_size=8)
QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck)
)  # fmt: skip


@QUICK
@given(SEQUENCES, st.sampled_from(list(IDS)))
def test_undone_is_as_before_on_sqlite(acts: list[tuple[str, bool]], type_: str) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(create_store(sqlite_url(Path(folder) / "k.db"))) as store,
    ):
        undone_is_as_before(store, acts, type_)


@pytest.mark.neo4j
@pytest.mark.slow
def test_undone_is_as_before_on_neo4j(neo4j_url: str) -> None:
    @settings(QUICK, max_examples=5)
    @given(SEQUENCES, st.sampled_from(list(IDS)))
    def run(acts: list[tuple[str, bool]], type_: str) -> None:
        with driver_of(neo4j_url) as driver:
            fresh(driver, "knowledge")
        with closing(create_store(neo4j_url)) as store:
            undone_is_as_before(store, acts, type_)

    run()
