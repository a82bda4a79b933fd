"""Fixtures that all tests share.

Strategy: the smallest data that fits. Rules are tested on graphs of a few rows; answers as a whole
on the starter knowledge with the examples, loaded once per session into a SQLite file that no test
writes to (copy it to write); the real data beside the repository is read by tests marked ``shared``
and skipped where it is absent.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from kg.graph.snapshot import Snapshot
from kg.graph.view import View
from kg.store.protocol import Store
from tests.browser import browser
from tests.neo4j_server import (
    _session_driver,
    empty_neo4j,
    fresh_neo4j,
    fresh_neo4j_desk,
    neo4j_url,
    private_neo4j,
)
from tests.open_stores import pytest_runtest_teardown, watch
from tests.workers import pytest_collection_modifyitems, pytest_xdist_make_scheduler
from tools.catalogues import refresh

__all__ = [
    "_session_driver",
    "browser",
    "empty_neo4j",
    "fresh_neo4j",
    "fresh_neo4j_desk",
    "neo4j_url",
    "private_neo4j",
    "pytest_collection_modifyitems",
    "pytest_runtest_teardown",
    "pytest_xdist_make_scheduler",
]

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
TODAY = date(2026, 11, 23)
"""The day that tests ask about."""

# No test fails by the clock: the machines are shared.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# No test may read or write the user's own store or caches, or speak the machine's language.
for name in (
    "COOPGRAPH_STORE",
    "COOPGRAPH_STORE_PASSWORD",
    "COOPGRAPH_LANG",
    "LC_ALL",
    "LC_MESSAGES",
):
    os.environ.pop(name, None)
os.environ["LANG"] = "C.UTF-8"


def pytest_configure() -> None:
    """Compile the catalogues that somebody has edited; each worker of a parallel run may do so."""
    refresh()
    watch()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden-update", action="store_true", help="write what the golden files should hold"
    )


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.getbasetemp() / "home"
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real data beside the repository; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the real data is not beside the repository (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def starter_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the starter knowledge and the examples; do not write to it."""
    from coopgraph.loads import starter_knowledge
    from coopgraph.settings import sqlite_url
    from ingest.loading import load
    from kg.store.opening import create_store

    path = tmp_path_factory.mktemp("starter") / "starter.db"
    store = create_store(sqlite_url(path))
    try:
        report = load(store, starter_knowledge(store, examples=True))
    finally:
        store.close()
    assert not report.findings, report.findings[:5]
    return path


@pytest.fixture(scope="session")
def starter_url(starter_path: Path) -> str:
    """The address of the store with the starter knowledge."""
    from coopgraph.settings import sqlite_url

    return sqlite_url(starter_path)


@pytest.fixture
def starter_copy(starter_path: Path, tmp_path: Path) -> str:
    """The address of a copy of the starter knowledge that the test may write to."""
    from coopgraph.settings import sqlite_url

    return sqlite_url(Path(shutil.copy(starter_path, tmp_path / "copy.db")))


@pytest.fixture(scope="session")
def starter_store(starter_url: str) -> Iterator[Store]:
    """The open store with the starter knowledge."""
    from kg.store.opening import open_store

    store = open_store(starter_url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def starter_snapshot(starter_url: str) -> Snapshot:
    """The snapshot of the starter knowledge."""
    from kg.graph.build import snapshot_of
    from kg.store.opening import open_store

    store = open_store(starter_url)
    try:
        return snapshot_of(store, "board")
    finally:
        store.close()


@pytest.fixture(scope="session")
def starter_view(starter_snapshot: Snapshot) -> View:
    """The starter knowledge as the board sees it on the day of the tests."""
    return View(starter_snapshot, TODAY)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file ``golden/<name>`` beside the test; write it with the option."""
    folder = Path(request.path).parent / "golden"
    update = bool(request.config.getoption("--golden-update"))

    def compare(name: str, text: str) -> None:
        path = folder / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.exists(), f"no golden file {path}: run pytest --golden-update and look at it"
        assert text == path.read_text("utf-8")

    return compare
