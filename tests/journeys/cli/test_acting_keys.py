"""Keys that act as an office, and the secret of mailed links, at the command line."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.access.clock import utc_now
from kg.access.secret import change_secret, shared_signer
from kg.exchange.mailed_links import LONGEST, SECRET
from kg.store.opening import create_store, open_store
from tests.api.asking import desk_beside
from tests.journeys.cli.conftest import Done, Run

Command = Callable[..., Done]
OFFICE = "unit/mercosur-gci"


@pytest.fixture
def command(run: Run, starter_copy: str) -> Command:
    return lambda *arguments: run(*arguments, store=starter_copy)


def invited(command: Command, *more: str) -> str:
    done = command(
        "desk", "focal-points", "invite", "--mailbox", "office@example.org", "--role",
        "partner_body", "--office", OFFICE, "--json", *more,
    )  # fmt: skip
    assert done.status == 0, done.err
    (found,) = done.json["focal_points"]
    return str(found["id"])


def keys(command: Command) -> list[tuple[str, str | None, bool]]:
    found = command("key", "list", "--json").json["keys"]
    return [(one["audience"], one["focal_point"], one["counts"]) for one in found]


def test_a_key_acts_as_an_office_while_that_may_act(command: Command) -> None:
    id_ = invited(command, "--here")
    made = command("key", "new", "--focal-point", id_, "--note", "The bridge", "--json")
    assert made.status == 0, made.err
    assert (made.json["audience"], made.json["focal_point"]) == ("public", id_)
    assert made.json["counts"]
    assert keys(command) == [("public", id_, True)]
    assert id_ in command("key", "list").out
    assert command("desk", "focal-points", "suspend", id_).status == 0
    assert keys(command) == [("public", id_, False)]
    assert "may act no more" in " ".join(command("key", "list").out.split())


def test_no_key_acts_as_what_may_not_act(command: Command) -> None:
    id_ = invited(command)
    for named, code in (
        (id_, "bad-option"),
        ("focalpoint/0", "unknown-id"),
        (OFFICE, "unknown-id"),
    ):
        done = command("key", "new", "--focal-point", named, "--note", "x", "--json")
        assert (done.status, done.problem["code"]) == (2, code)
    assert keys(command) == []


def test_a_key_reads_or_acts_and_never_both(command: Command) -> None:
    id_ = invited(command, "--here")
    done = command("key", "new", "--focal-point", id_, "--audience", "board", "--note", "x")
    assert done.status == 2
    assert "--focal-point" in done.err
    assert keys(command) == []


def test_links_of_before_count_until_they_lapse(command: Command, starter_copy: str) -> None:
    desk, now = desk_beside(starter_copy), utc_now()
    invited(command)
    with closing(open_store(desk, write=True, room="desk")) as store:
        before = shared_signer(store, SECRET).seal("x", {}, now + LONGEST)
    done = command("key", "rotate-links", "--json")
    assert done.status == 0, done.err
    until = done.json["former_until"]
    assert until[:10] == (now + LONGEST).date().isoformat()
    with closing(open_store(desk, write=True, room="desk")) as store:
        signer = shared_signer(store, SECRET)
        after = signer.seal("x", {}, now + LONGEST)
        assert after.partition(".")[2] != before.partition(".")[2]
        assert signer.facts("x", before, now) == signer.facts("x", after, now) == {}
        late = shared_signer(store, SECRET, now + LONGEST + timedelta(minutes=1))
        assert late.facts("x", before, now) is None
        assert late.facts("x", after, now) == {}
    assert command("key", "rotate-links").status == 0
    with closing(open_store(desk, write=True, room="desk")) as store:
        signer = shared_signer(store, SECRET)
        assert signer.facts("x", before, now) is None, "two changes end what the first left"
        assert signer.facts("x", after, now) == {}
    done = command("key", "rotate-links", "--at-once", "--json")
    assert done.json["former_until"] is None
    with closing(open_store(desk, write=True, room="desk")) as store:
        assert shared_signer(store, SECRET).facts("x", after, now) is None


def test_a_secret_is_changed_on_a_desk_that_has_none_yet(tmp_path: Path) -> None:
    with closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as desk:
        change_secret(desk, SECRET, utc_now(), LONGEST)
        token = shared_signer(desk, SECRET).seal("x", {}, utc_now() + LONGEST)
        assert shared_signer(desk, SECRET).facts("x", token, utc_now()) == {}
