"""A database for analysts holds what they may read, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.changes import (
    NodeStatement,
    Override,
    Redirect,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
)
from kg.export.store import NotOursError, share
from kg.schema.fields import Audience
from kg.snapshot import Snapshot, snapshot_of
from kg.store import Store, create_store
from kg.view import View
from tests.graphs import DAY, changes_of
from tests.neo4j_server import driver_of, fresh

LINES = """
state/hti MEMBER_OF org/a member 2001-02-03
state/hti DECLARES offer/open
state/hti DECLARES offer/secret
offer/open IN_SECTOR sector/dac/140
offer/secret IN_SECTOR sector/dac/140
org/old PART_OF org/a
"""
NODES: dict[str, dict[str, Any]] = {
    "offer/open": {"title": {"en": "Open"}, "visibility": "public", "eligible": ["org/hidden"]},
    "offer/secret": {"title": {"en": "Zzsecret"}, "visibility": "board"},
    "org/hidden": {"name": {"en": "Zzhidden"}, "visibility": "board"},
    "org/a": {"name": {"en": "A"}},
    "org/new": {"name": {"en": "New"}},
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_store(f"sqlite:///{tmp_path / 'whole.db'}")
    member = RelationKey("MEMBER_OF", "state/hti", "org/a")
    store.apply(
        [
            *changes_of(LINES, NODES),
            NodeStatement("source/zz", "source/zz", {"title": {"en": "Zzsource"}}),
            NodeStatement("source/told", "source/test", {"title": {"en": "Told"}}),
            NodeStatement("state/hti", "source/told", {"iso3": "HTI"}),
            NodeStatement("state/hti", "source/zz", {"iso2": "ZZ"}, visibility="board"),
            RelationStatement(member, "source/zz", {"status": "suspended"}, visibility="states"),
            Redirect("org/old", "org/new"),
        ]
    )
    yield store
    store.close()


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    if request.param == "neo4j":
        url = request.getfixturevalue("neo4j_url")
        with driver_of(url) as driver:
            fresh(driver)
    store = create_store(url)
    yield store
    store.close()


def shared(store: Store, target: Store, audience: Audience = "public") -> int:
    view = View(snapshot_of(store, audience), DAY)
    return share(store, view, target, lambda _done, _total: None)


def content(snapshot: Snapshot) -> dict[str, Any]:
    """All that a snapshot shows."""
    ids = list(snapshot.ids)
    view = View(snapshot, DAY)
    return {
        "nodes": {id_: (view.props(n), view.sources(n)) for n, id_ in enumerate(ids)},
        "redirects": dict(snapshot.redirects),
        "relations": sorted(
            (
                edge.type,
                view.id(edge.start),
                view.id(edge.end),
                view.status(edge),
                *view.period(edge),
                str(view.edge_props(edge)),
                *view.edge_sources(edge),
            )
            for n in range(len(ids))
            for edge in view.edges(n, all_dates=True)
            if edge.start == n
        ),
    }


def same(store: Store, target: Store, audience: Audience) -> None:
    """Everybody who may read the target sees what the audience sees, and so does the board."""
    wanted = content(snapshot_of(store, audience))
    assert content(snapshot_of(target, "board")) == wanted
    assert content(snapshot_of(target, audience)) == wanted


@pytest.mark.parametrize("audience", ["public", "states"])
def test_it_holds_what_the_audience_reads(store: Store, target: Store, audience: Audience) -> None:
    assert shared(store, target, audience) > 0
    same(store, target, audience)
    revision = target.revision()
    assert shared(store, target, audience) == 0
    assert target.revision() == revision
    everything = str([*target.journal()])
    assert "Zzsecret" not in everything
    assert "hidden" not in everything
    assert ("suspended" in everything) == (audience == "states")


def test_it_is_brought_up_to_date(store: Store, target: Store) -> None:
    shared(store, target)
    opened = Override("public", "2026-11-29", "agreed: Zzreason")
    store.apply(
        [Release("offer/secret", "source/test", opened), Withdrawal("org/a", "source/test")]
    )
    store.apply([NodeStatement("org/new", "source/told", {"acronym": "N"}, visibility="board")])
    shared(store, target)
    same(store, target, "public")
    assert "Zzreason" not in str([*target.journal()])
    store.apply([Release("offer/secret", "source/test", None)])
    store.apply([NodeStatement("state/hti", "source/told", {"iso3": "HTI"}, visibility="board")])
    shared(store, target)
    same(store, target, "public")


def test_what_was_stated_under_an_id_that_few_may_know_goes_by_the_other(
    store: Store, target: Store
) -> None:
    link = RelationKey("PART_OF", "org/zzold", "org/a")
    store.apply([NodeStatement("org/zzold", "source/test", {}, visibility="board")])
    store.apply([RelationStatement(link, "source/told", {}), Redirect("org/zzold", "org/new")])
    shared(store, target)
    same(store, target, "public")
    assert "zzold" not in str([*target.journal()])


def test_it_touches_nothing_else(store: Store, target: Store) -> None:
    target.apply([NodeStatement("source/mine", "source/mine", {})])
    with pytest.raises(NotOursError):
        shared(store, target)
    assert [row.id for row in target.nodes()] == ["source/mine"]


def test_what_was_made_for_others_is_left_alone(store: Store, target: Store) -> None:
    shared(store, target, "states")
    with pytest.raises(NotOursError):
        shared(store, target, "public")
