"""The agency's own work: programmes, scholarships, projects and results, as published."""

from __future__ import annotations

from datetime import date

from kg.graph.actors import activities_of, house
from kg.graph.view import View
from tools.to_source import OWN, PUBLISHED, kinds, rows

OAS = "org/oas"
MEETINGS = 11
"""So many activities there were, most of them meetings."""


def own(view: View) -> list[str]:
    parts = house(view, view.index(OAS))
    return sorted(view.id(node) for node in activities_of(view, parts))


def test_most_of_it_is_no_meeting_and_has_a_sector(starter_view: View) -> None:
    found = own(starter_view)
    assert len(found) > 30 + MEETINGS
    sectors = starter_view.adjacency(("IN_SECTOR",), "out")
    assert sum(bool(len(sectors.of(starter_view.index(id_)))) for id_ in found) > 30


def test_everything_about_it_was_read_where_it_says(starter_view: View) -> None:
    known = kinds()
    table = {row["id"]: row for row in rows("activities")}
    for id_ in set(own(starter_view)) & table.keys():
        assert table[id_]["basis"] in PUBLISHED, id_
        assert {known[source] for source in table[id_]["source"].split(";")} <= set(OWN), id_


def test_dates_are_in_order() -> None:
    for row in (*rows("activities"), *rows("programmes")):
        starts, ends = row["starts"], row["ends"]
        assert not (starts and ends) or date.fromisoformat(starts) <= date.fromisoformat(ends), row
        dated = starts or ends or row.get("starts_planned") or row.get("ends_planned")
        assert bool(dated) == bool(row["precision"]), row["id"]


def test_results_are_told_in_four_languages() -> None:
    for row in rows("activities"):
        told = [bool(row[f"summary:{lang}"]) for lang in ("en", "es", "pt", "fr")]
        assert len(set(told)) == 1, row["id"]


def test_scholarships_of_2005_went_to_fifteen_states() -> None:
    (row,) = [r for r in rows("activities") if r["id"] == "activity/own/scholarships-mexico-2005"]
    roles = row["roles"].split(";")
    assert sum(role.startswith("RECEIVES:state/") for role in roles) == 15
    assert "FUNDS:state/mex" in roles
