"""The desk of a knowledge base: where it lies, how it is named, how it is moved."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from coopgraph.asked import Asked
from coopgraph.cli.options import asking
from coopgraph.desk.desk import desk_asked_for, desk_url, made_desk, read_desk
from coopgraph.settings import Settings, sqlite_url, user_folder
from kg.base.errors import BadOptionError
from kg.base.store_errors import (
    StoreError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreRoomError,
)
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.journeys.cli.conftest import Run
from tests.journeys.conformance.test_rooms import DESK, KEY

Opening = Callable[[str, Settings], AbstractContextManager[Store]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "my knowledge.db"


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    with closing(create_store(sqlite_url(place))) as store:
        yield store


def beside(place: Path) -> Path:
    return place.with_name("my knowledge.desk.db")


# --- where


def test_the_desk_lies_beside_the_file_of_the_store(store: Store, place: Path) -> None:
    assert desk_url(store, Settings()) == sqlite_url(beside(place))


@pytest.mark.parametrize(
    ("name", "desk"),
    [("a.db", "a.desk.db"), ("a", "a.desk.db"), ("a.db.sqlite", "a.db.sqlite.desk.db")],
)
def test_only_the_usual_ending_is_dropped(tmp_path: Path, name: str, desk: str) -> None:
    with closing(create_store(sqlite_url(tmp_path / name))) as store:
        assert desk_url(store, Settings()) == sqlite_url(tmp_path / desk)


def test_a_store_has_one_desk_by_whatever_name_it_is_opened(store: Store, place: Path) -> None:
    link = place.parent / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(place)
    with closing(create_store(sqlite_url(link))) as same:
        assert desk_url(same, Settings()) == desk_url(store, Settings())


class OnAServer:
    """As much of a store on a server as its desk depends on."""

    url = "neo4j://neo4j@127.0.0.1:7687"

    def __init__(self, identity: str) -> None:
        self.identity = identity


@pytest.mark.parametrize(
    ("identity", "name"),
    [
        ("0f3ad1", "desk-0f3ad1.db"),
        ("8f7c2f0e-1c1b-4d1c", "desk-8f7c2f0e-1c1b-4d1c.db"),
        ("../../etc/x", "desk-______etc_x.db"),
    ],
)
def test_the_desk_of_a_server_lies_among_the_data_of_the_user(identity: str, name: str) -> None:
    server: Store = OnAServer(identity)  # type: ignore[assignment]
    assert desk_url(server, Settings()) == sqlite_url(user_folder("data") / name)


def test_the_desk_that_was_named_goes_first(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = sqlite_url(tmp_path / "named.db")
    monkeypatch.setenv("COOPGRAPH_DESK", named)
    assert desk_url(store, Settings()) == named
    assert desk_asked_for(asked_with("--desk", sqlite_url(tmp_path / "other.db"))) == sqlite_url(
        tmp_path / "other.db"
    )
    assert desk_asked_for(asked_with("--store", store.url)) == named


def asked_with(*options: str) -> Asked:
    """Return what a command that has the option is asked with."""
    import typer
    from typer.testing import CliRunner

    got: list[Asked] = []
    app = typer.Typer()
    app.command()(asking(_taking(got), desk=True))
    assert CliRunner().invoke(app, options).exit_code == 0
    return got[0]


def _taking(got: list[Asked]) -> Callable[[Asked], None]:
    def command(asked: Asked) -> None:
        got.append(asked)

    return command


def test_only_commands_that_need_it_have_the_option(run: Run, tmp_path: Path) -> None:
    assert run("status", "--desk", sqlite_url(tmp_path / "d.db")).status == 2


# --- opened


def test_it_is_made_on_first_use_for_its_owner_alone(store: Store, place: Path) -> None:
    with made_desk(desk_url(store, Settings()), Settings()) as desk:
        desk.apply(DESK)
        assert desk.room == "desk"
        modes = {
            path.name: stat.S_IMODE(path.stat().st_mode) for path in place.parent.glob("*.desk.*")
        }
        assert set(modes.values()) == {0o600}
        assert len(modes) == 3
    with made_desk(desk_url(store, Settings()), Settings()) as again:
        assert KEY in again.get([KEY])
    assert [path.name for path in place.parent.glob("*.desk.*")] == [beside(place).name]
    with pytest.raises(StoreError, match="closed"):
        again.revision()


def test_the_knowledge_base_is_no_desk(store: Store) -> None:
    settings = Settings(desk=store.url)
    with pytest.raises(StoreRoomError), made_desk(desk_url(store, settings), settings):
        pass


@pytest.mark.parametrize("opening", [made_desk, read_desk])
def test_a_bad_address_is_said_of_the_option(opening: Opening) -> None:
    with pytest.raises(BadOptionError) as caught, opening("mongodb://u:secret@x/y", Settings()):
        pass
    assert caught.value.option == "--desk"
    assert "secret" not in caught.value.sentence()


def test_a_missing_desk_is_told_from_a_missing_store(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreMissingError) as caught,
        read_desk(sqlite_url(tmp_path / "no.db"), Settings()),
    ):
        pass
    assert "init" not in caught.value.fix.text()


def test_where_none_can_be_made_another_place_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.sqlite.store_file.os.access", lambda *_: False)
    with (
        pytest.raises(StoreReadOnlyError) as caught,
        made_desk(sqlite_url(tmp_path / "desk.db"), Settings()),
    ):
        pass
    assert "COOPGRAPH_DESK" in caught.value.fix.text()


# --- moved


@pytest.fixture
def with_desk(store: Store, place: Path) -> Path:
    with made_desk(desk_url(store, Settings()), Settings()) as desk:
        desk.apply(DESK)
    return place


def test_a_desk_is_backed_up_and_comes_back(run: Run, with_desk: Path, tmp_path: Path) -> None:
    file, url = str(tmp_path / "desk.zst"), sqlite_url(with_desk)
    kept = run("backup", file, "--room", "desk", "--json", store=url)
    assert kept.status == 0, kept.err
    assert (kept.json["from"], kept.json["nodes"]) == (sqlite_url(beside(with_desk)), 4)
    beside(with_desk).unlink()
    back = run("restore", file, "--json", store=url)
    assert back.status == 0, back.err
    assert (back.json["to"], back.json["digest"]) == (kept.json["from"], kept.json["digest"])
    with read_desk(back.json["to"], Settings()) as desk:
        assert KEY in desk.get([KEY])


def test_a_desk_that_is_named_needs_no_knowledge_base(
    run: Run, with_desk: Path, tmp_path: Path
) -> None:
    file, named = str(tmp_path / "desk.zst"), ["--desk", sqlite_url(beside(with_desk))]
    missing = sqlite_url(tmp_path / "missing.db")
    assert run("backup", file, "--room", "desk", *named, store=missing).status == 0
    other = ["--desk", sqlite_url(tmp_path / "other.db")]
    assert run("restore", file, *other, store=missing).status == 0
    assert not (tmp_path / "missing.db").exists()


def test_a_desk_is_copied_to_a_desk(run: Run, with_desk: Path, tmp_path: Path) -> None:
    target = sqlite_url(tmp_path / "copy.db")
    asked = ["copy", "--from", sqlite_url(beside(with_desk)), "--to"]
    done = run(*asked, target, "--json", store=None)
    assert (done.status, done.json["nodes"]) == (0, 4), done.err
    with read_desk(target, Settings()) as desk:
        assert desk.room == "desk"
    refused = run(*asked, sqlite_url(with_desk), "--json", store=None)
    assert (refused.status, refused.problem["code"]) == (3, "store-room")


@pytest.mark.parametrize("audience", ["public", "states"])
def test_nothing_of_a_desk_is_copied_for_others(
    run: Run, with_desk: Path, tmp_path: Path, audience: str
) -> None:
    target = tmp_path / "copy.db"
    asked = ["--from", sqlite_url(beside(with_desk)), "--to", sqlite_url(target)]
    done = run("copy", *asked, "--audience", audience, "--json", store=None)
    assert (done.status, done.problem["code"]) == (3, "store-room")
    assert not target.exists()


def test_a_desk_named_as_the_store_is_refused_by_every_command(run: Run, with_desk: Path) -> None:
    desk = sqlite_url(beside(with_desk))
    for command in (["status"], ["init"], ["show", KEY], ["backup", "x.zst"]):
        done = run(*command, "--json", store=desk)
        assert (done.status, done.problem["code"]) == (3, "store-room"), command
        assert desk in done.problem["detail"]
        assert "COOPGRAPH_DESK" in done.problem["fix"]


def test_a_room_of_another_name_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("backup", str(tmp_path / "x.zst"), "--room", "attic").status == 2
    assert not (tmp_path / "x.zst").exists()


def test_records_of_the_desk_are_unknown_to_the_knowledge_base(run: Run) -> None:
    assert run("show", KEY).status == 2
    assert run("match", KEY).status == 2
