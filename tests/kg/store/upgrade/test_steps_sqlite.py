"""Stores in files of every older format, brought to the present one."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kg.base.store_errors import (
    StoreBrokenError,
    StoreLockedError,
    StoreMissingError,
    StoreNewerError,
    StoreOldError,
)
from kg.model.changes import NodeStatement
from kg.store.opening import create_store, open_store
from kg.store.sqlite import ddl
from kg.store.transfer import opened_backup, restore
from kg.store.upgrade.sqlite_upgrade import upgrade_sqlite
from kg.store.upgrade.steps import STEPS
from kg.store.upgrade.store_upgrade import look, upgrade
from tests.kg.store.transfer.same import same_everywhere
from tests.kg.store.upgrade.conftest import BEFORE, CLOSED, FIXTURES, FORMATS, Unpack, url_of
from tests.kg.store.upgrade.rows import content, format_of, require_sound, rows, schema

AT_ONCE = 0.05
"""Seconds of patience with others."""


def test_there_are_fixtures_of_every_format_before_this_one() -> None:
    assert len(FORMATS) == len(STEPS) == ddl.VERSION - ddl.OLDEST
    assert [step.before for step in STEPS] == [BEFORE[folder] for folder in FORMATS]


@pytest.mark.parametrize("folder", FORMATS)
def test_an_old_store_becomes_what_its_backup_restores(unpack: Unpack, folder: str) -> None:
    path = unpack(folder)
    upgrade(url_of(path))
    restored = path.with_name("restored.db")
    with (
        opened_backup(FIXTURES / folder / "store.backup") as file,
        closing(create_store(url_of(restored))) as store,
    ):
        restore(file, store)
        with closing(open_store(url_of(path))) as upgraded:
            same_everywhere(upgraded, store)
    assert content(path) == content(restored)
    assert schema(path) == schema(restored)
    assert format_of(path) == ddl.VERSION
    require_sound(path)


@pytest.mark.parametrize("folder", FORMATS)
def test_history_keeps_its_numbers_and_its_days(unpack: Unpack, folder: str) -> None:
    path = unpack(folder)
    frame = (
        "SELECT number, at, note FROM revision",
        "SELECT version, id, rev, next_rev, redirect, body IS NULL FROM node_version",
        """SELECT version, type, start, "end", key, rev, next_rev, status, since, until
            FROM relation_version""",
        "SELECT identity FROM store",
    )
    before = [rows(path, query) for query in frame]
    upgrade(url_of(path))
    assert [rows(path, query) for query in frame] == before


def test_each_statement_says_what_it_said(old: Path) -> None:
    was = said_in(old)
    upgrade(url_of(old))
    assert said_in(old) == was
    with closing(open_store(url_of(old))) as store:
        history = store.history("offer/bra-board")
    assert [v.revision for v in history] == [2, 5]
    claims = [[(s.source, s.visibility) for s in v.statements] for v in history]
    sheet, restated = "source/sheet/offers", "source/sheet/restated"
    assert claims == [[(sheet, "board")], [(sheet, "board"), (restated, None)]]


def said_in(path: Path) -> list[tuple[object, ...]]:
    """Return all statements of all versions of nodes without their visibility, from the rows."""
    found: list[tuple[object, ...]] = []
    for id_, rev, body, kept in rows(path, "SELECT id, rev, body, statements FROM node_version"):
        entries = json.loads(kept) if kept else []
        if entries and isinstance(entries[0], str):
            source, *place = entries
            entries = [[source, id_, *place, json.loads(body)]]
        for source, subject, where, basis, dated, props, *_ in entries:
            props.pop("visibility", None)
            found.append((id_, rev, source, subject, where, basis, dated, repr(props)))
    return found


def test_nothing_is_left_among_the_values(old: Path) -> None:
    query = "SELECT count(*) FROM node_version WHERE body LIKE '%visibility%'"
    assert rows(old, query) != [(0,)]
    upgrade(url_of(old))
    assert rows(old, query) == [(0,)]
    assert rows(old, query.replace("body", "statements")) == [(0,)]


def test_the_report_counts_what_closed(old: Path) -> None:
    foreseen = look(url_of(old))
    done = upgrade(url_of(old))
    assert {each.id: each.to for each in done.closed} == CLOSED
    assert (done.before, done.after, done.revision) == (1, ddl.VERSION, 15)
    present = "SELECT count(*) FROM {} WHERE next_rev IS NULL AND body IS NOT NULL"
    counts = [rows(old, present.format(f"{n}_version"))[0][0] for n in ("node", "relation")]
    assert foreseen.records == done.records == sum(counts)
    assert foreseen.closed == done.closed


def test_a_look_changes_nothing(old: Path) -> None:
    before, beside = old.read_bytes(), sorted(old.parent.iterdir())
    assert look(url_of(old)).closed
    assert old.read_bytes() == before
    assert sorted(old.parent.iterdir()) == beside


def test_a_copy_of_the_store_as_it_was_stays_beside_it(old: Path) -> None:
    before = content(old)
    kept = upgrade(url_of(old)).kept
    assert kept is not None
    copy = Path(kept)
    assert copy.name.startswith("store.db.v1-")
    assert sorted(old.parent.iterdir()) == sorted((old, copy))
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert content(copy) == before
    assert format_of(copy) == 1
    require_sound(copy)


def test_no_copy_is_written_over_another(old: Path) -> None:
    again = old.read_bytes()
    first = Path(upgrade(url_of(old)).kept or "")
    old.write_bytes(again)
    first.write_bytes(b"mine")
    names = {first}
    for _ in range(3):
        old.write_bytes(again)
        names.add(Path(upgrade(url_of(old)).kept or ""))
    assert len(names) == 4
    assert first.read_bytes() == b"mine"


def test_a_store_of_the_present_format_is_left_alone(old: Path) -> None:
    upgrade(url_of(old))
    before, beside = old.read_bytes(), sorted(old.parent.iterdir())
    done = upgrade(url_of(old))
    assert (done.before, done.after, done.closed, done.kept) == (ddl.VERSION, ddl.VERSION, [], None)
    assert old.read_bytes() == before
    assert sorted(old.parent.iterdir()) == beside


def test_an_old_store_is_opened_by_nobody_else(old: Path) -> None:
    before = old.read_bytes()
    for opening in (open_store, lambda url: open_store(url, write=True), create_store):
        with pytest.raises(StoreOldError) as caught:
            opening(url_of(old))
        assert f"coopgraph upgrade --store {url_of(old)}" in caught.value.fix.text()
        assert caught.value.exit_code == 3
    assert old.read_bytes() == before


@pytest.mark.parametrize(
    ("pragma", "error"),
    [
        (f"user_version = {ddl.VERSION + 1}", StoreNewerError),
        ("user_version = 0", StoreBrokenError),
        ("application_id = 7", StoreBrokenError),
    ],
)
@pytest.mark.parametrize("command", [look, upgrade])
def test_what_cannot_be_upgraded_is_left_as_it_is(
    old: Path, pragma: str, error: type[Exception], command: Callable[[str], object]
) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(f"PRAGMA {pragma}")
    before, beside = old.read_bytes(), sorted(old.parent.iterdir())
    with pytest.raises(error):
        command(url_of(old))
    assert old.read_bytes() == before
    assert sorted(old.parent.iterdir()) == beside


def test_no_store_no_file(tmp_path: Path) -> None:
    for command in (look, upgrade):
        with pytest.raises(StoreMissingError):
            command(url_of(tmp_path / "none.db"))
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreMissingError):
        upgrade(url_of(tmp_path / "empty.db"))
    assert [path.name for path in tmp_path.iterdir()] == ["empty.db"]


@pytest.mark.parametrize("asked", ["PRAGMA user_version", "BEGIN IMMEDIATE"])
def test_nothing_is_done_while_somebody_has_it_open(old: Path, asked: str) -> None:
    """An older program that has it open, if only to read, would go on in its own format."""
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute(asked).fetchall()
        with pytest.raises(StoreLockedError):
            upgrade_sqlite(url_of(old), AT_ONCE, lambda *_: None)
        assert list(old.parent.glob("*.v1-*")) == []
    assert format_of(old) == 1
    assert upgrade(url_of(old)).before == 1


def test_what_is_written_meanwhile_waits(old: Path) -> None:
    """Nobody reads a half or writes between the copy and what is made of it."""
    refused: list[str] = []

    def meanwhile(_done: int, _total: int) -> None:
        with (
            closing(sqlite3.connect(old, timeout=AT_ONCE)) as other,
            pytest.raises(sqlite3.OperationalError) as caught,
        ):
            other.execute("SELECT count(*) FROM revision").fetchone()
        refused.append(str(caught.value))

    upgrade_sqlite(url_of(old), AT_ONCE, meanwhile)
    assert refused
    assert set(refused) == {"database is locked"}


def test_it_lives_on(old: Path) -> None:
    """What is claimed from now on meets what was claimed before."""
    upgrade(url_of(old))
    with closing(open_store(url_of(old), write=True)) as store:
        said = {"title": {"en": "Offer again"}, "nature": "declared"}
        claim = NodeStatement(
            "offer/ven-silent", "source/iati-codelists", said, visibility="public"
        )
        assert store.apply([claim]).revision == 16
        (record,) = store.get(["offer/ven-silent"]).values()
        assert [s.visibility for s in record.statements] == ["public", None]
        assert store.candidates("cerrada", 5) == ["org/closed-foundation"]
