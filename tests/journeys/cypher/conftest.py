"""The starter knowledge in a server."""

from __future__ import annotations

import pytest
from neo4j import Driver

from tests.graph_loader import Run, runner, starter_in


@pytest.fixture
def driver(_session_driver: Driver) -> Driver:
    """The driver of the session's server."""
    return _session_driver


@pytest.fixture
def ask(neo4j_url: str, driver: Driver) -> Run:
    """Run a text on the starter knowledge."""
    starter_in(driver, neo4j_url)
    return runner(driver)
