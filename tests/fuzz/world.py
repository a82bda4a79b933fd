"""What the cases of one process share: a folder, a store that nothing is kept in, a service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from coopgraph.loads import starter_knowledge
from coopgraph.settings import sqlite_url
from coopgraph.terminal.render import loading_text as loading
from ingest.again import Again
from ingest.findings import Outcome, Report
from ingest.held_rows import held_of, held_row, waiting_row
from ingest.known import Known, known_from_store
from ingest.loading import Source, load
from ingest.rereading import read_again
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.api.asking import client_for
from tests.api.world import make_world
from tests.kg.store.transfer.conftest import fill

if TYPE_CHECKING:
    from starlette.testclient import TestClient

NOW = datetime(2026, 11, 23, tzinfo=UTC)
MOST = 20
"""Records of one case that are read again."""
ROOT = Path(__file__).parent.parent.parent


@dataclass
class World:
    """Made when it is first asked for, closed with ``open_world``."""

    folder: Path
    stack: ExitStack

    def file(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def shown(self, report: Report) -> None:
        """Write a report as people and programs read it."""
        from rich.console import Console

        console = Console(file=StringIO(), markup=False, highlight=False, emoji=False, width=120)
        for lang in ("en", "es"):
            report.document(lang)
            loading.findings(console, report, lang)
            loading.counts(console, report, lang)

    def reread(self, source: Source) -> None:
        """Keep what is held of a source, as a desk does, and read some of it again."""
        held = [item for item in source.items if item.outcome is Outcome.HELD]
        for item in held[:MOST]:
            row = held_of(waiting_row(held_row(source.name, item, NOW, 90)))
            assert row.reason.code != "damaged-row"
            for vouched in (False, True) if row.kept else ():
                assert row.kept
                asked = Again(row.file, row.where, row.kept, self.known, self.store, vouched)
                again = read_again(asked)
                codes = {found.code for one in again.items for found in one.findings}
                assert "not-read-again" not in codes

    @cached_property
    def store(self) -> Store:
        """The starter knowledge; cases rehearse and change nothing."""
        store = create_store(sqlite_url(self.folder / "starter.db"))
        self.stack.callback(store.close)
        load(store, starter_knowledge(store, examples=True))
        return store

    @cached_property
    def known(self) -> Known:
        return known_from_store(self.store)

    @cached_property
    def small(self) -> Store:
        """A store of five revisions."""
        store = create_store(sqlite_url(self.folder / "small.db"))
        self.stack.callback(store.close)
        fill(store)
        return store

    @cached_property
    def cached(self) -> Path:
        """A folder of snapshots of the small store."""
        from kg.graph.cache import cached_snapshot

        cached_snapshot(self.small, self.folder / "cache", "board")
        return self.folder / "cache"

    @cached_property
    def client(self) -> TestClient:
        """The service over a small world, as the board sees it."""
        client = client_for(make_world(self.folder / "world.db"), "board")
        client.raise_server_exceptions = False  # type: ignore[attr-defined]
        return self.stack.enter_context(client)


@contextmanager
def open_world(folder: Path) -> Iterator[World]:
    with ExitStack() as stack:
        yield World(folder, stack)
