"""A knowledge base and its desk as scripts keep them: one file, verified, restored, repaired."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.exchange.acceptance import Ledgers
from kg.exchange.moving import records_of
from kg.exchange.parties import HOUSE
from kg.model.desk_types import ContactRequest, Submission
from kg.store.opening import create_store, open_store
from tests.api.asking import desk_beside
from tests.journeys.cli.conftest import Done, Run
from tests.kg.exchange.test_repair import confirmed

Command = Callable[..., Done]


@pytest.fixture
def used(starter_copy: str) -> str:
    """A store whose desk has an accepted submission and a confirmed request."""
    with (
        closing(open_store(starter_copy, write=True)) as knowledge,
        closing(create_store(desk_beside(starter_copy), room="desk")) as desk,
    ):
        confirmed(Ledgers(knowledge, desk))
    return starter_copy


def states(desk_url: str) -> dict[str, str]:
    with closing(open_store(desk_url, room="desk")) as desk:
        records = [
            *records_of(desk, Submission, HOUSE), *records_of(desk, ContactRequest, HOUSE),
        ]  # fmt: skip
        return {record.id: record.state or "" for record in records}


def points(url: str, desk: str) -> list[object]:
    with (
        closing(open_store(url)) as knowledge,
        closing(open_store(desk, room="desk")) as other,
    ):
        return [knowledge.point(), other.point()]


def put_back(url: str, older: Path) -> None:
    """Put the file of a knowledge base back from an older copy, as somebody in a hurry does."""
    path = Path(url.removeprefix("sqlite://"))
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    shutil.copy(older, path)


def test_one_file_holds_both_and_brings_both_back(run: Run, used: str, tmp_path: Path) -> None:
    file = str(tmp_path / "both.zst")
    kept = run("backup", file, "--json", store=used)
    assert kept.status == 0, kept.err
    assert kept.json["desk"]["from"] == desk_beside(used)
    assert (tmp_path / "both.zst").stat().st_mode & 0o777 == 0o600
    other = sqlite_url(tmp_path / "other.db")
    back = run("restore", file, "--json", store=other)
    assert back.status == 0, back.err
    assert back.json["desk"]["to"] == desk_beside(other)
    assert back.json["desk"]["digest"] == kept.json["desk"]["digest"]
    assert back.json["digest"] == kept.json["digest"]
    assert points(other, desk_beside(other)) == points(used, desk_beside(used))
    assert states(desk_beside(other)) == states(desk_beside(used))
    for more in ([], ["--room", "desk"], ["--deep"]):
        done = run("verify", "--json", *more, store=other)
        assert (done.status, done.json["findings"]) == (0, [])
    for more in ([], ["--deep"]):
        assert run("verify", file, *more, store=other).status == 0
    again = run("restore", file, store=other)
    assert (again.status, "The desk" in again.out) == (0, True)


def test_the_desk_can_be_named(run: Run, used: str, tmp_path: Path) -> None:
    file, desk = str(tmp_path / "both.zst"), sqlite_url(tmp_path / "elsewhere.db")
    other = sqlite_url(tmp_path / "other.db")
    assert run("backup", file, store=used).status == 0
    assert run("restore", file, "--desk", desk, store=other).status == 0
    assert states(desk) == states(desk_beside(used))
    assert not (tmp_path / "other.desk.db").exists()


def test_each_room_can_be_asked_for(run: Run, used: str, tmp_path: Path) -> None:
    both, one = str(tmp_path / "both.zst"), str(tmp_path / "one.zst")
    assert run("backup", both, store=used).status == 0
    assert run("backup", one, "--room", "knowledge", "--json", store=used).json["desk"] is None
    other = sqlite_url(tmp_path / "other.db")
    wrong = run("restore", one, "--room", "desk", store=other)
    assert (wrong.status, (tmp_path / "other.db").exists()) == (2, False)
    assert run("restore", both, "--room", "attic", store=other).status == 2
    assert run("restore", both, "--room", "knowledge", store=other).status == 0
    assert not (tmp_path / "other.desk.db").exists()
    assert run("restore", both, "--room", "desk", store=other).status == 0
    assert points(other, desk_beside(other)) == points(used, desk_beside(used))


def test_without_a_desk_the_store_is_written_alone(
    run: Run, starter_copy: str, tmp_path: Path
) -> None:
    done = run("backup", str(tmp_path / "one.zst"), "--json", store=starter_copy)
    assert (done.status, done.json["desk"]) == (0, None)
    assert run("backup", str(tmp_path / "x"), "--with-queue", store=starter_copy).status == 2
    assert not (tmp_path / "copy.desk.db").exists()


def test_a_knowledge_base_put_back_is_found_and_the_desk_set_right(
    run: Run, used: str, starter_path: Path, tmp_path: Path
) -> None:
    desk = desk_beside(used)
    before = states(desk)
    put_back(used, starter_path)
    for more in ([], ["--room", "desk"]):
        done = run("verify", "--json", *more, store=used)
        assert done.status == 1
        assert {(f["what"], f["code"]) for f in done.json["findings"]} == {("desk", "apart")}
        assert {f["id"] for f in done.json["findings"]} == set(before)
        assert "desk repair" in done.json["findings"][0]["fix"]
    file = str(tmp_path / "apart.zst")
    assert run("backup", file, store=used).status == 0
    assert run("verify", file, store=used).status == 0, "the file is what was written"
    assert run("verify", file, "--deep", store=used).status == 1
    looked = run("desk", "repair", "--dry-run", "--json", store=used)
    assert looked.status == 0, looked.err
    assert looked.json["dry_run"] is True
    assert states(desk) == before
    done = run("desk", "repair", "--json", store=used)
    assert done.json["records"] == looked.json["records"]
    assert {part["id"]: part["state"] for part in done.json["records"]} == states(desk)
    assert set(states(desk).values()) == {"proposed", "concluded"}
    assert run("verify", store=used).status == 0
    for again in (["--dry-run"], []):
        assert run("desk", "repair", "--json", *again, store=used).json["records"] == []
    assert "does not hold" in run("desk", "repair", store=used).out


def test_what_was_set_back_is_shown_at_the_terminal(
    run: Run, used: str, starter_path: Path
) -> None:
    put_back(used, starter_path)
    done = run("desk", "repair", "--dry-run", "--lang", "es", store=used)
    assert done.status == 0, done.err
    assert all(id_.partition("/")[0] in done.out for id_ in states(desk_beside(used)))


def test_repair_is_for_the_board_and_needs_a_desk(run: Run, starter_copy: str) -> None:
    assert run("desk", "repair", "--audience", "states", store=starter_copy).status == 2
    assert run("desk", "repair", store=starter_copy).status == 3


def test_a_desk_that_cannot_be_read_is_told(run: Run, used: str) -> None:
    Path(desk_beside(used).removeprefix("sqlite://")).write_bytes(b"not a desk" * 400)
    done = run("verify", "--json", store=used)
    assert done.status == 1
    assert {f["what"] for f in done.json["findings"]} == {"file"}


@pytest.mark.neo4j
def test_a_pair_goes_from_a_file_to_a_server_and_back(
    run: Run, used: str, fresh_neo4j: str, tmp_path: Path
) -> None:
    first, second = str(tmp_path / "one.zst"), str(tmp_path / "two.zst")
    desk = sqlite_url(tmp_path / "desk.db")
    assert run("backup", first, store=used).status == 0
    moved = run("restore", first, "--desk", desk, store=fresh_neo4j)
    assert moved.status == 0, moved.err
    assert run("verify", "--desk", desk, store=fresh_neo4j).status == 0
    assert run("backup", second, "--desk", desk, store=fresh_neo4j).status == 0
    other = sqlite_url(tmp_path / "other.db")
    assert run("restore", second, store=other).status == 0
    assert points(other, desk_beside(other)) == points(used, desk_beside(used))
    assert points(fresh_neo4j, desk) == points(used, desk_beside(used))


@pytest.mark.neo4j
def test_a_desk_on_a_server_comes_from_a_pair(
    run: Run, used: str, fresh_neo4j_desk: str, tmp_path: Path
) -> None:
    file, other = str(tmp_path / "one.zst"), sqlite_url(tmp_path / "other.db")
    assert run("backup", file, store=used).status == 0
    moved = run("restore", file, "--desk", fresh_neo4j_desk, store=other)
    assert moved.status == 0, moved.err
    assert points(other, fresh_neo4j_desk) == points(used, desk_beside(used))
