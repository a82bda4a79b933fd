"""A visit is known by a revision and its token: what came since is told, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.exchange.visits import changed_since, is_new, revision_of, signed_in
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement, Withdrawal
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store
from kg.store.protocol import Store

SOURCE = "source/test"
WHO = FocalPoint(id="focalpoint/xaa", office="unit/xaa")


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = sqlite_url(tmp_path / "store.db")
    if request.param == "neo4j":
        url = request.getfixturevalue("fresh_neo4j")
    with closing(create_store(url)) as store:
        store.apply([NodeStatement(SOURCE, SOURCE, {"title": {"en": "A test"}}), offer("one")])
        yield store


def offer(name: str, **more: object) -> Change:
    props = {"title": {"en": name}, "nature": "declared", **more}
    return NodeStatement(f"offer/{name}", SOURCE, props)


def news(store: Store, visit: str) -> set[str]:
    number = revision_of(store, visit)
    assert number is not None
    changed = changed_since(store, number)
    return {f"offer/{n}" for n in ("one", "two") if is_new(store, f"offer/{n}", number, changed)}


def test_the_visit_before_is_the_last_one_s(store: Store) -> None:
    first = signed_in(WHO, store)
    assert "visit_before" not in first
    store.apply([offer("two")])
    second = signed_in(WHO.model_copy(update=first), store)
    assert second["visit_before"] == first["visit"]
    assert second["visit"] != first["visit"]


def test_what_came_or_changed_is_new_and_what_was_confirmed_is_not(store: Store) -> None:
    visit = signed_in(WHO, store)["visit"]
    assert news(store, visit) == set()
    store.apply([offer("one", confirmed_on="2026-11-29", confirmed_by="x")])
    assert news(store, visit) == set()
    store.apply([offer("two")])
    assert news(store, visit) == {"offer/two"}
    store.apply([offer("one", conditions="Half of the fares")])
    assert news(store, visit) == {"offer/one", "offer/two"}


def test_another_sector_is_news_and_an_activity_is_none(store: Store) -> None:
    store.apply([
        NodeStatement("sector/dac/140", SOURCE, {"name": {"en": "Water"}}),
        NodeStatement("activity/a", SOURCE, {"title": {"en": "a"}, "nature": "demonstrated"}),
    ])  # fmt: skip
    visit = signed_in(WHO, store)["visit"]
    store.apply([RelationStatement(RelationKey("USES", "activity/a", "offer/one"), SOURCE)])
    assert news(store, visit) == set()
    key = RelationKey("IN_SECTOR", "offer/one", "sector/dac/140")
    store.apply([RelationStatement(key, SOURCE)])
    assert news(store, visit) == {"offer/one"}


def test_after_a_restore_nobody_claims_to_know(store: Store, tmp_path: Path) -> None:
    store.apply([offer("two")])
    visit = signed_in(WHO, store)["visit"]
    # The copy that was put back has as many revisions, and says something else in the last one.
    with closing(create_store(sqlite_url(tmp_path / "other.db"))) as other:
        other.apply([NodeStatement(SOURCE, SOURCE, {"title": {"en": "A test"}}), offer("one")])
        assert revision_of(other, visit) is None
        other.apply([offer("three")])
        assert other.revision() == store.revision()
        assert revision_of(other, visit) is None
    for nonsense in ("", "x", "1", "1:", "-1:x", f"{10**9}:x", "1:x"):
        assert revision_of(store, nonsense) is None


def test_what_is_gone_is_not_new(store: Store) -> None:
    visit = signed_in(WHO, store)["visit"]
    store.apply([Withdrawal("offer/one", SOURCE)])
    number = revision_of(store, visit)
    assert number is not None
    assert "offer/one" not in changed_since(store, number).nodes
