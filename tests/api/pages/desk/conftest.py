"""A service over the starter knowledge and examples, with two invented offices invited."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.pages.desk.office import Exchange

ISLAND = "unit/example-ondavel-desk"
OTHER = "unit/example-lirvanne-desk"


@pytest.fixture(scope="session")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of snapshots: copies of one store have the same."""
    return tmp_path_factory.mktemp("snapshots")


@pytest.fixture
def exchange(starter_copy: str, snapshots: Path) -> Iterator[Exchange]:
    made = Exchange(starter_copy, snapshots)
    made.invite("desk@ondavel.example.org", "authority", ISLAND)
    made.invite("desk@lirvanne.example.org", "authority", OTHER, "fr")
    made.invite("secretariat@example.org", "secretariat")
    yield made
    made.app.state.service.close()
    made.app.state.access.close()
