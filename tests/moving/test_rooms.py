"""What is moved keeps its room: a desk becomes a desk again, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.errors import StoreRoomError
from kg.store import Store, create_store
from kg.store.moving import backup, copy, opened_backup, restore
from kg.store.moving.errors import BrokenBackupError, NotABackupError
from kg.store.moving.lines import as_line
from tests.conformance.test_rooms import DESK, KEY
from tests.moving.conftest import Make, Url
from tests.moving.test_backup import content
from tests.moving.test_hostile import pack, sealed


@pytest.fixture
def desk(url: Url) -> Iterator[Store]:
    with closing(create_store(url("desk"), room="desk")) as store:
        store.apply(DESK, note="first")
        yield store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.zst"


def test_a_desk_comes_back_as_a_desk(desk: Store, url: Url, file: Path) -> None:
    outcome = backup(desk, file)
    with (
        closing(create_store(url("again"), room="desk")) as again,
        opened_backup(file) as kept,
    ):
        assert kept.room == "desk"
        assert restore(kept, again).graph == outcome.graph
        assert list(again.journal()) == list(desk.journal())
        assert KEY in again.get([KEY])


@pytest.mark.neo4j
def test_a_desk_moves_between_a_file_and_a_server(
    desk: Store, url: Url, fresh_neo4j_desk: str, file: Path
) -> None:
    with closing(create_store(fresh_neo4j_desk, room="desk")) as server:
        copy(desk, server)
        assert list(server.journal()) == list(desk.journal())
        backup(server, file)
        with (
            closing(create_store(url("again"), room="desk")) as again,
            opened_backup(file) as kept,
        ):
            restore(kept, again)
            assert list(again.journal()) == list(desk.journal())


def test_the_room_of_a_backup_is_that_of_the_target(
    desk: Store, world: Store, make: Make, url: Url, file: Path
) -> None:
    backup(desk, file)
    backup(world, file.with_name("world.zst"))
    with closing(create_store(url("another"), room="desk")) as other:
        for path, target in ((file, make("empty")), (file.with_name("world.zst"), other)):
            with opened_backup(path) as kept, pytest.raises(StoreRoomError) as caught:
                restore(kept, target)
            assert target.url in caught.value.detail.text()
            assert target.revision() == 0


def test_a_store_is_copied_into_one_of_its_room_alone(
    desk: Store, world: Store, make: Make, url: Url
) -> None:
    with closing(create_store(url("another"), room="desk")) as other:
        for source, target in ((desk, make("empty")), (world, other)):
            with pytest.raises(StoreRoomError):
                copy(source, target)
            assert target.revision() == 0


def test_a_backup_without_a_room_is_one_of_knowledge(world: Store, make: Make, file: Path) -> None:
    backup(world, file)
    retold(file, room=None)
    with opened_backup(file) as kept:
        assert kept.room == "knowledge"
        restore(kept, make("again"))


def test_a_backup_of_no_known_room_is_none(world: Store, file: Path) -> None:
    backup(world, file)
    retold(file, room="attic")
    with pytest.raises(NotABackupError), opened_backup(file):
        pass


@pytest.mark.parametrize(("made", "told"), [("desk", "knowledge"), ("world", "desk")])
def test_a_backup_that_says_the_other_room_is_broken(
    request: pytest.FixtureRequest, file: Path, made: str, told: str
) -> None:
    backup(request.getfixturevalue(made), file)
    retold(file, room=told)
    with opened_backup(file) as kept, pytest.raises(BrokenBackupError):
        kept.check()


def retold(file: Path, room: str | None) -> None:
    """Let a backup say another room, with the check sum that then belongs to it."""
    first, *lines = content(file)
    header = {**json.loads(first), "room": room}
    if room is None:
        del header["room"]
    pack(file, sealed([as_line(header), *lines]))
