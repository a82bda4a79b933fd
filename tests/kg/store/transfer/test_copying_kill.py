"""Stopped at any moment, a copy leaves a store that the same command goes on with."""

from __future__ import annotations

import json
import random
import signal
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kg.store.opening import create_store
from kg.store.protocol import Store
from kg.store.transfer import backup, copy
from tests import paced
from tests.kg.store.transfer.conftest import Make
from tests.kg.store.worlds import batch

REVISIONS = 60
SIZE = 6
STOPS = (signal.SIGKILL, signal.SIGINT, signal.SIGKILL)
pytestmark = pytest.mark.slow  # processes are started and stopped, each in the middle of its work


@pytest.fixture
def long(make: Make) -> Store:
    """A store of many small revisions."""
    store = make("long")
    for number in range(1, REVISIONS + 1):
        store.apply(batch(number, SIZE), note=f"number {number}")
    return store


@pytest.mark.neo4j
def test_a_copy_into_neo4j_is_stopped(long: Store, fresh_neo4j: str) -> None:
    stop_often(["copy", "--from", long.url, "--to", fresh_neo4j, "--json"], long, fresh_neo4j)


@pytest.mark.neo4j
def test_a_copy_out_of_neo4j_is_stopped(long: Store, fresh_neo4j: str, tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/target.db"
    with closing(create_store(fresh_neo4j)) as server:
        copy(long, server)
    stop_often(["copy", "--from", fresh_neo4j, "--to", url, "--json"], long, url)


def test_a_restore_is_stopped(long: Store, tmp_path: Path) -> None:
    file, url = tmp_path / "long.zst", f"sqlite://{tmp_path}/target.db"
    backup(long, file)
    stop_often(["restore", str(file), "--store", url, "--json"], long, url)


def stop_often(arguments: list[str], source: Store, url: str) -> None:
    """Run a command, stop it in the middle, several times; then let it come to its end."""
    chance, wanted = random.Random(1948), list(source.journal())
    with closing(create_store(url)) as target:
        for signal_ in STOPS:
            before = target.revision()
            at = before + chance.randint(1, 8)
            stopped = paced.stop(arguments, target, (at, at - before + 1), by=signal_)
            require_stopped(stopped, signal_)
            held = list(target.journal())
            assert held == wanted[: len(held)]
            assert at <= len(held) <= at + 1
        left = REVISIONS - target.revision()
        done = paced.run(arguments)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["revisions"] == left
        assert list(target.journal()) == wanted
        assert list(target.nodes()) == list(source.nodes())
        assert list(target.relations()) == list(source.relations())


def require_stopped(stopped: CompletedProcess[str], by: signal.Signals) -> None:
    """Check that somebody who stopped a command is left with no trace of how it is made."""
    assert stopped.stdout == ""
    assert "Traceback" not in stopped.stderr
    if by == signal.SIGKILL:
        assert stopped.returncode == -signal.SIGKILL
    else:
        assert stopped.returncode == 130, stopped.stderr
        assert "Run the same command again" in stopped.stderr
