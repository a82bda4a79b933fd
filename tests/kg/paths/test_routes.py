"""Paths as a document: which relations carry a route, on which date, with which sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.base.errors import UnknownIdError
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.documents import Paths
from kg.paths.routes import paths
from tests.graphs import DAY, store_of

LINES = """
org/oas PARTY_TO agreement/mou party 2009-09-24
org/segib PARTY_TO agreement/mou party 2009-09-24
state/bra MEMBER_OF org/oas member
state/bra MEMBER_OF org/segib member
state/nic MEMBER_OF org/oas former 2023-11-19
state/nic MEMBER_OF org/segib member
org/oas PARTY_TO agreement/old party
org/far PARTY_TO agreement/old party
org/oas FUNDS activity/example
org/far FUNDS activity/example
org/oas FUNDS activity/hidden
org/far FUNDS activity/hidden
"""
NODES: dict[str, dict[str, Any]] = {
    "agreement/mou": {"title": {"en": "MoU"}, "status": "unknown"},
    "agreement/old": {"status": "expired"},
    "activity/example": {"nature": "example"},
    "activity/hidden": {"nature": "demonstrated", "visibility": "board"},
}


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Callable[..., Paths]]:
    store = store_of(tmp_path, LINES, NODES)

    def asked(start: str, end: str, view: View | None = None, top: int = 3) -> Paths:
        return paths(view or View(snapshot_of(store, "board"), DAY), start, end, "en", top)

    yield asked
    store.close()


def test_a_route_says_its_strength_what_is_to_be_confirmed_its_sources_and_a_sentence(
    ask: Callable[..., Paths],
) -> None:
    first, second = ask("org/oas", "org/segib").paths
    assert (first.rank, first.strength) == (1, 902_500)
    # The status of the agreement is not known.
    assert (first.to_confirm, first.weakest) == ([0, 1], 0)
    assert [node.id for node in first.nodes] == ["org/oas", "agreement/mou", "org/segib"]
    assert [relation.sources for relation in first.relations] == [["source/test"]] * 2
    assert first.sentence == "Org/oas – party to “MoU”; org/segib – party to “MoU”."
    assert (second.rank, second.strength) == (2, 810_000)
    assert [relation.since for relation in first.relations] == ["2009-09-24"] * 2
    assert (second.to_confirm, second.weakest, second.via) == ([0, 1], None, [])


def test_routes_that_differ_in_a_state_are_one_with_all_its_states(tmp_path: Path) -> None:
    lines = """
    state/bra MEMBER_OF org/a member 1990-01-01
    state/bra MEMBER_OF org/b member 1990-01-01
    state/arg MEMBER_OF org/a member 1990-01-01
    state/arg MEMBER_OF org/b member
    state/chl MEMBER_OF org/a member 1990-01-01
    state/chl MEMBER_OF org/b associate 1990-01-01
    country/esp MEMBER_OF org/a observer 1990-01-01
    country/esp MEMBER_OF org/b member 1990-01-01
    org/a PART_OF org/c
    org/c PART_OF org/b
    """
    store = store_of(tmp_path, lines, {"org/a": {"name": {"en": "A"}}})
    found = paths(View(snapshot_of(store, "board"), DAY), "org/a", "org/b", "en", 5)
    store.close()
    parts, states = found.paths
    assert ([node.id for node in parts.nodes], parts.via) == (["org/a", "org/c", "org/b"], [])
    assert [node.id for node in states.nodes] == ["org/a", "state/arg", "org/b"]
    assert [(one.id, one.place, one.strength, one.to_confirm) for one in states.via] == [
        ("state/arg", 1, 810_000, [1]),
        ("state/bra", 1, 810_000, []),
        ("state/chl", 1, 540_000, []),
        ("country/esp", 1, 270_000, []),
    ]
    assert [link.status for link in states.via[2].relations] == ["member", "associate"]
    assert states.sentence == (
        "State/arg – member of: A; state/arg – member of: org/b; 1 other connects them in the same "
        "way; 2 more connect them in another standing."
    )
    assert (parts.through, states.through) == ("Through: org/c", "Through: 4 shared states")


INITIATIVES = """
initiative/pilot CONCERNS org/a
initiative/pilot CONCERNS org/b
initiative/pilot CONCERNS org/c
initiative/over CONCERNS org/a
initiative/over CONCERNS org/c
initiative/done CONCERNS org/b
initiative/done CONCERNS org/c
org/d MEMBER_OF org/c member 1990-01-01
"""


def test_an_initiative_that_concerns_both_is_a_route_and_leads_nowhere_else(
    tmp_path: Path,
) -> None:
    initiatives: dict[str, dict[str, Any]] = {
        "initiative/pilot": {"name": {"en": "Pilot"}, "starts": "2022-06-22"},
        "initiative/over": {"ends": "2023-01-31"},
        "initiative/done": {"status": "done"},
    }
    store = store_of(tmp_path, INITIATIVES, initiatives)
    snapshot = snapshot_of(store, "board")
    store.close()
    view = View(snapshot, DAY)
    for ends in (("org/a", "org/b"), ("org/a", "org/c"), ("org/b", "org/c")):
        (route,) = paths(view, *ends, "en").paths
        assert [node.id for node in route.nodes] == [ends[0], "initiative/pilot", ends[1]]
        assert route.to_confirm == []
        said = f"“Pilot” – concerns both ends: {ends[0]}, {ends[1]}; it is no agreement."
        assert route.sentence == f"The initiative {said}"
    assert paths(view, "org/a", "org/d", "en").paths == []
    assert paths(view, "org/a", "org/d", "en").initiatives == []
    both = paths(view, "org/a", "org/b", "en", top=1)
    assert [one.id for one in both.initiatives] == ["initiative/pilot"]
    before = View(snapshot, date(2022, 6, 21))
    assert paths(before, "org/a", "org/b", "en").paths == []
    assert len(paths(before, "org/a", "org/c", "en").paths) == 1


def test_the_pilot_connects_the_agency_and_its_partners(starter_view: View) -> None:
    for ends in (("org/iacd", "org/segib"), ("org/segib", "org/mercosur")):
        found = paths(starter_view, *ends, "en", 12).paths
        nodes = [[node.id for node in route.nodes] for route in found]
        assert [ends[0], "initiative/pilot-segib-mercosur", ends[1]] in nodes


def test_no_route_of_the_starter_knowledge_calls_a_membership_of_a_state_weak(
    starter_view: View,
) -> None:
    states = starter_view.of_type("State").tolist()
    for state in states[::5]:
        for route in paths(starter_view, starter_view.id(state), "org/oas", "en").paths:
            weak = None if route.weakest is None else route.relations[route.weakest]
            assert weak is None or not weak.from_.startswith(("state/", "country/"))
            assert route.weakest is None or route.weakest in route.to_confirm


def test_the_date_decides_which_relations_hold(tmp_path: Path, ask: Callable[..., Paths]) -> None:
    from kg.store.opening import open_store

    store = open_store(f"sqlite:///{tmp_path / 'graph.db'}")
    before = View(snapshot_of(store, "board"), date(2009, 9, 23))
    store.close()
    (only,) = ask("org/oas", "org/segib", before).paths
    assert only.nodes[1].id == "state/bra"


def test_expired_agreements_examples_and_hidden_activities_carry_no_route(
    tmp_path: Path, ask: Callable[..., Paths]
) -> None:
    from kg.store.opening import open_store

    (route,) = ask("org/oas", "org/far").paths
    assert route.nodes[1].id == "activity/hidden"
    store = open_store(f"sqlite:///{tmp_path / 'graph.db'}")
    public = View(snapshot_of(store, "public"), DAY)
    store.close()
    assert ask("org/oas", "org/far", public).paths == []


def test_no_route_is_an_empty_list_and_an_unknown_end_an_error(ask: Callable[..., Paths]) -> None:
    assert ask("org/oas", "org/oas").paths == []
    with pytest.raises(UnknownIdError):
        ask("org/oas", "org/nowhere")


def test_iacd_reaches_mercosur_through_its_body_and_a_common_member(starter_view: View) -> None:
    found = paths(starter_view, "org/iacd", "org/mercosur", "es").paths
    assert len(found) == 3
    assert all(relation.sources for route in found for relation in route.relations)
    assert found == sorted(
        found, key=lambda route: (-route.strength, [node.id for node in route.nodes])
    )
