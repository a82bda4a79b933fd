"""A reading ends with whoever began it, also while an error that stopped it half-way is told.

Pythons before 3.13 do not say that a connection was left open. The file does: its log goes only
when the last connection has been closed, and an error in hand keeps alive what it interrupted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.findings import Item
from ingest.known import known_from_store
from ingest.loading import Source, load
from kg.base.errors import BadChangeError
from kg.base.store_errors import StoreError
from kg.graph.build import snapshot_of
from kg.model.changes import NodeStatement, Redirect
from kg.store.opening import create_store
from kg.store.protocol import Store
from kg.store.transfer import copy
from kg.store.transfer.transfer_errors import TargetDiffersError
from tests.kg.store.worlds import SOURCE, batch, url_of

Stopped = Callable[[Store, Path], None]


def damaged(store: Store, query: str) -> None:
    with closing(sqlite3.connect(store.url.removeprefix("sqlite://"))) as connection:
        assert connection.execute(query).rowcount > 0
        connection.commit()


def copied_onto_another(store: Store, folder: Path) -> None:
    with closing(create_store(url_of(folder / "other.db"))) as other:
        other.apply(batch(7, 1))
        copy(store, other)


def snapshot_of_a_strange_relation(store: Store, _folder: Path) -> None:
    damaged(store, "UPDATE relation_version SET type = 'AAA' WHERE start = 'org/1-1'")
    snapshot_of(store, "public")


def known_from_a_broken_record(store: Store, _folder: Path) -> None:
    damaged(store, "UPDATE node_version SET body = '{' WHERE id = 'org/1-0'")
    known_from_store(store)


@pytest.mark.parametrize(
    ("stopped", "errors"),
    [
        (copied_onto_another, (TargetDiffersError,)),
        (snapshot_of_a_strange_relation, (KeyError, StoreError)),
        (known_from_a_broken_record, (ValueError, StoreError)),
    ],
)
def test_nothing_is_open_while_an_error_is_told(
    tmp_path: Path, stopped: Stopped, errors: tuple[type[Exception], ...]
) -> None:
    with closing(create_store(url_of(tmp_path / "store.db"))) as store:
        store.apply(batch(1, 5))
        with pytest.raises(errors) as caught:
            stopped(store, tmp_path)
    assert caught.value.__traceback__ is not None, "what was stopped is still in hand"
    assert not list(tmp_path.glob("*.db-*"))


def test_a_file_is_let_go_of_when_its_records_cannot_be_written(tmp_path: Path) -> None:
    table = tmp_path / "table"
    table.write_text("org/new\n", "utf-8")

    def items() -> Iterator[Item]:
        with table.open() as file:
            opened.append(file)
            for line in file:
                yield Item("", (NodeStatement(line.strip(), SOURCE, {}),))
                yield Item("", (Redirect("org/none", "org/nowhere"),) * 30_000)

    opened: list[object] = []
    with closing(create_store(url_of(tmp_path / "store.db"))) as store:
        with pytest.raises(BadChangeError) as caught:
            load(store, [Source("table", items())])
        assert caught.value.__traceback__ is not None
    assert [getattr(file, "closed", None) for file in opened] == [True]
