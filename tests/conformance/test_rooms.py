"""A store is made for one room, says so, and holds the types of that room alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.changes import (
    Change,
    Deletion,
    NodeStatement,
    Redirect,
    RelationKey,
    RelationStatement,
    Withdrawal,
    state_node,
)
from kg.errors import BadChangeError, StoreRoomError
from kg.schema.desk import Key
from kg.schema.fields import ROOMS, Room
from kg.schema.nodes import Organisation, Source
from kg.store import Store, create_store, open_store

SECRETARIAT, OTHER = "source/secretariat", "source/other"
KEY, OLD, OAS = "key/k1", "key/k0", "org/oas"
SHA = "ab" * 32
Place = Callable[[Room], str]
DESK: list[Change] = [
    state_node(Source(id=SECRETARIAT, title={"en": "The secretariat"}), SECRETARIAT),
    state_node(Source(id=OTHER), SECRETARIAT),
    state_node(
        Key(
            id=KEY, note="Nightly export", audience="states", sha256=SHA, created="2026-11-28",
            expires="2027-11-28",
        ),
        SECRETARIAT,
    ),
    state_node(Key(id=OLD, note="Before"), SECRETARIAT),
]  # fmt: skip
MISPLACED: dict[Room, list[Change]] = {
    "knowledge": [
        NodeStatement(KEY, SECRETARIAT, {}),
        NodeStatement(OAS, KEY, {}),
        Redirect(OLD, KEY),
        Redirect(OAS, KEY),
        Withdrawal(KEY, SECRETARIAT),
        Deletion(KEY),
        RelationStatement(RelationKey("MEMBER_OF", KEY, OAS), SECRETARIAT),
        Deletion(RelationKey("MEMBER_OF", OAS, KEY)),
    ],
    "desk": [
        NodeStatement(OAS, SECRETARIAT, {}),
        NodeStatement(KEY, OAS, {}),
        Redirect("org/caf", OAS),
        Withdrawal(OAS, SECRETARIAT),
        Deletion(OAS),
        RelationStatement(RelationKey("MEMBER_OF", "org/caf", OAS), SECRETARIAT),
        Withdrawal(RelationKey("MEMBER_OF", "org/caf", OAS), SECRETARIAT),
    ],
}


@pytest.fixture
def desk(place: Place) -> Iterator[Store]:
    with closing(create_store(place("desk"), room="desk")) as store:
        store.apply(DESK)
        yield store


def other(room: Room) -> Room:
    return "knowledge" if room == "desk" else "desk"


# --- of which room


def test_a_store_is_a_knowledge_base_unless_told_otherwise(store: Store, url: str) -> None:
    assert store.room == "knowledge"
    with closing(open_store(url)) as again:
        assert again.room == "knowledge"


@pytest.mark.parametrize("room", ROOMS)
def test_a_store_says_of_which_room_it_is(bare: str, room: Room) -> None:
    create_store(bare, room=room).close()
    for opened in (
        create_store(bare, room=room),
        open_store(bare, room=room),
        open_store(bare, room=None),
    ):
        with closing(opened):
            assert opened.room == room
    with closing(open_store(bare, room=room, write=True)) as store, store.rehearsal() as tried:
        assert tried.room == room


@pytest.mark.parametrize("room", ROOMS)
def test_a_store_of_the_other_room_is_refused(place: Place, room: Room) -> None:
    url = place(room)
    with closing(create_store(url, room=room)) as made:
        for opening in (open_store, create_store):
            with pytest.raises(StoreRoomError) as caught:
                opening(url, room=other(room))
            assert caught.value.exit_code == 3
            assert made.url in caught.value.detail.text()
            for name in ("--store", "COOPGRAPH_STORE", "--desk", "COOPGRAPH_DESK"):
                assert name in caught.value.fix.text()
        assert made.room == room
        assert made.revision() == 0


# --- what it holds


@pytest.mark.parametrize("room", ROOMS)
def test_a_change_of_the_other_room_is_refused_with_its_batch(place: Place, room: Room) -> None:
    first = NodeStatement(SECRETARIAT, SECRETARIAT, {})
    with closing(create_store(place(room), room=room)) as store:
        for change in MISPLACED[room]:
            for trying in (store.apply, _rehearsed(store)):
                with pytest.raises(BadChangeError) as caught:
                    trying([first, change])
                assert store.url in caught.value.detail.text()
        assert store.revision() == 0
        assert list(store.nodes()) == []


def _rehearsed(store: Store) -> Callable[[list[Change]], object]:
    def trying(changes: list[Change]) -> None:
        with store.rehearsal() as tried:
            tried.apply(changes)

    return trying


def test_a_revision_of_the_other_room_is_refused(desk: Store, tmp_path: Path) -> None:
    [told] = desk.journal()
    with closing(create_store(f"sqlite://{tmp_path}/knowledge.db")) as store:
        with pytest.raises(BadChangeError):
            store.replay(told)
        assert store.revision() == 0


def test_a_knowledge_base_is_not_retold_on_a_desk(store: Store, tmp_path: Path) -> None:
    oas = state_node(Organisation(id=OAS), SECRETARIAT)
    store.apply([state_node(Source(id=SECRETARIAT), SECRETARIAT), oas])
    [told] = store.journal()
    with closing(create_store(f"sqlite://{tmp_path}/desk.db", room="desk")) as desk:
        with pytest.raises(BadChangeError):
            desk.replay(told)
        assert desk.revision() == 0


# --- the desk is a store like any other


def test_the_desk_keeps_statements_and_their_history(desk: Store) -> None:
    revoked = Key(id=KEY, revoked="2026-12-01T10:00:00+00:00")
    desk.apply([state_node(revoked, OTHER)], note="revoked")
    record = desk.get([KEY])[KEY]
    assert [s.source for s in record.statements] == [OTHER, SECRETARIAT]
    body = {row.id: row.body for row in desk.nodes()}[KEY]
    assert '"revoked":"2026-12-01T10:00:00+00:00"' in body
    assert f'"sha256":"{SHA}"' in body
    assert [version.revision for version in desk.history(KEY)] == [1, 2]
    assert [row.id for row in desk.nodes(1)] == sorted([SECRETARIAT, OTHER, KEY, OLD])
    assert desk.candidates("nightly", 5) == [KEY]


def test_records_of_the_desk_are_merged_and_deleted(desk: Store) -> None:
    desk.apply([Redirect(OLD, KEY)])
    assert desk.redirects() == {OLD: KEY}
    assert len(desk.get([OLD])[OLD].statements) == 2
    desk.apply([Deletion(KEY)])
    assert desk.get([KEY, OLD]) == {}


def test_the_journal_of_a_desk_makes_another_desk(desk: Store, tmp_path: Path) -> None:
    desk.apply([Deletion(OLD)], note="second")
    told = list(desk.journal())
    with closing(create_store(f"sqlite://{tmp_path}/copy.db", room="desk")) as copy:
        for revision in told:
            copy.replay(revision)
        assert list(copy.journal()) == told
        assert list(copy.nodes()) == list(desk.nodes())
