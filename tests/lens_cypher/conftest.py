"""What the tests of compiled lenses share: a database, and both engines held side by side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lens_cypher.database import Database
from tests.neo4j_server import driver_of, fresh


@pytest.fixture(scope="module")
def database(neo4j_url: str) -> Iterator[Database]:
    """The database of the session's server; each test says what it holds."""
    with driver_of(neo4j_url) as driver:
        fresh(driver)
        yield Database(driver)
