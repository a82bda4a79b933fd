"""key new, list, revoke: shown once, kept as a digest, ended at once."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coopgraph.settings import sqlite_url
from kg.base.i18n import LANGUAGES
from kg.store.opening import create_store, open_store
from tests.journeys.cli.conftest import Done, Run

Key = Callable[..., Done]
FACTS = {"id", "audience", "note", "created", "expires", "revoked", "counts", "focal_point"}
HEAD = {"revision", "as_of", "lang"}


@pytest.fixture
def key(run: Run, starter_copy: str) -> Key:
    """Run ``coopgraph key`` on a store of its own; its desk lies beside it."""
    return lambda *arguments: run("key", *arguments, store=starter_copy)


def made(key: Key, audience: str = "board", *more: str) -> dict[str, Any]:
    done = key("new", "--audience", audience, "--note", "Monthly table", "--json", *more)
    assert (done.status, done.err) == (0, "")
    document: dict[str, Any] = done.json
    return document


def desk_of(folder: Path) -> Path:
    return folder / "copy.desk.db"


@pytest.mark.parametrize("audience", ["states", "board"])
def test_a_key_is_shown_once_and_kept_as_a_digest(key: Key, tmp_path: Path, audience: str) -> None:
    document = made(key, audience)
    assert set(document) == FACTS | HEAD | {"key"}
    assert document["audience"] == audience
    text = document["key"]
    assert re.fullmatch(r"cg_[A-Za-z0-9_-]{43}", text), "256 bits behind a prefix"
    assert text not in key("list", "--json").out
    assert text not in key("list").out
    held = b"".join(path.read_bytes() for path in sorted(tmp_path.iterdir()))
    assert text.encode() not in held
    assert text.removeprefix("cg_").encode() not in held
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest.encode() in desk_of(tmp_path).read_bytes()
    assert digest not in key("list", "--json").out
    assert stat.S_IMODE(desk_of(tmp_path).stat().st_mode) == 0o600


def test_the_knowledge_base_knows_nothing_of_it(key: Key, run: Run, starter_copy: str) -> None:
    before = run("status", "--json", store=starter_copy).json
    document = made(key)
    assert run("status", "--json", store=starter_copy).json == before
    assert run("show", document["id"], store=starter_copy).status == 2


def test_no_two_keys_are_alike(key: Key) -> None:
    documents = [made(key) for _ in range(5)]
    assert len({document["key"] for document in documents}) == 5
    listed = key("list", "--json").json
    assert [one["id"] for one in listed["keys"]] == [document["id"] for document in documents]
    assert set(listed) == HEAD | {"keys"}
    assert all(set(one) == FACTS for one in listed["keys"])
    assert listed["revision"] == 5


def test_a_terminal_shows_the_key_alone_on_a_line(key: Key) -> None:
    done = key("new", "--audience", "states", "--note", "[bold]x[/bold]")
    assert done.status == 0
    assert re.fullmatch(r"cg_[A-Za-z0-9_-]{43}", done.out.splitlines()[1])
    assert "[bold]x[/bold]" in key("list").out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_is_spoken(key: Key, lang: str) -> None:
    assert key("list", "--lang", lang).status == 0
    id_ = made(key)["id"]
    for arguments in (
        ["list"],
        ["revoke", id_],
        ["list"],
        ["new", "--audience", "board", "--note", "x"],
    ):
        done = key(*arguments, "--lang", lang)
        assert done.status == 0
        assert "{" not in done.out
        assert "key/" in done.out


def test_revoking_ends_a_key_and_twice_is_fine(key: Key) -> None:
    first, second = made(key), made(key)
    done = key("revoke", first["id"], "--json")
    assert done.status == 0
    assert (done.json["id"], done.json["counts"]) == (first["id"], False)
    assert set(done.json) == FACTS | HEAD
    again = key("revoke", first["id"], "--json")
    assert again.json == done.json
    counts = {one["id"]: one["counts"] for one in key("list", "--json").json["keys"]}
    assert counts == {first["id"]: False, second["id"]: True}


def test_a_store_that_is_not_there_is_told_and_not_taken_for_one_without_keys(
    run: Run, tmp_path: Path
) -> None:
    nowhere = sqlite_url(tmp_path / "nowhere.db")
    for arguments in (["list"], ["revoke", "key/0123456789"]):
        done = run("key", *arguments, "--json", store=nowhere)
        assert (done.status, done.out) == (3, "")
        assert done.problem["code"] == "store-missing"


@pytest.mark.parametrize("day", ["", "2099-W50-1", "20990101", "2099-1-01", "2020-01-01"])
def test_a_last_day_that_is_none_makes_no_key(key: Key, day: str) -> None:
    done = key("new", "--audience", "board", "--note", "x", "--expires", day, "--json")
    assert (done.status, done.out) == (2, "")
    assert done.problem["code"] == "bad-option"
    assert key("list", "--json").json["keys"] == []


def test_spaces_that_do_not_break_are_spaces(key: Key) -> None:
    note = "Minist\u00e8re\u00a0: x\u202f?"
    done = key("new", "--audience", "board", "--note", note, "--json")
    assert done.json["note"] == "Minist\u00e8re : x ?"


def test_the_id_that_is_missing_is_named_as_the_help_does(key: Key) -> None:
    done = key("revoke", "--json")
    assert done.status == 2
    assert done.problem["detail"] == "ID is missing."


def test_a_key_that_nobody_made_suggests_the_nearest(key: Key) -> None:
    known = made(key)["id"]
    done = key("revoke", known[:-1], "--json")
    assert (done.status, done.out) == (2, "")
    assert done.problem["code"] == "unknown-id"
    assert known in done.problem["fix"]
    assert key("revoke", "key/zzzz").status == 2


def test_the_key_itself_is_never_repeated(key: Key) -> None:
    text = made(key)["key"]
    for arguments in (["revoke", text], ["revoke", f"key/{text}"]):
        done = key(*arguments)
        assert done.status == 2
        assert text not in done.out + done.err


def test_what_only_reads_makes_no_desk(key: Key, tmp_path: Path) -> None:
    assert key("list", "--json").json["keys"] == []
    assert key("revoke", "key/none").status == 2
    assert not desk_of(tmp_path).exists()


def test_a_key_has_a_last_day(key: Key) -> None:
    today = datetime.now(UTC).date()
    assert made(key, "board", "--expires", today.isoformat())["expires"] == today.isoformat()
    far = (today + timedelta(days=400)).isoformat()
    assert made(key, "states", "--expires", far)["counts"] is True


WRONG = {
    "no audience": ["--note", "x"],
    "the public": ["--audience", "public", "--note", "x"],
    "nobody": ["--audience", "everybody", "--note", "x"],
    "case": ["--audience", "Board", "--note", "x"],
    "no note": ["--audience", "board"],
    "empty note": ["--audience", "board", "--note", ""],
    "blank note": ["--audience", "board", "--note", "  "],
    "two lines": ["--audience", "board", "--note", "a\nb"],
    "escapes": ["--audience", "board", "--note", "\x1b[2Jx"],
    "long note": ["--audience", "board", "--note", "x" * 2001],
    "no day": ["--audience", "board", "--note", "x", "--expires", "soon"],
    "no such day": ["--audience", "board", "--note", "x", "--expires", "2027-02-30"],
    "day over": ["--audience", "board", "--note", "x", "--expires", "2020-01-01"],
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_makes_no_key(key: Key, tmp_path: Path, case: str) -> None:
    done = key("new", *WRONG[case], "--json")
    assert (done.status, done.out) == (2, "")
    assert done.problem["fix"]
    assert len(done.err.splitlines()) == 1
    assert not desk_of(tmp_path).exists()


def test_the_desk_can_be_named(run: Run, starter_url: str, tmp_path: Path) -> None:
    desk = sqlite_url(tmp_path / "elsewhere.db")
    named = ["--desk", desk, "--json"]
    done = run("key", "new", "--audience", "board", "--note", "x", *named, store=starter_url)
    assert done.status == 0
    with closing(open_store(desk, room="desk")) as store:
        assert done.json["id"] in store.get([done.json["id"]])
    assert len(run("key", "list", *named, store=starter_url).json["keys"]) == 1


def test_a_knowledge_base_is_no_desk(run: Run, starter_url: str, tmp_path: Path) -> None:
    wrong = sqlite_url(tmp_path / "wrong.db")
    create_store(wrong).close()
    for arguments in (["list"], ["new", "--audience", "board", "--note", "x"]):
        done = run("key", *arguments, "--desk", wrong, store=starter_url)
        assert (done.status, done.out) == (3, "")
