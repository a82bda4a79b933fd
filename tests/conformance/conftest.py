"""The engines that the conformance tests run on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.schema.fields import Room
from kg.store import Store, create_store

Factory = Callable[[], Store]


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "neo4j":
        fresh: str = request.getfixturevalue("fresh_neo4j")
        return fresh
    return f"sqlite://{tmp_path}/a folder/store.db".replace(" ", "%20")


@pytest.fixture
def bare(request: pytest.FixtureRequest, url: str) -> str:
    """The same address before anything was made there."""
    if url.startswith("neo4j"):
        request.getfixturevalue("empty_neo4j")
    return url


@pytest.fixture
def place(request: pytest.FixtureRequest, url: str) -> Callable[[Room], str]:
    """Give the same address with an empty store of a room, as if just made."""

    def made(room: Room) -> str:
        if room == "desk" and url.startswith("neo4j"):
            request.getfixturevalue("fresh_neo4j_desk")
        create_store(url, room=room).close()
        return url

    return made


@pytest.fixture
def store_factory(url: str) -> Iterator[Factory]:
    """Give a maker of handles on one store: the first call makes it, the others open it."""
    opened: list[Store] = []

    def make() -> Store:
        opened.append(create_store(url))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(store_factory: Factory) -> Store:
    return store_factory()
