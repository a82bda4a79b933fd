"""The service over the starter knowledge and over a small world, for each audience."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from kg.schema.fields import Audience
from tests.api.asking import client_for
from tests.api.world import make_world


@pytest.fixture(scope="session")
def world_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_world(tmp_path_factory.mktemp("world") / "world.db")


@pytest.fixture(scope="session")
def world(world_url: str) -> Iterator[Callable[[Audience], TestClient]]:
    """The service over the small world, for an audience."""
    made: dict[Audience, TestClient] = {}

    def client(audience: Audience) -> TestClient:
        if audience not in made:
            made[audience] = client_for(world_url, audience).__enter__()
        return made[audience]

    yield client
    for one in made.values():
        one.__exit__(None, None, None)


@pytest.fixture(scope="session")
def board(world: Callable[[Audience], TestClient]) -> TestClient:
    """The small world as the board sees it."""
    return world("board")


@pytest.fixture(scope="session")
def starter(starter_url: str) -> Iterator[TestClient]:
    """The starter knowledge as the board sees it."""
    with client_for(starter_url, "board") as client:
        yield client
