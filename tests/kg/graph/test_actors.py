"""Facts of actors: one rule each, for what is counted, matched, judged and shown."""

from __future__ import annotations

from kg.browse.status import status
from kg.graph.actors import (
    activities_of,
    authorities,
    declared_by,
    doors,
    family,
    house,
    members,
    offices,
)
from kg.graph.view import View
from tests.graphs import view_of

LINES = """
org/agency PART_OF state/aaa
org/ministry PART_OF state/aaa
unit/desk PART_OF org/agency
programme/fund PART_OF unit/desk
unit/fund-office PART_OF programme/fund
state/aaa RUNS programme/help
programme/help RUNS activity/by-programme
unit/fund-office PROVIDES activity/by-unit
state/aaa RECEIVES activity/received
org/agency DECLARES offer/one
programme/help DECLARES offer/two
programme/help DECLARES offer/example
org/part PART_OF org/whole
org/whole RUNS programme/joint
org/part RUNS programme/own
state/aaa MEMBER_OF org/whole
state/bbb MEMBER_OF org/whole observer
country/xxx MEMBER_OF org/whole
unit/negotiator PART_OF org/whole
"""
NODES = {
    "org/agency": {"kind": "national_authority"},
    "offer/example": {"nature": "example"},
    "unit/negotiator": {"role": "cooperation_negotiation"},
}


def ids(view: View, nodes: object) -> list[str]:
    assert isinstance(nodes, (list, tuple, set, frozenset))
    return sorted(view.id(node) for node in nodes)


def test_what_belongs_to_a_state_is_what_acts_for_it() -> None:
    view = view_of(LINES, NODES)
    own = family(view, view.index("state/aaa"))
    assert view.id(own[0]) == "state/aaa"
    assert ids(view, own) == [
        "org/agency", "org/ministry", "programme/fund", "programme/help", "state/aaa", "unit/desk",
        "unit/fund-office",
    ]  # fmt: skip
    assert ids(view, activities_of(view, own)) == [
        "activity/by-programme", "activity/by-unit", "activity/received",
    ]  # fmt: skip
    assert ids(view, declared_by(view, own, "Offer")) == ["offer/one", "offer/two"]


def test_a_body_within_a_body_is_somebody_else_but_of_the_same_house() -> None:
    view = view_of(LINES, NODES)
    whole = view.index("org/whole")
    assert ids(view, family(view, whole)) == ["org/whole", "programme/joint", "unit/negotiator"]
    assert ids(view, house(view, whole)) == [
        "org/part", "org/whole", "programme/joint", "programme/own", "unit/negotiator",
    ]  # fmt: skip
    assert ids(view, members(view, whole)) == ["state/aaa"]


def test_status_counts_what_coverage_counts() -> None:
    view = view_of(LINES, NODES)
    found = next(state for state in status(view, "en").states if state.id == "state/aaa")
    own = family(view, view.index("state/aaa"))
    assert (found.activities, found.offers) == (len(activities_of(view, own)), 2)


def test_the_door_is_who_is_named_as_the_door_else_who_negotiates() -> None:
    view = view_of(LINES, NODES)
    whole = view.index("org/whole")
    assert ids(view, doors(view, whole)) == ["unit/negotiator"] == ids(view, offices(view, whole))
    named = {**NODES, "unit/desk": {"door_for": "org/whole"}}
    view = view_of(LINES, named)
    assert ids(view, doors(view, view.index("org/whole"))) == ["unit/desk"]
    assert doors(view, view.index("org/part")) == []


def test_an_authority_is_called_so_by_its_record_and_is_part_of_its_state_in_force() -> None:
    view = view_of(LINES, NODES)
    assert ids(view, authorities(view, view.index("state/aaa"))) == ["org/agency"]
    past = LINES.replace(
        "org/agency PART_OF state/aaa", "org/agency PART_OF state/aaa - - 2020-01-01"
    )
    view = view_of(past, NODES)
    assert authorities(view, view.index("state/aaa")) == []


def test_whose_type_a_node_is() -> None:
    view = view_of(LINES, NODES)
    state = view.index("state/aaa")
    assert view.is_a(state, "State")
    assert view.is_a(state, "Offer", "State")
    assert not view.is_a(state, "Country", "Unit")
