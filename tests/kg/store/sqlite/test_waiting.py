"""What is erased of rows that wait is in no file any more, and in no copy that is left behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kg.store.opening import create_store, open_store
from kg.store.sqlite.safety_copy import keep
from kg.store.waiting_rows import WaitingRow

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=90)
SECRET = "a word that is nowhere else "


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite://{tmp_path}/desk.db"


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def row(id_: str, until: datetime = LATER) -> WaitingRow:
    # Longer than a page: some of it lies in pages of its own.
    return WaitingRow(id_, NOON, until, SECRET * 400)


@pytest.mark.parametrize("lapsed", [False, True])
def test_what_is_let_go_is_in_no_file(url: str, tmp_path: Path, *, lapsed: bool) -> None:
    with closing(create_store(url, room="desk")) as desk:
        desk.keep_waiting([row("held/a"), row("held/b")], now=NOON)
        assert SECRET.encode() in on_disk(tmp_path)
        if lapsed:
            desk.let_go([], now=LATER + timedelta(1))
        else:
            desk.let_go(["held/a", "held/b"], now=NOON)
        assert SECRET.encode() not in on_disk(tmp_path)


def test_who_reads_keeps_nobody_from_erasing(url: str, tmp_path: Path) -> None:
    with closing(create_store(url, room="desk")) as desk:
        desk.keep_waiting([row("held/a"), row("held/b")], now=NOON)
        with closing(open_store(url, room="desk")) as reader:
            reading = reader.waiting(now=NOON)
            next(reading)
            desk.let_go(["held/a"], now=NOON)
            reading.close()
        desk.let_go(["held/b"], now=NOON)
        assert SECRET.encode() not in on_disk(tmp_path)


def test_a_copy_beside_the_store_holds_none(url: str, tmp_path: Path) -> None:
    with closing(create_store(url, room="desk")) as desk:
        desk.keep_waiting([row("held/a")], now=NOON)
    path = tmp_path / "desk.db"
    with closing(sqlite3.connect(path)) as connection:
        kept = keep(connection, path, url, "v3")
    assert SECRET.encode() not in kept.read_bytes()
    with closing(open_store(f"sqlite://{kept}", room="desk")) as copy:
        assert list(copy.waiting(now=NOON)) == []


def test_a_desk_of_before_has_no_table_for_it(url: str, tmp_path: Path) -> None:
    create_store(url, room="desk").close()
    with closing(sqlite3.connect(tmp_path / "desk.db")) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    assert "waiting" not in tables
    with closing(open_store(url, write=True, room="desk")) as desk:
        assert list(desk.waiting()) == []
        assert desk.keep_waiting([row("held/a")], now=NOON) == {"held/a"}
