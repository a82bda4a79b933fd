"""A knowledge base and its desk in one file: both come back, and nothing else is taken for one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kg.model.changes import NodeStatement
from kg.model.fields import Room
from kg.store.opening import create_store
from kg.store.protocol import Store
from kg.store.transfer import Pair, backup, backup_pair, opened_backup, restore, restore_pair
from kg.store.transfer.transfer_errors import NotABackupError, TargetDiffersError
from kg.store.waiting_rows import WaitingRow
from tests.kg.store.transfer.conftest import LAST
from tests.kg.store.transfer.same import same_everywhere
from tests.kg.store.transfer.test_backup_reader import pack, refused
from tests.kg.store.transfer.test_backup_writer import content

NOW = datetime.now(UTC)
ROW = WaitingRow("held/a", NOW, NOW + timedelta(days=9), "{}")
Make = Callable[[str, Room], Store]


@pytest.fixture
def make_room(tmp_path: Path) -> Iterator[Make]:
    opened: list[Store] = []

    def make(name: str, room: Room) -> Store:
        opened.append(create_store(f"sqlite://{tmp_path}/{name}.db", room=room))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def pair(world: Store, make_room: Make) -> Pair:
    desk = make_room("desk", "desk")
    source = "source/desk/keys"
    desk.apply([NodeStatement(source, source, {"title": {"en": "Keys"}})])
    desk.apply([NodeStatement("key/a", source, {"note": "ñ", "audience": "board"})])
    desk.keep_waiting([ROW])
    return Pair(world, desk)


@pytest.fixture
def both(pair: Pair, tmp_path: Path) -> Path:
    knowledge, desk = backup_pair(pair, tmp_path / "both.zst", with_waiting=True)
    assert (knowledge.revision, desk.revision, desk.waiting) == (LAST, 2, 1)
    return tmp_path / "both.zst"


def test_both_come_back_as_they_were(pair: Pair, both: Path, make_room: Make) -> None:
    knowledge, desk = make_room("k", "knowledge"), make_room("d", "desk")
    with opened_backup(both) as file:
        told = restore_pair(file, knowledge, desk)
        assert [outcome.revisions for outcome in told] == [LAST, 2]
        again = restore_pair(file, knowledge, desk)
    assert [outcome.revisions for outcome in again] == [0, 0]
    same_everywhere(pair.knowledge, knowledge)
    same_everywhere(pair.desk, desk)
    assert list(desk.waiting()) == [ROW]
    assert (knowledge.point(), desk.point()) == (pair.knowledge.point(), pair.desk.point())


def test_rows_that_wait_come_only_where_they_are_asked_for(
    pair: Pair, tmp_path: Path, make_room: Make
) -> None:
    backup_pair(pair, tmp_path / "plain.zst")
    assert b"held/a" not in b"".join(content(tmp_path / "plain.zst"))
    knowledge, desk = make_room("k", "knowledge"), make_room("d", "desk")
    with opened_backup(tmp_path / "plain.zst") as file:
        restore_pair(file, knowledge, desk)
    assert list(desk.waiting()) == []


def test_each_part_comes_back_alone(pair: Pair, both: Path, make_room: Make) -> None:
    knowledge, desk = make_room("k", "knowledge"), make_room("d", "desk")
    with opened_backup(both) as file:
        restore(file, knowledge)
        assert restore(file.desk(), desk).waiting == 1
    same_everywhere(pair.knowledge, knowledge)
    same_everywhere(pair.desk, desk)


@pytest.mark.parametrize("which", [0, 1])
def test_nothing_is_written_where_one_of_both_does_not_fit(
    both: Path, make_room: Make, which: int
) -> None:
    targets = make_room("k", "knowledge"), make_room("d", "desk")
    other = "source/other"
    targets[which].apply([NodeStatement(other, other, {"title": {"en": "Other"}})])
    with opened_backup(both) as file, pytest.raises(TargetDiffersError):
        restore_pair(file, *targets)
    assert targets[1 - which].revision() == 0


def test_what_others_write_meanwhile_is_known_of_what_the_desk_says(
    pair: Pair, tmp_path: Path
) -> None:
    """Knowledge is read after the desk: the desk speaks of nothing that is not in the file."""

    class Late:
        """A desk during whose reading somebody accepts something: knowledge first, then desk."""

        room = pair.desk.room
        url = pair.desk.url

        def __getattr__(self, name: str) -> Any:
            return getattr(pair.desk, name)

        def revision(self) -> int:
            number = pair.desk.revision()
            pair.knowledge.apply([NodeStatement("org/late", "source/b", {"name": {"en": "L"}})])
            pair.desk.apply([NodeStatement("key/b", "source/desk/keys", {"note": "L"})])
            return number

    desk: Any = Late()
    backup_pair(Pair(pair.knowledge, desk), tmp_path / "late.zst")
    text = b"".join(content(tmp_path / "late.zst"))
    assert b"org/late" in text
    assert b"key/b" not in text


def test_cut_off_damaged_and_made_up_pairs_are_refused(both: Path, tmp_path: Path) -> None:
    lines = content(both)
    heads = [n for n, line in enumerate(lines) if b'"coopgraph"' in line]
    assert len(heads) == 2
    second = heads[1]
    wrong = {
        "no desk": lines[:second],
        "cut off": lines[: second + 2],
        "desk first": [*lines[second:], *lines[:second]],
        "desk twice": [*lines, *lines[second:]],
        "knowledge twice": [*lines[:second], *lines[:second]],
        "altered": [line.replace(b"key/a", b"key/b") for line in lines],
        "a row of the desk before it": [*lines[:-2], lines[-1]],
    }
    for name, made in wrong.items():
        path = pack(tmp_path / f"{name}.zst", made)
        if name == "desk first":
            refused(path, NotABackupError)
        else:
            refused(path)


def test_a_part_that_says_it_is_of_another_format_is_refused(both: Path, tmp_path: Path) -> None:
    lines = content(both)
    second = next(n for n, line in enumerate(lines) if n and b'"coopgraph"' in line)
    for format_ in (3, 4, 6):
        head = {**json.loads(lines[second]), "format": format_}
        line = json.dumps(head, separators=(",", ":")).encode() + b"\n"
        refused(pack(tmp_path / f"{format_}.zst", [*lines[:second], line, *lines[second + 1 :]]))


def test_files_of_one_room_are_as_they_were(pair: Pair, tmp_path: Path) -> None:
    for store, more, format_ in (
        (pair.knowledge, False, 3), (pair.desk, False, 3), (pair.desk, True, 4),
    ):  # fmt: skip
        path = tmp_path / f"{store.room}-{more}.zst"
        backup(store, path, with_waiting=more)
        head = json.loads(content(path)[0])
        assert (head["format"], head["room"]) == (format_, store.room)
        with opened_backup(path) as file:
            assert not file.is_pair
