"""Which nodes are there on a day, and that no answer counts others."""

from __future__ import annotations

from datetime import date

import pytest

from kg.browse.neighbourhood import neighbourhood
from kg.browse.record import show
from kg.graph.presence import is_present
from kg.graph.view import View
from kg.store.protocol import Store
from kg.store.seen_records import SeenRecords
from tests.graphs import graph
from viz.ego import ego_scene
from viz.landscape import landscape_scene

LINES = """
org/a RUNS programme/late
org/a RUNS programme/over
org/a RUNS activity/done
org/a PARTY_TO agreement/signed
org/a PART_OF org/whole
"""
NODES = {
    "programme/late": {"starts": "2009-10-27"},
    "programme/over": {"ends": "2014-05-22"},
    "activity/done": {"ends": "2001-01-01"},
    "agreement/signed": {"signed": "2012-03-01"},
}


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(1990, 1, 1), ["activity/done", "org/a", "org/whole", "programme/over"]),
        (
            date(2013, 1, 1),
            ["activity/done", "agreement/signed", "org/a", "org/whole", "programme/late",
             "programme/over"],
        ),
        (
            date(2020, 1, 1),
            ["activity/done", "agreement/signed", "org/a", "org/whole", "programme/late"],
        ),
    ],
)  # fmt: skip
def test_pictures_and_answers_count_who_is_there(day: date, there: list[str]) -> None:
    view = View(graph(LINES, NODES), day)
    assert sorted(node.id for node in ego_scene(view, "org/a", "en").nodes) == there
    assert sorted(one.id for one in neighbourhood(view, "org/a", "en").nodes) == there
    drawn = {node.id for node in landscape_scene(view, "en", "org/a").nodes}
    assert drawn <= {*there}
    assert {one for one in there if one.startswith("programme/")} <= drawn


def test_the_last_day_is_a_day_on_which_it_is_there() -> None:
    snapshot = graph(LINES, NODES)
    at = [View(snapshot, date(2014, 5, day)) for day in (22, 23)]
    assert [is_present(view, view.index("programme/over")) for view in at] == [True, False]


def test_the_oas_runs_no_platform_of_2009_in_1990(starter_store: Store, starter_view: View) -> None:
    before, after = (View(starter_view.snapshot, date(year, 1, 1)) for year in (1990, 2020))
    name = "programme/cooperanet"
    for view, there in ((before, False), (after, True)):
        assert (name in {n.id for n in ego_scene(view, "org/oas", "en").nodes}) is there
        records = SeenRecords(starter_store, view.audience, view.snapshot.token)
        shown = show(records, view, "org/oas", "en")
        (runs,) = (r for r in shown.relations if r.type == "RUNS" and r.to == name)
        assert runs.in_force is there
    assert ego_scene(before, name, "en").nodes[0].id == name
