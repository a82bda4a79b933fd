"""A source is seen by those who see something it states, whatever name it goes by now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.base.audience import Audience
from kg.base.errors import UnknownIdError
from kg.browse.record import show
from kg.graph.build import snapshot_of
from kg.graph.update import updated
from kg.model.changes import (
    Deletion,
    NodeStatement,
    Redirect,
    RelationKey,
    RelationStatement,
)
from kg.model.documents import Show
from kg.store.opening import create_store
from kg.store.protocol import Store
from kg.store.seen_records import SeenRecords
from tests.journeys.audiences.leaving import columns, view_for

INTERNAL, PUBLISHED, OTHER = "source/internal", "source/published", "source/other"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with an organisation that an internal source and a published one speak of."""
    store = create_store(f"sqlite://{tmp_path}/store.db")
    store.apply(
        [
            NodeStatement(INTERNAL, INTERNAL, {"title": {"en": "Minutes"}}, visibility="board"),
            NodeStatement(PUBLISHED, PUBLISHED, {"title": {"en": "Yearbook"}}),
            NodeStatement("org/body", PUBLISHED, {"name": {"en": "Body"}}),
        ]
    )
    yield store
    store.close()


def shown(store: Store, id_: str, audience: Audience = "public") -> Show:
    """Return what is shown of a record to an audience."""
    return show(SeenRecords(store, audience), view_for(store, audience), id_, "en")


def test_a_source_that_states_nothing_open_is_unknown(store: Store) -> None:
    store.apply([NodeStatement("org/body", INTERNAL, {"acronym": "B"}, visibility="board")])
    with pytest.raises(UnknownIdError):
        shown(store, INTERNAL)
    assert shown(store, "org/body").node.sources == [PUBLISHED]


def test_a_source_that_is_described_for_few_looks_like_one_that_nobody_describes(
    store: Store,
) -> None:
    store.apply(
        [
            NodeStatement("org/body", INTERNAL, {"acronym": "B"}),
            NodeStatement(OTHER, OTHER, {}),
            NodeStatement("org/body", OTHER, {"website": "https://body.example"}),
        ]
    )
    found, bare = shown(store, INTERNAL), shown(store, OTHER)
    assert (found.node.properties, found.claims) == (bare.node.properties, bare.claims) == ({}, [])
    assert found.node.sources == [INTERNAL]
    assert bare.node.sources == [OTHER]


def test_a_source_that_was_merged_is_still_cited_by_those_who_see_what_it_states(
    store: Store,
) -> None:
    store.apply([NodeStatement("org/body", INTERNAL, {"acronym": "B"})])
    store.apply([NodeStatement(OTHER, OTHER, {}), Redirect(INTERNAL, OTHER)])
    cited = {source.id: source.title for source in shown(store, "org/body").sources}
    assert cited == {INTERNAL: OTHER, PUBLISHED: "Yearbook"}


def test_a_record_is_shown_where_its_source_was_deleted(store: Store) -> None:
    store.apply([Deletion(PUBLISHED)])
    for audience in ("public", "board"):
        assert [source.id for source in shown(store, "org/body", audience).sources] == []


def test_a_source_that_begins_to_speak_comes_to_light_at_once(store: Store) -> None:
    store.apply([NodeStatement(OTHER, OTHER, {}), NodeStatement("state/hti", PUBLISHED, {})])
    before = snapshot_of(store, "public")
    assert before.index(OTHER) is None
    link = RelationKey("MEMBER_OF", "state/hti", "org/body")
    store.apply([RelationStatement(link, OTHER, {})])
    later = updated(before, store)
    assert columns(later) == columns(snapshot_of(store, "public"))
    assert later.index(OTHER) is not None


def test_a_record_that_is_opened_comes_with_what_leads_to_it(store: Store) -> None:
    link = RelationKey("MEMBER_OF", "org/hidden", "org/body")
    hidden = NodeStatement("org/hidden", PUBLISHED, {}, visibility="board")
    store.apply([hidden, RelationStatement(link, PUBLISHED, {})])
    before = snapshot_of(store, "public")
    store.apply([hidden._replace(visibility="public")])
    later = updated(before, store)
    assert columns(later) == columns(snapshot_of(store, "public"))
    assert len(later.edges["MEMBER_OF"]) == 1
