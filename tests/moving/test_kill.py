"""Stopped at any moment, a copy leaves a store that the same command goes on with."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from kg.store import Store, create_store
from kg.store.moving import backup, copy
from tests.moving.conftest import Make
from tests.store.worlds import batch

REVISIONS = 160
SIZE = 6
ROUNDS = 3
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
    stop_often(["copy", "--from", long.url, "--to", fresh_neo4j], long, fresh_neo4j)


@pytest.mark.neo4j
def test_a_copy_out_of_neo4j_is_stopped(long: Store, fresh_neo4j: str, tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/target.db"
    with closing(create_store(fresh_neo4j)) as server:
        copy(long, server)
    stop_often(["copy", "--from", fresh_neo4j, "--to", url], long, url)


def test_a_restore_is_stopped(long: Store, tmp_path: Path) -> None:
    file, url = tmp_path / "long.zst", f"sqlite://{tmp_path}/target.db"
    backup(long, file)
    stop_often(["restore", str(file), "--store", url], long, url)


def stop_often(arguments: list[str], source: Store, url: str) -> None:
    """Run a command, stop it in the middle, several times; then let it come to its end."""
    chance, wanted = random.Random(1948), list(source.journal())
    with closing(create_store(url)) as target:
        stopped = 0
        for round_ in range(ROUNDS):
            signal_ = signal.SIGINT if round_ % 2 else signal.SIGKILL
            before = target.revision()
            stopped += stop(arguments, signal_, target, before + chance.randint(1, 8))
            held = list(target.journal())
            assert held == wanted[: len(held)]
            assert len(held) >= before
        assert stopped >= ROUNDS / 2
        left = REVISIONS - target.revision()
        done = subprocess.run(command(arguments), capture_output=True, text=True, check=True)
        assert json.loads(done.stdout)["revisions"] == left
        assert list(target.journal()) == wanted
        assert list(target.nodes()) == list(source.nodes())
        assert list(target.relations()) == list(source.relations())


def stop(arguments: list[str], signal_: signal.Signals, target: Store, at: int) -> bool:
    """Start a command and stop it when the target has come so far; say whether that was in time."""
    with subprocess.Popen(
        command(arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None and target.revision() < at:
            time.sleep(0.001)
        process.send_signal(signal_)
        out, err = process.communicate()
    if process.returncode == 0:
        return False
    assert out == ""
    assert "Traceback" not in err
    if signal_ == signal.SIGKILL:
        assert process.returncode == -signal.SIGKILL
    else:
        assert process.returncode == 130, err
        assert "Run the same command again" in err
    return True


def command(arguments: list[str]) -> list[str]:
    return [sys.executable, "-m", "coopgraph", *arguments, "--json"]
