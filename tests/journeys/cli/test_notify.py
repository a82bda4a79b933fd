"""coopgraph notify, as cron runs it: twice at once, killed, with letters that come back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any, Final

import pytest

from kg.access.clock import utc_now
from kg.base.audience import Audience
from kg.exchange.mail.rounds import Round
from kg.exchange.mail.sending import LOST_AFTER
from kg.graph.view import View
from kg.store.opening import create_store
from tests.kg.exchange.mail.rounds_of import LIRVANNE, ONDAVEL, Played
from tests.kg.exchange.mail.sent import mail_through
from tests.mail_server import MailServer, mail_server

_PATIENCE: Final = 60.0
Environment = dict[str, str]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as found:
        yield found


@pytest.fixture
def environment(server: MailServer, starter_copy: str, tmp_path: Path) -> Environment:
    return {
        **os.environ,
        "COOPGRAPH_STORE": starter_copy,
        "COOPGRAPH_SMTP_URL": server.url,
        "COOPGRAPH_PUBLIC_URL": "https://coopgraph.example.org",
        "COOPGRAPH_CACHE": str(tmp_path / "cache"),
    }


@pytest.fixture
def played(server: MailServer, starter_copy: str) -> Iterator[Played]:
    """The desk beside the knowledge base, an hour ago: what is due, is due now."""
    url = starter_copy.replace("copy.db", "copy.desk.db")
    with closing(create_store(url, room="desk")) as desk:
        past = utc_now() - timedelta(hours=2)
        yield Played(Round(desk, mail_through(server), past, no_view))


def no_view(_audience: Audience) -> View:
    """Stand for a knowledge base that is not asked: these letters leave from other processes."""
    raise AssertionError


def notify(environment: Environment, *options: str, given: bytes = b"") -> tuple[int, Any]:
    command = [sys.executable, "-m", "coopgraph", "notify", "--json", *options]
    done = subprocess.run(
        command, env=environment, input=given, capture_output=True, timeout=_PATIENCE, check=False
    )
    document = json.loads(done.stdout or done.stderr.splitlines()[-1])
    return done.returncode, document


def started(environment: Environment) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "coopgraph", "notify", "--json"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_it_says_what_was_sent_and_then_that_nothing_is_due(
    played: Played, environment: Environment, server: MailServer
) -> None:
    record = played.ask()
    status, told = notify(environment, "--dry-run")
    assert (status, told["dry_run"], [one["kind"] for one in told["letters"]]) == (
        0, True, ["contact.ask"],
    )  # fmt: skip
    assert server.taken == []
    status, told = notify(environment)
    assert (status, told["sent"], told["failed"]) == (0, {"contact.ask": 1}, 0)
    (letter,) = told["letters"]
    assert (letter["mailbox"], letter["record"]) == (LIRVANNE, record.id)
    assert notify(environment)[1]["letters"] == []
    assert [str(m["To"]) for m in server.taken] == [LIRVANNE]


def test_what_is_overdue_lapses_and_both_sides_hear_of_it(
    played: Played, environment: Environment, server: MailServer
) -> None:
    played.round = replace(played.round, now=utc_now() - timedelta(days=50))
    record = played.ask()
    _status, told = notify(environment)
    assert told["lapsed"] == [{"id": record.id, "state": "lapsed"}]
    assert told["sent"] == {"contact.lapse": 2}
    assert notify(environment)[1]["lapsed"] == []


def test_two_at_once_send_each_letter_once(
    played: Played, environment: Environment, server: MailServer
) -> None:
    for _ in range(4):
        played.ask()
    running = [started(environment) for _ in range(2)]
    for process in running:
        _out, err = process.communicate(timeout=_PATIENCE)
        assert process.returncode == 0, err
    assert [str(m["To"]) for m in server.taken] == [LIRVANNE] * 4
    assert len({m["Message-ID"] for m in server.taken}) == 4


def test_killed_in_the_middle_of_a_letter_it_sends_none_twice(
    played: Played, environment: Environment, server: MailServer
) -> None:
    """The mail server has taken a letter, and whoever sent it does not live to hear so."""
    for _ in range(3):
        played.ask()
    server.held = Event()
    process = started(environment)
    assert server.arriving.wait(_PATIENCE)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=_PATIENCE)
    assert process.returncode == -signal.SIGKILL
    server.held.set()
    server.held = None
    status, told = notify(environment)
    assert (status, told["sent"]) == (0, {"contact.ask": 2})
    assert [str(m["To"]) for m in server.taken] == [LIRVANNE] * 3
    # What nobody knows of is said an hour later, and not sent again.
    played.round = replace(played.round, now=utc_now() + LOST_AFTER)
    assert [(one.state, one.why) for one in played.notify()] == [("given up", "killed")]
    assert len({m["Message-ID"] for m in server.taken}) == len(server.taken) == 3


@pytest.mark.parametrize("by", ["file", "stdin"])
def test_a_letter_that_comes_back_is_noted(
    played: Played, environment: Environment, server: MailServer, tmp_path: Path, by: str
) -> None:
    from tests.kg.exchange.mail.test_returned import report

    played.ask()
    notify(environment)
    number = str(server.taken[0]["Message-ID"])
    raw = report().replace("<0123456789abcdef.1@coopgraph.invalid>", number).encode()
    file = tmp_path / "back.eml"
    file.write_bytes(raw)
    given = {"file": [str(file)], "stdin": ["-"]}[by]
    status, told = notify(environment, "--bounce", *given, given=raw)
    assert (status, told["failed"]) == (1, 1)
    assert told["letters"][0]["state"] == "bounced"
    points = subprocess.run(
        [sys.executable, "-m", "coopgraph", "desk", "focal-points", "--json"],
        env=environment, capture_output=True, timeout=_PATIENCE, check=True,
    )  # fmt: skip
    bounced = [one for one in json.loads(points.stdout)["focal_points"] if one["bounced"]]
    assert [one["mailbox"] for one in bounced] == [LIRVANNE]


def test_what_is_refused_makes_cron_write_to_whoever_runs_it(
    played: Played, environment: Environment, server: MailServer
) -> None:
    server.refuses[LIRVANNE] = "550 5.1.1 Nobody"
    record = played.ask()
    status, told = notify(environment)
    assert (status, told["failed"], told["letters"][0]["answer"]) == (1, 1, "550 5.1.1")
    assert record.id == told["letters"][0]["record"]
    assert ONDAVEL not in json.dumps(told)


def test_mail_that_is_no_notification_is_refused(played: Played, environment: Environment) -> None:
    assert played.people
    status, told = notify(environment, "--bounce", "-", given=b"From: x\r\n\r\nhello")
    assert status == 2
    assert told["type"].endswith("bad-file")


def test_without_an_address_no_letter_leaves_by_a_server(
    played: Played, environment: Environment, server: MailServer
) -> None:
    played.ask()
    del environment["COOPGRAPH_PUBLIC_URL"]
    status, told = notify(environment)
    assert (status, told["type"].rpartition("/")[2].rpartition(":")[2]) == (2, "no-address")
    assert server.taken == []


def test_without_a_desk_nothing_is_due(environment: Environment) -> None:
    status, told = notify(environment)
    assert (status, told["letters"]) == (0, [])
