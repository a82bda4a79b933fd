"""Submissions and acceptances while processes are killed: nothing acknowledged is lost or doubled.

Real processes: a service of two workers, offices and two moderators who ask it over sockets with
keys that act, and somebody who ends workers, the whole service, and the server of the knowledge
base with kill -9. Every submission whose 303 was seen is there afterwards; each is accepted once.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from coopgraph.settings import sqlite_url
from kg.access.clock import utc_now
from kg.access.keys import Acting, make_key
from kg.exchange.acceptance import Ledgers
from kg.exchange.focal_points import READS_AS, mailbox_mark
from kg.exchange.moving import begin, move, new_id, records_of, seen_record
from kg.exchange.parties import HOUSE
from kg.exchange.repair import apart
from kg.model.desk_types import FocalPoint, Submission
from kg.store.opening import create_store, open_store
from kg.store.proof import Proof
from kg.store.transfer import copy
from tests.coopgraph.test_serve import free_port
from tests.coopgraph.test_workers import children
from tests.effort import only_long
from tests.kg.exchange.people import SECRETARIAT
from tools.neo4j.server import Server

OFFICES = "unit/example-ondavel-desk", "unit/example-lirvanne-desk"
EACH = 12
"""Submissions of each office."""
PATIENCE = 90.0
_SEEN = re.compile(r'name="seen" value="([^"]*)"')


@dataclass
class Place:
    """A service that can be killed and started again, and the keys of who acts on it."""

    store: str
    desk: str
    cache: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    keys: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        words = [sys.executable, "-m", "coopgraph", "serve", "--workers", "2"]
        words += ["--store", self.store, "--port", str(self.port)]
        settings = {"COOPGRAPH_DESK": self.desk, "COOPGRAPH_CACHE": str(self.cache)}
        self.process = subprocess.Popen(
            words, env={**os.environ, **settings},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def kill(self) -> None:
        """End the service and its workers at once."""
        assert self.process is not None
        for pid in [*children(self.process.pid), self.process.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def kill_worker(self) -> None:
        assert self.process is not None
        for pid in children(self.process.pid)[-1:]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def ask(self, who: str, path: str, fields: dict[str, str] | None = None) -> Answer | None:
        """Return the answer, None where the service died over it; 0 where it was not there."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Authorization": f"Bearer {self.keys[who]}"}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields)
        try:
            line.request("GET" if body is None else "POST", path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode()
        except ConnectionRefusedError:
            return Answer(0, "", "")
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()
        return Answer(answer.status, unescape(text), answer.headers.get("location", ""))


@dataclass(frozen=True)
class Answer:
    """An answer that came whole."""

    status: int
    text: str
    location: str


@pytest.fixture
def place(starter_copy: str, tmp_path: Path) -> Iterator[Place]:
    made = Place(starter_copy, sqlite_url(tmp_path / "desk.db"), tmp_path / "cache")
    let_act(made)
    yield made
    made.kill()


def let_act(place: Place) -> None:
    """Make keys for two offices and two moderators."""
    wanted: list[tuple[str, Any, str | None]] = [
        (f"office {n}", "authority", office) for n, office in enumerate(OFFICES)
    ]
    wanted += [(f"moderator {n}", "secretariat", None) for n in range(2)]
    with closing(create_store(place.desk, room="desk")) as desk:
        for name, role, office in wanted:
            mailbox = f"{name.replace(' ', '-')}@example.org"
            new = FocalPoint(id=new_id(FocalPoint), role=role, office=office, mailbox=mailbox)
            begin(desk, new, "invite", SECRETARIAT, utc_now())
            seen = seen_record(desk, FocalPoint, new.id, SECRETARIAT)
            move(desk, seen, "verify", SECRETARIAT, utc_now())
            acting = Acting(new.id, mailbox_mark(mailbox))
            place.keys[name] = make_key(desk, READS_AS[role], name, None, utc_now(), acting=acting)[
                0
            ]


def submit(place: Place, number: int, acknowledged: dict[str, str], end: threading.Event) -> None:
    """Enter one demand after the other; a title whose answer did not come is not tried again."""
    for turn in range(EACH):
        title = f"Wells of office {number}, number {turn}"
        fields = {
            "title": title, "summary": "Who digs?", "sector": "14030", "languages": "en",
            "visibility": "states", "act": "propose",
        }  # fmt: skip
        while not end.is_set():
            answer = place.ask(f"office {number}", "/en/desk/new/demands", fields)
            if answer is not None and answer.status == 303:
                acknowledged[answer.location.rpartition("/")[2]] = title
                break
            if answer is None:
                # Nobody knows what became of it: as a person would, go on with the next one.
                break
            time.sleep(0.1)
        time.sleep(0.15)


def moderate(place: Place, number: int, answers: Counter[int], end: threading.Event) -> None:
    """Accept whatever waits, again and again, beside somebody who does the same."""
    who = f"moderator {number}"
    while not end.is_set():
        desk = place.ask(who, "/en/desk")
        if desk is None or desk.status != 200:
            time.sleep(0.2)
            continue
        for path in sorted(set(re.findall(r'href="(/en/desk/entries/[0-9a-f]{16})"', desk.text))):
            page = place.ask(who, path)
            seen = _SEEN.search(page.text) if page and 'value="accept"' in page.text else None
            if seen:
                answer = place.ask(who, path, {"act": "accept", "seen": seen[1]})
                answers[answer.status if answer else 0] += 1
        time.sleep(0.05)


def run(
    place: Place, breaks: Callable[[], None], times: int
) -> tuple[dict[str, str], Counter[int]]:
    """Let all of them act while something breaks; return what was acknowledged and answered."""
    acknowledged: dict[str, str] = {}
    answers: Counter[int] = Counter()
    end = threading.Event()
    place.start()
    offices = [
        threading.Thread(target=submit, args=(place, n, acknowledged, end)) for n in range(2)
    ]
    moderators = [
        threading.Thread(target=moderate, args=(place, n, answers, end)) for n in range(2)
    ]
    until_up(place)
    try:
        for one in [*offices, *moderators]:
            one.start()
        for _ in range(times):
            time.sleep(1.5)
            breaks()
        for one in offices:
            one.join(PATIENCE)
        until(lambda: all(state == "accepted" for state in states(place).values()))
    finally:
        end.set()
        for one in [*offices, *moderators]:
            one.join()
    return acknowledged, answers


def until_up(place: Place) -> None:
    until(lambda: (answer := place.ask("moderator 0", "/en/desk")) and answer.status == 200)


def until(done: Callable[[], object]) -> None:
    given_up = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < given_up
        time.sleep(0.2)


def states(place: Place) -> dict[str, str]:
    with desk_of(place) as desk:
        found = records_of(desk, Submission, HOUSE)
    # What was kept but not sent when a worker died is a draft: nobody was told that it was sent.
    return {r.id.partition("/")[2]: r.state or "" for r in found if r.state != "draft"}


@contextmanager
def desk_of(place: Place) -> Iterator[Any]:
    with closing(open_store(place.desk, room="desk")) as desk:
        yield desk


def require_sound(place: Place, acknowledged: dict[str, str]) -> None:
    """Each that was acknowledged is there, accepted, and known from exactly one revision."""
    found = states(place)
    assert set(acknowledged) <= set(found)
    assert len(acknowledged) > EACH, "most of them got through"
    with closing(open_store(place.store)) as knowledge, desk_of(place) as desk:
        revisions = list(knowledge.journal())
        made = Counter(revision.note for revision in revisions)
        by_token = {revision.token: revision for revision in revisions}
        for record in records_of(desk, Submission, HOUSE):
            if record.state == "draft":
                continue
            assert made[record.id] == 1, "it was written once, however often it was accepted"
            assert by_token[record.led_to or ""].note == record.id
            (known,) = knowledge.get([record.record or ""]).values()
            assert [said.where for said in known.statements] == [record.id]
        assert list(apart(Ledgers(knowledge, desk))) == []
        for store in (knowledge, desk):
            assert store.prove(lambda _what, _done: None, deep=True).faults == Proof().faults


@pytest.mark.slow  # services are started, which takes seconds each
def test_workers_and_services_are_killed(place: Place) -> None:
    turn = iter(range(100))

    def breaks() -> None:
        if next(turn) % 2:
            place.kill()
            place.start()
        else:
            place.kill_worker()

    acknowledged, answers = run(place, breaks, times=4)
    require_sound(place, acknowledged)
    assert answers[303] >= len(acknowledged)
    assert set(answers) <= {0, 303, 404, 409, 503}, answers


@only_long
@pytest.mark.neo4j
@pytest.mark.slow  # the server is killed and recovers
@pytest.mark.timeout(600)
def test_the_server_of_the_knowledge_base_is_killed_too(
    starter_copy: str, private_neo4j: Server, tmp_path: Path
) -> None:
    place = Place(private_neo4j.url, sqlite_url(tmp_path / "desk.db"), tmp_path / "cache")
    with (
        closing(open_store(starter_copy)) as source,
        closing(create_store(place.store)) as target,
    ):
        copy(source, target)
    let_act(place)
    turn = iter(range(100))

    def breaks() -> None:
        number = next(turn)
        if number == 1:
            private_neo4j.kill()
            private_neo4j.start()
        elif number == 2:
            place.kill()
            place.start()
        else:
            place.kill_worker()

    try:
        acknowledged, answers = run(place, breaks, times=4)
        require_sound(place, acknowledged)
        assert set(answers) <= {0, 303, 404, 409, 503}, answers
    finally:
        place.kill()
        shutil.rmtree(place.cache, ignore_errors=True)
