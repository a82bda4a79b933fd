"""What failures of a server mean for the user; most cannot be brought about with one server."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final

import pytest
from neo4j.exceptions import Neo4jError

from kg.base.store_errors import StoreBrokenError, StoreError, StoreLockedError
from kg.store.neo4j.ddl import require_version
from kg.store.neo4j.failures import (
    StoreLoginError,
    StoreSlowError,
    StoreUnreadyError,
    StoreVersionError,
    translated,
)

URL: Final = "neo4j://h:7687"
MEANINGS: Final = {
    "Neo.ClientError.Cluster.NotALeader": StoreUnreadyError,
    "Neo.TransientError.Database.DatabaseUnavailable": StoreUnreadyError,
    "Neo.TransientError.Transaction.DeadlockDetected": StoreUnreadyError,
    "Neo.TransientError.Transaction.BookmarkTimeout": StoreUnreadyError,
    "Neo.TransientError.General.OutOfMemoryError": StoreSlowError,
    "Neo.ClientError.Transaction.LockAcquisitionTimeout": StoreLockedError,
    "Neo.ClientError.Security.CredentialsExpired": StoreLoginError,
    "Neo.ClientError.Security.Unauthorized": StoreLoginError,
    "Neo.DatabaseError.General.UnknownError": StoreBrokenError,
}


@pytest.mark.parametrize("code", MEANINGS)
def test_a_code_of_the_server_has_its_meaning(code: str) -> None:
    error = Neo4jError._hydrate_neo4j(code=code, message="so it is")
    meant = translated(error, URL)
    assert type(meant) is MEANINGS[code]
    assert isinstance(meant, StoreError)
    assert meant.exit_code == 3
    assert URL in meant.sentence("en")


def server_of(agent: str) -> Any:
    return SimpleNamespace(get_server_info=lambda: SimpleNamespace(agent=agent))


@pytest.mark.parametrize("agent", ["Neo4j/5.23.0", "Neo4j/5.27-aura", "Neo4j/2025.10.1"])
def test_servers_that_can_be_used(agent: str) -> None:
    require_version(server_of(agent), URL)


@pytest.mark.parametrize("agent", ["Neo4j/5.22.0", "Neo4j/4.4.40", "Memgraph/3.1", "Neo4j/dev"])
def test_servers_that_cannot(agent: str) -> None:
    with pytest.raises(StoreVersionError) as refused:
        require_version(server_of(agent), URL)
    assert "5.23" in refused.value.sentence("en")
