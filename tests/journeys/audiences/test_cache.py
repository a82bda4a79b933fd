"""What is kept on disk for one store is not given to readers of another."""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.base.audience import Audience
from kg.graph.cache import cached_snapshot
from kg.model.records import NodeVersion, Revision, Statement
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store

SOURCE = "source/a"


def wrote(number: int, at: str, *said: tuple[str, Audience | None]) -> Revision:
    """Return a revision of some day in which a source states records for an audience."""
    source = NodeVersion(SOURCE, (Statement(SOURCE, SOURCE, {}),))
    versions = [NodeVersion(id_, (Statement(SOURCE, id_, {}, visibility=to),)) for id_, to in said]
    return Revision(number, at, "", (source, *versions) if number == 1 else tuple(versions), ())


def is_read(store: Store, cache: Path, id_: str) -> bool:
    return cached_snapshot(store, cache, "public").index(id_) is not None


def test_a_copy_of_a_store_that_went_another_way_is_read_anew(tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/first.db"
    first = create_store(url)
    first.replay(wrote(1, "2026-01-01T00:00:00+00:00", ("org/a", None)))
    first.close()
    shutil.copy(tmp_path / "first.db", tmp_path / "second.db")
    first, second = (
        open_store(url, write=True),
        open_store(f"sqlite://{tmp_path}/second.db", write=True),
    )
    try:
        first.replay(wrote(2, "2026-01-02T00:00:00+00:00", ("org/b", None)))
        second.replay(wrote(2, "2026-01-03T00:00:00+00:00", ("org/b", "board")))
        assert first.identity == second.identity
        for _ in range(2):
            assert is_read(first, tmp_path / "cache", "org/b")
            assert not is_read(second, tmp_path / "cache", "org/b")
    finally:
        first.close()
        second.close()
