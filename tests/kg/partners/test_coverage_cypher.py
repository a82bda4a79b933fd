"""Coverage computed by Neo4j is the coverage of ``kg.partners.coverage``, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

import pytest
from neo4j import Driver

from kg.base.audience import Audience
from kg.base.errors import ForbiddenError
from kg.graph.build import snapshot_of
from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.model.changes import Change, Redirect, RelationKey, RelationStatement
from kg.partners.coverage import coverage
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.graph_loader import Run, changes_in, rows, runner
from tests.graphs import DAY, NODE_SOURCE, changes_of
from tests.kg.partners.coverage_in_cypher import Of, coverage_query

pytestmark = pytest.mark.neo4j

DATES: Final = (date(2026, 11, 25), date(2022, 6, 22), date(2016, 1, 1))
PARTNERS: Final = (
    ["org/segib", "org/mercosur", "org/caricom"],
    ["org/caricom", "org/segib", "org/mercosur", "org/caricom"],
    ["org/sica", "org/can", "org/oecs", "org/mercosur"],
    ["org/celac"],
    ["org/oas", "state/cub", "state/nic", "state/ven"],
    ["programme/cooperanet", "programme/pifcss", "programme/ibermedia"],
    ["org/paho", "org/iica", "org/eclac"],
    ["org/cdb", "org/cabei", "org/caf", "org/fonplata", "org/idb"],
    ["unit/oas-cooperation-authorities", "unit/mercosur-gci"],
    ["country/esp", "org/eu", "org/undp"],
    ["org/aladi", "org/acto", "org/acs", "org/sela"],
    ["sector/dac/140", "org/pacific-alliance"],
)
WITHIN: Final = (None, "org/oas", "org/segib")


def _same(run: Run, view: View, ids: list[str], **options: Any) -> None:
    query = coverage_query(ids, view.as_of, view.audience, **options)
    theirs, ours = rows(run, query), coverage(view, ids, "en", **options)
    assert [(r["place"], r["id"], r["adds"], r["reached"], r["new"]) for r in theirs] == [
        (place, s.id, s.adds, s.reached, s.new) for place, s in enumerate(ours.steps, 1)
    ]
    assert {r["total"] for r in theirs} == {ours.total}
    assert theirs[-1]["unreached"] == ours.unreached


@pytest.mark.parametrize("ids", PARTNERS, ids=lambda ids: ids[0].replace("/", "-"))
def test_the_steps_among_states_are_the_same(
    ask: Run, starter_snapshot: Snapshot, ids: list[str]
) -> None:
    for day in DATES:
        for within in WITHIN:
            _same(ask, View(starter_snapshot, day), ids, within=within)


@pytest.mark.parametrize("ids", PARTNERS, ids=lambda ids: ids[0].replace("/", "-"))
def test_the_steps_among_sectors_are_the_same(
    ask: Run, starter_snapshot: Snapshot, ids: list[str]
) -> None:
    for day in DATES:
        _same(ask, View(starter_snapshot, day), ids, of="sectors")


GRAPH: Final = """
state/bra MEMBER_OF org/a member
state/hti MEMBER_OF org/a observer
state/ven MEMBER_OF org/a suspended
state/cub MEMBER_OF org/a member 2020-01-01 2026-11-23
state/nic MEMBER_OF org/a member 2026-11-23
state/per MEMBER_OF org/hidden member
state/chl MEMBER_OF org/a
state/xaa MEMBER_OF org/a member
unit/a PART_OF org/a
unit/b PART_OF unit/a
programme/p PART_OF unit/b
org/other PART_OF org/a
org/minister PART_OF state/bra
unit/m PART_OF org/minister
org/a RUNS programme/r
programme/r RUNS activity/run
unit/b IMPLEMENTS activity/unit
org/other IMPLEMENTS activity/other
unit/m FUNDS activity/minister
programme/p DECLARES offer/real
programme/p DECLARES offer/example
org/a FUNDS activity/hidden
activity/run IN_SECTOR sector/dac/14030
activity/unit IN_SECTOR sector/segib/agua
activity/other IN_SECTOR sector/dac/12250
activity/minister IN_SECTOR sector/dac/11110
activity/hidden IN_SECTOR sector/dac/15110
offer/real IN_SECTOR sector/dac/410
offer/example IN_SECTOR sector/dac/310
sector/dac/14030 BROADER sector/dac/140
sector/dac/12250 BROADER sector/dac/122
sector/dac/11110 BROADER sector/dac/111
sector/dac/15110 BROADER sector/dac/151
"""


def _category(code: str, **more: str) -> dict[str, Any]:
    return {f"sector/dac/{code}": {"scheme": "dac", "level": "category", **more}}


NODES: Final[dict[str, dict[str, Any]]] = {
    **_category("140"),
    **_category("122"),
    **_category("111"),
    **_category("151"),
    **_category("231"),
    **_category("310"),
    **_category("410", status="withdrawn"),
    "sector/segib/agua": {"scheme": "segib", "level": "category"},
    "org/hidden": {"visibility": "board"},
    "state/xaa": {"nature": "example"},
    "offer/real": {"nature": "declared"},
    "offer/example": {"nature": "example"},
    "activity/hidden": {"visibility": "states"},
}
CLOSE: Final = (("231", "close"), ("151", "narrow"))


def _changes() -> list[Change]:
    keys = [
        (RelationKey("MATCHES", "sector/segib/agua", f"sector/dac/{code}"), {"kind": kind})
        for code, kind in CLOSE
    ]
    return [
        *changes_of(GRAPH, NODES),
        *(RelationStatement(key, NODE_SOURCE, props) for key, props in keys),
    ]


@pytest.fixture
def small(neo4j_url: str, driver: Driver) -> Run:
    changes_in(driver, neo4j_url, _changes())
    return runner(driver)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_store(f"sqlite:///{tmp_path / 'graph.db'}")
    store.apply(_changes())
    yield store
    store.close()


@pytest.mark.parametrize("of", get_args(Of))
def test_each_rule_counts_alike(small: Run, store: Store, of: Of) -> None:
    view = View(snapshot_of(store, "board"), DAY)
    _same(small, view, ["org/a", "state/bra", "org/other", "org/hidden"], of=of)


@pytest.mark.parametrize("audience", ["public", "states"])
def test_what_partners_add_is_for_the_board(store: Store, audience: Audience) -> None:
    with pytest.raises(ForbiddenError):
        coverage(View(snapshot_of(store, audience), DAY), ["org/a"], "en")


def test_the_rules_are_all_met(small: Run) -> None:
    reached = rows(small, coverage_query(["org/a", "state/bra"], DAY, "public", of="sectors"))
    codes = [[id_.rpartition("/")[2] for id_ in row["new"]] for row in reached]
    assert codes == [["140", "231"], ["111"]]
    assert [id_.rpartition("/")[2] for id_ in reached[1]["unreached"]] == ["122", "151", "310"]


def test_an_id_that_was_merged_leads_on(neo4j_url: str, driver: Driver) -> None:
    changes_in(driver, neo4j_url, [*_changes(), Redirect("org/other", "org/a")])
    (only,) = rows(runner(driver), coverage_query(["org/other", "org/a"], DAY))
    assert (only["id"], only["adds"]) == ("org/a", 3)


def test_what_is_not_known_has_no_row(small: Run) -> None:
    assert rows(small, coverage_query(["org/nowhere"], DAY)) == []
    assert rows(small, coverage_query(["org/hidden"], DAY, "public")) == []
    assert rows(small, coverage_query([], DAY)) == []
