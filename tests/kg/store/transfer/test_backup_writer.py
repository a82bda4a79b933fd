"""A backup is one file that either kind of store can be made from again."""

from __future__ import annotations

import json
import stat
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from kg.base.errors import BadFileError
from kg.model.changes import NodeStatement
from kg.store.opening import open_store
from kg.store.protocol import Store
from kg.store.transfer import backup, opened_backup, restore
from kg.store.transfer.transfer_errors import (
    BackupExistsError,
    NotABackupError,
    TargetAheadError,
    TargetDiffersError,
)
from tests.journeys.conformance.strategies import WORLD
from tests.kg.store.transfer.conftest import LAST, Make, Url, fill
from tests.kg.store.transfer.same import same_everywhere
from tests.kg.store.transfer.test_copying import Meanwhile
from tests.neo4j_server import driver_of, empty


def content(path: Path) -> list[bytes]:
    with path.open("rb") as file:
        return zstandard.ZstdDecompressor().stream_reader(file).read().splitlines(keepends=True)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a folder.zst"


def brought_back(file: Path, target: Store) -> int:
    with opened_backup(file) as kept:
        return restore(kept, target).revisions


def test_a_store_in_a_file_is_destroyed_and_restored(
    world: Store, make: Make, url: Url, file: Path
) -> None:
    path = Path(url("world").removeprefix("sqlite://"))
    wanted, rows = list(world.journal()), list(world.nodes())
    outcome = backup(world, file)
    world.close()
    for each in path.parent.glob("world.db*"):
        each.unlink()
    again = make("world")
    assert again.revision() == 0
    assert brought_back(file, again) == LAST
    assert (list(again.journal()), list(again.nodes())) == (wanted, rows)
    assert outcome.graph.nodes == len(rows)


@pytest.mark.neo4j
def test_a_store_in_neo4j_is_destroyed_and_restored(
    world: Store, make: Make, fresh_neo4j: str, file: Path
) -> None:
    server = make(fresh_neo4j)
    fill(server)
    wanted, outcome = list(server.journal()), backup(server, file)
    server.close()
    with driver_of(fresh_neo4j) as driver:
        empty(driver)
    again, other = make(fresh_neo4j), make("other")
    assert again.revision() == 0
    assert brought_back(file, again) == brought_back(file, other) == LAST
    assert list(again.journal()) == wanted
    same_everywhere(again, other)
    with opened_backup(file) as kept:
        assert restore(kept, again).graph == outcome.graph


@pytest.mark.neo4j
def test_both_engines_write_the_same(
    world: Store, make: Make, fresh_neo4j: str, file: Path, tmp_path: Path
) -> None:
    backup(world, file)
    server = make(fresh_neo4j)
    brought_back(file, server)
    backup(server, tmp_path / "second.zst")
    first, second = content(file), content(tmp_path / "second.zst")
    assert first[1:-1] == second[1:-1]
    assert len(first) > 25


def test_a_backup_names_no_place_and_no_password(world: Store, file: Path, tmp_path: Path) -> None:
    backup(world, file)
    told = b"".join(content(file)).decode()
    assert str(tmp_path) not in told
    assert world.identity not in told
    header, end = json.loads(told.splitlines()[0]), json.loads(told.splitlines()[-1])["end"]
    assert set(header) == {"coopgraph", "format", "room", "program", "revision", "made"}
    assert (header["revision"], end["revisions"]) == (LAST, LAST)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600, "it holds what only the board may see"


def test_a_backup_is_of_one_revision(world: Store, make: Make, file: Path) -> None:
    later = [NodeStatement("org/later", "source/a", {})]
    outcome = backup(world, file, progress=Meanwhile("copy", 2, then=lambda: world.apply(later)))
    assert (outcome.revision, world.revision()) == (LAST, LAST + 1)
    again = make("again")
    assert brought_back(file, again) == LAST
    assert list(again.nodes()) == list(world.nodes(LAST))


def test_an_empty_store_has_a_backup(make: Make, file: Path) -> None:
    assert backup(make("one"), file).revision == 0
    assert brought_back(file, make("two")) == 0


def test_a_restore_goes_on(world: Store, make: Make, file: Path) -> None:
    backup(world, file)
    again = make("again")
    for revision in list(world.journal())[:3]:
        again.replay(revision)
    assert brought_back(file, again) == LAST - 3
    assert brought_back(file, again) == 0
    same_everywhere(world, again)


def test_only_into_a_beginning(world: Store, make: Make, file: Path) -> None:
    backup(world, file)
    other = make("other")
    other.apply(WORLD[:3])
    with pytest.raises(TargetDiffersError) as caught:
        brought_back(file, other)
    assert str(file) in caught.value.sentence()
    world.apply([NodeStatement("org/later", "source/a", {})])
    with pytest.raises(TargetAheadError):
        brought_back(file, world)
    assert (other.revision(), world.revision()) == (1, LAST + 1)


def test_an_older_backup_is_replaced_only_when_told(world: Store, file: Path) -> None:
    backup(world, file)
    before = file.read_bytes()
    world.apply([NodeStatement("org/later", "source/a", {})])
    with pytest.raises(BackupExistsError):
        backup(world, file)
    assert file.read_bytes() == before
    assert backup(world, file, replace=True).revision == LAST + 1
    with opened_backup(file) as kept:
        assert kept.revision == LAST + 1


def test_only_a_backup_is_ever_replaced(world: Store, url: Url, tmp_path: Path) -> None:
    store = Path(url("world").removeprefix("sqlite://"))
    link, folder, text = tmp_path / "link", tmp_path / "folder", tmp_path / "text"
    link.symlink_to(store)
    folder.mkdir()
    text.write_text("mine", "utf-8")
    for path in (store, link, folder, text):
        with pytest.raises(NotABackupError):
            backup(world, path, replace=True)
    assert text.read_text("utf-8") == "mine"
    with closing(open_store(world.url)) as again:
        assert again.revision() == LAST


def test_nothing_is_left_where_it_fails(world: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    def fail() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(world, folder / "a.zst", progress=Meanwhile("copy", 3, then=fail))
    with pytest.raises(BadFileError) as caught:
        backup(world, folder / "no such folder" / "a.zst")
    assert "where you may write" in caught.value.sentence()
    assert list(folder.iterdir()) == []


def test_a_name_taken_meanwhile_is_not_replaced(world: Store, file: Path) -> None:
    with pytest.raises(BackupExistsError):
        backup(world, file, progress=Meanwhile("copy", 3, then=lambda: file.write_text("mine")))
    assert file.read_text("utf-8") == "mine"
