"""Full disks and read-only media, on a small file system of their own."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pytest

from kg.base.store_errors import StoreFullError, StoreReadOnlyError
from kg.store.opening import create_store, open_store
from tests.kg.store.worlds import SOURCE, batch, url_of


def run(*command: str) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    if not run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)):
        pytest.skip("mounting a file system is not allowed here")
    yield place
    assert run("umount", str(place)), "something still holds a file of the store open"


def close_to_writing(place: Path) -> None:
    assert run("mount", "-o", "remount,ro", str(place))


def test_a_full_disk_keeps_what_was_there(small: Path) -> None:
    url = url_of(small / "store.db")
    store = create_store(url)
    done = fill(url)
    assert done > 2
    store.close()
    reader = open_store(url)
    assert reader.revision() == done
    assert len(list(reader.nodes())) == 1 + done * 40
    reader.close()
    with closing(sqlite3.connect(small / "store.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def fill(url: str) -> int:
    """Write until the disk is full; return how many batches were acknowledged."""
    store = open_store(url, write=True)
    with suppress(StoreFullError):
        for number in count(1):
            store.apply(batch(number, 40))
    done = store.revision()
    with pytest.raises(StoreFullError) as caught:
        store.apply(batch(done + 1, 40))
    assert url in caught.value.detail.text()
    assert (done, number) == (store.revision(), done + 1)
    store.close()
    return done


def test_room_made_is_room_used(small: Path) -> None:
    ballast = small / "ballast"
    ballast.write_bytes(b"\0" * 1_000_000)
    url = url_of(small / "store.db")
    create_store(url).close()
    done = fill(url)
    ballast.unlink()
    store = open_store(url, write=True)
    assert store.apply(batch(done + 1, 40)).revision == done + 1
    store.close()


def test_no_room_for_a_store(small: Path) -> None:
    with pytest.raises((StoreFullError, OSError)):
        (small / "ballast").write_bytes(b"\0" * 3_000_000)
    with pytest.raises(StoreFullError):
        create_store(url_of(small / "folder" / "store.db"))


def test_a_read_only_medium_can_be_read(small: Path) -> None:
    url = url_of(small / "store.db")
    store = create_store(url)
    store.apply(batch(1, 10))
    store.close()
    close_to_writing(small)
    reader = open_store(url)
    assert [row.id for row in reader.nodes()][-1] == SOURCE
    assert reader.candidates("agencia", 1) == ["org/1-0"]
    with pytest.raises(StoreReadOnlyError):
        reader.apply(batch(2, 1))
    reader.close()
    refuses_writing(small)


def refuses_writing(place: Path) -> None:
    with pytest.raises(StoreReadOnlyError):
        open_store(url_of(place / "store.db"), write=True)
    with pytest.raises(StoreReadOnlyError):
        create_store(url_of(place / "store.db"))
    with pytest.raises(StoreReadOnlyError):
        create_store(url_of(place / "folder" / "new.db"))


def killed_writer(url: str) -> None:
    """Leave a store as a killed process does: its last batch only in the log."""
    child = os.fork()
    if child == 0:
        create_store(url).apply(batch(1, 10))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def test_the_log_of_a_killed_writer_is_read_from_a_read_only_medium(small: Path) -> None:
    url = url_of(small / "store.db")
    killed_writer(url)
    close_to_writing(small)
    reader = open_store(url)
    assert reader.revision() == 1
    assert len(list(reader.nodes())) == 11
    reader.close()
    refuses_writing(small)


def test_a_log_that_cannot_be_read_is_not_passed_over(small: Path) -> None:
    url = url_of(small / "store.db")
    killed_writer(url)
    (small / "store.db-shm").unlink()
    close_to_writing(small)
    with pytest.raises(StoreReadOnlyError):
        open_store(url)
