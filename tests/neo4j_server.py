"""A real Neo4j server for tests: one for the session, emptied for each test, or one of its own.

COOPGRAPH_TEST_NEO4J names a server to use, ``neo4j://user:password@host:port``; it must hold
nothing, since tests delete all that it holds. Otherwise one is started (``tools/neo4j``) and
stopped at the end. Where that cannot be, such tests are skipped, unless COOPGRAPH_REQUIRE_NEO4J is
set: then they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from neo4j import Driver, GraphDatabase

from kg.store.neo4j.address import address_of
from kg.store.neo4j.ddl import FORMAT
from kg.store.opening import create_store
from tools.neo4j.errors import CannotRunError
from tools.neo4j.home import Home
from tools.neo4j.jars import cache_folder
from tools.neo4j.server import Server, free_port

# Asked now: while a test runs, the cache of the user is another folder.
CACHE: Final = cache_folder()
_BATCH: Final = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
_REST: Final = (
    "MATCH (n) WHERE NOT n:_Store AND NOT n:_Publication"
    " CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
)
_RENEWED: Final = """
MATCH (s:_Store {format: $format, room: 'knowledge'}) MATCH (p:_Publication)
SET s.identity = randomUUID(), s.written = 0, p.revision = 0, p.announced = 0
RETURN s.identity"""
_CONSTRAINTS: Final = "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name"
_INDEXES: Final = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name ORDER BY name"


@pytest.fixture(scope="session")
def neo4j_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server for the session; tests may leave in it what they like."""
    named = os.environ.get("COOPGRAPH_TEST_NEO4J")
    if named:
        with driver_of(named) as driver:
            _require_empty(driver, named)
            yield named
            empty(driver)
        return
    with own_server(tmp_path_factory.mktemp("neo4j")) as server:
        yield server.url


@pytest.fixture(scope="session")
def _session_driver(neo4j_url: str) -> Iterator[Driver]:
    with driver_of(neo4j_url) as driver:
        yield driver


@pytest.fixture
def empty_neo4j(neo4j_url: str, _session_driver: Driver) -> str:
    """The address of the session's server without nodes, constraints and indexes."""
    empty(_session_driver)
    return neo4j_url


@pytest.fixture
def fresh_neo4j(neo4j_url: str, _session_driver: Driver) -> str:
    """The address of the session's server with an empty store in it, as if just made."""
    fresh(_session_driver, neo4j_url)
    return neo4j_url


@pytest.fixture
def private_neo4j(tmp_path: Path) -> Iterator[Server]:
    """A running server of the test's own: ``kill`` it (as kill -9 does) and ``start`` it again."""
    with own_server(tmp_path / "neo4j") as server:
        yield server


@contextmanager
def own_server(home: Path) -> Iterator[Server]:
    """Give a server that runs in ``home``, until the end; its data go with it."""
    server = Server(Home(home), free_port(), CACHE, tied=True)
    try:
        server.start()
    except CannotRunError as error:
        if os.environ.get("COOPGRAPH_REQUIRE_NEO4J"):
            pytest.fail(str(error))
        pytest.skip(str(error))
    try:
        yield server
    finally:
        # What it holds is thrown away: nothing need be put in order first.
        server.kill()
        shutil.rmtree(home)


def driver_of(url: str) -> Driver:
    """Return a driver for an address with user and password."""
    address = address_of(url)
    return GraphDatabase.driver(address.uri, auth=(address.user, address.password))


def empty(driver: Driver) -> None:
    """Delete all nodes, constraints and indexes of the database but the token look-ups."""
    with driver.session() as session:
        session.run(_BATCH).consume()
        for kind, names in (("CONSTRAINT", _CONSTRAINTS), ("INDEX", _INDEXES)):
            for name in session.run(names).value():
                quoted = name.replace("`", "``")
                session.run(f"DROP {kind} `{quoted}` IF EXISTS").consume()


def fresh(driver: Driver, url: str) -> None:
    """Leave an empty store in the database: its schema takes seconds to make and stays."""
    with driver.session() as session:
        session.run(_REST).consume()
        if session.run(_RENEWED, format=FORMAT).single() is None:
            empty(driver)
            create_store(url).close()


def _require_empty(driver: Driver, url: str) -> None:
    with driver.session() as session:
        if session.run("MATCH (n) RETURN 1 LIMIT 1").single() is None:
            return
    pytest.fail(
        f"{address_of(url).shown} of COOPGRAPH_TEST_NEO4J holds data, and tests delete all that it "
        "holds: name an empty server, or empty it yourself with MATCH (n) DETACH DELETE n."
    )
