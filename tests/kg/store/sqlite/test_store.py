"""What only the embedded store does: its file, its locks, its addresses."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.base.errors import BadOptionError
from kg.base.store_errors import (
    StoreBrokenError,
    StoreError,
    StoreLockedError,
    StoreMissingError,
    StoreNewerError,
    StoreReadOnlyError,
)
from kg.model.changes import Deletion, NodeStatement
from kg.model.registry import NODES, RELATIONS
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from kg.store.sqlite import SqliteStore, create_sqlite, ddl, open_sqlite
from tests.kg.store.worlds import SOURCE, batch, url_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = create_store(url_of(path))
    store.apply(batch(1, 5))
    yield store
    store.close()


def test_what_is_promised_to_the_protocol(store: Store) -> None:
    promised: Store = open_sqlite(store.url)
    promised.close()


# --- durability


def test_the_writer_waits_for_the_disk(path: Path) -> None:
    store = create_sqlite(url_of(path))
    with store._access.writing() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    store.close()


def test_a_reader_cannot_write_by_mistake(store: Store) -> None:
    reader = open_sqlite(store.url)
    with pytest.raises(StoreReadOnlyError), reader._access.reading() as connection:
        connection.execute("DELETE FROM revision")
    reader.close()


def test_nothing_is_left_beside_the_file(path: Path, store: Store) -> None:
    list(store.nodes())
    store.close()
    assert [each.name for each in path.parent.iterdir() if each.name.startswith("store")] == [
        "store.db"
    ]


# --- locks


def test_a_second_writer_waits_then_says_locked(path: Path, store: Store) -> None:
    other = open_sqlite(url_of(path), write=True, busy_timeout=0.1)
    with store.rehearsal():
        with pytest.raises(StoreLockedError) as caught:
            other.apply(batch(2, 1))
        assert str(path) in caught.value.detail.text()
        assert len(list(other.nodes())) == 6
        late = open_sqlite(url_of(path), write=True, busy_timeout=0.1)
        late.close()
    assert other.apply(batch(2, 1)).revision == 2
    other.close()


def test_threads_of_one_process_take_turns(store: Store) -> None:
    numbers = range(2, 10)
    threads = [threading.Thread(target=store.apply, args=(batch(n, 20),)) for n in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        assert len(list(store.nodes())) % 20 == 6
        thread.join()
    assert store.revision() == 9
    assert len(list(store.nodes())) == 6 + 8 * 20


def test_writing_beside_ones_own_rehearsal_is_refused(store: Store) -> None:
    with store.rehearsal(), pytest.raises(StoreLockedError):
        store.apply(batch(2, 1))
    assert store.apply(batch(2, 1)).revision == 2


def test_a_rehearsal_whose_transaction_ended_keeps_nothing(store: Store) -> None:
    """Some errors, such as a full disk, end the transaction: what follows must not be kept."""
    with store.rehearsal() as tried:
        assert isinstance(tried, SqliteStore)
        with tried._access.reading() as connection:
            connection.execute("ROLLBACK")
        with pytest.raises(StoreError, match="ended"):
            tried.apply(batch(2, 1))
        with pytest.raises(StoreError, match="ended"):
            tried.revision()
    assert store.revision() == 1


def test_two_processes_read_while_one_writes(path: Path, store: Store) -> None:
    script = (
        "import sys; from kg.store.opening import open_store; s = open_store(sys.argv[1])\n"
        "stream = s.nodes(); first = next(stream); print(s.revision(), flush=True)\n"
        "sys.stdin.readline(); print(1 + len(list(stream)), s.revision(), flush=True); s.close()"
    )
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", script, url_of(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "1\n"
    store.apply(batch(2, 5))
    answers = [reader.communicate("go\n")[0] for reader in readers]
    assert answers == ["6 2\n", "6 2\n"]


CREATE_AT_ONCE = """
import sys
from kg.model.changes import NodeStatement
from kg.store.opening import create_store
sys.stdin.readline()
store = create_store(sys.argv[1])
id_ = f"source/{sys.argv[2]}"
store.apply([NodeStatement(id_, id_, {})])
print(store.identity)
store.close()
"""


def test_a_store_is_for_its_owner_until_he_says_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    store = create_store(url_of(path))
    store.apply(batch(1, 5))
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}
    path.chmod(0o660)
    store.close()
    create_store(url_of(path)).close()
    assert path.stat().st_mode & 0o777 == 0o660


def test_processes_that_make_the_same_store_at_once_share_it(tmp_path: Path) -> None:
    url = url_of(tmp_path / "new" / "store.db")
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", CREATE_AT_ONCE, url, str(n)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(4)
    ]
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("go\n")
        maker.stdin.flush()
    identities = {maker.communicate()[0] for maker in makers}
    assert len(identities) == 1
    store = open_store(url)
    assert store.revision() == 4
    store.close()


# --- files that are no store


def broken(path: Path) -> str:
    url = url_of(path)
    with pytest.raises(StoreBrokenError) as caught:
        open_store(url)
    with pytest.raises(StoreBrokenError):
        create_store(url)
    assert url in caught.value.detail.text()
    return caught.value.detail.text()


def test_a_file_of_something_else_is_left_as_it_is(path: Path) -> None:
    path.write_bytes(b"Name;Country\n" * 1000)
    broken(path)
    assert path.read_bytes() == b"Name;Country\n" * 1000


def test_the_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    assert "another program" in broken(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_left_as_it_is(path: Path, store: Store) -> None:
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {ddl.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreNewerError, match=str(ddl.VERSION + 1)):
        open_store(url_of(path))
    assert path.read_bytes() == before


def test_a_damaged_file_is_said_to_be_broken(path: Path, store: Store) -> None:
    store.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreBrokenError):
        open_store(url_of(path))


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    broken(tmp_path)


def test_where_nothing_is_there_is_no_store(tmp_path: Path) -> None:
    for name in ("none.db", "no/folder/none.db", "x" * 300, f"{'y/' * 3000}none.db"):
        with pytest.raises(StoreMissingError):
            open_store(url_of(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_store_yet(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreMissingError):
        open_store(url_of(path))
    create_store(url_of(path)).close()
    open_store(url_of(path)).close()


def test_a_closed_store_says_so(store: Store) -> None:
    stream = store.nodes()
    next(stream)
    store.close()
    assert len(list(stream)) == 5
    with pytest.raises(StoreError, match="closed"):
        store.revision()
    with pytest.raises(StoreError, match="closed"):
        store.apply(batch(2, 1))


# --- addresses


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("my%20store.db", "my store.db"),
        ("%C3%B1and%C3%BA.db", "ñandú.db"),
        ("ñandú.db", "ñandú.db"),
        ("a%3Fmode=memory", "a?mode=memory"),
        ("a?mode=memory", "a?mode=memory"),
        ("b%23c%25d.db", "b#c%d.db"),
        ("sub/../up.db", "up.db"),
        (":memory:", ":memory:"),
        ("new/folders/x.db", "new/folders/x.db"),
        ("it's;--.db", "it's;--.db"),
        ("caf%E9.db", b"caf\xe9.db".decode(errors="surrogateescape")),
    ],
)
def test_an_address_names_one_file(tmp_path: Path, address: str, name: str) -> None:
    (tmp_path / "sub").mkdir()
    url = f"sqlite://{tmp_path}/{address}"
    store = create_store(url)
    store.apply(batch(1, 1))
    store.close()
    assert (tmp_path / name).is_file()
    assert open_revision(url) == 1


def open_revision(url: str) -> int:
    store = open_store(url)
    revision = store.revision()
    store.close()
    return revision


@pytest.mark.parametrize(
    "url", ["sqlite:///a%00b", "sqlite://relative.db", "sqlite:x", "/a.db", ""]
)
def test_other_addresses_are_refused(url: str) -> None:
    for opened in (open_store, create_store):
        with pytest.raises(BadOptionError):
            opened(url)


def test_a_symlink_leads_to_the_store(tmp_path: Path, path: Path, store: Store) -> None:
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(path)
    other = open_store(url_of(link), write=True)
    other.apply(batch(2, 1))
    assert store.revision() == 2
    other.close()
    assert list(link.parent.iterdir()) == [link]


# --- the tables


def test_the_tables_know_the_types_of_the_model(path: Path, store: Store) -> None:
    with closing(sqlite3.connect(path)) as connection:
        types = {name for (name,) in connection.execute("SELECT type FROM node_type")}
        relations = set(connection.execute("SELECT DISTINCT type FROM relation_type"))
        connection.execute("PRAGMA foreign_keys = ON")
        insert = (
            "INSERT INTO relation_version (type, start, 'end', key, rev) VALUES (?, ?, ?, '', 1)"
        )
        for row in [("FUNDS", "org/a", "org/b"), ("LIKES", "org/a", "activity/b")]:
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(insert.replace("'end'", '"end"'), row)
    assert types == set(NODES)
    assert {name for (name,) in relations} == set(RELATIONS)


def test_rows_are_only_added(path: Path, store: Store) -> None:
    question = "SELECT id, rev, body, statements FROM node_version WHERE rev <= 1"
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute(question).fetchall()
        store.apply([NodeStatement("org/1-0", SOURCE, {}), Deletion("org/1-1")])
        assert connection.execute(question).fetchall() == before


def test_one_statement_is_stored_once(path: Path, store: Store) -> None:
    with closing(sqlite3.connect(path)) as connection:
        body, statements = connection.execute(
            "SELECT body, statements FROM node_version WHERE id = 'org/1-0'"
        ).fetchone()
    assert "Agencia" in body
    assert "Agencia" not in statements
