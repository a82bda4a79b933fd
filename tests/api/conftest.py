"""The service over the starter knowledge and over a small world, for each audience."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from coopgraph.settings import sqlite_url
from kg.access.entry_code import new_code
from kg.base.audience import Audience
from kg.store.opening import create_store
from tests.api.asking import BASE, access, client_for, client_of
from tests.api.house import House
from tests.api.world import make_world
from tests.kg.access.clock import SetClock


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


@pytest.fixture
def house(world_url: str, tmp_path: Path) -> Iterator[House]:
    """A service over the small world that one person can enter."""
    clock = SetClock()
    text, code = new_code(clock())
    desk = sqlite_url(tmp_path / "desk.db")
    create_store(desk, room="desk").close()
    settings = access(desk, code=code, clock=clock)
    opened: list[TestClient] = []

    def again(*, base: str = BASE, app: Any = None, **changed: Any) -> TestClient:
        made = app or create_app(world_url, access=replace(settings, **changed), cache=None)
        opened.append(client_of(made, base_url=base).__enter__())
        return opened[-1]

    yield House(again(), text, clock, settings, again)
    for one in opened:
        one.__exit__(None, None, None)
