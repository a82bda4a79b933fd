"""Killed in the middle, an ingest keeps whole batches, and the same command completes it."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.records import Revision
from kg.store import Store, create_store
from tests.iati.conftest import activity

ACTIVITIES, BODIES, KILLS = 60, 60, 3
pytestmark = pytest.mark.slow  # processes are started and killed, each in the middle of its work
PROGRAM = """
import ingest.load
from coopgraph.__main__ import main
ingest.load.BATCH_CHANGES = 400
main()
"""
"""The command, with batches so small that a small file has many."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of ten batches."""
    bodies = "".join(
        f'<participating-org ref="XX-{n}" role="1"><narrative>Body {n}</narrative>'
        "</participating-org>"
        for n in range(BODIES)
    )
    path = tmp_path_factory.mktemp("iati") / "large.xml"
    activities = "".join(activity(bodies, f"A-{n}") for n in range(ACTIVITIES))
    path.write_text(f"<iati-activities>\n{activities}</iati-activities>", "utf-8")
    return path


@pytest.fixture(scope="module")
def whole(file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Revision]:
    """What a store holds in which the file was loaded at once."""
    url = f"sqlite://{tmp_path_factory.mktemp('whole')}/whole.db"
    with closing(create_store(url)) as store:
        run_to_the_end(file, url)
        revisions = held(store)
    assert len(revisions) > 2 * KILLS
    return revisions


def test_into_sqlite(file: Path, whole: list[Revision], tmp_path: Path) -> None:
    kill_often(file, f"sqlite://{tmp_path}/killed.db", whole)


@pytest.mark.neo4j
def test_into_neo4j(file: Path, whole: list[Revision], fresh_neo4j: str) -> None:
    kill_often(file, fresh_neo4j, whole)


def kill_often(file: Path, url: str, whole: list[Revision]) -> None:
    """Kill the command when it has come a little further, several times; then let it end."""
    chance, killed = random.Random(1961), 0
    with closing(create_store(url)) as store:
        for _ in range(KILLS):
            acknowledged = store.revision() + 1
            killed += kill(file, url, store, acknowledged, chance.uniform(0, 0.1))
            store.apply([])  # what was written and not published is published by whoever comes next
            kept = held(store)
            assert acknowledged <= len(kept)
            assert kept == whole[: len(kept)]
        assert killed >= KILLS / 2
        run_to_the_end(file, url)
        assert held(store) == whole
        again = run_to_the_end(file, url)
        assert held(store) == whole
    assert again["revision"] == len(whole)


def kill(file: Path, url: str, store: Store, after: int, seconds: float) -> bool:
    """Start the command, kill it some time after a revision was there; say whether it lived."""
    with subprocess.Popen(
        command(file, url), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None and store.revision() < after:
            time.sleep(0.005)
        time.sleep(seconds)
        process.kill()
    return process.returncode == -signal.SIGKILL


def run_to_the_end(file: Path, url: str) -> Any:
    done = subprocess.run(command(file, url), capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr[-500:]
    return json.loads(done.stdout)


def command(file: Path, url: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, "ingest", "iati", str(file), "--store", url, "--json"]


def held(store: Store) -> list[Revision]:
    """Return all revisions; when they were made differs from store to store."""
    return [replace(revision, at="") for revision in store.journal()]
