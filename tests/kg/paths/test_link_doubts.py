"""What is to be confirmed about a link, and that a membership of a state is never called weak."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.documents import Paths, Route
from kg.model.fields import Basis
from kg.paths.routes import paths
from kg.store.opening import create_store

DAY = date(2026, 11, 25)
SOURCE, OTHER = "source/a", "source/b"
NODES: dict[str, dict[str, Any]] = {
    SOURCE: {"title": {"en": "Register"}, "retrieved": "2026-11-23"},
    OTHER: {"title": {"en": "Yearbook"}, "retrieved": "2026-11-23"},
    "state/arg": {"name": {"en": "Argentina"}},
    "state/ven": {"name": {"en": "Venezuela"}},
    "org/a": {"name": {"en": "A"}},
    "org/b": {"name": {"en": "B"}},
    "org/c": {"name": {"en": "C"}},
    "org/d": {"name": {"en": "D"}},
    "agreement/x": {"title": {"en": "X"}, "status": "unknown"},
    "agreement/y": {"title": {"en": "Y"}, "status": "in_force"},
    "activity/past": {"title": {"en": "Past"}, "ends": "2015-12-31"},
    "activity/now": {"title": {"en": "Now"}, "ends": "2030-12-31"},
}


def said(
    line: str, source: str = SOURCE, basis: Basis = "published", **more: Any
) -> RelationStatement:
    start, type_, end, *rest = line.split()
    status, since = [*(None if part == "-" else part for part in rest), None, None][:2]
    props = {"status": status, "since": since, **more}
    stated = {name: value for name, value in props.items() if value}
    return RelationStatement(RelationKey(type_, start, end), source, stated, basis=basis)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Any]:
    store = create_store(f"sqlite:///{tmp_path / 'graph.db'}")

    def tell(*relations: Change) -> View:
        nodes = [NodeStatement(id_, SOURCE, props) for id_, props in NODES.items()]
        store.apply([*nodes, *relations])
        return View(snapshot_of(store, "board"), DAY)

    yield tell
    store.close()


def only(found: Paths) -> Route:
    (route,) = found.paths
    return route


def test_where_all_links_are_firm_nothing_is_marked(told: Any) -> None:
    view = told(
        said("state/arg MEMBER_OF org/a member 1951-12-13"),
        said("org/a PARTY_TO agreement/y party 2009-09-24"),
        said("org/b PARTY_TO agreement/y party 2009-09-24"),
    )
    route = only(paths(view, "state/arg", "org/b", "en"))
    assert (route.to_confirm, route.weakest) == ([], None)
    assert [relation.doubts for relation in route.relations] == [[], [], []]


@pytest.mark.parametrize(
    ("statement", "doubts"),
    [
        (said("org/a MEMBER_OF org/b member"), ["undated"]),
        (said("org/a MEMBER_OF org/b member 1990-01-01", basis="uncertain"), ["unconfirmed"]),
        (said("org/a MEMBER_OF org/b observer 1990-01-01"), []),
        (said("org/a PART_OF org/b", basis="common_knowledge"), ["undated", "unconfirmed"]),
    ],
)
def test_why_a_link_is_to_be_confirmed(
    told: Any, statement: RelationStatement, doubts: list[str]
) -> None:
    route = only(paths(told(statement), "org/a", "org/b", "en"))
    assert route.relations[0].doubts == doubts
    assert route.to_confirm == ([0] if doubts else [])
    assert route.weakest == (0 if doubts else None)


def test_one_publication_is_enough(told: Any) -> None:
    line = "org/a MEMBER_OF org/b member 1990-01-01"
    view = told(said(line, basis="common_knowledge"), said(line, OTHER))
    assert only(paths(view, "org/a", "org/b", "en")).to_confirm == []


def test_what_may_have_lapsed_and_what_is_over(told: Any) -> None:
    view = told(
        said("org/a PARTY_TO agreement/x party 2009-09-24"),
        said("org/b PARTY_TO agreement/x party 2009-09-24"),
        said("org/a FUNDS activity/past"),
        said("org/c FUNDS activity/past"),
        said("org/a FUNDS activity/now"),
        said("org/d FUNDS activity/now"),
    )
    lapsed = only(paths(view, "org/a", "org/b", "en"))
    assert [relation.doubts for relation in lapsed.relations] == [["not_known"]] * 2
    assert lapsed.to_confirm == [0, 1]
    ended = only(paths(view, "org/a", "org/c", "en"))
    assert [relation.doubts for relation in ended.relations] == [["ended"]] * 2
    assert only(paths(view, "org/a", "org/d", "en")).to_confirm == []


def test_no_membership_of_a_state_is_called_weak(told: Any) -> None:
    view = told(
        said("state/arg MEMBER_OF org/a member"),
        said("org/a MEMBER_OF org/b member"),
        said("org/b MEMBER_OF org/c associate"),
    )
    assert only(paths(view, "state/arg", "org/a", "en")).weakest is None
    assert only(paths(view, "state/arg", "org/a", "en")).to_confirm == [0]
    route = only(paths(view, "state/arg", "org/c", "en"))
    assert (route.to_confirm, route.weakest) == ([0, 1, 2], 2)


def test_a_dispute_shows_every_position_with_its_source_and_chooses_none(told: Any) -> None:
    view = told(
        said("state/ven MEMBER_OF org/a former 2019-04-27", role="position_of_the_government"),
        said("state/ven MEMBER_OF org/a disputed 2019-04-27", OTHER, role="core_group"),
    )
    found = paths(view, "state/ven", "org/a", "en")
    (link,) = only(found).relations
    assert (link.status, link.doubts) == ("disputed", ["disputed"])
    assert {(one.status, one.properties["role"], *one.sources) for one in link.positions} == {
        ("former", "position_of_the_government", SOURCE),
        ("disputed", "core_group", OTHER),
    }
    assert [one.text for one in link.positions] == [
        "former, position of the government, since April 27, 2019 (Register)",
        "disputed, core group, since April 27, 2019 (Yearbook)",
    ]
    assert found.notes[0] == (
        "The membership of Venezuela in A is disputed, and not counted as a full one."
    )
    assert len(found.notes) == 3
