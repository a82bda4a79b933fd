"""Services over the small attacked world."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.api.asking import client_for
from tests.api.conftest import board, starter, world, world_url
from tests.api.embeds.embed_world import make_attacked

__all__ = ["board", "starter", "world", "world_url"]


@pytest.fixture(scope="package")
def attacked_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the world whose names are attacks."""
    return make_attacked(tmp_path_factory.mktemp("attacked") / "world.db")


@pytest.fixture(scope="package")
def attacked(attacked_url: str) -> Iterator[TestClient]:
    """The public's service over it."""
    with client_for(attacked_url, "public") as client:
        yield client
