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


def test_a_route_says_its_strength_its_weakest_link_its_sources_and_a_sentence(
    ask: Callable[..., Paths],
) -> None:
    first, second = ask("org/oas", "org/segib").paths
    assert (first.rank, first.strength, first.weakest) == (1, 902_500, 0)
    assert [node.id for node in first.nodes] == ["org/oas", "agreement/mou", "org/segib"]
    assert [relation.sources for relation in first.relations] == [["source/test"]] * 2
    assert first.sentence == "Org/oas is a party to “MoU”; org/segib is a party to “MoU”."
    assert (second.rank, second.strength) == (2, 810_000)
    assert [relation.since for relation in first.relations] == ["2009-09-24"] * 2


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
