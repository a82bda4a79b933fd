"""Stores in Neo4j of every older format, brought to the present one page by page."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from kg.base.store_errors import StoreNewerError, StoreOldError
from kg.store.neo4j import ddl
from kg.store.opening import create_store, open_store
from kg.store.transfer import opened_backup, restore
from kg.store.upgrade import neo4j_upgrade as engine
from kg.store.upgrade.store_upgrade import look, upgrade
from tests.journeys.cli.conftest import Run, run
from tests.kg.store.transfer.same import same_everywhere
from tests.kg.store.upgrade.conftest import BEFORE, CLOSED, FIXTURES, FORMATS
from tests.kg.store.upgrade.old_neo4j import content, load, store_node
from tests.neo4j_server import driver_of, empty

__all__ = ["run"]
pytestmark = pytest.mark.neo4j
OLD = FORMATS[0]
KILLED = """
import sys
from kg.store.upgrade import neo4j_upgrade as engine
from kg.store.upgrade.store_upgrade import upgrade

def show(done, total):
    print(done, flush=True)
    if done > 100:
        sys.stdin.read()

engine.PAGE = 20
upgrade(sys.argv[1], progress=show)
"""


class _StoppedError(Exception):
    """What stops an upgrade in the middle."""


@pytest.fixture(scope="module")
def driver(neo4j_url: str) -> Iterator[Driver]:
    with driver_of(neo4j_url) as driver:
        yield driver


@pytest.fixture
def old(neo4j_url: str, driver: Driver) -> str:
    """The address of a database with a store of the oldest format."""
    load(driver, OLD)
    return neo4j_url


@pytest.fixture(scope="module")
def wanted(neo4j_url: str, driver: Driver) -> dict[str, dict[str, Any]]:
    """What lies in the database after the backup of a format was restored there, by format."""
    found = {}
    for folder in FORMATS:
        empty(driver)
        with (
            opened_backup(FIXTURES / folder / "store.backup") as file,
            closing(create_store(neo4j_url)) as store,
        ):
            restore(file, store)
        found[folder] = content(driver)
    return found


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages be small."""
    monkeypatch.setattr(engine, "PAGE", 20)


@pytest.mark.parametrize("folder", FORMATS)
def test_an_old_store_becomes_what_its_backup_restores(
    neo4j_url: str, driver: Driver, wanted: dict[str, Any], folder: str, tmp_path: Path
) -> None:
    empty(driver)  # constraints and indexes are made by the upgrade
    load(driver, folder)
    identity = store_node(driver)["identity"]
    done = upgrade(neo4j_url)
    assert (done.before, done.after) == (BEFORE[folder]["neo4j"], ddl.FORMAT)
    assert content(driver) == wanted[folder]
    assert store_node(driver)["identity"] == identity
    with (
        closing(open_store(neo4j_url)) as upgraded,
        closing(create_store(f"sqlite://{tmp_path}/restored.db")) as store,
        opened_backup(FIXTURES / folder / "store.backup") as file,
    ):
        restore(file, store)
        same_everywhere(upgraded, store)


def test_the_report_counts_what_closed(old: str, driver: Driver) -> None:
    before = content(driver), store_node(driver)
    foreseen = look(old)
    assert (content(driver), store_node(driver)) == before
    done = upgrade(old)
    assert {each.id: each.to for each in done.closed} == CLOSED
    assert (foreseen.closed, foreseen.records) == (done.closed, done.records)
    again = upgrade(old)
    assert (again.before, again.after, again.closed) == (ddl.FORMAT, ddl.FORMAT, [])
    assert again.records == done.records


def test_the_graph_says_from_whom_on_a_record_is_seen(old: str, driver: Driver) -> None:
    query = (
        "MATCH (n) WHERE n.visibility IS NOT NULL AND n.id IS NOT NULL RETURN n.id, n.visibility"
    )
    with driver.session() as session:
        before = dict(map(tuple, session.run(query)))
    assert before["offer/hti-open"] == before["state/hti"] == "public"
    upgrade(old)
    with driver.session() as session:
        after = dict(map(tuple, session.run(query)))
    assert "public" not in after.values()
    assert "state/hti" not in after
    assert CLOSED.items() <= after.items()
    assert after["org/only-inside"] == "states"


def test_who_goes_on_tells_what_was_done_before(
    old: str, driver: Driver, wanted: dict[str, Any], small: None
) -> None:
    for _ in range(3):
        stopped_after(old, pages=2)
        with pytest.raises(StoreOldError):
            open_store(old)
        with pytest.raises(StoreOldError):
            create_store(old)
        assert {each.id: each.to for each in look(old).closed} == CLOSED
    done = upgrade(old)
    assert {each.id: each.to for each in done.closed} == CLOSED
    assert done.before == BEFORE[OLD]["neo4j"]
    assert content(driver) == wanted[OLD]
    assert set(store_node(driver)) == {
        "only",
        "identity",
        "format",
        "schema",
        "room",
        "written",
        "turn",
    }


def stopped_after(url: str, pages: int) -> None:
    """Let an upgrade do some pages and stop it."""
    left = pages

    def stop(_done: int, _total: int) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise _StoppedError

    with pytest.raises(_StoppedError):
        upgrade(url, progress=stop)


def test_older_programs_refuse_what_is_being_upgraded(
    old: str, driver: Driver, small: None
) -> None:
    stopped_after(old, pages=1)
    assert store_node(driver)["format"] > BEFORE[OLD]["neo4j"]


def test_what_an_older_program_writes_meanwhile_is_brought_over_too(
    old: str, driver: Driver, small: None
) -> None:
    """It had the store open before the upgrade began, and takes the lock between two pages."""
    write = """
        MATCH (s:_Store) SET s.turn = s.turn + 1, s.written = s.written + 1
        CREATE (:_Revision {number: s.written, at: '2026-01-01T00:00:00+00:00', note: 'late'})
        WITH s MATCH (p:_Publication) SET p.revision = s.written, p.announced = s.written
        WITH s MATCH (v:_NodeVersion {id: 'demand/bra-water'})
        CREATE (:_NodeVersion {id: v.id, rev: s.written, next_rev: v.next_rev, words: v.words,
            body: '{"nature":"declared","visibility":"board"}', statements: v.statements})
        SET v.next_rev = s.written"""

    def meanwhile(_done: int, _total: int) -> None:
        with driver.session() as session:
            if session.run("MATCH (r:_Revision {note: 'late'}) RETURN r").single() is None:
                session.run(write).consume()

    done = upgrade(old, progress=meanwhile)
    assert done.revision == 16
    with closing(open_store(old)) as store:
        history = store.history("demand/bra-water")
    assert [version.statements[0].visibility for version in history] == [None, "board"]
    assert all("visibility" not in version.statements[0].props for version in history)


def test_killed_it_goes_on(old: str, driver: Driver, wanted: dict[str, Any]) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, old],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        while int(process.stdout.readline()) <= 100:
            pass
        process.send_signal(signal.SIGKILL)
    with pytest.raises(StoreOldError):
        open_store(old)
    assert {each.id: each.to for each in upgrade(old).closed} == CLOSED
    assert content(driver) == wanted[OLD]


def test_a_newer_store_is_left_as_it_is(old: str, driver: Driver) -> None:
    with driver.session() as session:
        session.run("MATCH (s:_Store) SET s.format = 99").consume()
    before = content(driver), store_node(driver)
    for command in (look, upgrade, open_store, create_store):
        with pytest.raises(StoreNewerError):
            command(old)
    assert (content(driver), store_node(driver)) == before


def test_the_command(run: Run, old: str) -> None:
    refused = run("status", "--json", store=old)
    assert (refused.status, refused.problem["code"]) == (3, "store-old")
    assert "coopgraph upgrade --store neo4j://" in refused.problem["fix"]
    check = run("upgrade", "--check", "--json", store=old)
    done = run("upgrade", "--json", store=old)
    assert (check.status, done.status) == (0, 0), check.err + done.err
    assert check.json == done.json
    assert done.json["closed"] == sorted(CLOSED)
    assert run("show", "offer/hti-open", "--audience", "public", store=old).status == 2
