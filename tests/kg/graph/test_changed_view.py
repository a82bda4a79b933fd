"""A view with edits reads as the view of a graph that has them on record."""

from __future__ import annotations

from typing import Final

import pytest

from kg.base.dates import day_number, parse_day
from kg.graph.changed_view import ChangedView, Edit
from kg.graph.openness import closed
from kg.graph.view import Direction, View
from tests.graphs import view_of

LINES: Final = """
demand/a IN_SECTOR sector/b
demand/a IN_SECTOR sector/d
demand/b IN_SECTOR sector/a
offer/o IN_SECTOR sector/c
state/hti DECLARES demand/a
"""
MORE: Final = """
demand/a IN_SECTOR sector/a
demand/a IN_SECTOR sector/c
offer/o IN_SECTOR sector/a
demand/b IN_SECTOR sector/d
"""
NODES: Final = {"demand/a": {"status": "paused", "ends": "2026-01-31"}, "offer/o": {}}


@pytest.fixture
def changed() -> View:
    view = view_of(LINES, NODES)
    lines = (line.split() for line in MORE.split("\n") if line)
    edits = [Edit(view.index(a), type_, view.index(b)) for a, type_, b in lines]
    return ChangedView(view, edits)


@pytest.mark.parametrize("direction", ["out", "in", "any"])
@pytest.mark.parametrize("types", [("IN_SECTOR",), ("DECLARES", "IN_SECTOR"), ("DECLARES",)])
def test_neighbours_are_those_on_record(
    changed: View, types: tuple[str, ...], direction: Direction
) -> None:
    found = changed.adjacency(types, direction)
    expected = view_of(LINES + MORE, NODES).adjacency(types, direction)
    assert found.ptr.tolist() == expected.ptr.tolist()
    assert found.to.tolist() == expected.to.tolist()
    assert (found.ptr.dtype, found.to.dtype) == (expected.ptr.dtype, expected.to.dtype)


def test_a_relation_that_would_be_said_has_no_status(changed: View) -> None:
    assert changed.adjacency(("IN_SECTOR",), "out", ("member",)).to.tolist() == []


def test_fields_are_said_and_nothing_else_moves() -> None:
    view = view_of(LINES, NODES)
    demand, offer, state = (view.index(id_) for id_ in ("demand/a", "offer/o", "state/hti"))
    after = day_number(parse_day("2027-01-01"))
    edits = [
        Edit(demand, "status", "open"),
        Edit(demand, "ends", after),
        Edit(offer, "eligible", state),
    ]
    changed = ChangedView(view, edits)
    assert changed.props(demand) == view.props(demand) | {"status": "open", "ends": "2026-12-31"}
    assert changed.props(offer) == view.props(offer) | {"eligible": ["state/hti"]}
    assert changed.snapshot.ends[demand] == after
    assert not closed(changed)
    assert closed(view) == {demand}
    assert view.props(demand)["status"] == "paused"
    assert view.snapshot.ends[demand] == day_number(parse_day("2026-02-01"))
