"""A desk of each engine, and who acts on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.store.opening import create_store
from kg.store.protocol import Store


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def desk_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty desk."""
    if request.param == "neo4j":
        url: str = request.getfixturevalue("fresh_neo4j_desk")
        return url
    return sqlite_url(tmp_path / "desk.db")


@pytest.fixture
def desk(desk_url: str) -> Iterator[Store]:
    store = create_store(desk_url, room="desk")
    yield store
    store.close()
