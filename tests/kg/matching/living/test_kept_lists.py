"""Which lists are kept, for whom, and that nobody is answered from another's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.base.audience import Audience
from kg.base.errors import UnknownIdError
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.lens.lens_files import LENSES
from kg.matching.living import kept_lists
from kg.matching.living.kept_lists import best_of
from kg.matching.living.living_lists import Listed, LivingLists
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.protocol import Store
from tests.graphs import NODE_SOURCE, store_of

LENS = LENSES.parse(
    """
lens: kept
version: "1"
from: (d:Demand)
to: (o:Offer)
require: [different_actor, valid_on_date]
paths:
  sector: {pattern: "(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)", weight: 1}
""",
    "kept",
)
WATER = "sector/dac/140"
LINES = f"""
    state/bol DECLARES demand/well
    state/per DECLARES offer/pump
    demand/well IN_SECTOR {WATER}
    offer/pump IN_SECTOR {WATER}
"""
SEEN = {id_: {"visibility": "public"} for id_ in ("demand/well", "offer/pump")}
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of other tests are not there, and none of these stay."""
    monkeypatch.setattr(kept_lists, "_KEPT", kept_lists._KEPT.__class__())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Audience]:
    """For whom lists were made anew, in turn."""
    audiences: list[Audience] = []

    def counted(view: View, *rest: Any) -> LivingLists:
        audiences.append(view.audience)
        return LivingLists(view, *rest)

    monkeypatch.setattr(kept_lists, "LivingLists", counted)
    return audiences


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(store_of(tmp_path, LINES, SEEN)) as store:
        yield store


def view_of(store: Store, audience: Audience = "public", day: date = DAY) -> View:
    return View(snapshot_of(store, audience), day)


def listed(store: Store, id_: str = "demand/well", **asked: Any) -> list[str]:
    view = view_of(store, **asked)
    found = best_of(view, store, LENS, id_, 5)
    expected = ranking(view, LENS, view.index(id_))
    ids = [view.id(node) for node in expected.nodes.tolist()]
    assert found == [Listed(*one, None) for one in zip(ids, expected.scores.tolist(), strict=True)]
    return [one.id for one in found]


def post(store: Store, id_: str, to: Audience = "public", **props: str) -> None:
    until = {"until": props.pop("until")} if "until" in props else {}
    store.apply([
        NodeStatement(id_, NODE_SOURCE, props, visibility=to),
        RelationStatement(RelationKey("DECLARES", "state/per", id_), NODE_SOURCE),
        RelationStatement(RelationKey("IN_SECTOR", id_, WATER), NODE_SOURCE, until),
    ])  # fmt: skip


def test_what_is_posted_comes_into_lists_that_are_kept(store: Store, made: list[Audience]) -> None:
    assert listed(store) == ["offer/pump"]
    post(store, "offer/drill")
    assert listed(store) == ["offer/drill", "offer/pump"]
    assert listed(store, "offer/drill") == ["demand/well"]
    assert made == ["public"]


def test_each_audience_has_lists_of_its_own(store: Store, made: list[Audience]) -> None:
    post(store, "offer/closed", to="board")
    assert listed(store, audience="board") == ["offer/closed", "offer/pump"]
    assert listed(store, audience="public") == ["offer/pump"]
    assert listed(store, audience="board") == ["offer/closed", "offer/pump"]
    assert made == ["board", "public"]
    with pytest.raises(UnknownIdError):
        listed(store, "offer/closed", audience="public")


def test_what_is_hidden_changes_nothing(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "twin"
    folder.mkdir()
    with closing(store_of(folder, LINES, SEEN)) as twin:
        for step, id_ in enumerate(("offer/a", "demand/b", "offer/c", "offer/z")):
            post(store, id_, to="board" if step % 2 else "public")
            if step % 2 == 0:
                post(twin, id_)
            for asked in ("demand/well", "offer/pump", "offer/a"):
                assert listed(store, asked) == listed(twin, asked)


def test_a_change_that_concerns_others_makes_all_anew(store: Store, made: list[Audience]) -> None:
    listed(store)
    key = RelationKey("PART_OF", "org/water", "state/bol")
    store.apply([NodeStatement("org/water", NODE_SOURCE, {}), RelationStatement(key, NODE_SOURCE)])
    assert listed(store) == ["offer/pump"]
    assert made == ["public", "public"]


def test_a_store_that_went_another_way_is_not_followed(store: Store, made: list[Audience]) -> None:
    listed(store)
    # As after it was put back from a copy: the same numbers, with something else in them.
    post(store, "offer/drill")
    (kept,) = kept_lists._KEPT.values()
    kept.point = kept.point._replace(token="another")
    assert listed(store) == ["offer/drill", "offer/pump"]
    assert made == ["public"] * 2


def test_few_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_lists, "MOST", 2)
    for top in range(1, 5):
        best_of(view_of(store), store, LENS, "demand/well", top)
    assert [key.top for key in kept_lists._KEPT] == [3, 4]


def test_an_earlier_revision_is_answered_as_it_was(store: Store) -> None:
    before = view_of(store)
    post(store, "offer/drill")
    assert listed(store) == ["offer/drill", "offer/pump"]
    assert [one.id for one in best_of(before, store, LENS, "demand/well", 5)] == ["offer/pump"]


def test_who_lists_another_record_is_followed_by_none(store: Store, made: list[Audience]) -> None:
    listed(store)
    props = {"eligible": ["offer/pump"]}
    store.apply([NodeStatement("offer/pump", NODE_SOURCE, props, visibility="public")])
    listed(store)
    post(store, "offer/drill")
    listed(store)
    assert made == ["public"] * 3


def test_another_day_is_followed(store: Store, made: list[Audience]) -> None:
    post(store, "offer/lasts", ends="2026-11-24")
    post(store, "offer/moves", until="2026-11-24")
    lasts, moves, pump = "offer/lasts", "offer/moves", "offer/pump"
    assert listed(store) == [lasts, moves, pump]
    assert listed(store, day=date(2026, 11, 24)) == [lasts, pump]
    assert listed(store, day=date(2026, 11, 25)) == [pump]
    # Who is over finds no less: its last day keeps it out of others' lists alone.
    assert listed(store, lasts, day=date(2026, 11, 25)) == ["demand/well"]
    assert listed(store) == [lasts, moves, pump]
    assert made == ["public"]


def test_a_day_on_which_a_membership_ends_makes_all_anew(
    store: Store, made: list[Audience]
) -> None:
    key = RelationKey("PART_OF", "org/water", "state/bol")
    said = RelationStatement(key, NODE_SOURCE, {"until": "2026-11-24"})
    store.apply([NodeStatement("org/water", NODE_SOURCE, {}), said])
    listed(store)
    listed(store, day=date(2026, 11, 24))
    assert made == ["public"] * 2
