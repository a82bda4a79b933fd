"""What two offices have concluded is an activity of both, and is found as experience."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from kg.base.audience import AUDIENCES, Audience
from kg.exchange.conclusion import activity_of, concluded
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match
from kg.model.changes import NodeStatement, RelationKey, RelationStatement, Withdrawal
from kg.model.desk_types import ContactRequest
from kg.store.opening import open_store
from kg.store.protocol import Store

SOURCE = "source/desk/test"
DEMAND, OFFER = "demand/test", "offer/test"
REQUEST = ContactRequest(
    id="contact/0123456789abcdef",
    asks="state/col",
    asked="state/hnd",
    about=[OFFER, DEMAND],
    started="2026-03-01",
    ended="2026-09-30",
)


@pytest.fixture
def store(starter_copy: str) -> Iterator[Store]:
    declared: dict[str, Any] = {"nature": "declared"}
    with closing(open_store(starter_copy, write=True)) as store:
        store.apply([
            NodeStatement(SOURCE, SOURCE, {"title": {"en": "A test"}}),
            NodeStatement(
                DEMAND, SOURCE, {**declared, "title": {"es": "Agua"}}, visibility="public"
            ),
            NodeStatement(
                OFFER, SOURCE, {**declared, "title": {"es": "Pozos"}}, visibility="states"
            ),
            RelationStatement(RelationKey("DECLARES", "state/hnd", DEMAND), SOURCE),
            RelationStatement(RelationKey("DECLARES", "state/col", OFFER), SOURCE),
            RelationStatement(RelationKey("IN_SECTOR", DEMAND, "sector/dac/14030"), SOURCE),
        ])  # fmt: skip
        yield store


def test_each_side_says_it_from_its_own_source(store: Store) -> None:
    store.apply(list(concluded(store, REQUEST)))
    (found,) = store.get([activity_of(REQUEST)]).values()
    assert [s.source for s in found.statements] == [
        "source/desk/state/col", "source/desk/state/hnd",
    ]  # fmt: skip
    assert {s.visibility for s in found.statements} == {"states"}
    assert found.statements[0].props == {
        "title": {"es": "Agua"}, "nature": "demonstrated",
        "starts": "2026-03-01", "ends": "2026-09-30",
    }  # fmt: skip
    revision = store.revision()
    store.apply(list(concluded(store, REQUEST)))
    assert store.revision() == revision


def test_it_is_found_as_experience(store: Store) -> None:
    assert "state/col" not in experienced(store, "board")
    store.apply(list(concluded(store, REQUEST)))
    # The last to have worked in it comes first.
    assert experienced(store, "board")[0] == "state/col"
    assert "state/col" not in experienced(store, "public")


def experienced(store: Store, audience: Audience) -> list[str]:
    """Who has done what the demand asks for, as an audience sees it."""
    view = View(snapshot_of(store, audience), date(2026, 11, 29))
    return [result.id for result in match(view, LENSES.named("experience"), DEMAND, "en").results]


def test_what_nobody_opened_is_not_opened_by_what_came_of_it(store: Store) -> None:
    for id_ in (DEMAND, OFFER):
        declared = {"nature": "declared", "title": {"es": "Agua"}}
        store.apply([
            NodeStatement("source/desk/other", "source/desk/other", {"title": {"en": "Other"}}),
            NodeStatement(id_, "source/desk/other", declared),
            Withdrawal(id_, SOURCE),
        ])  # fmt: skip
    store.apply(list(concluded(store, REQUEST)))
    id_ = activity_of(REQUEST)
    known = {name: snapshot_of(store, name) for name in AUDIENCES}
    who = [name for name, snapshot in known.items() if snapshot.index(id_) is not None]
    assert who == [name for name, each in known.items() if each.index(DEMAND) is not None]
    assert "board" in who
    assert "public" not in who
