"""A key is spent by one caller, over all handles, threads and processes, until it has lapsed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier

import pytest

from kg.base.errors import UnfitValueError
from kg.base.store_errors import StoreReadOnlyError
from kg.model.changes import NodeStatement
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from kg.store.spent_keys import MAX_KEY, PRUNED
from kg.store.transfer import backup, opened_backup, restore

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=10)
TICK = timedelta(microseconds=1)
MUCH_LATER = LATER + timedelta(days=1)
Factory = Callable[[], Store]
SOURCE = NodeStatement("source/one", "source/one", {"title": {"en": "One"}})


def test_a_key_is_spent_once(store: Store) -> None:
    assert not store.spent("k", now=NOON)
    assert store.once("k", LATER, now=NOON)
    assert store.spent("k", now=NOON)
    assert not store.once("k", LATER, now=NOON)
    assert not store.once("k", MUCH_LATER, now=NOON)
    assert store.once("another", LATER, now=NOON)


def test_a_key_counts_to_the_end_of_its_time(store: Store) -> None:
    assert store.once("k", LATER, now=NOON)
    assert store.spent("k", now=LATER)
    assert not store.once("k", MUCH_LATER, now=LATER)
    assert not store.spent("k", now=LATER + TICK)
    assert store.once("k", MUCH_LATER, now=LATER + TICK)
    assert not store.once("k", MUCH_LATER, now=LATER + TICK)


def test_a_refused_call_makes_no_key_last_longer(store: Store) -> None:
    store.once("k", LATER, now=NOON)
    store.once("k", MUCH_LATER, now=NOON)
    assert not store.spent("k", now=LATER + TICK)


def test_what_has_lapsed_cannot_be_spent(store: Store) -> None:
    assert not store.once("k", NOON - TICK, now=NOON)
    assert not store.spent("k", now=NOON - TICK)
    assert store.once("k", NOON, now=NOON)
    assert not store.once("k", NOON, now=NOON)


def test_the_clock_of_the_caller_is_asked_where_no_time_is_given(store: Store) -> None:
    now = datetime.now(UTC)
    assert not store.once("past", now - timedelta(minutes=1))
    assert store.once("k", now + timedelta(days=1))
    assert store.spent("k")
    assert not store.once("k", now + timedelta(days=1))


def test_times_are_the_same_in_every_zone(store: Store) -> None:
    west = timezone(timedelta(hours=-5))
    assert store.once("k", LATER.astimezone(west), now=NOON)
    assert store.spent("k", now=LATER.astimezone(timezone(timedelta(hours=9))))
    assert not store.spent("k", now=(LATER + TICK).astimezone(west))
    assert store.once("for ever", datetime.max.replace(tzinfo=west), now=NOON)


def test_a_time_without_its_zone_is_a_mistake(store: Store) -> None:
    bare = LATER.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        store.spent("k", now=bare)
    with pytest.raises(ValueError, match="zone"):
        store.once("k", bare, now=NOON)
    with pytest.raises(ValueError, match="zone"):
        store.once("k", LATER, now=bare)
    assert not store.spent("k", now=NOON)


@pytest.mark.parametrize("key", ["", "a\0b", "'; DROP TABLE once; --", "Ñ", "😀" * MAX_KEY])
def test_any_text_is_a_key(store: Store, key: str) -> None:
    assert store.once(key, LATER, now=NOON)
    assert store.spent(key, now=NOON)
    assert not store.once(key, LATER, now=NOON)


def test_keys_that_look_alike_are_different(store: Store) -> None:
    keys = ["a", "A", "a ", "á", "a\u0301", "a\0", "a\0b", "1", "01"]
    assert [store.once(key, LATER, now=NOON) for key in keys] == [True] * len(keys)


@pytest.mark.parametrize("key", ["\ud800", "x" * (MAX_KEY + 1)])
def test_what_no_engine_can_hold_is_refused(store: Store, key: str) -> None:
    with pytest.raises(UnfitValueError):
        store.once(key, LATER, now=NOON)
    with pytest.raises(UnfitValueError):
        store.spent(key, now=NOON)


# --- apart from what the store holds


def test_no_revision_tells_of_it(store: Store, tmp_path: Path) -> None:
    store.apply([SOURCE])
    before = (store.revision(), store.updated(), list(store.journal()), list(store.nodes()))
    store.once("k", LATER, now=NOON)
    assert before == (
        store.revision(), store.updated(), list(store.journal()), list(store.nodes())
    )  # fmt: skip
    assert list(store.changed_since(1)) == []
    assert store.history("k") == []
    assert store.apply([SOURCE, NodeStatement("source/two", "source/one", {})]).revision == 2
    assert store.spent("k", now=NOON)
    backup(store, tmp_path / "b")
    with (
        opened_backup(tmp_path / "b") as file,
        closing(create_store(f"sqlite://{tmp_path}/restored.db")) as restored,
    ):
        restore(file, restored)
        assert not restored.spent("k", now=NOON)


def test_a_rehearsal_keeps_nothing_of_it(store: Store) -> None:
    store.once("before", LATER, now=NOON)
    with store.rehearsal() as tried:
        assert tried.spent("before", now=NOON)
        assert not tried.once("before", LATER, now=NOON)
        assert tried.once("k", LATER, now=NOON)
        assert tried.spent("k", now=NOON)
        assert not tried.once("k", LATER, now=NOON)
        assert tried.revision() == 0
    assert not store.spent("k", now=NOON)
    assert store.once("k", LATER, now=NOON)


def test_only_who_may_write_can_spend(store: Store, url: str) -> None:
    with closing(open_store(url)) as reader:
        with pytest.raises(StoreReadOnlyError):
            reader.once("k", LATER, now=NOON)
        with pytest.raises(StoreReadOnlyError):
            reader.spent("k", now=NOON)
    assert store.once("k", LATER, now=NOON)


def test_it_survives_a_restart(store_factory: Factory) -> None:
    store = store_factory()
    if not store.capabilities.survives_restart:
        pytest.skip("the engine keeps nothing")
    store.once("k", LATER, now=NOON)
    store.close()
    assert not store_factory().once("k", LATER, now=NOON)


# --- what has lapsed is forgotten


def test_later_calls_forget_what_has_lapsed_little_by_little(store: Store) -> None:
    for number in range(PRUNED + 3):
        assert store.once(f"old {number}", LATER, now=NOON)
    kept = MUCH_LATER + timedelta(days=1)
    store.once("kept", kept, now=NOON)
    assert held(store, NOON) == PRUNED + 4
    store.once("first", kept, now=MUCH_LATER)
    assert held(store, NOON) == 5
    store.once("second", kept, now=MUCH_LATER)
    assert held(store, NOON) == 3
    assert [store.spent(key, now=kept) for key in ("kept", "first", "second")] == [True] * 3


def test_a_replica_whose_clock_is_ahead_forgets_nothing_for_the_others(store: Store) -> None:
    store.once("k", LATER, now=NOON)
    store.once("another", MUCH_LATER, now=LATER + timedelta(minutes=30))
    assert store.spent("k", now=NOON)


def held(store: Store, now: datetime) -> int:
    keys = [f"old {number}" for number in range(PRUNED + 3)]
    return sum(store.spent(key, now=now) for key in (*keys, "kept", "first", "second"))


# --- one winner


def test_one_of_many_threads_over_two_handles_wins(store_factory: Factory) -> None:
    handles, keys, callers = (store_factory(), store_factory()), range(12), 8
    start = Barrier(callers)

    def call(caller: int) -> list[int]:
        start.wait()
        return [key for key in keys if handles[caller % 2].once(str(key), LATER, now=NOON)]

    with ThreadPoolExecutor(callers) as pool:
        won = Counter(key for each in pool.map(call, range(callers)) for key in each)
    assert won == dict.fromkeys(keys, 1)


def test_one_of_many_takes_over_a_key_that_has_lapsed(store_factory: Factory) -> None:
    handles, callers = (store_factory(), store_factory()), 8
    handles[0].once("k", LATER, now=NOON)
    start = Barrier(callers)

    def call(caller: int) -> bool:
        start.wait()
        return handles[caller % 2].once("k", MUCH_LATER + timedelta(1), now=MUCH_LATER)

    with ThreadPoolExecutor(callers) as pool:
        assert sum(pool.map(call, range(callers))) == 1


CALLER = """
import sys
from datetime import datetime
from kg.store.opening import open_store
store = open_store(sys.argv[1], write=True)
print("ready", flush=True)
sys.stdin.readline()
until, now = map(datetime.fromisoformat, sys.argv[2:])
print(*(key for key in range(25) if store.once(str(key), until, now=now)))
store.close()
"""


def test_one_of_several_processes_wins(store: Store, url: str) -> None:
    command = [sys.executable, "-c", CALLER, url, LATER.isoformat(), NOON.isoformat()]
    callers = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
        )
        for _ in range(3)
    ]
    for caller in callers:
        assert caller.stdout
        assert caller.stdout.readline() == "ready\n"
    for caller in callers:
        assert caller.stdin
        caller.stdin.write("go\n")
        caller.stdin.flush()
    told = [caller.communicate()[0] for caller in callers]
    assert [caller.returncode for caller in callers] == [0, 0, 0]
    assert Counter(key for each in told for key in each.split()) == {
        str(key): 1 for key in range(25)
    }
    assert all(store.spent(str(key), now=NOON) for key in range(25))
