"""Killed in the middle, an ingest keeps whole batches, and the same command completes it."""

from __future__ import annotations

import json
import random
import signal
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.model.records import Revision
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests import paced
from tests.ingest.iati.conftest import activity

ACTIVITIES, BODIES, KILLS = 60, 60, 3
pytestmark = pytest.mark.slow  # processes are started and killed, each in the middle of its work


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
    chance = random.Random(1961)
    with closing(create_store(url)) as store:
        for _ in range(KILLS):
            told = store.revision() + 1
            pause = chance.uniform(0, 0.1)
            killed = paced.stop(arguments(file, url), store, (told, told + 1), pause)
            assert killed.returncode == -signal.SIGKILL
            store.apply([])  # what was written and not published is published by whoever comes next
            kept = held(store)
            assert told <= len(kept) <= told + 1
            assert kept == whole[: len(kept)]
        run_to_the_end(file, url)
        assert held(store) == whole
        again = run_to_the_end(file, url)
        assert held(store) == whole
    assert again["revision"] == len(whole)


def run_to_the_end(file: Path, url: str) -> Any:
    done = paced.run(arguments(file, url))
    assert done.returncode in {0, 1}, done.stderr[-500:]
    return json.loads(done.stdout)


def arguments(file: Path, url: str) -> list[str]:
    return ["ingest", "iati", str(file), "--store", url, "--json"]


def held(store: Store) -> list[Revision]:
    """Return all revisions; when they were made differs from store to store."""
    return [replace(revision, at="", token="") for revision in store.journal()]
