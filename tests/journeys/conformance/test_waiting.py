"""Rows wait for a person on a desk: kept, shown, erased, and in nothing that is kept for long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kg.base.errors import UnfitValueError
from kg.base.store_errors import StoreReadOnlyError, StoreRoomError
from kg.model.fields import Room
from kg.store import waiting_rows
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from kg.store.transfer import backup, copy, opened_backup, restore
from kg.store.waiting_rows import MAX_BODY, WaitingRow

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=90)
TICK = timedelta(microseconds=1)


def row(
    id_: str, body: str = "{}", received: datetime = NOON, until: datetime = LATER
) -> WaitingRow:
    return WaitingRow(id_, received, until, body)


@pytest.fixture
def desk_url(place: Callable[[Room], str]) -> str:
    return place("desk")


@pytest.fixture
def desk(desk_url: str) -> Iterator[Store]:
    with closing(open_store(desk_url, write=True, room="desk")) as store:
        yield store


def ids(store: Store, now: datetime = NOON) -> list[str]:
    return [found.id for found in store.waiting(now=now)]


def test_what_is_kept_waits_as_it_came(desk: Store) -> None:
    rows = [row("held/b", '{"ñ": "😀\\u0000"}'), row("held/a", "x" * MAX_BODY, NOON + TICK)]
    assert desk.keep_waiting(rows, now=NOON) == {"held/a", "held/b"}
    assert list(desk.waiting(now=NOON)) == rows
    assert list(desk.waiting(["held/a", "held/none", "held/a"], now=NOON)) == rows[1:]
    assert list(desk.waiting([], now=NOON)) == []


def test_nothing_waits_where_nothing_was_kept(desk: Store) -> None:
    assert ids(desk) == []
    desk.let_go(["held/a"], now=NOON)
    assert ids(desk) == []


def test_the_same_row_again_is_renewed_and_came_when_it_came(desk: Store) -> None:
    desk.keep_waiting([row("held/a", "old"), row("held/b")], now=NOON)
    again = row("held/a", "new", NOON + timedelta(days=1), LATER + timedelta(days=1))
    assert desk.keep_waiting([again], now=NOON) == {"held/a"}
    assert list(desk.waiting(["held/a"], now=NOON)) == [again._replace(received=NOON)]


def test_what_is_let_go_is_gone(desk: Store) -> None:
    desk.keep_waiting([row("held/a"), row("held/b"), row("held/c")], now=NOON)
    desk.let_go(["held/a", "held/c", "held/none"], now=NOON)
    assert ids(desk) == ["held/b"]


def test_what_has_lapsed_is_not_shown_and_is_erased_by_later_calls(desk: Store) -> None:
    desk.keep_waiting([row("held/a", until=LATER), row("held/b", until=LATER + TICK)], now=NOON)
    assert ids(desk, LATER) == ["held/a", "held/b"]
    assert ids(desk, LATER + TICK) == ["held/b"]
    assert list(desk.waiting(["held/a"], now=LATER + TICK)) == []
    desk.keep_waiting([row("held/c", until=LATER + timedelta(days=1))], now=LATER + TICK)
    assert ids(desk, NOON) == ["held/b", "held/c"], "it was erased, not only hidden"
    desk.let_go([], now=LATER + timedelta(days=2))
    assert ids(desk, NOON) == []


def test_what_has_lapsed_already_is_not_kept(desk: Store) -> None:
    assert desk.keep_waiting([row("held/a", until=NOON - TICK)], now=NOON) == frozenset()
    assert ids(desk, NOON - timedelta(days=1)) == []


def test_there_is_an_end_to_what_waits(desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting_rows, "MAX_WAITING", 3)
    monkeypatch.setattr(waiting_rows, "MAX_ALL", 100)
    assert desk.keep_waiting([row("held/a"), row("held/b", "x" * 90)], now=NOON) == {
        "held/a", "held/b"
    }  # fmt: skip
    assert desk.keep_waiting([row("held/c", "x" * 9), row("held/d", "x" * 8)], now=NOON) == {
        "held/d"
    }
    assert desk.keep_waiting([row("held/e", ""), row("held/a", "")], now=NOON) == {"held/a"}
    assert desk.keep_waiting([row("held/b", "x" * 93)], now=NOON) == frozenset()
    assert ids(desk) == ["held/a", "held/b", "held/d"]


def test_what_no_engine_can_hold_is_refused(desk: Store) -> None:
    for body in ("x" * (MAX_BODY + 1), "\ud800"):
        with pytest.raises(UnfitValueError):
            desk.keep_waiting([row("held/good"), row("held/a", body)], now=NOON)
    with pytest.raises(ValueError, match="zone"):
        desk.keep_waiting([row("held/a", until=LATER.replace(tzinfo=None))], now=NOON)
    assert ids(desk) == []


def test_nothing_waits_in_a_knowledge_base(store: Store) -> None:
    for call in (
        lambda: store.keep_waiting([row("held/a")]),
        lambda: list(store.waiting()),
        lambda: store.let_go([]),
    ):
        with pytest.raises(StoreRoomError):
            call()


def test_only_who_may_write_can_keep_or_erase(desk: Store, desk_url: str) -> None:
    desk.keep_waiting([row("held/a")], now=NOON)
    with closing(open_store(desk_url, room="desk")) as reader:
        assert ids(reader) == ["held/a"]
        with pytest.raises(StoreReadOnlyError):
            reader.keep_waiting([row("held/b")], now=NOON)
        with pytest.raises(StoreReadOnlyError):
            reader.let_go(["held/a"], now=NOON)


def test_it_survives_a_restart(desk: Store, desk_url: str) -> None:
    desk.keep_waiting([row("held/a", "kept")], now=NOON)
    desk.close()
    with closing(open_store(desk_url, room="desk")) as again:
        assert list(again.waiting(now=NOON)) == [row("held/a", "kept")]


def test_a_rehearsal_keeps_nothing_of_it(desk: Store) -> None:
    desk.keep_waiting([row("held/a")], now=NOON)
    with desk.rehearsal() as tried:
        tried.keep_waiting([row("held/b")], now=NOON)
        tried.let_go(["held/a"], now=NOON)
        assert ids(tried) == ["held/b"]
    assert ids(desk) == ["held/a"]


# --- apart from what the desk holds


def test_no_revision_copy_or_backup_tells_of_it(desk: Store, tmp_path: Path) -> None:
    desk.keep_waiting([row("held/a", "a secret of somebody")], now=NOON)
    assert (desk.revision(), list(desk.journal()), list(desk.nodes())) == (0, [], [])
    assert desk.history("held/a") == []
    backup(desk, tmp_path / "b")
    with (
        opened_backup(tmp_path / "b") as file,
        closing(create_store(f"sqlite://{tmp_path}/restored.db", room="desk")) as restored,
        closing(create_store(f"sqlite://{tmp_path}/copied.db", room="desk")) as copied,
    ):
        restore(file, restored)
        copy(desk, copied)
        assert ids(restored) == ids(copied) == []
