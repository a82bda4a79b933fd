"""Batches for tests of the embedded store."""

from __future__ import annotations

from pathlib import Path

from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement

SOURCE = "source/test"


def url_of(path: Path) -> str:
    return f"sqlite://{path}"


def batch(number: int, size: int) -> list[Change]:
    """Return a batch that can be told from others: all of it is there, or nothing."""
    nodes = [
        NodeStatement(f"org/{number}-{n}", SOURCE, {"name": {"es": f"Agencia {number} {n}"}})
        for n in range(size)
    ]
    links = [
        RelationStatement(RelationKey("SUCCEEDS", f"org/{number}-{n}", f"org/{number}-0"), SOURCE)
        for n in range(1, size)
    ]
    return [NodeStatement(SOURCE, SOURCE, {}), *nodes, *links]
